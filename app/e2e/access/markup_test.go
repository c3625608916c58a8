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

// markupRules are added to html-validate's standard and accessibility rules.
const markupRules = `{
	"aria-label-misuse": ["error", {"allowAnyNamable": true}],
	"no-missing-references": "error"
}`

// tableRoles are roles that html-validate takes for redundant. Where a stylesheet lays a table
// out as cards, some browsers forget that it is one: the markup says so.
var tableRoles = regexp.MustCompile(`^no-redundant-role: Redundant role "\w+" on <(table|thead|tbody|tr|th|td)> `)

// validate holds rendered pages to html-validate's rules (RGAA 8.2): unique ids among them,
// and references that lead somewhere.
func validate(t *testing.T, pages map[string]string) {
	t.Helper()
	input, err := json.Marshal(pages)
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", filepath.Join(harness.Built.Root, "app/e2e/access/audit/validate.mjs"), markupRules)
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
	for name, messages := range found {
		for _, message := range messages {
			if !tableRoles.MatchString(message) {
				t.Errorf("%s: %s", name, message)
			}
		}
	}
}
