//go:build !js

package wasm

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// Go's runtime finds a function by its address in a bucket, which is a number and sixteen bytes
// (findfuncbucket in runtime/symtab.go). It looks from the function of that number on. A function's
// address is its index × 65,536, and a bucket is for 4,096 addresses.
const (
	bucketSize      = 4 + 16
	functionBuckets = 65_536 / 4_096
)

// sharing is how many functions share the number of the first.
const sharing = 16

// ShareBuckets returns the module with the same buckets for sixteen functions in a row: the runtime
// looks through up to fifteen entries more, and the buckets compress to nearly nothing. It returns
// an error where [DropNames] does, or if a bucket doesn't hold the number of its only function and
// zeros.
func ShareBuckets(module []byte, goVersion string) ([]byte, error) {
	return changeTables(module, goVersion, func(t *tables) error {
		if err := t.checkBuckets(1); err != nil {
			return err
		}
		for i := 0; i < len(t.buckets); i += bucketSize {
			n := i / bucketSize / functionBuckets
			binary.LittleEndian.PutUint32(t.buckets[i:], uint32(n-n%sharing))
		}
		return nil
	}, sameButBuckets)
}

// checkBuckets returns an error unless functions stand one after the other, with as many in a row
// sharing their buckets.
func (t *tables) checkBuckets(sharing int) error {
	for i, f := range t.functions {
		if f.uint32(entryField) != t.functions[0].uint32(entryField)+uint32(i) {
			return fmt.Errorf("%w: there is a gap before function %d", errTables, i)
		}
	}
	for i := 0; i < len(t.buckets); i += bucketSize {
		n := i / bucketSize / functionBuckets
		want := make([]byte, bucketSize)
		binary.LittleEndian.PutUint32(want, uint32(n-n%sharing))
		if !bytes.Equal(t.buckets[i:i+bucketSize], want) {
			return fmt.Errorf("%w: a bucket of function %d is another", errTables, n)
		}
	}
	return nil
}

// sameButBuckets returns an error unless a memory differs from the one before in nothing but the
// buckets, by which every function is still found.
func sameButBuckets(before, after []byte) error {
	return sameBut("with shared buckets", before, after, func(old, now *tables) error {
		if err := now.checkBuckets(sharing); err != nil {
			return err
		}
		clear(old.buckets)
		clear(now.buckets)
		return nil
	})
}
