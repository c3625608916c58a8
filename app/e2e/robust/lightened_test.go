//go:build !js

package robust

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"cookies-preferences/app/build/wasm"
)

// TestLightenedProgram: a lightened program does the same as the one that Go linked, where
// Go's runtime reads its tables of functions. Of a panic, only what was running is lost.
func TestLightenedProgram(t *testing.T) {
	linked := filepath.Join(t.TempDir(), "linked.wasm")
	command := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", linked,
		"./testdata/lightened")
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	program, err := os.ReadFile(linked)
	for _, step := range wasm.Steps {
		if err == nil {
			program, err = step.Do(program, runtime.Version())
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	lightened := filepath.Join(t.TempDir(), "lightened.wasm")
	if err := os.WriteFile(lightened, program, 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	host := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js")
	for argument, want := range map[string]string{
		"wrapper":  "value method main.value.Say called using nil *value pointer",
		"collect":  "all as they were",
		"count":    "4",
		"callers":  "true true true",
		"recover":  "outer recovered a reason <nil>",
		"deadlock": "all goroutines are asleep - deadlock!",
		"panic":    "panic: a reason",
		"nil":      "panic: runtime error: invalid memory address or nil pointer dereference",
	} {
		t.Run(argument, func(t *testing.T) {
			t.Parallel()
			before, where := runInNode(t, host, linked, argument)
			after, whereNow := runInNode(t, host, lightened, argument)
			if after != before {
				t.Errorf("it says\n%sand said\n%s", after, before)
			}
			if !strings.Contains(after, want) {
				t.Errorf("it says\n%swithout %q", after, want)
			}
			if where == strings.HasPrefix(after, "exit status 0") || whereNow {
				t.Errorf("the source file is named: %t, and lightened %t", where, whereNow)
			}
		})
	}
}

// runInNode runs a program with an argument, in Go's own host for Node. It returns how it ends,
// what it prints and why it panics, and whether it names its source file.
func runInNode(
	t *testing.T, host, program, argument string,
) (said string, where bool) {
	t.Helper()
	command := exec.Command("node", host, program, argument)
	// Garbage is overwritten, so that what was collected too early is seen.
	command.Env = append(os.Environ(), "GODEBUG=clobberfree=1,gcstoptheworld=1")
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatalf("this test needs Node: make readers installs it on Debian (nodejs): %v", err)
	}
	said = command.ProcessState.String() + "\n" + stdout.String()
	for line := range strings.Lines(stderr.String()) {
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
			said += line
		}
	}
	return said, strings.Contains(stderr.String(), "main.go")
}
