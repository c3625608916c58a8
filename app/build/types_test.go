//go:build !js

package build

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
)

// TestSupportResource: gpc.json is what the W3C's draft asks for: "gpc" is a boolean, "lastUpdate"
// an RFC 3339 full-date.
func TestSupportResource(t *testing.T) {
	text, err := os.ReadFile("../../web/docs/" + gpcName)
	if err != nil {
		t.Fatal(err)
	}
	var resource struct {
		GPC        bool
		LastUpdate string
	}
	if err := json.Unmarshal(text, &resource); err != nil || !resource.GPC {
		t.Errorf("it declares no support: %v", err)
	}
	if _, err := time.Parse(time.DateOnly, resource.LastUpdate); err != nil {
		t.Error(err)
	}
}

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
