package preferences

import (
	"strings"
	"unicode/utf8"
)

// scalar reads a value that is neither array nor object.
func (r *reader) scalar() (jsonValue, bool) {
	if r.rest == "" {
		return jsonValue{}, false
	}
	switch kind := r.rest[0]; kind {
	case 't':
		return jsonValue{kind: kind}, r.word("true")
	case 'f':
		return jsonValue{kind: kind}, r.word("false")
	case 'n':
		return jsonValue{kind: kind}, r.word("null")
	case '"':
		text, ok := r.string()
		return jsonValue{kind, text}, ok
	}
	text, ok := r.number()
	return jsonValue{'0', text}, ok
}

// number reads a number, and returns it as it is written.
func (r *reader) number() (string, bool) {
	start := r.rest
	r.take('-')
	if !r.take('0') && !r.digits() {
		return "", false
	}
	if r.take('.') && !r.digits() {
		return "", false
	}
	if r.take('e') || r.take('E') {
		if !r.take('-') {
			r.take('+')
		}
		if !r.digits() {
			return "", false
		}
	}
	return start[:len(start)-len(r.rest)], true
}

// digits moves past one digit or more.
func (r *reader) digits() bool {
	before := len(r.rest)
	r.rest = strings.TrimLeft(r.rest, "0123456789")
	return len(r.rest) < before
}

// string reads a string, and returns its text without escapes. An escaped
// character beyond U+FFFF stands as two U+FFFD, and half of one as a single:
// no key and no version holds any.
func (r *reader) string() (string, bool) {
	if !r.take('"') {
		return "", false
	}
	var text []byte
	for r.rest != "" && r.rest[0] >= ' ' {
		c := r.rest[0]
		r.rest = r.rest[1:]
		switch c {
		case '"':
			return string(text), true
		case '\\':
			char, ok := r.escaped()
			if !ok {
				return "", false
			}
			text = utf8.AppendRune(text, char)
		default:
			text = append(text, c)
		}
	}
	return "", false
}

// escaped reads what follows a backslash.
func (r *reader) escaped() (rune, bool) {
	if r.take('u') {
		char, ok := hexadecimal(r.rest, 4)
		if ok {
			r.rest = r.rest[4:]
		}
		return char, ok
	}
	const letters, characters = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if r.rest == "" {
		return 0, false
	}
	i := strings.IndexByte(letters, r.rest[0])
	if i < 0 {
		return 0, false
	}
	r.rest = r.rest[1:]
	return rune(characters[i]), true
}
