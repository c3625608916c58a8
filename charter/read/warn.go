package read

import (
	"cmp"
	"slices"
	"strings"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/blocks"
)

func (r *reading) warn(line int, kind WarningKind, text string) {
	r.c.Warnings = append(r.c.Warnings, Warning{line, kind, text})
}

// completeWarnings adds the one that is about the whole document, and sorts them by line.
func (r *reading) completeWarnings() {
	if len(r.c.Cookies) == 0 {
		r.warn(0, WarnNoCookie, "")
	}
	slices.SortStableFunc(r.c.Warnings, func(a, b Warning) int { return a.Line - b.Line })
}

func (r *reading) warnOfColumns(t *grid) {
	names := t.column(name)
	if names < 0 {
		r.warn(t.line, WarnNoNames, strings.Join(blocks.TrimCells(t.columns), ", "))
	}
	for i, column := range t.columns {
		if m, _ := meaningOf(column); m == noField && t.meanings[i] == noField && column != "" &&
			!slices.Contains(t.marks, i) {
			r.warn(t.line, WarnColumn, column)
		}
	}
	for _, row := range t.rows {
		if names >= 0 && row.cells[names] == "" && !t.isGroup(row.cells) {
			r.warn(row.line, WarnNoName, "")
		}
	}
}

// warnOfPlace says why a cookie has no category: once for a table that has no word on each. It
// returns whether that has been said.
func (r *reading) warnOfPlace(g *group, c *reported, warned bool) bool {
	if c.Kind == charter.Statistics && days(c.Duration) > maxMeasurement {
		r.warn(c.Line, WarnLong, cmp.Or(c.Name, c.Service, c.Provider))
	}
	switch {
	case c.Kind != charter.Unknown:
		return warned
	case !c.said.silent:
		r.warn(c.Line, WarnNoCategory, c.Name)
		return warned
	case !warned && g.naming.mixed:
		r.warn(g.line, WarnMixedCaption, g.caption)
	case !warned:
		r.warn(g.line, WarnNoCategory, g.caption)
	}
	return true
}

// warnOfMissing names the cookies of a group that lack a field, or says once that all of them do:
// visitors must learn the purposes (GDPR, article 13) and the durations (CJEU, C-673/17).
func (r *reading) warnOfMissing(g *group, kind WarningKind, field func(*Cookie) string) {
	var missing []*Cookie
	for i := range g.cookies {
		if c := &g.cookies[i].Cookie; strings.Trim(field(c), "-–—/?. ") == "" {
			missing = append(missing, c)
		}
	}
	if len(missing) == len(g.cookies) && len(missing) > 1 {
		r.warn(g.line, kind, g.caption)
		return
	}
	line := 0
	for _, c := range missing {
		if c.Line != line { // several names may share a row
			r.warn(c.Line, kind, cmp.Or(c.Name, c.Service, c.Provider))
		}
		line = c.Line
	}
}

// maxMeasurement is how long a cookie that measures the audience may live, in days: 13 months
// (CNIL, guidelines 2020-091, article 5).
const maxMeasurement = 397

// days returns the longest duration that a text gives, in days: « 1 an et 1 mois » is one.
func days(text string) float64 {
	longest, sum := 0.0, 0.0
	number := 0
	for _, w := range words(text) {
		if n, unit, ok := amount(w.text); ok {
			number = n
			if unit == 0 {
				continue
			}
			sum += float64(n) * length(unit)
			number = 0
		} else if unit := lexicons().senses[w.text] & units; unit != 0 && number > 0 {
			sum += float64(number) * length(unit)
			number = 0
		} else if lexicons().senses[w.text]&anAnd == 0 {
			number, sum = 0, 0
		}
		longest = max(longest, sum)
	}
	return longest
}

// length returns the length of a unit, in days. Those of less than a day don't matter.
func length(unit sense) float64 {
	switch {
	case unit&aYear != 0:
		return 365.25
	case unit&aMonth != 0:
		return 30.4375
	case unit&aWeek != 0:
		return 7
	case unit&aDay != 0:
		return 1
	}
	return 0
}
