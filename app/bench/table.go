//go:build !js

package bench

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// table is rows of cells, the first row its header.
type table [][]string

// String writes the table in Markdown, aligned for a terminal too: the first column
// to the left, the others to the right.
func (t table) String() string {
	width := make([]int, len(t[0]))
	for _, row := range t {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell), 3)
		}
	}
	var b strings.Builder
	for n, row := range t {
		for i, cell := range row {
			padding := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				b.WriteString("| " + cell + padding)
			} else {
				b.WriteString(" | " + padding + cell)
			}
		}
		b.WriteString(" |\n")
		if n == 0 {
			for i := range row {
				if i == 0 {
					b.WriteString("|-" + strings.Repeat("-", width[i]) + "-")
				} else {
					b.WriteString("|-" + strings.Repeat("-", width[i]) + ":")
				}
			}
			b.WriteString("|\n")
		}
	}
	return b.String()
}

// amount formats a figure with its unit; "–" where there is none.
func amount(value float64, unit string) string {
	switch {
	case math.IsNaN(value):
		return "–"
	case unit == "×":
		return fmt.Sprintf("%.2f×", value)
	case unit == "ms" && value < 10 && value != 0:
		return fmt.Sprintf("%.1f ms", value)
	case unit == "ms":
		return fmt.Sprintf("%.0f ms", value)
	case unit == "B" && value >= 1000:
		return fmt.Sprintf("%.1f kB", value/1000)
	case unit == "B":
		return fmt.Sprintf("%.0f B", value)
	case value == math.Trunc(value):
		return fmt.Sprintf("%.0f", value)
	}
	return fmt.Sprintf("%.3f", value)
}

// Markdown is the whole report, for a file or a screen.
func (r *Report) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Bench\n\n%s, %s, %s, commit %s, `%s`: medians of %d loads.\n",
		r.Date.Format("2 January 2006, 15:04"), r.Machine, r.Chromium, r.Commit, r.Command, r.Loads)
	for _, c := range conditions {
		if t := r.table(c.name); len(t) > 1 {
			fmt.Fprintf(&b, "\n## %s\n\n%s", c.name, t)
		}
	}
	if len(r.Problems) > 0 {
		fmt.Fprintf(&b, "\n## Problems\n\n- %s\n", strings.Join(r.Problems, "\n- "))
	}
	return b.String()
}

// table lists the figures measured under a condition.
func (r *Report) table(condition string) table {
	t := table{append(append([]string{""}, r.Subjects...), "ours/best peer", "ours/floor")}
	for _, f := range figures {
		row := []string{string(f.figure)}
		measured := false
		for _, s := range r.Subjects {
			value := r.median(condition, s, f.figure)
			measured = measured || !math.IsNaN(value)
			row = append(row, amount(value, f.unit))
		}
		if !measured {
			continue
		}
		mine := r.median(condition, ours.name, f.figure)
		row = append(row, amount(ratio(mine, r.bestPeer(condition, f.figure)), "×"),
			amount(ratio(mine, r.median(condition, floor.name, f.figure)), "×"))
		t = append(t, row)
	}
	return t
}

// bestPeer returns the least median among the peers.
func (r *Report) bestPeer(condition string, f figure) float64 {
	best := math.NaN()
	for _, s := range []subject{tarteaucitron, orejime, klaro, vanilla} {
		if value := r.median(condition, s.name, f); !math.IsNaN(value) && !(value >= best) {
			best = value
		}
	}
	return best
}
