//go:build !js

package build

import (
	"os"
	"strings"
	"testing"

	"cookies-preferences/banner/preferences"
)

// TestTypes: the declarations for TypeScript name what there is to allow, and all
// that the loader offers.
func TestTypes(t *testing.T) {
	declared, err := os.ReadFile("../../web/docs/" + typesName)
	if err != nil {
		t.Fatal(err)
	}
	api, err := os.ReadFile("../../web/loader/start/api.js")
	if err != nil {
		t.Fatal(err)
	}
	names := append([]preferences.Name{preferences.Functional}, preferences.Categories[:]...)
	for _, name := range append(names, preferences.Trackers[:]...) {
		if !strings.Contains(string(declared), "'"+string(name)+"'") {
			t.Errorf("%s is not declared", name)
		}
	}
	for _, method := range []string{"get", "allows", "open", "refuse", "forget", "onChange"} {
		if !strings.Contains(string(declared), "  "+method+"(") || !strings.Contains(string(api), "    "+method) {
			t.Errorf("%s is declared and not offered, or the other way round", method)
		}
	}
}
