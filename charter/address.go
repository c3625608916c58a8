package charter

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cookies-preferences/charter/internal/shape"
)

// unwrap returns the text with its addresses out of their angle brackets, and the first of them.
// Text in angle brackets that begins with a scheme must be an address: <javascript:…> is an error.
// Other angle brackets are text.
func unwrap(text string, number int) (unwrapped, first string, err error) {
	var b strings.Builder
	for rest := text; ; {
		before, after, found := strings.Cut(rest, "<")
		b.WriteString(before)
		if !found {
			return b.String(), first, nil
		}
		rest = after
		if scheme(after) == "" {
			b.WriteByte('<')
			continue
		}
		address, after, closed := strings.Cut(after, ">")
		if !closed || !isLink(address) {
			return "", "", badAddress(number, address)
		}
		if first == "" {
			first = address
		}
		b.WriteString(address)
		rest = after
	}
}

// tail returns the address that is the text's last word, in angle brackets or bare. It is empty if
// there is none. A lone word in angle brackets, or with "://", must be an address.
func tail(text string, number int) (string, error) {
	last := text
	if i := strings.LastIndexFunc(text, unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[i:])
		last = text[i+size:]
	}
	address, meant := strings.CutPrefix(last, "<")
	if meant {
		address, meant = strings.CutSuffix(address, ">")
		meant = meant && !strings.ContainsAny(address, "<>")
	} else if shape.Ending(last) == 0 {
		s := scheme(address)
		meant = s != "" && strings.HasPrefix(address[len(s):], "://")
	}
	switch {
	case meant && isLink(address):
		return address, nil
	case meant && last == text:
		return "", badAddress(number, address)
	}
	return "", nil
}

func badAddress(line int, address string) error {
	return &Error{Line: line, Code: CodeAddress, Message: quote(address) +
		" was found, and an http(s) address like https://portal.example was expected."}
}

// scheme returns what stands before an address's colon: at least two characters of those that RFC
// 3986, section 3.1, allows. It is empty if the text doesn't begin with a scheme.
func scheme(s string) string {
	for i := range len(s) {
		switch c := s[i]; {
		case shape.IsASCIILetter(c), i > 0 && (shape.IsASCIIDigit(c) || c == '+' || c == '-' || c == '.'):
		case c == ':' && i > 1:
			return s[:i]
		default:
			return ""
		}
	}
	return ""
}

// isLink reports whether an address is safe as a link: http or https, with a host, and without
// credentials.
func isLink(address string) bool {
	s := scheme(address)
	rest, slashes := strings.CutPrefix(address[len(s):], "://")
	if !slashes || !strings.EqualFold(s, "http") && !strings.EqualFold(s, "https") {
		return false
	}
	for _, r := range rest {
		if unicode.IsSpace(r) || !strconv.IsPrint(r) || r == utf8.RuneError ||
			strings.ContainsRune("\"<>\\^`{|}", r) {
			return false
		}
	}
	host, port, hasPort := strings.Cut(authority(rest), ":")
	if n, err := strconv.ParseUint(port, 10, 16); hasPort && (err != nil || n == 0) {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if !isLabel(label) {
			return false
		}
	}
	return true
}

// AddressAt returns the http(s) address that a text begins with, without the punctuation after it.
// It is empty if there is none. A bracket in an address leaves a doubt, and is none.
func AddressAt(text string) string {
	if !strings.HasPrefix(text, "http") {
		return ""
	}
	end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '(' })
	if end < 0 {
		end = len(text)
	} else if text[end] == '(' {
		return ""
	}
	address := strings.TrimRight(text[:end], ".,;:!?)»…")
	if !isLink(address) {
		return ""
	}
	return address
}

// authority returns what stands between "//" and the path.
func authority(s string) string {
	if end := strings.IndexAny(s, "/?#"); end >= 0 {
		return s[:end]
	}
	return s
}

// isLabel reports whether s may stand between the dots of a host name, accents included:
// « données.example ».
func isLabel(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
