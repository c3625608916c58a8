package charter

import "strings"

// Text returns every word of the document once, in its order, with one space
// between: the title, the introduction, then the sections. It is what a view of
// the charter shows, white space folded.
func (c Charter) Text() string {
	var b strings.Builder
	write := func(s string) {
		for word := range strings.FieldsSeq(s) {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(word)
		}
	}
	writeBlocks := func(blocks []Block) {
		for _, block := range blocks {
			write(block.Paragraph)
			write(block.Address)
			if block.Table != nil {
				block.Table.write(write)
			}
		}
	}
	write(c.Title)
	writeBlocks(c.Introduction)
	for _, s := range c.Sections {
		write(s.Heading)
		write(s.Address)
		writeBlocks(s.Blocks)
	}
	return b.String()
}

func (t *Table) write(write func(string)) {
	write(t.Caption)
	for _, column := range t.Columns {
		write(column)
	}
	for _, cookie := range t.Cookies {
		for _, cell := range cookie.Cells {
			write(cell)
		}
	}
}
