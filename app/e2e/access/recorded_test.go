package access

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// checkRecorded compares a text with the one in testdata, or rewrites that.
func checkRecorded(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join("testdata", filepath.FromSlash(name))
	if *harness.Update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	recorded, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(text, "\n"), strings.Split(string(recorded), "\n")
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	if len(got) > i || len(want) > i {
		t.Fatalf("%s differs from line %d on: there is\n%s\nrecorded is\n%s\n"+
			"To record what there is: -run %s -update", file, i+1,
			strings.Join(got[i:], "\n"), strings.Join(want[i:], "\n"), t.Name())
	}
}

// recordedPage opens a bare portal page, on a fixed day, and keeps what is announced in it. Its
// program is held back until let is called.
func recordedPage(t *testing.T, attributes string) (p *harness.Page, let func()) {
	t.Helper()
	p = harness.NewPage(t)
	return p, showRecorded(p, attributes)
}

// showRecorded opens such a page in a tab.
func showRecorded(p *harness.Page, attributes string) (let func()) {
	p.T.Helper()
	harness.Record(p)
	src, let := harness.HeldProgram(p.T)
	page := harness.PortalPage(harness.ForAude + " " + attributes)
	page = strings.Replace(page, "/banner/banner.js", src, 1)
	harness.ShowNotice(p, harness.ServeText(p.T, "/portail", "text/html", page))
	return let
}
