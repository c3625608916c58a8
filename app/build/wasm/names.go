//go:build !js

package wasm

import (
	"bytes"
	"errors"
	"fmt"
	"go/version"
	"slices"
	"strings"
)

// knownGo is the version of Go whose tables of functions are known here.
const knownGo = "go1.26"

// DropNames returns the module without the names of its functions and without their files and
// lines. Go's runtime reads them to print where a program was when it panicked: it still prints
// the message, in which reflect says "unknown method". By a few names it decides something. They
// stay:
//
//   - argMapInternal finds the arguments of two functions of reflect, for the garbage collector;
//   - panicwrap makes its message of the name of a method's wrapper;
//   - isSystemGoroutine sees whether a name begins with "runtime.", which is all that stays of it.
//
// The tables stand where they stood, and nothing else changes: that is compared before it returns.
// It returns an error if the program was built with another version of Go than the known one, or
// if its data is not merged.
func DropNames(module []byte, goVersion string) ([]byte, error) {
	return changeTables(module, goVersion, func(t *tables) error {
		t.dropNames()
		t.dropLines()
		return nil
	}, sameButNames)
}

// changeTables returns the module with its tables changed, if same finds that its memory, before
// and after, does the same for the runtime.
func changeTables(
	module []byte, goVersion string,
	change func(*tables) error, same func(before, after []byte) error,
) ([]byte, error) {
	if version.Lang(goVersion) != knownGo {
		return nil, fmt.Errorf("the tables of %s are known, not those of %q", knownGo, goVersion)
	}
	m, err := parse(module)
	if err != nil {
		return nil, err
	}
	if len(m.segments) != 1 {
		return nil, errors.New("its data segments are not merged")
	}
	memory := m.memory()
	t, err := readTables(memory)
	if err != nil {
		return nil, err
	}
	if err := t.checkIDs(); err != nil {
		return nil, err
	}
	if err := change(t); err != nil {
		return nil, err
	}
	if err := same(m.memory(), memory); err != nil {
		return nil, err
	}
	whole := m.segments[0]
	whole.data = memory[whole.at:whole.end()]
	return m.encode(whole), nil
}

// sameBut returns an error unless a memory differs from the one before in nothing but what a step
// may change: compare checks the tables of the functions, then makes that alike. The memories
// themselves stay as they are.
func sameBut(
	step string, before, after []byte, compare func(old, now *tables) error,
) error {
	before, after = bytes.Clone(before), bytes.Clone(after)
	old, err := readTables(before)
	if err != nil {
		return err
	}
	now, err := readTables(after)
	if err != nil {
		return fmt.Errorf("%s, %w", step, err)
	}
	if len(old.functions) != len(now.functions) {
		return fmt.Errorf("%s, it has other functions", step)
	}
	if err := compare(old, now); err != nil {
		return err
	}
	if !bytes.Equal(before, after) {
		return fmt.Errorf("%s, other things differ in its memory", step)
	}
	return nil
}

// dropNames clears the names that the runtime only prints.
func (t *tables) dropNames() {
	kept := make([]bool, len(t.names))
	keep := func(at uint32, name string) {
		for i := range name {
			kept[int(at)+i] = true
		}
	}
	var ofRuntime uint32 // where a name begins with "runtime.", once one was found
	for _, f := range t.functions {
		at, name := f.uint32(nameField), t.name(f)
		switch {
		case neededWhole(f, name):
			keep(at, name)
		case strings.HasPrefix(name, runtimePrefix):
			if ofRuntime == 0 {
				ofRuntime = at
				keep(at, runtimePrefix)
			}
			f.put(nameField, ofRuntime)
		default:
			f.put(nameField, 0) // no name
		}
	}
	for i := range t.names {
		if !kept[i] {
			t.names[i] = 0
		}
	}
}

// dropLines clears the tables of files and lines.
func (t *tables) dropLines() {
	for _, f := range t.functions {
		f.dropLines()
	}
	t.clearSteps()
	clear(t.files)
	clear(t.units)
}

// clearSteps clears the tables that no function has.
func (t *tables) clearSteps() {
	used := make([]bool, len(t.steps))
	for _, f := range t.functions {
		for _, at := range f.allTables() {
			table, _ := t.stepTable(at) // it was read before
			for i := range table {
				used[int(at)+i] = true
			}
		}
	}
	for i := range t.steps {
		if !used[i] {
			t.steps[i] = 0
		}
	}
}

// dropLines clears where the function's files and lines are. Without the first two, the runtime
// doesn't read the others.
func (f function) dropLines() {
	for _, field := range []int{fileField, lineField, unitField, startLineField} {
		f.put(field, 0)
	}
}

const runtimePrefix = "runtime."

// neededWhole reports whether the runtime needs a function's whole name, other than to print where
// a program was.
func neededWhole(f function, name string) bool {
	return f[idField] == wrapperID && strings.Contains(name, "(") ||
		name == "reflect.makeFuncStub" || name == "reflect.methodValueCall"
}

// sameButNames returns an error unless a memory differs from the one before in nothing but what
// the runtime prints of functions.
func sameButNames(before, after []byte) error {
	return sameBut("without names", before, after, func(old, now *tables) error {
		for i, f := range old.functions {
			g := now.functions[i]
			name, left := old.name(f), now.name(g)
			switch {
			case strings.HasPrefix(name, runtimePrefix) != strings.HasPrefix(left, runtimePrefix),
				neededWhole(f, name) != neededWhole(g, left),
				neededWhole(f, name) && name != left:
				return fmt.Errorf("%s would become %q", name, left)
			case g.uint32(fileField) != 0 || g.uint32(lineField) != 0:
				return fmt.Errorf("%s would have a table of lines", name)
			case !sameTables(old, now, f.stepTables(), g.stepTables()):
				return fmt.Errorf("%s would have other tables", name)
			}
		}
		for _, t := range []*tables{old, now} {
			for _, f := range t.functions {
				f.put(nameField, 0)
				f.dropLines()
			}
			for _, table := range [][]byte{t.names, t.units, t.files, t.steps} {
				clear(table)
			}
		}
		return nil
	})
}

// sameTables reports whether tables at places in old have the same bytes as those in now.
func sameTables(old, now *tables, before, after []uint32) bool {
	return slices.EqualFunc(before, after, func(at, other uint32) bool {
		a, _ := old.stepTable(at) // they were read before
		b, _ := now.stepTable(other)
		return bytes.Equal(a, b)
	})
}
