package access

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// markupRules are the rules of html-validate that are not held to as they come.
var markupRules = map[string]any{
	// A list may have a name (ARIA 1.2), though few need one.
	"aria-label-misuse": []any{"error", map[string]bool{"allowAnyNamable": true}},
}

// markupAllowed are the messages that are right and are not followed, each with
// its reason.
var markupAllowed = map[string]*regexp.Regexp{
	"where a stylesheet lays a table out as cards, some browsers forget what it is: it says so": regexp.MustCompile(
		`^no-redundant-role: Redundant role "\w+" on <(table|thead|tbody|tr|th|td)> `),
}

// validate holds rendered pages to html-validate's standard and accessibility rules.
func validate(t *testing.T, pages map[string]string) {
	t.Helper()
	rules, err := json.Marshal(markupRules)
	if err != nil {
		t.Fatal(err)
	}
	input, err := json.Marshal(pages)
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", filepath.Join(harness.Built.Root, "app/e2e/access/audit/validate.mjs"), string(rules))
	node.Dir = filepath.Join(harness.Built.Root, ".build/readers")
	node.Stdin = bytes.NewReader(input)
	var complaints bytes.Buffer
	node.Stderr = &complaints
	output, err := node.Output()
	if err != nil {
		t.Fatalf("html-validate did not run: %v\n%s", err, complaints.String())
	}
	var found map[string][]string
	if err := json.Unmarshal(output, &found); err != nil {
		t.Fatalf("%s: %v", output, err)
	}
	if len(found) != len(pages) {
		t.Errorf("%d pages of %d were validated", len(found), len(pages))
	}
	needed := make(map[string]bool)
	for name, messages := range found {
		for _, message := range messages {
			reason := reasonFor(message)
			if needed[reason] = true; reason == "" {
				t.Errorf("%s: %s", name, message)
			}
		}
	}
	for reason := range markupAllowed {
		if !needed[reason] {
			t.Errorf("nothing needs to be allowed any more because, %s", reason)
		}
	}
}

// reasonFor is why a message is not followed; "" for one that must be.
func reasonFor(message string) string {
	for reason, pattern := range markupAllowed {
		if pattern.MatchString(message) {
			return reason
		}
	}
	return ""
}
