package preferences

import "strings"

// The reader below reads one JSON object (RFC 8259) as JSON.parse does: keys
// are exact, the last of two equal keys wins, nothing may follow the object.
// encoding/json would take « GA » for « ga », and weighs more in WebAssembly
// than all the rest of this package.

// jsonValue is what stands behind a key of the object.
type jsonValue struct {
	// kind is the value's first character: t, f, n, ", { or [; for any number, 0.
	kind byte

	// text is a string's text, or a number as it is written; empty otherwise.
	text string
}

// readObject returns the members of the JSON object that text is. It fails if
// text, which must be UTF-8, is anything else.
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

// reader holds what remains to be read. Its methods report false where the
// grammar is broken; what remains then is of no use.
type reader struct{ rest string }

// space moves past white space.
func (r *reader) space() {
	r.rest = strings.TrimLeft(r.rest, " \t\n\r")
}

// take moves past c, if it stands next.
func (r *reader) take(c byte) bool {
	if r.rest == "" || r.rest[0] != c {
		return false
	}
	r.rest = r.rest[1:]
	return true
}

// word moves past a word, if it stands next.
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

// value reads any value; an array or an object only to know that it is one.
func (r *reader) value() (jsonValue, bool) {
	r.space()
	if r.rest == "" || r.rest[0] != '{' && r.rest[0] != '[' {
		return r.scalar()
	}
	kind := r.rest[0]
	return jsonValue{kind: kind}, r.nested()
}

// nested moves past an array or an object with all that is in it. It keeps its
// own stack: a page's WebAssembly has little of the other kind, and a cookie
// has room for 4000 brackets.
func (r *reader) nested() bool {
	var closers []byte // of what is open, innermost last
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
