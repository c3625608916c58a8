package charter

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unwrap returns the text without the angle brackets around its addresses, and
// the first of these. What stands behind an angle bracket and has a scheme is
// meant as an address, and must be one: <javascript:…> is an error. Other angle
// brackets are text.
func unwrap(text string, number int) (unwrapped, first string, err error) {
	var b strings.Builder
	rest := text
	for {
		before, after, found := strings.Cut(rest, "<")
		if !found {
			b.WriteString(rest)
			return b.String(), first, nil
		}
		b.WriteString(before)
		rest = after
		if scheme(after) == "" {
			b.WriteByte('<')
			continue
		}
		address, after, closed := strings.Cut(after, ">")
		fault := faultOf(address)
		if !closed {
			fault = `it has no ">" at its end`
		}
		if fault != "" {
			return "", "", badAddress(number, address, fault)
		}
		if first == "" {
			first = address
		}
		b.WriteString(address)
		rest = after
	}
}

// tail returns the address that is the text's last word, in angle brackets or
// bare; empty if there is none. A lone word in angle brackets, or with "://",
// is meant as an address, and must be one.
func tail(text string, number int) (string, error) {
	last := text
	if i := strings.LastIndexFunc(text, unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[i:])
		last = text[i+size:]
	}
	alone := len(last) == len(text)
	address, meant := strings.CutPrefix(last, "<")
	if meant {
		address, meant = strings.CutSuffix(address, ">")
		meant = meant && !strings.ContainsAny(address, "<>")
	} else if ending(last) == 0 {
		s := scheme(address)
		meant = s != "" && strings.HasPrefix(address[len(s):], "://")
	}
	switch fault := faultOf(address); {
	case meant && fault == "":
		return address, nil
	case meant && alone:
		return "", badAddress(number, address, fault)
	}
	return "", nil
}

func badAddress(number int, address, fault string) error {
	return &Error{Line: number, Code: CodeAddress, Message: "The address " + quote(address) +
		" was found: " + fault + ", and an address like https://portal.example was expected."}
}

// scheme returns what stands before the colon of an address, at least two
// characters as RFC 3986 has it; empty if the text does not begin like one.
func scheme(s string) string {
	for i := range len(s) {
		switch c := s[i]; {
		case isASCIILetter(c), i > 0 && (isASCIIDigit(c) || c == '+' || c == '-' || c == '.'):
		case c == ':' && i > 1:
			return s[:i]
		default:
			return ""
		}
	}
	return ""
}

// faultOf says what keeps an address from being a safe link: an http or https
// one with a host and no credentials, that every browser reads alike. It
// returns "" for a good one.
func faultOf(address string) string {
	s := scheme(address)
	rest, slashes := strings.CutPrefix(address[len(s):], "://")
	if !slashes || !strings.EqualFold(s, "http") && !strings.EqualFold(s, "https") {
		return "it is neither http:// nor https://"
	}
	for i, r := range rest {
		switch {
		case unicode.IsSpace(r):
			return "it holds a space"
		case !strconv.IsPrint(r), r == utf8.RuneError, strings.ContainsRune("\"<>\\^`{|}", r):
			return "it holds the character " + strconv.QuoteRune(r)
		case r == '%' && !isEscape(rest[i:]):
			return `it holds a "%" that no two hexadecimal digits follow`
		}
	}
	return faultOfAuthority(authority(rest))
}

// authority returns what stands between "//" and the path.
func authority(s string) string {
	if end := strings.IndexAny(s, "/?#"); end >= 0 {
		return s[:end]
	}
	return s
}

func faultOfAuthority(s string) string {
	if strings.Contains(s, "@") {
		return "it carries credentials"
	}
	host, port, hasPort := strings.Cut(s, ":")
	if host == "" {
		return "it has no host"
	}
	if n, err := strconv.ParseUint(port, 10, 16); hasPort && (err != nil || n == 0) {
		return "its port is not a number from 1 to 65535"
	}
	for label := range strings.SplitSeq(host, ".") {
		if !isLabel(label) {
			return "its host is malformed"
		}
	}
	if len(host) > 253 {
		return "its host is too long"
	}
	return ""
}

// isLabel reports whether s may stand between the dots of a host name, accents
// included: « données.example ».
func isLabel(s string) bool {
	for _, r := range s {
		if r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return s != "" && len(s) <= 63 && s[0] != '-' && s[len(s)-1] != '-'
}

func isEscape(s string) bool { return len(s) > 2 && isHex(s[1]) && isHex(s[2]) }

func isHex(c byte) bool {
	return isASCIIDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func isASCIIDigit(c byte) bool { return '0' <= c && c <= '9' }

func isASCIILetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
