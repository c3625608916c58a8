//go:build !js

package wasm

import (
	"fmt"
)

// The tables of a function that are dropped, by their numbers in internal/abi.
var (
	// PCDATA: the instructions where it can't be preempted, which only signals ask for; which
	// of its arguments are alive where, for a stack that is printed.
	unreadTables = []int{0, 3}
	// FUNCDATA: its arguments, and which are alive, for the same.
	unreadData = []int{5, 6}
)

// noData stands for none in the place of FUNCDATA.
const noData = 0xFFFFFFFF

// readers are the functions of Go's runtime that read where a function can't be preempted. On
// WebAssembly the linker leaves them out: there are no signals.
var readers = map[string]bool{"runtime.isAsyncSafePoint": true, "runtime.debugCallCheck": true}

// DropUnread returns the module without the tables of functions that its runtime never reads, or
// reads to print the arguments of functions in a stack. They are cleared where they stand. It
// returns an error where [DropNames] does, or if one of readers is in the program.
func DropUnread(module []byte, goVersion string) ([]byte, error) {
	return changeTables(module, goVersion, func(t *tables) error {
		for _, f := range t.functions {
			if name := t.name(f); readers[name] {
				return fmt.Errorf("%s is in the program", name)
			}
			f.dropUnread()
		}
		t.clearSteps()
		return nil
	}, sameButUnread)
}

// unread returns where the numbers of unreadTables and unreadData are in a function, and what
// stands for none there.
func (f function) unread() map[int]uint32 {
	none := make(map[int]uint32)
	tables, data := int(f.uint32(countField)), int(f[dataCountField])
	for _, i := range unreadTables {
		if i < tables {
			none[functionSize+4*i] = 0
		}
	}
	for _, i := range unreadData {
		if i < data {
			none[functionSize+4*(tables+i)] = noData
		}
	}
	return none
}

func (f function) dropUnread() {
	for at, none := range f.unread() {
		f.put(at, none)
	}
}

// sameButUnread returns an error unless a memory differs from the one before in nothing but what
// the runtime doesn't need of functions.
func sameButUnread(before, after []byte) error {
	return sameBut("without unread tables", before, after, func(old, now *tables) error {
		for i, f := range old.functions {
			g := now.functions[i]
			f.dropUnread()
			if !sameTables(old, now, f.allTables(), g.allTables()) {
				return fmt.Errorf("%s would have other tables", old.name(f))
			}
		}
		clear(old.steps)
		clear(now.steps)
		return nil
	})
}
