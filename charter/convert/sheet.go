package convert

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// fromSheet converts a spreadsheet's CSV. A line with one cell is text, such as a title or the
// caption of the rows below it.
func fromSheet(text string) (string, error) {
	records, ok := readSheet(text)
	if !ok {
		return "", errNoText
	}
	d := new(document)
	var rows []row
	parted := true // from what is above
	end := func() {
		for _, after := range d.addGrid(rows) {
			d.add(paragraph, after)
		}
		rows = nil
	}
	for _, cells := range records {
		switch {
		case isEmpty(cells):
			parted = true
			continue
		case filled(cells) == 1 && cells[0] != "" && len(rows) == 0:
			d.add(paragraph, cells[0])
			continue
		case filled(cells) == 1:
			parted = true
		case parted:
			parted = false
			if isHeader(cells) {
				end()
			}
		}
		r := row{cells: filled(cells)}
		for _, cell := range cells {
			r.slots = append(r.slots, slot{text: cell})
		}
		rows = append(rows, r)
	}
	end()
	return finish(d)
}

// isSheet reports whether a text is nothing but a spreadsheet whose columns charter.Parse knows,
// with another delimiter than the tabs of a charter's own text.
func isSheet(text string) bool {
	first := firstLine(text)
	if !strings.ContainsAny(first, ";,") {
		return false
	}
	records, ok := readSheet(text)
	if !ok || !isHeader(records[0]) {
		return false
	}
	for _, cells := range records {
		if len(cells) != len(records[0]) && !isEmpty(cells) {
			return false
		}
	}
	return true
}

// readSheet returns the cells of a spreadsheet, each on one line, and whether it is one. Its
// delimiter is the one that most lines have, unless Excel names it on the first line.
func readSheet(text string) ([][]string, bool) {
	text = newlines.Replace(strings.TrimPrefix(text, byteOrderMark))
	delimiters := ";\t,"
	if rest, isNamed := strings.CutPrefix(text, "sep="); isNamed && rest != "" {
		delimiters = rest[:1]
		_, text, _ = strings.Cut(rest, "\n")
	}
	var best [][]string
	most := 0
	for _, delimiter := range delimiters {
		records := readRecords(text, delimiter)
		parted := 0
		for _, cells := range records {
			if len(cells) > 1 {
				parted++
			}
		}
		if parted > most {
			best, most = records, parted
		}
	}
	return best, most > 1
}

func readRecords(text string, delimiter rune) [][]string {
	if strings.ContainsRune("\"\r\n\ufffd", delimiter) {
		return nil
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = delimiter
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	var records [][]string
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return records
		}
		if err != nil {
			return nil
		}
		for i, cell := range cells {
			cells[i] = oneLine(tidy(strings.Map(printable, strings.ReplaceAll(cell, "\t", " "))))
		}
		records = append(records, cells)
	}
}

// filled returns how many cells have text.
func filled(cells []string) int {
	n := 0
	for _, cell := range cells {
		if cell != "" {
			n++
		}
	}
	return n
}
