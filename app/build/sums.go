//go:build !js

package build

import (
	"crypto/sha512"
	"encoding/base64"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// sumsName is the file that lists what a build wrote: it marks a folder as ours.
const sumsName = "SHA384SUMS"

// sums are the lines of SHA384SUMS: the possible integrity values of each file, by its
// slash-separated name. A file has two while one build replaces another, else one.
type sums map[string][]string

// sumsOf returns the sums of the files.
func sumsOf(files map[string][]byte) sums {
	s := make(sums)
	for name, data := range files {
		s[name] = []string{integrity(data)}
	}
	return s
}

// and returns the sums of both.
func (s sums) and(other sums) sums {
	both := make(sums)
	for _, each := range []sums{s, other} {
		for name, values := range each {
			both[name] = append(both[name], values...)
		}
	}
	return both
}

// text has a line for each file, sorted by name: sha384-BASE64, two spaces, name.
func (s sums) text() []byte {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(s)) {
		for _, value := range slices.Compact(slices.Sorted(slices.Values(s[name]))) {
			text.WriteString(value + "  " + name + "\n")
		}
	}
	return []byte(text.String())
}

// parseSums reads the output of text; ok is false for anything else.
func parseSums(text string) (s sums, ok bool) {
	s = make(sums)
	for line := range strings.Lines(text) {
		value, name, found := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		digest, isSum := strings.CutPrefix(value, "sha384-")
		raw, err := base64.StdEncoding.DecodeString(digest)
		if !found || !isSum || err != nil || len(raw) != sha512.Size384 || !filepath.IsLocal(name) {
			return nil, false
		}
		s[name] = append(s[name], value)
	}
	return s, len(s) > 0
}

// integrity returns the digest in the form of the attribute integrity.
func integrity(data []byte) string {
	sum := sha512.Sum384(data)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}
