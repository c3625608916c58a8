package read

import (
	"regexp"
	"strings"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/blocks"
	"cookies-preferences/charter/internal/shape"
)

// tabulate cuts the lines of tables that are written without tabs: cells between semicolons, bars
// or commas, as spreadsheets save them, in columns of spaces, or each on a line of its own, as
// phones and PDF readers copy them. Only a header that says what its columns mean makes a table of
// such lines.
func tabulate(lines []charter.Line) []charter.Line {
	for i := 0; i < len(lines); i++ {
		if lines[i].Cells != nil || shape.EndsSentence(lines[i].Text) {
			continue
		}
		if last := stack(lines, i); last > i {
			i = last
			continue
		}
		if !isBelow(lines, i+1) {
			continue
		}
		for _, cut := range cutters(lines[i]) {
			header, below := cut(lines[i]), cut(lines[i+1])
			barred := strings.Contains(lines[i].Text, "|") && len(below) == len(header)
			if len(below) > 1 && !hasLabel(header[0]) &&
				(isHeader(header) || barred && isLikeHeader(header)) {
				lines[i].Cells, lines[i].IsRow = header, true
				i = cutRows(lines, i+1, cut, columnOf(meaningsOf(header), name))
				break
			}
		}
	}
	kept := lines[:0]
	for i := range lines {
		if lines[i].Number > 0 {
			kept = append(kept, lines[i])
		}
	}
	return kept
}

// stack makes rows of cells that stand below one another, first those of the header, with a blank
// line between all of them or none. It returns the last row's last line, or i if there is no such
// table. Each row must have a cookie's name.
func stack(lines []charter.Line, i int) int {
	var header []string
	spaced := i+1 < len(lines) && lines[i+1].Gap && !lines[i].Ruled
	isNext := func(n int) bool {
		if spaced {
			return n < len(lines) && lines[n].Cells == nil && lines[n].Gap
		}
		return isBelow(lines, n)
	}
	for n := i; n == i || n < i+blocks.MaxColumns && isNext(n); n++ {
		text := lines[n].Text
		m, _ := meaningOf(text)
		if m == noField || hasLabel(text) || has(words(text), aCookie) && namesAny(text) {
			break
		}
		header = append(header, lines[n].Text)
	}
	width, column := len(header), columnOf(meaningsOf(header), name)
	if column < 0 || !isHeader(header) {
		return i
	}
	last := i
	for row := i + width; ; row += width {
		for n := row; n < row+width; n++ {
			if !isNext(n) || shape.IsItem(lines[n].Text) || spaced && lines[n].Text == header[n-row] {
				return last
			}
		}
		one := lines[row+column].Text
		if !isName(one) || spaced && !isCertain(one) && !isCapitals(one) && !shape.StartsLower(one) {
			return last
		}
		if last == i {
			merge(lines[i:row])
		}
		merge(lines[row : row+width])
		last = row + width - 1
	}
}

// merge makes the first line a row of all of them; the others have no number.
func merge(lines []charter.Line) {
	var cells []string
	for n := range lines {
		cells = append(cells, lines[n].Text)
		if n > 0 {
			lines[n].Number = 0
		}
	}
	lines[0].Cells, lines[0].IsRow = cells, true
}

// isBelow reports whether a line without tabs is right below another, but for a rule.
func isBelow(lines []charter.Line, i int) bool {
	return i < len(lines) && lines[i].Cells == nil && (!lines[i].Gap || lines[i-1].Ruled)
}

// cutter cuts a line into cells: fewer than two if it is no row.
type cutter func(charter.Line) []string

// cutters are the ways in which a header may have to be cut.
func cutters(l charter.Line) []cutter {
	var list []cutter
	for _, separator := range []string{";", "|", ","} {
		list = append(list, func(l charter.Line) []string { return cutAt(l.Text, separator) })
	}
	starts := columnStarts(l.Raw)
	return append(list, func(l charter.Line) []string {
		cells := cutColumns(l.Raw, starts)
		for i := range cells {
			cells[i] = bracketed.ReplaceAllString(cells[i], "$1")
		}
		return cells
	})
}

// bracketed is an address in angle brackets.
var bracketed = regexp.MustCompile(`(?i)<(https?://[^<>]*)>`)

// cutRows cuts the lines below a header, and returns the last row's index. A line that continues
// the row above, within quotes or without a name, is merged into it, and has no number.
func cutRows(lines []charter.Line, i int, cut cutter, nameColumn int) int {
	const longest = 20 // lines of a row
	row := -1
	for ; isBelow(lines, i); i++ {
		if row >= 0 && i-row < longest && strings.Count(lines[row].Text, `"`)%2 == 1 {
			lines[row].Text += " " + lines[i].Text
			lines[row].Cells = cut(lines[row])
			lines[i].Number = 0
			continue
		}
		cells := cut(lines[i])
		if len(cells) < 2 {
			break
		}
		if row >= 0 && i-row < longest && cells[0] == "" && nameColumn >= 0 &&
			cellAt(cells, nameColumn) == "" {
			above := lines[row].Cells
			for c, cell := range cells[:min(len(cells), len(above))] {
				above[c] = joinText(above[c], cell)
			}
			lines[i].Number = 0
			continue
		}
		lines[i].Cells, lines[i].IsRow = cells, true
		row = i
	}
	return i - 1
}

// cutAt cuts a line at a separator. A cell between double quotes may have the separator in it, and
// quotes in twos (RFC 4180).
func cutAt(text, separator string) []string {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "|"), "|")
	var cells []string
	for more := true; more; {
		var cell string
		cell, text, more = cutCell(text, separator)
		cells = append(cells, shape.Fold(cell))
	}
	return cells
}

func cutCell(text, separator string) (cell, rest string, more bool) {
	text = strings.TrimLeft(text, " ")
	var b strings.Builder
	for strings.HasPrefix(text, `"`) {
		if b.Len() > 0 {
			b.WriteByte('"')
		}
		var quoted string
		quoted, text, _ = strings.Cut(text[1:], `"`)
		b.WriteString(quoted)
	}
	after, rest, more := strings.Cut(text, separator)
	return b.String() + after, rest, more
}

// columnStarts returns where the columns of a header begin, in characters: each after two spaces.
func columnStarts(raw string) []int {
	var starts []int
	spaces, at := 2, 0
	for _, r := range raw {
		if r == ' ' || shape.IsNoBreak(r) {
			spaces++
		} else {
			if spaces > 1 {
				starts = append(starts, at)
			}
			spaces = 0
		}
		at++
	}
	return starts
}

// cutColumns cuts a line where the columns of its table begin. If the line is shorter, or a word
// stands across one of these places, it may have as many cells at its own runs of spaces. If not, a
// shorter line lacks cells, and the other is no row.
func cutColumns(raw string, starts []int) []string {
	characters := []rune(raw)
	var cells []string
	for i, start := range starts {
		end := len(characters)
		if i+1 < len(starts) {
			end = min(end, starts[i+1])
		}
		short := start >= len(characters)
		switch {
		case i == 0:
			start = 0
		case short || characters[start-1] != ' ' && !shape.IsNoBreak(characters[start-1]):
			if own := columnStarts(raw); len(own) == len(starts) {
				return cutColumns(raw, own)
			}
			if !short {
				return nil
			}
			return cells
		}
		cells = append(cells, shape.Fold(string(characters[start:end])))
	}
	return cells
}
