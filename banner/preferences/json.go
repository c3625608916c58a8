package preferences

import (
	"strings"
	"unicode/utf8"
)

// This reader reads one JSON object (RFC 8259) as JSON.parse does. encoding/json weighs more in
// WebAssembly than the rest of this package.

// jsonValue is a member's value.
type jsonValue struct {
	kind byte   // the value's first character: t, f, n, ", { or [; '0' for any number
	text string // of a string, or of a number as written; empty otherwise
}

// readObject returns the members of a JSON object in UTF-8. It fails on any other text.
func readObject(text string) (map[string]jsonValue, bool) {
	r := reader{rest: text}
	r.space()
	if !r.take('{') {
		return nil, false
	}
	members := map[string]jsonValue{}
	for r.space(); !r.take('}'); r.space() {
		if len(members) > 0 && !r.take(',') {
			return nil, false
		}
		key, ok := r.key()
		if !ok {
			return nil, false
		}
		if members[key], ok = r.value(); !ok {
			return nil, false
		}
	}
	r.space()
	return members, r.rest == ""
}

// reader has the rest of the text. Its methods report false where the grammar is broken; the rest
// is of no use then.
type reader struct{ rest string }

// space moves past white space.
func (r *reader) space() {
	r.rest = strings.TrimLeft(r.rest, " \t\n\r")
}

// take moves past c, if it comes next.
func (r *reader) take(c byte) bool {
	if r.rest == "" || r.rest[0] != c {
		return false
	}
	r.rest = r.rest[1:]
	return true
}

// word moves past a word, if it comes next.
func (r *reader) word(word string) bool {
	rest, ok := strings.CutPrefix(r.rest, word)
	r.rest = rest
	return ok
}

// key reads a key and its colon.
func (r *reader) key() (string, bool) {
	r.space()
	key, ok := r.string()
	if !ok {
		return "", false
	}
	r.space()
	return key, r.take(':')
}

// value reads any value. It skips the content of an array or an object.
func (r *reader) value() (jsonValue, bool) {
	r.space()
	if r.rest == "" || r.rest[0] != '{' && r.rest[0] != '[' {
		return r.scalar()
	}
	kind := r.rest[0]
	return jsonValue{kind: kind}, r.nested()
}

// nested moves past an array or an object with its content. It keeps a stack of its own: a cookie
// has room for 4,000 brackets, and WebAssembly may not have the stack for such a recursion.
func (r *reader) nested() bool {
	var closers []byte // of the open arrays and objects, innermost last
	for {
		empty := true // nothing read yet in the innermost
		switch {
		case r.take('{'):
			closers = append(closers, '}')
		case r.take('['):
			closers = append(closers, ']')
		default:
			if _, ok := r.scalar(); !ok {
				return false
			}
			empty = false
		}

		r.space()
		for r.take(closers[len(closers)-1]) {
			closers = closers[:len(closers)-1]
			if len(closers) == 0 {
				return true
			}
			empty = false
			r.space()
		}

		if !empty && !r.take(',') {
			return false
		}
		if closers[len(closers)-1] == '}' {
			if _, ok := r.key(); !ok {
				return false
			}
		}
		r.space()
	}
}

// scalar reads a value that is neither an array nor an object.
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

// number reads a number, and returns it as written.
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

// string reads a string, and returns its text without escapes. Escaped surrogates become U+FFFD:
// no key and no version has any.
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

// escaped reads the escape after a backslash.
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
