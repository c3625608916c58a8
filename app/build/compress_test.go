//go:build !js

package build

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// sample returns a text that compresses like prose and is longer than the pieces that writeAll
// writes.
func sample() []byte {
	words := strings.Fields("le portail dépose un cookie et mesure la fréquentation sans autre " +
		"consentement")
	random := rand.New(rand.NewPCG(1, 2))
	var text bytes.Buffer
	for text.Len() < 300<<10 {
		text.WriteString(words[random.IntN(len(words))] + " ")
	}
	return text.Bytes()
}

func TestAddCompressedIsReproducible(t *testing.T) {
	size := make(map[string]int)
	for _, level := range []Compression{Best, Fast} {
		first := map[string][]byte{"a": sample(), "b": nil, "c": []byte("left alone")}
		second := maps.Clone(first)
		for _, files := range []map[string][]byte{first, second} {
			if err := addCompressed(t.Context(), files, level, "a", "b"); err != nil {
				t.Fatal(err)
			}
		}
		if !maps.EqualFunc(first, second, bytes.Equal) {
			t.Errorf("level %d gives other bytes the second time", level)
		}
		want := []string{"a", "a.br", "a.gz", "b", "b.br", "b.gz", "c"}
		if got := slices.Sorted(maps.Keys(first)); !slices.Equal(got, want) {
			t.Errorf("the files are %q, want %q", got, want)
		}
		if time := first["a.gz"][4:8]; !bytes.Equal(time, make([]byte, 4)) {
			t.Errorf("the gzip header says when it was made: %v", time)
		}
		for _, name := range []string{"a.gz", "a.br"} {
			if level == Fast && len(first[name]) <= size[name] {
				t.Errorf("%s is no larger when compressed fast", name)
			}
			size[name] = len(first[name])
		}
	}
}

func TestAddCompressedStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := addCompressed(ctx, map[string][]byte{"a": sample()}, Best, "a")
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %q, want that it was cancelled", err)
	}
}
