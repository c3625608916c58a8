//go:build !js

package build

import (
	"slices"
	"strings"
	"testing"
)

// goRuntime returns the text of wasm_exec.js of the Go that runs the tests.
func goRuntime(t *testing.T) string {
	t.Helper()
	text, err := wasmExec(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestSandboxBindsAllGlobals: a Go whose wasm_exec.js uses one more global of the browser fails
// here, and in every build: it must not get the portal's window.
func TestSandboxBindsAllGlobals(t *testing.T) {
	text := goRuntime(t)
	if _, err := sandboxed(text); err != nil {
		t.Error(err)
	}

	free, err := freeNames(text)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(free, "globalThis") {
		t.Error("wasm_exec.js no longer uses globalThis: find out how it gets its globals now")
	}
}

func TestSandboxRefusesUnknownGlobals(t *testing.T) {
	for _, use := range []string{
		"fetch('/')", "x = typeof document", "f = () => ({ localStorage })", "new Function('x')()",
	} {
		text := "let x, f;\n" + goRuntime(t) + "\n" + use
		_, err := sandboxed(text)
		if err == nil || !strings.Contains(err.Error(), "sandboxNames") {
			t.Errorf("%s: the error is %q, want that the sandbox lacks it", use, err)
		}
	}
}

func TestFreeNames(t *testing.T) {
	tests := []struct {
		source string
		want   []string
	}{
		{"", nil},
		{"a.b.c(d)", []string{"a", "d"}},
		{"const { a, b: c } = d; a(c)", []string{"d"}},
		{"function f(window) { return window.x }", nil},
		{"function f() { return window.x } { let window }", []string{"window"}},
		{"f(); var f; // window\n'window'", nil},
		{"window: for (;;) { break window }", nil},
		{"x = { fetch, get: 1, fetch: y }", []string{"fetch", "x", "y"}},
		{"typeof été; été = `${ $ }`", []string{"$", "été"}},
		{"class A { go() { return [A, this.b, NaN, undefined] } }", []string{"NaN", "undefined"}},
		{"try { a() } catch (b) { b() }", []string{"a"}},
	}
	for _, test := range tests {
		got, err := freeNames(test.source)
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("freeNames(%q) = %q (%v), want %q", test.source, got, err, test.want)
		}
	}
	_, err := freeNames("const =")
	if err == nil || !strings.Contains(err.Error(), "wasm_exec.js:1:7: ") {
		t.Errorf("the syntax error is %q, want its line and column", err)
	}
}
