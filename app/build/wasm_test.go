//go:build !js

package build

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// The bytes depend neither on the folder nor on the developer's settings.
func TestBuildWASMIsReproducible(t *testing.T) {
	first, err := buildWASM(t.Context(), newRoot(t, nil), "./app")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOFLAGS", "-tags=other -trimpath=false")
	t.Setenv("GOWORK", "/nowhere/go.work")
	second, err := buildWASM(t.Context(), newRoot(t, nil), "./app")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("the program differs between two folders")
	}
}

func TestBuildWASMTakesFlags(t *testing.T) {
	root := newRoot(t, map[string]string{
		"app/other.go": "//go:build other\n\npackage main\n\nfunc init() { main() }\n",
	})
	plain, err := buildWASM(t.Context(), root, "./app")
	if err != nil {
		t.Fatal(err)
	}
	tagged, err := buildWASM(t.Context(), root, "./app", "-tags=other")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(plain, tagged) {
		t.Error("the flag -tags has no effect")
	}
}

func TestBuildWASMErrors(t *testing.T) {
	tests := []struct {
		name, source, want string
	}{
		{
			"compile error", "package main\n\nfunc main() { x := 1 }\n",
			"app/main.go:3:15: declared and not used: x",
		},
		{"no main package", "package app\n", "not a program for the browser"},
		{
			"nothing for js", "//go:build !js\n\npackage main\n\nfunc main() {}\n",
			"build constraints exclude all Go files",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := newRoot(t, map[string]string{"app/main.go": test.source})
			_, err := buildWASM(t.Context(), root, "./app")
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %q, want it to contain %q", err, test.want)
			}
		})
	}
}

func TestBuildWASMStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := buildWASM(ctx, newRoot(t, nil), "./app"); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %q, want that it was cancelled", err)
	}
}

func TestModuleRoot(t *testing.T) {
	root, err := filepath.EvalSymlinks(newRoot(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(root, "app"))
	if got, err := moduleRoot(t.Context()); err != nil || got != root {
		t.Errorf("the module's folder is %q (%v), want %q", got, err, root)
	}
	t.Chdir(t.TempDir())
	if _, err := moduleRoot(t.Context()); err == nil || !strings.Contains(err.Error(), "no go.mod") {
		t.Errorf("outside a module the error is %q", err)
	}
}
