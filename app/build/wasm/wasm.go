//go:build !js

// Package wasm rewrites the data of WebAssembly programs that Go's linker wrote, so that they are
// smaller for a visitor and quicker to load. It knows as much of the binary format (WebAssembly
// Core Specification 2.0, "5.5 Modules", https://www.w3.org/TR/wasm-core-2/#modules) as that needs,
// and refuses what it doesn't know.
package wasm

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Step makes a program smaller, without a difference in what it does. Do returns an error if it
// can't see to that. Left says what the program has if the step is left out.
type Step struct {
	Name, Left string
	Do         func(module []byte, goVersion string) ([]byte, error)
}

// Steps are the steps that make a program that Go linked smaller, in their order: DropNames comes
// last, because the others know the program by its names.
var Steps = []Step{
	{"data segments merged", "its data in many segments",
		func(module []byte, _ string) ([]byte, error) { return MergeData(module) }},
	{"tables that nothing reads dropped", "tables that nothing reads", DropUnread},
	{"buckets of functions shared", "a bucket for each function", ShareBuckets},
	{"names and lines of functions dropped", "the names of its functions", DropNames},
}

// header is the magic number and the version that a module begins with.
const header = "\x00asm\x01\x00\x00\x00"

// The sections that are read here. Others are copied, custom ones too.
const (
	importSection    = 2
	memorySection    = 5
	dataSection      = 11
	dataCountSection = 12
)

// pageSize is the unit of a memory's size.
const pageSize = 65_536

// maxPages is more than a program of Go's needs before it has run: 64 MiB.
const maxPages = 1024

// section is a section of a module.
type section struct {
	id      byte
	content []byte
}

// segment is a data segment: bytes that a new instance's memory has at an address.
type segment struct {
	at   uint32
	data []byte
}

// end returns the address after the segment.
func (s segment) end() uint64 { return uint64(s.at) + uint64(len(s.data)) }

// MergeData returns the module with all data segments merged into one, which has zeros where there
// was nothing. Nothing else changes. Before it returns, it compares the memory that instances of
// both modules begin with.
//
// It returns an error if the module isn't of the form that Go's linker writes: one memory of its
// own, and active segments without overlaps that no instruction refers to.
func MergeData(module []byte) ([]byte, error) {
	before, err := parse(module)
	if err != nil {
		return nil, err
	}
	whole := before.segments[0]
	end := before.segments[len(before.segments)-1].end()
	whole.data = before.memory()[whole.at:end]
	merged := before.encode(whole)
	return merged, before.sameMemory(merged)
}

// module is what is known of a module.
type module struct {
	sections []section
	segments []segment // in the order of their addresses, without overlaps
	pages    uint32    // the size of the memory at first
}

// memory returns what an instance's memory holds at first.
func (m *module) memory() []byte {
	memory := make([]byte, int(m.pages)*pageSize)
	for _, s := range m.segments {
		copy(memory[s.at:], s.data)
	}
	return memory
}

// sameMemory returns an error unless the instances of another module begin with the same memory.
func (m *module) sameMemory(other []byte) error {
	o, err := parse(other)
	if err != nil {
		return fmt.Errorf("rewritten, it is no module: %w", err)
	}
	if !bytes.Equal(m.memory(), o.memory()) {
		return errors.New("rewritten, it has another memory")
	}
	return nil
}

// parse reads a module, as far as it is known here.
func parse(data []byte) (*module, error) {
	if !bytes.HasPrefix(data, []byte(header)) {
		return nil, errors.New("it doesn't begin as a WebAssembly module")
	}
	m := new(module)
	seen := make(map[byte]bool)
	r := &reader{data: data[len(header):]}
	for len(r.data) > 0 {
		s := section{r.byte(), r.bytes()}
		if r.err != nil {
			break
		}
		if s.id != 0 && seen[s.id] {
			return nil, fmt.Errorf("section %d comes twice", s.id)
		}
		seen[s.id] = true
		m.sections = append(m.sections, s)
		if err := m.read(s); err != nil {
			return nil, fmt.Errorf("section %d: %w", s.id, err)
		}
	}
	switch {
	case r.err != nil:
		return nil, r.err
	case !seen[memorySection] || len(m.segments) == 0:
		return nil, errors.New("it has no memory or no data")
	}
	// Without overlaps, their order makes no difference.
	slices.SortFunc(m.segments, func(a, b segment) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.end(), b.end()))
	})
	end := uint64(0)
	for _, s := range m.segments {
		if uint64(s.at) < end {
			return nil, errors.New("its data segments overlap")
		}
		end = s.end()
	}
	if end > uint64(m.pages)*pageSize {
		return nil, errors.New("its data is larger than its memory")
	}
	return m, nil
}

// read reads a section, if it matters here.
func (m *module) read(s section) error {
	r := &reader{data: s.content}
	switch s.id {
	case importSection:
		r.imports()
	case memorySection:
		m.pages = r.memory()
	case dataSection:
		m.segments = r.segments()
	case dataCountSection:
		// Only with this section may instructions refer to segments by number.
		return errors.New("its instructions may refer to data segments")
	default:
		return nil
	}
	if r.err == nil && len(r.data) > 0 {
		return errors.New("more bytes than are known")
	}
	return r.err
}

// imports reads the content of an import section, of functions alone: a memory that is
// imported need not be empty.
func (r *reader) imports() {
	for range r.uint32() {
		r.bytes() // its module
		r.bytes() // its name
		if kind := r.byte(); kind != 0 && r.err == nil {
			r.err = errors.New("it imports more than functions")
		}
		r.uint32() // its type
		if r.err != nil {
			return
		}
	}
}

// memory reads the content of a memory section, of one memory. It returns its size.
func (r *reader) memory() (pages uint32) {
	count, limits := r.uint32(), r.byte()
	pages = r.uint32()
	if limits == 1 {
		r.uint32() // the size that it may grow to
	}
	if r.err == nil && (count != 1 || limits > 1 || pages > maxPages) {
		r.err = errors.New("it has another memory than a program of Go's")
	}
	return pages
}

// The bytes around the address of a segment, which is the constant expression "i32.const ADDRESS
// end".
const (
	activeSegment = 0x00 // of memory 0, which is the only one
	i32Const      = 0x41
	endExpression = 0x0B
)

// segments reads the content of a data section, of active segments alone.
func (r *reader) segments() (segments []segment) {
	for range r.uint32() {
		kind, op := r.byte(), r.byte()
		if r.err == nil && (kind != activeSegment || op != i32Const) {
			r.err = errors.New("a segment is not active, or its address is no constant")
		}
		s := segment{at: r.address()}
		if end := r.byte(); r.err == nil && end != endExpression {
			r.err = errors.New("the address of a segment is no constant")
		}
		s.data = r.bytes()
		if r.err != nil {
			return nil
		}
		segments = append(segments, s)
	}
	return segments
}

// encode writes the module with other data segments.
func (m *module) encode(segments ...segment) []byte {
	data := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, s := range segments {
		data = append(data, activeSegment, i32Const)
		data = appendInt32(data, int32(s.at))
		data = append(data, endExpression)
		data = appendBytes(data, s.data)
	}
	encoded := []byte(header)
	for _, s := range m.sections {
		if s.id == dataSection {
			s.content = data
		}
		encoded = appendBytes(append(encoded, s.id), s.content)
	}
	return encoded
}

// appendBytes appends a vector of bytes. Its length is in LEB128, which Go calls Uvarint.
func appendBytes(to, data []byte) []byte {
	return append(binary.AppendUvarint(to, uint64(len(data))), data...)
}

// appendInt32 appends a number in signed LEB128.
func appendInt32(to []byte, n int32) []byte {
	for n < -64 || n > 63 {
		to = append(to, byte(n)|0x80)
		n >>= 7
	}
	return append(to, byte(n)&0x7F)
}

// reader reads values from data. After an error it returns zeros.
type reader struct {
	data []byte
	err  error
}

var errShort = errors.New("it ends too early, or a number is too large")

// next returns the next n bytes.
func (r *reader) next(n int) []byte {
	if r.err == nil && n > len(r.data) {
		r.err = errShort
	}
	if r.err != nil {
		return make([]byte, min(n, 1))
	}
	data := r.data[:n]
	r.data = r.data[n:]
	return data
}

func (r *reader) byte() byte { return r.next(1)[0] }

// bytes reads a vector of bytes.
func (r *reader) bytes() []byte { return r.next(int(r.uint32())) }

// uint32 reads a number in LEB128.
func (r *reader) uint32() uint32 {
	n, size := binary.Uvarint(r.data)
	if r.err == nil && (size <= 0 || size > 5 || n > math.MaxUint32) {
		r.err = errShort
	}
	if r.err != nil {
		return 0
	}
	r.data = r.data[size:]
	return uint32(n)
}

// address reads an address, which is the constant of an i32.const: a number of 32 bits in signed
// LEB128.
func (r *reader) address() uint32 {
	var n int64
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		n |= int64(b&0x7F) << shift
		if b&0x80 == 0 {
			n = n << (57 - shift) >> (57 - shift) // the sign
			if n != int64(int32(n)) {
				break
			}
			return uint32(n)
		}
	}
	if r.err == nil {
		r.err = errShort
	}
	return 0
}
