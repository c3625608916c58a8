//go:build !js

package wasm

import (
	"bytes"
	"runtime"
	"slices"
	"testing"
)

// tablesAfter returns the tables of a program that a step has changed.
func tablesAfter(t *testing.T, step func([]byte, string) ([]byte, error)) *tables {
	t.Helper()
	program, _ := linked(t)
	changed, err := step(program, runtime.Version())
	if err != nil {
		t.Fatal(err)
	}
	if len(changed) != len(program) {
		t.Errorf("%d bytes, want %d", len(changed), len(program))
	}
	m, err := parse(changed)
	if err != nil {
		t.Fatal(err)
	}
	read, err := readTables(m.memory())
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestDropUnread(t *testing.T) {
	_, before := linked(t)
	old, err := readTables(before)
	if err != nil {
		t.Fatal(err)
	}
	now := tablesAfter(t, DropUnread)
	f, g := old.functions[old.find("runtime.main")], now.functions[old.find("runtime.main")]
	if f.uint32(functionSize) == 0 || g.uint32(functionSize) != 0 {
		t.Errorf("runtime.main had its unsafe points at %d, has them at %d",
			f.uint32(functionSize), g.uint32(functionSize))
	}
	if f.uint32(functionSize+4) == 0 ||
		!sameTables(old, now, f.stepTables()[2:], g.stepTables()[2:]) {
		t.Error("runtime.main has no map of its stack, or another")
	}
	zeros := func(t *tables) int { return bytes.Count(t.steps, []byte{0}) }
	if zeros(now) < zeros(old)+500 {
		t.Errorf("%d bytes of its tables are zero, and were %d", zeros(now), zeros(old))
	}
}

// TestDropUnreadRefuses: where the runtime reads a table, it stays.
func TestDropUnreadRefuses(t *testing.T) {
	program, before := linked(t)
	if _, err := DropUnread(program, "go1.27"); err == nil {
		t.Error("another Go: no error")
	}
	memory := bytes.Clone(before)
	read, err := readTables(memory)
	if err != nil {
		t.Fatal(err)
	}
	for name := range readers {
		if read.find(name) >= 0 {
			t.Fatalf("%s is in the program", name)
		}
	}
	long := slices.IndexFunc(read.functions, func(f function) bool {
		return len(read.name(f)) == len("runtime.isAsyncSafePoint") &&
			read.name(f) != "runtime.systemstack_switch"
	})
	copy(read.names[read.functions[long].uint32(nameField):], "runtime.isAsyncSafePoint")
	if _, err := DropUnread(withMemory(t, program, memory), knownGo); err == nil {
		t.Error("a program that reads unsafe points: no error")
	}
}

// TestSameButUnread: the comparison that ends DropUnread sees whatever the runtime needs.
func TestSameButUnread(t *testing.T) {
	_, before := linked(t)
	if err := sameButUnread(before, before); err == nil {
		t.Error("unread tables: no error")
	}
	slim := bytes.Clone(before)
	read, err := readTables(slim)
	if err != nil {
		t.Fatal(err)
	}
	at := read.find("runtime.main")
	for _, f := range read.functions {
		f.dropUnread()
	}
	read.clearSteps()
	if err := sameButUnread(before, slim); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(memory []byte, t *tables){
		"a byte of the data": func(memory []byte, _ *tables) { memory[len(memory)-9]++ },
		"a map of the stack": func(_ []byte, t *tables) { t.functions[at].put(functionSize+4, 0) },
		"a name":             func(_ []byte, t *tables) { t.names[9]++ },
		"a line":             func(_ []byte, t *tables) { t.functions[at].put(lineField, 0) },
		"an unread table":    func(_ []byte, t *tables) { t.functions[at].put(functionSize, 1) },
		"a step of the stack": func(_ []byte, t *tables) {
			t.steps[t.functions[at].uint32(stackField)] ^= 2
		},
	} {
		memory := bytes.Clone(slim)
		tables, err := readTables(memory)
		if err != nil {
			t.Fatal(err)
		}
		change(memory, tables)
		if err := sameButUnread(before, memory); err == nil {
			t.Errorf("%s differs: no error", name)
		}
	}
}
