//go:build !js

package build

import (
	"os"
	"strings"
	"testing"
)

// TestTypes: the TypeScript declarations have the members of the API.
func TestTypes(t *testing.T) {
	declared, err := os.ReadFile("../../web/docs/" + typesName)
	if err != nil {
		t.Fatal(err)
	}
	api, err := os.ReadFile("../../web/loader/start/api.js")
	if err != nil {
		t.Fatal(err)
	}
	for declaration, member := range map[string]string{
		"readonly version: string": "version,", "get(": "get:", "allows(": "allows:",
		"open(":   "open:",
		"refuse(": "refuse:", "forget(": "forget:", "onChange(": "onChange(",
	} {
		if !strings.Contains(string(declared), "\n  "+declaration) {
			t.Errorf("%s is not declared", declaration)
		}
		if !strings.Contains(string(api), "\n    "+member) {
			t.Errorf("%s is not in api.js", member)
		}
	}
}
