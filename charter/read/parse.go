package read

import "cookies-preferences/charter"

// Parse reads a charter as portals publish it. Its error is an [*charter.Error].
//
// The text is UTF-8, with lines that end with LF, CRLF or CR. The first line that reads like a
// title is the title. Then come, with or without blank lines between them:
//
//   - Paragraphs, on one line or hard-wrapped. A list item is a paragraph, and keeps its bullet.
//   - Headings: short lines without punctuation at their end, except a question mark. An address
//     may end the line.
//   - Addresses on a line of their own, in angle brackets or bare.
//   - Tables, with cells separated by tabs and a header as the first row, below a caption: a
//     heading, or a short line that ends with a colon. Columns may be in any order. A row has a
//     cell for each, but may lack those of columns like « Durée » that come last. A cell may take
//     several lines. Semicolons, bars, commas or columns of spaces may stand for the tabs.
//   - Cookies in lists: a name, a colon, a purpose and a duration.
//
// HTML, Markdown, files of other kinds and the pages of servers that have none are refused.
func Parse(text []byte) (Charter, error) {
	r, err := understand(text)
	if err != nil {
		return Charter{}, err
	}
	if !r.isPlain() {
		r.c.Text = r.write()
	}
	_, err = charter.Parse(r.c.Text)
	return r.c, err
}

// Place returns a charter's text with the n-th of its Cookies, from 0, in another category. All
// tables and lists of cookies are written with a column for the category.
func Place(text []byte, n int, kind charter.Kind) ([]byte, error) {
	r, err := understand(text)
	if err != nil {
		return nil, err
	}
	for _, g := range r.groups {
		if 0 <= n && n < len(g.cookies) {
			g.cookies[n].Kind = kind
		}
		n -= len(g.cookies)
	}
	return r.write(), nil
}

// understand takes the three steps.
func understand(text []byte) (*reading, error) {
	if err := refuse(string(text)); err != nil {
		return nil, err
	}
	lines, err := cutLines(string(text))
	switch {
	case err != nil:
		return nil, err
	case len(lines) == 0:
		return nil, &charter.Error{Code: charter.CodeEmpty,
			Message: "The charter is empty, and a title was expected on its first line."}
	case isAbsence(lines):
		return nil, &charter.Error{Code: charter.CodeAbsent,
			Message: "An error page (\"404\") was found, and a charter was expected."}
	}
	top, parts, err := readBlocks(lines)
	if err != nil {
		return nil, err
	}
	r := newReading(text, lines, top)
	r.read(parts)
	r.finish(lines)
	return r, nil
}

// cutLines is the first step: the lines of a document, with those of tables cut into cells.
func cutLines(document string) ([]charter.Line, error) {
	lines, err := charter.Split(document)
	lines = tabulate(lines)
	partLists(lines)
	return lines, err
}

// readBlocks is the second step: the top of a document, and the parts below it.
func readBlocks(lines []charter.Line) (opening, []*part, error) {
	top, below := readOpening(lines)
	parts, err := blockReader.Read(top.cutButtons(below))
	for i := range parts[:max(0, len(parts)-1)] {
		parts[i].End = parts[i+1].Line - 1
	}
	return top, parts, err
}
