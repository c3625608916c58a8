package access

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// validate checks rendered pages with html-validate (RGAA 8.2): unique ids, references that lead
// somewhere.
func validate(t *testing.T, pages map[string]string) {
	t.Helper()
	input, err := json.Marshal(pages)
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", filepath.Join(harness.Built.Root, "app/e2e/access/audit/validate.mjs"))
	node.Dir = filepath.Join(harness.Built.Root, ".build/readers")
	node.Stdin = bytes.NewReader(input)
	if output, err := node.CombinedOutput(); err != nil || len(output) > 0 {
		t.Errorf("html-validate: %v\n%s", err, output)
	}
}
