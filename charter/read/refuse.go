package read

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/shape"
)

// refuse returns an error if a text is no charter that could be read: it is too large, a file of
// another kind, or the page that a server sends in place of a missing one.
func refuse(text string) error {
	trimmed := strings.TrimLeft(text, " \t\r\n\ufeff")
	switch {
	case len(text) > charter.MaxSize:
		return &charter.Error{Code: charter.CodeTooLarge, Message: "The charter has " +
			strconv.Itoa(len(text)) + " bytes, and at most " + strconv.Itoa(charter.MaxSize) + " were expected."}
	case trimmed == "":
		return &charter.Error{Code: charter.CodeEmpty, Message: emptyMessage}
	case isBinary(text):
		return &charter.Error{Code: charter.CodeBinary,
			Message: "A picture, a PDF or another file was found, and plain text was expected."}
	case strings.HasPrefix(trimmed, "<") && startsTag(trimmed):
		return &charter.Error{Code: charter.CodeHTML, Message: htmlMessage}
	case isMarkdown(trimmed):
		return &charter.Error{Code: charter.CodeMarkdown, Message: "Markdown was found, and plain " +
			"text was expected: \"app charter convert\" makes one of a file."}
	case hasTags(text):
		return &charter.Error{Code: charter.CodeHTML, Message: htmlMessage}
	case isData(trimmed):
		return &charter.Error{Code: charter.CodeBinary,
			Message: "Data was found, and plain text was expected."}
	}
	return nil
}

const emptyMessage = "The charter is empty, and a title was expected on its first line."

const htmlMessage = "HTML was found, and plain text was expected: " +
	"\"app charter convert\" makes one of a file."

// isBinary reports whether a file begins as pictures, PDFs, archives (office documents are some)
// and compressed files do.
func isBinary(text string) bool {
	for _, magic := range []string{"\x89PNG", "\xFF\xD8\xFF", "GIF8", "RIFF", "%PDF", "PK\x03\x04",
		"\x1F\x8B", "\xD0\xCF\x11\xE0", "BM", "II*\x00", "MM\x00*", "\x00\x00\x00", "{\\rtf"} {
		if strings.HasPrefix(text, magic) && (magic != "BM" || strings.Contains(text, "\x00")) {
			return true
		}
	}
	return false
}

// isData reports whether a text is JSON, as servers answer when they have no page.
func isData(text string) bool {
	text = strings.TrimRight(text, " \t\r\n")
	return strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}") ||
		strings.HasPrefix(text, "[{") && strings.HasSuffix(text, "]")
}

// startsTag reports whether a text begins with a tag of HTML, a comment or <!DOCTYPE>. An address
// in angle brackets is none.
func startsTag(text string) bool {
	if strings.HasPrefix(text, "<!") || strings.HasPrefix(text, "<?") {
		return true
	}
	end := strings.IndexByte(text, '>')
	return end > 0 && isElement(strings.TrimPrefix(text[1:end], "/"))
}

// isElement reports whether what stands in angle brackets begins with the name of an element.
func isElement(inside string) bool {
	if end := strings.IndexAny(inside, " \t\r\n/"); end >= 0 {
		inside = inside[:end]
	}
	return inside != "" && len(inside) <= len("blockquote") && strings.Contains(
		" a article b blockquote body br caption code dd div dl dt em figure footer h1 h2 h3 h4 "+
			"h5 h6 head header hr html i iframe img li link main meta nav ol p pre script section "+
			"small span strong style sub sup svg table tbody td th thead title tr u ul ",
		" "+strings.ToLower(inside)+" ")
}

// hasTags reports whether a text has an element with its end, or the name of a character, as a
// piece of HTML does. « <b » alone is text.
func hasTags(text string) bool {
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "</")
		if !found {
			break
		}
		if end := strings.IndexByte(after[:min(len(after), 12)], '>'); end > 0 &&
			isElement(after[:end]) {
			return true
		}
		rest = after
	}
	for _, piece := range []string{"&nbsp;", "&eacute;", "&egrave;", "&agrave;", "&rsquo;",
		"&laquo;", "&#39;", "<br>", "<br/>", "<br />"} {
		if strings.Contains(text, piece) {
			return true
		}
	}
	return false
}

// isMarkdown reports whether a text has what only Markdown has: metadata between lines of dashes,
// headings after « # », a table's rule between bars, links, or words between « ** ».
func isMarkdown(text string) bool {
	metadata := strings.HasPrefix(text, "---\n") || strings.HasPrefix(text, "---\r\n")
	above := ""
	for number := 0; text != ""; number++ {
		var l string
		l, text = shape.CutLine(text)
		switch {
		case number > 0 && metadata && strings.TrimSpace(l) == "---":
			return true
		case metadata && number > 0 && !strings.Contains(l, ":") && strings.TrimSpace(l) != "":
			metadata = false
		}
		if isMarkdownLine(l) || shape.IsRule(l) && strings.Contains(l, "|") &&
			strings.Contains(above, "|") {
			return true
		}
		above = l
	}
	return false
}

func isMarkdownLine(l string) bool {
	l = strings.TrimSpace(l)
	if marks := len(l) - len(strings.TrimLeft(l, "#")); marks > 0 && marks <= 6 &&
		strings.HasPrefix(l[marks:], " ") {
		return true
	}
	if _, address, ok := strings.Cut(l, "]("); ok && strings.Contains(address, ")") {
		return true
	}
	for _, mark := range []string{"**", "__"} {
		before, inside, ok := strings.Cut(l, mark)
		inside, _, closed := strings.Cut(inside, mark)
		phrase := strings.Contains(inside, " ") || mark == "**" && startsWithLetter(inside)
		if ok && closed && phrase && strings.TrimSpace(inside) == inside &&
			(before == "" || strings.HasSuffix(before, " ")) {
			return true
		}
	}
	return false
}

// isAbsence reports whether the text is a short page that says that there is none: « Page
// introuvable », "404 Not Found".
func isAbsence(lines []charter.Line) bool {
	const longest = 12 // lines
	if len(lines) > longest {
		return false
	}
	absent := false
	for i, l := range lines {
		list := words(l.Text)
		if l.IsRow {
			return false
		}
		absent = absent || i < 3 && len(list) <= 8 && has(list, anAbsence)
	}
	return absent
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
