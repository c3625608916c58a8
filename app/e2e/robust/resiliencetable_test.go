package robust

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// resilienceFile has a table for each section, between prose that people write.
const resilienceFile = "web/docs/robustness.md"

// checkSection holds the table of a section of web/docs/robustness.md to what came of
// hardships, of which there are at least so many; -update writes it.
func checkSection(t *testing.T, section string, least int, rows []outcome) {
	t.Helper()
	var cells [][]string
	for _, r := range rows {
		cells = append(cells, []string{r.Case, r.Sees, r.Granted, r.Choice})
	}
	checkTable(t, section, least, []string{"case", "the visitor sees", "granted before a choice", "the choice"}, cells)
}

// tables is held by who reads or writes web/docs/robustness.md.
var tables sync.Mutex

// checkTable holds the table of a section of web/docs/robustness.md to the rows, of
// which there are at least so many; -update writes it.
func checkTable(t *testing.T, section string, least int, columns []string, rows [][]string) {
	t.Helper()
	if len(rows) < least {
		t.Errorf("%s has %d cases, want %d at least", section, len(rows), least)
	}
	tables.Lock()
	defer tables.Unlock()
	file := filepath.Join(harness.Built.Root, filepath.FromSlash(resilienceFile))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	table := []string{tableLine(columns), strings.Repeat("|---", len(columns)) + "|"}
	for _, r := range rows {
		table = append(table, tableLine(r))
	}
	lines := strings.Split(string(text), "\n")
	from, to, ok := tableOf(lines, section)
	if !ok {
		t.Fatalf("%s has no section %q with a table in it", resilienceFile, section)
	}
	if *harness.Update {
		lines = slices.Replace(lines, from, to, table...)
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, row := range table {
		if !slices.Contains(lines[from:to], row) {
			t.Errorf("%s does not have this line; -update writes it:\n%s", resilienceFile, row)
		}
	}
	for _, row := range lines[from:to] {
		if !slices.Contains(table, row) {
			t.Errorf("%s has a line that no test shows:\n%s", resilienceFile, row)
		}
	}
}

// tableOf finds the lines of a section's table: those that begin with a bar.
func tableOf(lines []string, section string) (from, to int, ok bool) {
	heading := slices.Index(lines, "## "+section)
	if heading < 0 {
		return 0, 0, false
	}
	from = heading + 1
	for from < len(lines) && !strings.HasPrefix(lines[from], "|") {
		if strings.HasPrefix(lines[from], "## ") {
			return 0, 0, false
		}
		from++
	}
	to = from
	for to < len(lines) && strings.HasPrefix(lines[to], "|") {
		to++
	}
	return from, to, to > from
}

// tableLine is a line of a table.
func tableLine(cells []string) string {
	var line strings.Builder
	for _, text := range cells {
		line.WriteString("| " + cell(text) + " ")
	}
	return line.String() + "|"
}

// cell is a text in a table's cell.
func cell(text string) string {
	text = strings.NewReplacer("|", `\|`, "\n", " ").Replace(text)
	parts := strings.Split(text, "`")
	for i := 0; i < len(parts); i += 2 { // in code, it stands for itself
		parts[i] = strings.ReplaceAll(parts[i], "<", "&lt;")
	}
	return strings.Join(parts, "`")
}

// documented reports whether web/docs/robustness.md has a row.
func documented(t *testing.T, row string) bool {
	t.Helper()
	tables.Lock()
	defer tables.Unlock()
	file := filepath.Join(harness.Built.Root, filepath.FromSlash(resilienceFile))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Contains(strings.Split(string(text), "\n"), row)
}
