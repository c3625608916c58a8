//go:build !js

package wasm

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// linkedProgram returns a program that the running Go has linked, with its data merged.
var linkedProgram = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "cookies-preferences-wasm-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	source, out := filepath.Join(folder, "main.go"), filepath.Join(folder, "main.wasm")
	text := "package main\n\nfunc main() { println(\"bonjour\") }\n"
	if err := os.WriteFile(source, []byte(text), 0o644); err != nil {
		return nil, err
	}
	command := exec.Command("go", "build", "-ldflags=-s -w", "-o", out, source)
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=", "GOWORK=off")
	if err := command.Run(); err != nil {
		return nil, err
	}
	program, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	return MergeData(program)
})

// linked returns the program, and the memory that it begins with.
func linked(t *testing.T) (program, memory []byte) {
	t.Helper()
	program, err := linkedProgram()
	if err != nil {
		t.Fatal(err)
	}
	m, err := parse(program)
	if err != nil {
		t.Fatal(err)
	}
	return program, m.memory()
}

// withMemory returns the program with another memory.
func withMemory(t *testing.T, program, memory []byte) []byte {
	t.Helper()
	m, err := parse(program)
	if err != nil {
		t.Fatal(err)
	}
	whole := m.segments[0]
	whole.data = memory[whole.at:whole.end()]
	return m.encode(whole)
}

func TestDropNames(t *testing.T) {
	program, before := linked(t)
	dropped, err := DropNames(program, runtime.Version())
	if err != nil {
		t.Fatal(err)
	}
	if len(dropped) != len(program) {
		t.Errorf("%d bytes, want %d", len(dropped), len(program))
	}
	for _, text := range []string{"main.main", "main.go", "runtime/proc.go", "runtime.mallocgc"} {
		if !bytes.Contains(program, []byte(text+"\x00")) && !strings.HasSuffix(text, ".go") {
			t.Errorf("the linker wrote no %s", text)
		}
		if bytes.Contains(dropped, []byte(text)) {
			t.Errorf("%s is still there", text)
		}
	}
	m, err := parse(dropped)
	if err != nil {
		t.Fatal(err)
	}
	old, err := readTables(before)
	if err != nil {
		t.Fatal(err)
	}
	now, err := readTables(m.memory())
	if err != nil {
		t.Fatal(err)
	}
	names := make(map[string]string)
	for i, f := range old.functions {
		names[old.name(f)] = now.name(now.functions[i])
	}
	for name, want := range map[string]string{
		"main.main": "", "internal/runtime/maps.NewMap": "",
		"runtime.main": runtimePrefix, "runtime.gcBgMarkWorker": runtimePrefix,
		"runtime.(*errorString).Error": "runtime.(*errorString).Error",
	} {
		if got, linked := names[name]; !linked || got != want {
			t.Errorf("%s: %q, linked: %t, want %q", name, got, linked, want)
		}
	}
	if again, err := DropNames(dropped, runtime.Version()); err == nil {
		t.Errorf("a second time: no error, %d bytes", len(again))
	}
}

// TestDropNamesRefuses: nothing but the known version's tables is touched.
func TestDropNamesRefuses(t *testing.T) {
	program, before := linked(t)
	for _, version := range []string{
		"", "go1.25.9", "go1.27", "go1.27rc1", "go1.260", "devel go1.27-0123abcd", "1.26",
	} {
		if _, err := DropNames(program, version); err == nil {
			t.Errorf("version %q: no error", version)
		}
	}
	if _, err := DropNames(program[:len(program)/2], knownGo); err == nil {
		t.Error("half a module: no error")
	}
	m, err := parse(program)
	if err != nil {
		t.Fatal(err)
	}
	whole := m.segments[0]
	half := whole.at + uint32(len(whole.data)/2)
	twice := m.encode(
		segment{whole.at, before[whole.at:half]}, segment{half, before[half:whole.end()]})
	if _, err := DropNames(twice, knownGo); err == nil {
		t.Error("two segments: no error")
	}
	header := bytes.Index(before, []byte(tableHeader))
	for name, damage := range map[string]func(memory []byte){
		"no header":       func(m []byte) { m[header]++ },
		"two headers":     func(m []byte) { copy(m[header-8:], tableHeader) },
		"other functions": func(m []byte) { m[header+8]++ },
		"other names":     func(m []byte) { m[header+32]++ },
		"other units":     func(m []byte) { m[header+40]++ },
		"far units":       func(m []byte) { m[header+47]++ },
		"other files":     func(m []byte) { m[header+48]++ },
		"other steps":     func(m []byte) { m[header+56]++ },
		"other table":     func(m []byte) { m[header+64]++ },
		"no moduledata": func(m []byte) {
			t, _ := readTables(m)
			copy(t.names[:8], "\x00\x00\x00\x00\x00\x00\x00\x00")
			for _, f := range t.functions {
				f.put(nameField, 1)
			}
		},
		"another FuncID": changed(func(f function) { f[idField]++ }, "runtime.main"),
		"another entry":  changed(func(f function) { f[entryField]++ }, ""),
		"many tables":    changed(func(f function) { f[countField] = 200 }, ""),
		"much data":      changed(func(f function) { f[dataCountField] = 200 }, ""),
		"a pad":          changed(func(f function) { f[padField] = 1 }, ""),
		"half a name":    changed(func(f function) { f[nameField]++ }, "runtime.main"),
		"a far name":     changed(func(f function) { f[nameField+3] = 1 }, ""),
		"a far table":    changed(func(f function) { f[lineField+3] = 1 }, ""),
	} {
		memory := bytes.Clone(before)
		damage(memory)
		if _, err := DropNames(withMemory(t, program, memory), knownGo); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// changed returns what changes the function of a name in a memory; "" for the first.
func changed(change func(function), name string) func([]byte) {
	return func(memory []byte) {
		t, _ := readTables(memory)
		change(t.functions[max(0, t.find(name))])
	}
}

// find returns the number of the function of a name; -1 if there is none.
func (t *tables) find(name string) int {
	return slices.IndexFunc(t.functions, func(f function) bool { return t.name(f) == name })
}

// TestDropNamesOfDamaged: whatever bytes differ in the tables, the result is an error or nothing
// but names and lines are lost.
func TestDropNamesOfDamaged(t *testing.T) {
	program, before := linked(t)
	header := bytes.Index(before, []byte(tableHeader))
	random := rand.New(rand.NewPCG(3, 4))
	refused := 0
	for range 60 {
		memory := bytes.Clone(before)
		for range 1 + random.IntN(4) {
			memory[header+random.IntN(1<<random.IntN(19))] ^= 1 << random.IntN(8)
		}
		damaged := withMemory(t, program, memory)
		dropped, err := DropNames(damaged, knownGo)
		if err != nil {
			refused++
			continue
		}
		m, err := parse(dropped)
		if err == nil {
			err = sameButNames(memory, m.memory())
		}
		if err != nil {
			t.Errorf("it was not refused: %v", err)
		}
	}
	if refused == 0 || refused == 60 {
		t.Errorf("%d of 60 were refused", refused)
	}
}

// TestSameButNames: the comparison that ends DropNames sees whatever the runtime needs.
func TestSameButNames(t *testing.T) {
	_, before := linked(t)
	if err := sameButNames(before, before); err == nil {
		t.Error("tables of lines: no error")
	}
	slim := bytes.Clone(before)
	read, err := readTables(slim)
	if err != nil {
		t.Fatal(err)
	}
	read.dropNames()
	read.dropLines()
	if err := sameButNames(before, slim); err != nil {
		t.Fatal(err)
	}
	old, err := readTables(before)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(memory []byte, t *tables){
		"a byte of the data": func(memory []byte, _ *tables) { memory[len(memory)-9]++ },
		"a name of the runtime's": func(_ []byte, t *tables) {
			t.functions[old.find("runtime.gcBgMarkWorker")].put(nameField, 0)
		},
		"the runtime's name for another": func(_ []byte, t *tables) {
			t.functions[old.find("main.main")].put(nameField,
				t.functions[old.find("runtime.main")].uint32(nameField))
		},
		"a wrapper's name": func(_ []byte, t *tables) {
			wrapper := t.functions[old.find("runtime.(*errorString).Error")]
			t.names[wrapper.uint32(nameField)+20]++
		},
		"the arguments of a function": func(_ []byte, t *tables) { t.functions[9].put(8, 77) },
		"another table": func(_ []byte, t *tables) {
			t.functions[old.find("runtime.main")].put(stackField, 0)
		},
		"a step of a table": func(_ []byte, t *tables) {
			t.steps[t.functions[old.find("runtime.main")].uint32(stackField)] ^= 2
		},
	} {
		memory := bytes.Clone(slim)
		tables, err := readTables(memory)
		if err != nil {
			t.Fatal(err)
		}
		change(memory, tables)
		if err := sameButNames(before, memory); err == nil {
			t.Errorf("%s differs: no error", name)
		}
	}
}
