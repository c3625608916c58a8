//go:build !js

package wasm

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// Parts of modules that are made by hand, as the specification's examples write them.
var (
	oneType     = hand(1, 1, 0x60, 0, 0)
	imports     = hand(2, 1, 1, 'm', 1, 'f', 0, 0)
	oneMemory   = hand(5, 1, 0, 1)
	emptyCustom = hand(0, 1, 'c')
)

// hand writes a section.
func hand(id byte, content ...byte) string {
	return string(append([]byte{id, byte(len(content))}, content...))
}

// data writes a data section. Its segments are of less than 128 bytes.
func data(segments ...string) string {
	return hand(11, append([]byte{byte(len(segments))}, strings.Join(segments, "")...)...)
}

// active writes an active data segment at an address that takes one byte.
func active(at byte, text string) string {
	return string([]byte{0, 0x41, at, 0x0B, byte(len(text))}) + text
}

func TestMergeData(t *testing.T) {
	for name, c := range map[string]struct{ module, want string }{
		"two": {
			module: oneMemory + data(active(8, "ab"), active(16, "c")),
			want:   oneMemory + data(active(8, "ab\x00\x00\x00\x00\x00\x00c")),
		},
		"neighbours": {
			module: oneMemory + data(active(8, "ab"), active(10, "c")),
			want:   oneMemory + data(active(8, "abc")),
		},
		"one": {
			module: oneMemory + data(active(0, "ab")),
			want:   oneMemory + data(active(0, "ab")),
		},
		"in another order": {
			module: oneMemory + data(active(5, "c"), active(2, "ab")),
			want:   oneMemory + data(active(2, "ab\x00c")),
		},
		"an empty one": {
			module: oneMemory + data(active(5, ""), active(2, "ab")),
			want:   oneMemory + data(active(2, "ab\x00")),
		},
		"other sections": {
			module: emptyCustom + oneType + imports + oneMemory + emptyCustom +
				data(active(1, "a"), active(3, "b")) + emptyCustom,
			want: emptyCustom + oneType + imports + oneMemory + emptyCustom +
				data(active(1, "a\x00b")) + emptyCustom,
		},
		"a length of five bytes, as the linker writes it": {
			module: oneMemory + "\x0B\x87\x80\x80\x80\x00" + "\x01" + active(1, "a"),
			want:   oneMemory + data(active(1, "a")),
		},
		"an address of three bytes": {
			module: oneMemory +
				data("\x00\x41\x80\x80\x02\x0B\x01a", "\x00\x41\x82\x80\x02\x0B\x01b"),
			want: oneMemory + data("\x00\x41\x80\x80\x02\x0B\x03a\x00b"),
		},
	} {
		got, err := MergeData([]byte(header + c.module))
		if err != nil || string(got) != header+c.want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, header+c.want)
		}
	}
}

// TestMergeDataRefuses: what Go's linker doesn't write stays as it is.
func TestMergeDataRefuses(t *testing.T) {
	one := active(1, "a")
	for name, c := range map[string]struct{ module, want string }{
		"no module":          {"", "begin"},
		"no memory":          {header + data(one), "no memory"},
		"no data":            {header + oneMemory, "no data"},
		"no segments":        {header + oneMemory + data(), "no data"},
		"two data sections":  {header + oneMemory + data(one) + data(one), "twice"},
		"an imported memory": {header + hand(2, 1, 1, 'm', 1, 'm', 2, 0, 1) + data(one), "imports"},
		"two memories":       {header + hand(5, 2, 0, 1, 0, 1) + data(one), "memory"},
		"a memory of 64 bits": {
			header + hand(5, 1, 4, 1) + data(one), "memory"},
		"a memory of 4 GiB": {header + hand(5, 1, 0, 0x80, 0x80, 4) + data(one), "memory"},
		"a data count":      {header + oneMemory + hand(12, 1) + data(one), "refer"},
		"a passive segment": {header + oneMemory + data(one, "\x01\x02ab"), "not active"},
		"a named memory": {
			header + oneMemory + data("\x02\x00\x41\x01\x0B\x01a"), "not active"},
		"a global's address": {header + oneMemory + data("\x00\x23\x00\x0B\x01a"), "constant"},
		"overlapping": {
			header + oneMemory + data(active(1, "abc"), active(3, "d")), "overlap"},
		"beyond its memory":  {header + hand(5, 1, 0, 0) + data(one), "larger"},
		"a negative address": {header + oneMemory + data(active(0x7F, "a")), "larger"},
		"more than its count": {
			header + oneMemory + hand(11, 1, 0, 0x41, 1, 0x0B, 0, 0), "more bytes"},
		"a long number": {
			header + oneMemory + "\x0B\x80\x80\x80\x80\x80\x00", "too large"},
		"a large number": {header + oneMemory + "\x0B\xFF\xFF\xFF\xFF\x7F", "too large"},
		"a large address": {
			header + oneMemory + data("\x00\x41\xFF\xFF\xFF\xFF\x1F\x0B\x01a"), "too large"},
	} {
		merged, err := MergeData([]byte(c.module))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q, %v, want an error that says %q", name, merged, err, c.want)
		}
	}
	whole := header + imports + oneMemory + data(one, active(5, "b"))
	for n := range len(whole) {
		if merged, err := MergeData([]byte(whole[:n])); err == nil {
			t.Errorf("the first %d bytes of a module: %q, no error", n, merged)
		}
	}
}

// TestMergeDataKeepsMemory: whatever the segments, one remains, and memory is as they write it.
func TestMergeDataKeepsMemory(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		memory := make([]byte, 2*pageSize)
		var segments []segment
		for at := random.IntN(300); at < len(memory) && len(segments) < 200; {
			content := make([]byte, min(random.IntN(40), len(memory)-at))
			for i := range content {
				content[i] = byte(random.IntN(3)) // many zeros
			}
			copy(memory[at:], content)
			segments = append(segments, segment{uint32(at), content})
			at += len(content) + random.IntN(1<<random.IntN(14))
		}
		random.Shuffle(len(segments), func(i, j int) {
			segments[i], segments[j] = segments[j], segments[i]
		})
		original := &module{sections: []section{
			{memorySection, []byte{1, 0, 2}}, {0, []byte("\x01c")}, {id: dataSection},
		}}
		encoded := original.encode(segments...)
		merged, err := MergeData(encoded)
		if err != nil {
			t.Fatalf("%d segments: %v", len(segments), err)
		}
		m, err := parse(merged)
		if err != nil || len(m.segments) != 1 || !bytes.Equal(m.memory(), memory) {
			t.Fatalf("%d segments: %v, or another memory", len(segments), err)
		}
		again, err := MergeData(merged)
		if err != nil || !bytes.Equal(again, merged) {
			t.Fatalf("%d segments: merged a second time, it changes: %v", len(segments), err)
		}
	}
}

// TestNumbers: numbers are read as they are written, at every length.
func TestNumbers(t *testing.T) {
	for shift := range 32 {
		for _, n := range []uint32{1<<shift - 1, 1 << shift, 1<<shift + 1, -(1 << shift)} {
			r := &reader{data: appendInt32(nil, int32(n))}
			if got := r.address(); got != n || r.err != nil || len(r.data) > 0 {
				t.Errorf("%d is read as %d, %v", n, got, r.err)
			}
		}
	}
	// From the specification's definition of signed LEB128.
	for n, want := range map[int32]string{
		-2: "\x7E", -128: "\x80\x7F", 624485: "\xE5\x8E\x26", -123456: "\xC0\xBB\x78",
	} {
		if got := appendInt32(nil, n); string(got) != want {
			t.Errorf("%d is written as %q, want %q", n, got, want)
		}
	}
}

// TestOtherMemory: a module with another memory than before is not shipped.
func TestOtherMemory(t *testing.T) {
	m, err := parse([]byte(header + oneMemory + data(active(1, "ab"))))
	if err != nil {
		t.Fatal(err)
	}
	for text, same := range map[string]bool{
		"ab": true, "ab\x00": true, "a": false, "ac": false, "abc": false,
	} {
		err := m.sameMemory([]byte(header + oneMemory + data(active(1, text))))
		if (err == nil) != same {
			t.Errorf("%q instead of ab: %v", text, err)
		}
	}
	if err := m.sameMemory([]byte(header + hand(5, 1, 0, 2) + data(active(1, "ab")))); err == nil {
		t.Error("a memory of another size: no error")
	}
}
