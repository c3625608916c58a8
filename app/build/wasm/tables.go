//go:build !js

package wasm

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// tables are the tables by which Go's runtime knows a program's functions, as they stand in its
// memory at first: the pcHeader, the moduledata, the _func of each function (runtime/symtab.go,
// runtime/runtime2.go). They are slices of the memory.
type tables struct {
	names     []byte // funcnametab
	units     []byte // cutab: the files of each package, as places in files
	files     []byte // filetab
	steps     []byte // pctab: what changes from instruction to instruction, in small tables
	functions []function
	buckets   []byte // findfunctab: from where on to look for a function, by address
}

// function is a runtime._func with the numbers that follow it.
type function []byte

// Where fields are in a function.
const (
	entryField     = 0
	nameField      = 4
	stackField     = 16 // pcsp
	fileField      = 20
	lineField      = 24
	countField     = 28 // npcdata
	unitField      = 32
	startLineField = 36
	idField        = 40
	padField       = 42
	dataCountField = 43 // nfuncdata
	functionSize   = 44
)

// The most numbers that follow a function: one for each PCDATA and FUNCDATA of internal/abi.
const maxCount, maxDataCount = 5, 8

// wrapperID is the FuncID of what the compiler generates, such as a method's wrapper.
const wrapperID = 23

// knownIDs are FuncIDs of functions that every program has. Error is a method of a value, which
// the compiler wraps for pointers.
var knownIDs = map[string]byte{
	"runtime.goexit": 8, "runtime.main": 17, "runtime.systemstack": 21,
	"runtime.(*errorString).Error": wrapperID,
}

// tableHeader begins a pcHeader: the magic number, instructions of a byte, pointers of 8 bytes.
const tableHeader = "\xF1\xFF\xFF\xFF\x00\x00\x01\x08"

var errTables = errors.New("its tables of functions are not understood")

func (f function) uint32(at int) uint32     { return binary.LittleEndian.Uint32(f[at:]) }
func (f function) put(at int, value uint32) { binary.LittleEndian.PutUint32(f[at:], value) }

// stepTables returns where the function's tables are in steps, but those of files and lines; 0
// stands for none.
func (f function) stepTables() []uint32 {
	all := []uint32{f.uint32(stackField)}
	for i := range int(f.uint32(countField)) {
		all = append(all, f.uint32(functionSize+4*i))
	}
	return all
}

// allTables returns where all of the function's tables are in steps.
func (f function) allTables() []uint32 {
	return append(f.stepTables(), f.uint32(fileField), f.uint32(lineField))
}

// name returns a function's name, as the runtime's funcname does.
func (t *tables) name(f function) string {
	at := f.uint32(nameField)
	if at == 0 {
		return ""
	}
	name, _, _ := bytes.Cut(t.names[at:], []byte{0})
	return string(name)
}

// stepTable returns the table at a place in steps, as the runtime's step reads it: pairs of
// numbers, of which only the first pair may begin with 0.
func (t *tables) stepTable(at uint32) (table []byte, ok bool) {
	if at == 0 {
		return nil, true
	}
	if int(at) >= len(t.steps) {
		return nil, false
	}
	rest := t.steps[at:]
	for first := true; len(rest) > 0; first = false {
		if rest[0] == 0 && !first {
			return t.steps[at : len(t.steps)-len(rest)+1], true
		}
		for range 2 {
			_, n := binary.Uvarint(rest)
			if n <= 0 {
				return nil, false
			}
			rest = rest[n:]
		}
	}
	return nil, false
}

// readTables finds the tables in a memory. It returns an error if anything in them is not as the
// known version of Go writes it.
func readTables(memory []byte) (*tables, error) {
	header, ok := only(memory, []byte(tableHeader))
	if !ok {
		return nil, errTables
	}
	number := func(at int) int {
		if at+8 > len(memory) {
			return -1
		}
		return int(binary.LittleEndian.Uint64(memory[at:]))
	}
	// The moduledata begins with the address of the header and that of the names, which the
	// header has too. A slice is its address, its length and its capacity.
	begin := binary.LittleEndian.AppendUint64(nil, uint64(header))
	begin = binary.LittleEndian.AppendUint64(begin, uint64(header+number(header+32)))
	data, ok := only(memory, begin)
	if !ok {
		return nil, errTables
	}
	var slices [5][]byte
	end := header + 72
	for i, size := range []int{1, 4, 1, 1, 1} {
		slice := data + 8 + 24*i
		at, n := number(slice), number(slice+8)
		switch {
		case at != header+number(header+32+8*i), at < end, at > len(memory), n < 1,
			n > (len(memory)-at)/size, n != number(slice+16):
			return nil, errTables
		}
		end = at + n*size
		slices[i] = memory[at:end]
	}
	t := &tables{names: slices[0], units: slices[1], files: slices[2], steps: slices[3]}
	count := number(header + 8)
	if index := data + 8 + 24*5; number(index) != number(index-24) || number(index+8) != count+1 {
		return nil, errTables
	}
	if err := t.readFunctions(slices[4], count); err != nil {
		return nil, err
	}
	buckets, size := number(data+8+24*6), (count-1)*functionBuckets*bucketSize
	if buckets < header || buckets > len(memory)-size {
		return nil, errTables
	}
	t.buckets = memory[buckets : buckets+size]
	return t, nil
}

// only returns where the only place with the text is in a memory.
func only(memory, text []byte) (at int, ok bool) {
	at = bytes.Index(memory, text)
	return at, at >= 0 && at == bytes.LastIndex(memory, text)
}

// readFunctions reads pclntable: for each function its entry and where it is in the table, then
// the functions themselves.
func (t *tables) readFunctions(table []byte, count int) error {
	if count < 1 || count >= len(table)/8 {
		return errTables
	}
	for i := range count {
		entry := function(table[8*i:])
		at := int(entry.uint32(4))
		if at < 8*count || at+functionSize > len(table) {
			return errTables
		}
		f := function(table[at:])
		n := f.uint32(countField)
		if n > maxCount || f[dataCountField] > maxDataCount || f[padField] != 0 ||
			f.uint32(entryField) != entry.uint32(0) {
			return errTables
		}
		size := functionSize + 4*int(n) + 4*int(f[dataCountField])
		if size > len(f) {
			return errTables
		}
		f = f[:size:size]
		if name := int(f.uint32(nameField)); name >= len(t.names) ||
			name > 0 && t.names[name-1] != 0 {
			return errTables
		}
		for _, at := range f.allTables() {
			if _, ok := t.stepTable(at); !ok {
				return errTables
			}
		}
		t.functions = append(t.functions, f)
	}
	return nil
}

// checkIDs returns an error unless knownIDs are in the tables, with these FuncIDs.
func (t *tables) checkIDs() error {
	seen := make(map[string]bool)
	for _, f := range t.functions {
		name := t.name(f)
		if id, known := knownIDs[name]; known {
			seen[name] = true
			if f[idField] != id {
				return fmt.Errorf("%w: %s is of kind %d", errTables, name, f[idField])
			}
		}
	}
	if len(seen) != len(knownIDs) {
		return fmt.Errorf("%w: of the functions of any program, it has %v", errTables, seen)
	}
	return nil
}
