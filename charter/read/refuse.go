package read

import (
	"regexp"
	"strings"

	"cookies-preferences/charter"
)

// refuse returns an error if a text can't be a charter's: it is too large, HTML or Markdown.
func refuse(text string) error {
	trimmed := strings.TrimLeft(text, " \t\r\n\ufeff")
	switch {
	case len(text) > charter.MaxSize:
		_, err := charter.Parse([]byte(text))
		return err
	case startsMarkup.MatchString(trimmed):
		return &charter.Error{Code: charter.CodeHTML, Message: htmlMessage}
	case markdown.MatchString(trimmed):
		return &charter.Error{Code: charter.CodeMarkdown, Message: "Markdown was found, and plain " +
			"text was expected: \"app charter convert\" makes one of a file."}
	case hasMarkup.MatchString(text):
		return &charter.Error{Code: charter.CodeHTML, Message: htmlMessage}
	}
	return nil
}

const htmlMessage = "HTML was found, and plain text was expected: " +
	"\"app charter convert\" makes one of a file."

var (
	startsMarkup = regexp.MustCompile(`(?i)^<(!|\?|/?` + elementName + `[\s>/])`)

	// hasMarkup finds the end of an element, or a line break, or a character by its name. « <b » alone
	// is text.
	hasMarkup = regexp.MustCompile(`(?i)</` + elementName + `\s*>|<br\s*/?>|&([a-z]+|#[0-9]+);`)

	// markdown finds metadata between lines of dashes, a heading after « # », a table's rule between
	// bars, a link, or words between « ** ».
	markdown = regexp.MustCompile(`^---\r?\n([^\n]*:[^\n]*\n|\s*\n)+---\s|` +
		`(^|\n) {0,3}#{1,6} +\S|` +
		`\|[^\n]*\n[-:| \t]*(-[ \t:]*\||\|[ \t:]*-)[-:| \t]*(\r?\n|$)|` +
		`\]\([^)\s]|(^|[\s(|])(\*\*\pL[^*\n]*\*\*|__\pL[^_\n]* [^_\n]*[^_\s]__)`)
)

// elementName is that of any HTML element, known or not.
const elementName = `[a-z]+[1-6]?`

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
