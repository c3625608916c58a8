//go:build !js

package build

import (
	"slices"
	"strings"
	"testing"
)

// TestProgramImports: the visitor's program links neither the reader nor the converter of charters
// of any form, nor what these need, nor the catalogue of services, and the charter's own package
// needs nothing but the standard library.
func TestProgramImports(t *testing.T) {
	root, err := moduleRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	list, err := runGo(t.Context(), root, "list", "-deps", "./app")
	if err != nil {
		t.Fatal(err)
	}
	packages := strings.Fields(list)
	if !slices.Contains(packages, "cookies-preferences/charter") {
		t.Fatalf("the program's packages are %q", packages)
	}
	for _, name := range packages {
		for _, heavy := range []string{
			"cookies-preferences/charter/convert", "cookies-preferences/charter/read",
			"cookies-preferences/banner/preferences/services",
			"golang.org/x/net/html", "golang.org/x/text", "github.com/yuin/goldmark",
			"encoding/csv",
		} {
			if strings.HasPrefix(name, heavy) {
				t.Errorf("the program links %s", name)
			}
		}
	}
	list, err = runGo(t.Context(), root, "list", "-deps", "./charter")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range strings.Fields(list) {
		if first, _, _ := strings.Cut(name, "/"); strings.Contains(first, ".") {
			t.Errorf("package charter imports %s", name)
		}
	}
}
