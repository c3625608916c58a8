//go:build lighthouse

package browsertest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"cookies-preferences/app/internal/browser/chromium"
)

// lighthouseScore is what Lighthouse gives a page, of 1.
type lighthouseScore struct {
	Page          string   `json:"page"`
	Device        string   `json:"device"`
	Accessibility float64  `json:"accessibility"`
	BestPractices float64  `json:"bestPractices"`
	Failures      []string `json:"failures"`
}

// TestLighthouse holds a portal's page with the notice, the workshop and a charter's
// page to 100 for accessibility. It is heavy: make audit alone installs and runs it.
func TestLighthouse(t *testing.T) {
	t.Parallel()
	path, err := chromium.Path()
	if err != nil {
		t.Fatal(err)
	}
	pages := []string{"/portail/" + aude, "/banner/atelier/", "/banner/charters/" + aude + ".html"}
	arguments := []string{filepath.Join(built.Root, "app/e2e/browsertest/lighthouse/run.mjs"), path, chromium.Hosts}
	for _, page := range pages {
		arguments = append(arguments, site.URL+page)
	}
	node := exec.Command("node", arguments...)
	node.Dir = filepath.Join(built.Root, ".build/lighthouse")
	var complaints bytes.Buffer
	node.Stderr = &complaints
	output, err := node.Output()
	if err != nil {
		t.Fatalf("Lighthouse did not run: %v\n%s", err, complaints.String())
	}
	checkScores(t, output, 2*len(pages))
}

// checkScores reads Lighthouse's scores, and keeps them.
func checkScores(t *testing.T, output []byte, want int) {
	t.Helper()
	var scores []lighthouseScore
	if err := json.Unmarshal(output, &scores); err != nil {
		t.Fatalf("%s: %v", output, err)
	}
	if len(scores) != want {
		t.Errorf("Lighthouse gives %d scores, want %d", len(scores), want)
	}
	for _, s := range scores {
		if s.Accessibility != 1 || s.BestPractices != 1 {
			t.Errorf("%s on a %s: accessibility is %.0f, best practices %.0f: %q",
				s.Page, s.Device, 100*s.Accessibility, 100*s.BestPractices, s.Failures)
		}
		written.note("Lighthouse", "%s, %s: accessibility %.0f, best practices %.0f; not passed: %q",
			s.Page, s.Device, 100*s.Accessibility, 100*s.BestPractices, s.Failures)
	}
	if *audits == "" {
		return
	}
	if err := os.MkdirAll(*audits, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*audits, "lighthouse.json"), output, 0o644); err != nil {
		t.Fatal(err)
	}
}
