//go:build !js

package wasm

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// TestShareBuckets: from each bucket, the runtime comes to the function that it came to before.
func TestShareBuckets(t *testing.T) {
	now := tablesAfter(t, ShareBuckets)
	first := now.functions[0].uint32(entryField)
	different := make(map[uint32]bool)
	for i := 0; i < len(now.buckets); i += bucketSize {
		at := first + uint32(i/bucketSize/functionBuckets) // where to look, as textOff gives it
		from := binary.LittleEndian.Uint32(now.buckets[i:])
		different[from] = true
		found := from
		for now.functions[found+1].uint32(entryField) <= at { // as in findfunc
			found++
		}
		if want := at - first; found != want || found-from >= sharing {
			t.Fatalf("bucket %d: from %d to function %d, want %d", i/bucketSize, from, found, want)
		}
	}
	if n := len(now.functions)/sharing + 1; len(different) > n {
		t.Errorf("%d different buckets, want at most %d", len(different), n)
	}
}

// TestShareBucketsRefuses: buckets that are not understood stay, and so does any other memory.
func TestShareBucketsRefuses(t *testing.T) {
	program, before := linked(t)
	if _, err := ShareBuckets(program, "go1.27"); err == nil {
		t.Error("another Go: no error")
	}
	shared, err := ShareBuckets(program, knownGo)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ShareBuckets(shared, knownGo); err == nil {
		t.Error("a second time: no error")
	}
	for name, damage := range map[string]func(*tables){
		"another number":    func(t *tables) { t.buckets[bucketSize*functionBuckets*7]++ },
		"a second function": func(t *tables) { t.buckets[bucketSize*7+4+15] = 1 },
	} {
		memory := bytes.Clone(before)
		read, err := readTables(memory)
		if err != nil {
			t.Fatal(err)
		}
		damage(read)
		if _, err := ShareBuckets(withMemory(t, program, memory), knownGo); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	m, err := parse(shared)
	if err != nil {
		t.Fatal(err)
	}
	if err := sameButBuckets(before, m.memory()); err != nil {
		t.Error(err)
	}
	for name, at := range map[string]int{
		"a byte of the data": len(before) - 9,
		"a byte before":      bytes.Index(before, []byte(tableHeader)) - 1,
	} {
		memory := m.memory()
		memory[at]++
		if err := sameButBuckets(before, memory); err == nil {
			t.Errorf("%s differs: no error", name)
		}
	}
	if err := sameButBuckets(before, before); err == nil {
		t.Error("buckets that are not shared: no error")
	}
}
