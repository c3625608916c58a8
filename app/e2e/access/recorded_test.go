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
	for i := range max(len(got), len(want)) {
		if line(got, i) != line(want, i) {
			t.Fatalf("%s, line %d: there is\n%s\nrecorded is\n%s\nIf this is meant: go test ./app/e2e/access -run '^%s$' -update",
				file, i+1, line(got, i), line(want, i), strings.Split(t.Name(), "/")[0])
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// recordedPage opens a bare portal page, on a fixed day, and keeps what is announced in it.
func recordedPage(t *testing.T, attributes string) *harness.Page {
	t.Helper()
	p := harness.NewPage(t)
	harness.Record(p)
	p.Open(harness.ServeText(t, "/portail", "text/html", harness.PortalPage(`data-portal="`+harness.Aude+`" `+attributes)))
	p.WaitNotice()
	return p
}
