package browsertest

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// complianceRows are all that the rules ask of the banner: consent (C), the
// criteria of the RGAA and of WCAG, and the cookie (K).
var complianceRows = []string{
	"C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11", "C12", "C13", "C14", "C15", "C16", "C17", "C18", "C19",
	"RGAA 3.1, 10.9", "RGAA 3.2", "RGAA 3.3, 10.7", "RGAA 5.4-5.7", "RGAA 6.1, 6.2", "RGAA 7.1", "RGAA 7.3", "RGAA 7.4",
	"RGAA 7.5", "RGAA 8.2, 8.9", "RGAA 8.7-8.8", "RGAA 9.1, 9.3", "RGAA 10.4", "RGAA 10.8", "RGAA 10.11", "RGAA 10.12",
	"RGAA 11.9", "RGAA 12.7, 12.8", "RGAA 12.9", "RGAA 13.1, 13.8", "RGAA 13.9, 13.11",
	"WCAG 2.4.11", "WCAG 2.5.8", "Couleurs forcées",
	"K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10", "K11",
}

var (
	testNamed  = regexp.MustCompile("`(Test[A-Za-z0-9_]*)`")
	testFunc   = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9_]*)\(t \*testing\.T\)`)
	byHandNote = regexp.MustCompile(`^contrôlé à la main\x{a0}: .{30,}$`)
)

// TestComplianceTable: web/docs/fr/accessibilite.md has every row, once, with what is
// asked, how it holds, and the tests that show it, which exist; or why a person
// has to look.
func TestComplianceTable(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(built.Root, "web/docs/fr/accessibilite.md"))
	if err != nil {
		t.Fatal(err)
	}
	functions := testFunctions(t)
	var found []string
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if len(cells) != 4 || cells[3] == "---" || cells[3] == "Montré par" {
			continue
		}
		row := cells[0]
		found = append(found, row)
		if !slices.Contains(complianceRows, row) {
			t.Errorf("%q is no row", row)
		}
		if cells[1] == "" || cells[2] == "" {
			t.Errorf("%s does not say what is asked and how it holds", row)
		}
		names := testNamed.FindAllStringSubmatch(cells[3], -1)
		if len(names) == 0 && !byHandNote.MatchString(cells[3]) {
			t.Errorf("%s names neither a test nor why a person has to look: %q", row, cells[3])
		}
		for _, name := range names {
			if !functions[name[1]] {
				t.Errorf("%s names %s, which does not exist", row, name[1])
			}
		}
	}
	for _, row := range complianceRows {
		if n := count(found, row); n != 1 {
			t.Errorf("%s is there %d times, want once", row, n)
		}
	}
}

func count(list []string, wanted string) (n int) {
	for _, s := range list {
		if s == wanted {
			n++
		}
	}
	return n
}

// testFunctions are the names of all tests of the repository.
func testFunctions(t *testing.T) map[string]bool {
	t.Helper()
	names := make(map[string]bool)
	err := filepath.WalkDir(built.Root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != built.Root && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir // what is fetched or built
		case entry.IsDir() || !strings.HasSuffix(path, "_test.go"):
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, f := range testFunc.FindAllStringSubmatch(string(source), -1) {
			names[f[1]] = true
		}
		return nil
	})
	if err != nil || len(names) == 0 {
		t.Fatalf("no tests found: %v", err)
	}
	return names
}
