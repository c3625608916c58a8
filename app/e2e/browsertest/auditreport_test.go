package browsertest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// figures are what was measured of a state on a screen: of each kind, what is the
// nearest to its minimum; nil where there is none of the kind.
type figures struct {
	State, Screen                                           string
	Texts, Hovered, Focused, Edges, Rings, Borders, Targets *measure
	Axe                                                     axeResult
}

// auditReport is what the audit's tests found, for people and for machines.
type auditReport struct {
	mu      sync.Mutex
	figures []figures
	notes   map[string][]string // by section
}

var written auditReport

func (r *auditReport) add(f figures) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.figures = append(r.figures, f)
}

// note adds a line to a section.
func (r *auditReport) note(section, format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.notes == nil {
		r.notes = make(map[string][]string)
	}
	r.notes[section] = append(r.notes[section], fmt.Sprintf(format, args...))
}

// write writes audit.md and axe.json into a folder.
func (r *auditReport) write(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	slices.SortFunc(r.figures, func(a, b figures) int { return strings.Compare(a.State+" "+a.Screen, b.State+" "+b.Screen) })
	axe, err := json.MarshalIndent(r.figures, "", "\t")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "axe.json"), axe, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "audit.md"), []byte(r.markdown()), 0o644)
}

func (r *auditReport) markdown() string {
	var b strings.Builder
	b.WriteString("# Audit\n\nOf each kind, the figure that is the nearest to its minimum. " +
		"Contrasts: 4.5 for text (3 for large), 3 for controls, rings and borders. Targets: 24 px, 44 px high for the choices. " +
		"axe-core: rules passed, violations, and elements it cannot judge, which the allow list explains.\n")
	state := ""
	for _, f := range r.figures {
		if f.State != state {
			state = f.State
			fmt.Fprintf(&b, "\n## %s\n\n| screen | text | hovered | focused | control | focus ring | border | target | axe-core |\n|%s\n",
				state, strings.Repeat("---|", 9))
		}
		fmt.Fprintf(&b, "| %s |", f.Screen)
		for _, m := range []*measure{f.Texts, f.Hovered, f.Focused, f.Edges, f.Rings, f.Borders, f.Targets} {
			fmt.Fprintf(&b, " %s |", m.cell())
		}
		fmt.Fprintf(&b, " %d, %d, %d |\n", f.Axe.Passes, len(f.Axe.Violations), len(f.Axe.Incomplete))
	}
	for _, section := range slices.Sorted(maps.Keys(r.notes)) {
		fmt.Fprintf(&b, "\n## %s\n\n", section)
		for _, line := range r.notes[section] {
			fmt.Fprintf(&b, "- %s\n", line)
		}
	}
	return b.String()
}

// cell is a figure in a table: the value, what needs more than it has in bold,
// and the element.
func (m *measure) cell() string {
	if m == nil {
		return "–"
	}
	value := fmt.Sprintf("%.2f", m.Value)
	if m.Value < m.Need-0.005 {
		value = "**" + value + "**"
	}
	return value + " " + strings.NewReplacer("|", `\|`, "«", "", "»", "", "\u00a0", " ").Replace(m.What)
}
