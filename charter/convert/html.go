package convert

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"cookies-preferences/charter"
)

// fromHTML converts a page, or a piece of one as the clipboard holds it.
func fromHTML(text string) (string, error) {
	if strings.HasPrefix(text, "Version:") { // the header of Windows' clipboard
		text = text[strings.Index(text, "<"):]
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return "", errNested
	}
	p := newPage(root)
	if err := p.refuse(); err != nil {
		return "", err
	}
	w := writer{page: p, doc: new(document)}
	w.children(p.content)
	w.flush()
	p.putTitle(w.doc)
	return finish(w.doc)
}

// writer writes the elements of a page into a document.
type writer struct {
	page *page
	doc  *document

	text       []byte // of the paragraph being written; a line break is "\n", a tab separates cells
	marker     string // that the next paragraph begins with, in a list
	listStarts bool   // with the next item
	ordinal    []int  // the next number of each list that the writer is in, 0 if it has none

	pre       bool // white space is kept
	inHeading bool // blocks don't end the paragraph
	inCell    bool // of a table: blocks are lines
}

func (w *writer) children(n *html.Node) {
	for c := range n.ChildNodes() {
		w.node(c)
	}
}

func (w *writer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.write(n.Data)
	case html.ElementNode:
		if !w.page.leaves(n) {
			w.element(n)
		}
	}
}

// write adds text. A tab or a line break counts where the page shows it as such.
func (w *writer) write(text string) {
	if w.pre {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	} else {
		text = whiteSpace.Replace(text)
	}
	w.text = append(w.text, strings.Map(printable, text)...)
}

var whiteSpace = strings.NewReplacer("\n", " ", "\r", " ", "\t", " ", "\f", " ")

func (w *writer) element(n *html.Node) {
	if kept := keepsSpace(n); kept != w.pre && kept {
		w.pre = true
		defer func() { w.pre = false }()
	}
	if level := headingLevel(n); level > 0 && !w.inCell && !w.inHeading {
		if holds(n, atom.Table, atom.Ul, atom.Ol, atom.Dl) { // it lacks its end tag
			w.block(n)
			return
		}
		w.heading(n, level)
		return
	}
	switch {
	case isTable(n):
		w.flush()
		w.table(n)
		return
	case wordTab(n):
		w.text = append(w.text, '\t')
		return
	}
	switch n.DataAtom {
	case atom.Br:
		w.text = append(w.text, '\n')
	case atom.Hr:
		w.flush()
	case atom.A:
		w.link(n)
	case atom.Img:
		if w.inCell {
			w.write(" " + attr(n, "alt") + " ")
		}
	case atom.Ul, atom.Ol, atom.Menu:
		w.list(n)
	case atom.Li:
		w.item(n)
	case atom.Figure:
		w.figure(n)
	case atom.Dl:
		w.flush()
		w.definitions(n)
	case atom.P:
		if marker := wordMarker(n); marker != "" {
			w.listed(n, marker)
			return
		}
		w.block(n)
	default:
		if isBlock(n) {
			w.block(n)
			return
		}
		w.children(n)
	}
}

func (w *writer) block(n *html.Node) {
	w.flush()
	w.labelled(n)
	w.children(n)
	w.flush()
}

// figure writes the caption of a figure above what it names, as a charter has it.
func (w *writer) figure(n *html.Node) {
	w.flush()
	isCaption := func(c *html.Node) bool { return c.DataAtom == atom.Figcaption }
	for _, captions := range []bool{true, false} {
		for c := range n.ChildNodes() {
			if isCaption(c) == captions {
				w.node(c)
			}
		}
	}
	w.flush()
}

// flush ends the paragraph. An empty line in it makes two of it.
func (w *writer) flush() {
	if w.inHeading || w.inCell {
		w.text = append(w.text, '\n')
		return
	}
	lines := tidy(string(w.text))
	w.text = w.text[:0]
	if len(lines) > 0 && w.marker != "" {
		text := strings.TrimLeft(strings.Join(lines, " "), "•·▪◦‣●○–- ")
		w.doc.addItem(w.listStarts, w.marker+text)
		w.marker, w.listStarts = "", false
		return
	}
	for len(lines) > 0 {
		n := 0
		for n < len(lines) && lines[n] != "" {
			n++
		}
		w.doc.add(paragraph, strings.Join(lines[:n], "\n"))
		lines = lines[min(n+1, len(lines)):]
	}
}

// capture returns the lines that an element's children write.
func (w *writer) capture(n *html.Node) []string {
	outer := w.text
	w.text = nil
	w.children(n)
	lines := tidy(string(w.text))
	w.text = outer
	return lines
}

func (w *writer) heading(n *html.Node, level int) {
	w.flush()
	w.inHeading = true
	text := strings.Join(w.capture(n), " ")
	w.inHeading = false
	w.marker = ""
	w.doc.addHeading(level, text)
}

// labelled writes the name of a tab above what it shows.
func (w *writer) labelled(n *html.Node) {
	if attr(n, "role") != "tabpanel" {
		return
	}
	if tab := w.page.byID[attr(n, "aria-labelledby")]; tab != nil && !w.inHeading && !w.inCell {
		w.heading(tab, 4)
	}
}

func (w *writer) list(n *html.Node) {
	w.flush()
	number := 0
	if n.DataAtom == atom.Ol {
		if start, err := strconv.Atoi(attr(n, "start")); err == nil {
			number = start
		} else {
			number = 1
		}
	}
	w.listStarts = w.listStarts || len(w.ordinal) == 0
	w.ordinal = append(w.ordinal, number)
	w.children(n)
	w.ordinal = w.ordinal[:len(w.ordinal)-1]
	w.flush()
	w.marker = ""
}

func (w *writer) item(n *html.Node) {
	w.flush()
	marker := "- "
	if last := len(w.ordinal) - 1; last >= 0 && w.ordinal[last] > 0 {
		marker = strconv.Itoa(w.ordinal[last]) + ". "
		w.ordinal[last]++
	}
	w.listed(n, strings.Repeat("  ", max(0, len(w.ordinal)-1))+marker)
}

// listed writes an element as an item of a list.
func (w *writer) listed(n *html.Node, marker string) {
	w.flush()
	if !w.inCell && !w.inHeading {
		w.marker = marker
	}
	w.children(n)
	w.flush()
	w.marker = ""
}

// definitions writes a list of terms: as a table if they are the columns' names, else as a list.
func (w *writer) definitions(n *html.Node) {
	inCell := w.inCell
	w.inCell = true
	var terms, meanings []string
	for _, c := range definitionParts(n, nil) {
		text := oneLine(w.capture(c))
		switch {
		case c.DataAtom == atom.Dt:
			terms, meanings = append(terms, trimColon(text)), append(meanings, "")
		case len(meanings) > 0:
			last := len(meanings) - 1
			meanings[last] = oneLine([]string{meanings[last], text})
		}
	}
	w.inCell = inCell
	if rows := pairsToRows(terms, meanings); rows != nil && !inCell {
		w.doc.addRows(rows)
		return
	}
	for i, term := range terms {
		text := strings.TrimSuffix(term+"\u00a0: "+meanings[i], "\u00a0: ")
		if inCell || w.inHeading {
			w.write(text)
			w.flush()
		} else {
			w.doc.addItem(i == 0, "- "+text)
		}
	}
}

// definitionParts appends the terms and meanings of a list, which may be grouped in div elements.
func definitionParts(n *html.Node, parts []*html.Node) []*html.Node {
	for c := range n.ChildNodes() {
		switch c.DataAtom {
		case atom.Dt, atom.Dd:
			parts = append(parts, c)
		case atom.Div:
			parts = definitionParts(c, parts)
		}
	}
	return parts
}

// link writes a link's text, and its address where the text doesn't say it: a visitor who reads
// how to oppose to something must be able to go there. A cell and a heading keep their words.
func (w *writer) link(n *html.Node) {
	start := len(w.text)
	blocks := len(w.doc.blocks)
	w.children(n)
	if len(w.doc.blocks) > blocks || start > len(w.text) || w.inCell {
		return
	}
	text := strings.TrimSpace(string(w.text[start:]))
	address := strings.TrimSpace(attr(n, "href"))
	mail, isMail := cutPrefixFold(address, "mailto:")
	mail, _, _ = strings.Cut(mail, "?")
	switch {
	case text == "":
	case isMail && !w.inHeading && !strings.Contains(text, "@") && strings.Contains(mail, "@"):
		w.write(" (" + mail + ")")
	case isMail || !isAddress(address):
	case sameAddress(text, address):
		leading := len(w.text[start:]) - len(strings.TrimLeft(string(w.text[start:]), " \n"))
		w.text = w.text[:start+leading]
		w.write("<" + address + ">")
	case !w.inHeading:
		w.write(" (" + address + ")")
	}
}

func sameAddress(text, address string) bool { return bare(text) == bare(address) }

// bare returns an address without what people leave out when they write it.
func bare(address string) string {
	s := strings.ToLower(address)
	s = strings.TrimPrefix(strings.TrimPrefix(s, "http://"), "https://")
	return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
}

// isAddress reports whether charter.Parse takes an address for one.
func isAddress(address string) bool {
	if _, isHTTP := cutPrefixFold(address, "http"); !isHTTP ||
		strings.ContainsAny(address, "\r\n\t") {
		return false
	}
	_, err := charter.Parse([]byte("Charte\n\n<" + address + ">\n"))
	return err == nil
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return "", false
	}
	return s[len(prefix):], true
}

// headingLevel returns 1 to 6 for a heading, and else 0. A button that opens and closes what is
// below it is a heading too.
func headingLevel(n *html.Node) int {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return int(n.Data[1] - '0')
	case atom.Summary:
		return 4
	case atom.Button:
		if hasAttr(n, "aria-expanded") {
			return 4
		}
	}
	switch {
	case attr(n, "role") == "heading":
		level, _ := strconv.Atoi(attr(n, "aria-level"))
		return min(max(cmp.Or(level, 2), 1), 6)
	case n.DataAtom == atom.P && hasClass(n, "MsoTitle"):
		return 1
	}
	return 0
}

// keepsSpace reports whether a page shows the line breaks and tabs of an element's text.
func keepsSpace(n *html.Node) bool {
	return n.DataAtom == atom.Pre || n.DataAtom == atom.Textarea ||
		strings.Contains(style(n), "white-space:pre")
}

// wordTab reports whether an element stands for a tab in Word.
func wordTab(n *html.Node) bool { return strings.Contains(style(n), "mso-tab-count:") }

// wordMarker returns the bullet or the number of one of Word's list paragraphs, which are no li
// elements.
func wordMarker(n *html.Node) string {
	if !strings.Contains(style(n), "mso-list:l") {
		return ""
	}
	for d := range n.Descendants() {
		if d.Type != html.ElementNode || !strings.Contains(style(d), "mso-list:ignore") {
			continue
		}
		mark := strings.TrimSpace(textOf(d))
		if len(mark) > 1 && strings.ContainsAny(mark, ".)") {
			return mark + " "
		}
		break
	}
	return "- "
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption,
		atom.Center, atom.Dd, atom.Details, atom.Div, atom.Dt, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Form, atom.Header, atom.Hgroup, atom.Html, atom.Label, atom.Legend,
		atom.Main, atom.Nav, atom.P, atom.Pre, atom.Section, atom.Table, atom.Tbody, atom.Td,
		atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
		return true
	}
	return false
}

func trimColon(s string) string { return strings.TrimRight(s, ":\u00a0 ") }

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func hasClass(n *html.Node, class string) bool {
	for name := range strings.FieldsSeq(attr(n, "class")) {
		if name == class {
			return true
		}
	}
	return false
}

// style returns an element's style attribute in lower case and without spaces.
func style(n *html.Node) string {
	s := attr(n, "style")
	if s == "" {
		return ""
	}
	return strings.ToLower(strings.Join(strings.Fields(s), ""))
}

// textOf returns all the text in an element.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
