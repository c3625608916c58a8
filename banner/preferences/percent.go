package preferences

import (
	"strings"
	"unicode/utf8"
)

// escape is JavaScript's encodeURIComponent (ECMA-262, section 19.2.6.4): every
// octet of the text's UTF-8 but A-Z a-z 0-9 - _ . ! ~ * ' ( ) becomes %XX.
func escape(text string) string {
	const hex = "0123456789ABCDEF"
	escaped := make([]byte, 0, 2*len(text))
	for i := range len(text) {
		c := text[i]
		if isAlphanumeric(c) || strings.IndexByte("-_.!~*'()", c) >= 0 {
			escaped = append(escaped, c)
		} else {
			escaped = append(escaped, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(escaped)
}

// unescape is JavaScript's decodeURIComponent (ECMA-262, section 19.2.6.2). It
// fails on a % without two hexadecimal digits, and on octets, escaped or not,
// that are no UTF-8. A character is either escaped whole or not at all.
func unescape(escaped string) (string, bool) {
	if !utf8.ValidString(escaped) {
		return "", false
	}
	text := make([]byte, 0, len(escaped))
	for rest := escaped; rest != ""; {
		if rest[0] != '%' {
			text = append(text, rest[0])
			rest = rest[1:]
			continue
		}
		run := len(text)
		for rest != "" && rest[0] == '%' {
			code, ok := hexadecimal(rest[1:], 2)
			if !ok {
				return "", false
			}
			text = append(text, byte(code))
			rest = rest[3:]
		}
		if !utf8.Valid(text[run:]) {
			return "", false
		}
	}
	return string(text), true
}

// hexadecimal reads the number that the first digits of a text make.
func hexadecimal(text string, digits int) (rune, bool) {
	if len(text) < digits {
		return 0, false
	}
	number := rune(0)
	for i := range digits {
		switch c := text[i]; {
		case '0' <= c && c <= '9':
			number = number<<4 | rune(c-'0')
		case 'A' <= c && c <= 'F':
			number = number<<4 | rune(c-'A'+10)
		case 'a' <= c && c <= 'f':
			number = number<<4 | rune(c-'a'+10)
		default:
			return 0, false
		}
	}
	return number, true
}
