// Package convert turns a cookie charter as people paste or save it (HTML, Markdown, a spreadsheet)
// into the text that charter.Parse reads.
//
// [Text] recognises the form of an input, and [Read] also reads the charter. A text that is one
// already comes through byte for byte. An input that is no charter, such as a picture or a login
// page, is refused with a French sentence. The package is for the command line and the workshop,
// never for the visitor's program.
package convert

import (
	"encoding/json"
	"errors"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// MaxSize is the largest input, in bytes. A saved page carries its styles and pictures, so it is
// far larger than the charter in it.
const MaxSize = 8 << 20

// Format is the form that a charter is in.
type Format uint8

const (
	Plain    Format = iota // as charter.Parse reads it
	HTML                   // a page, or a piece of one from the clipboard
	Markdown               // also with pieces of HTML
	Sheet                  // a spreadsheet's CSV, with semicolons, commas or tabs
)

// Error says in French why an input is no charter.
type Error struct {
	Code    Code   // for machines
	Message string // a sentence for the charter's author
}

// Code is a kind of [Error].
type Code string

const (
	CodeEmpty      Code = "empty"       // not a word
	CodeTooLarge   Code = "too-large"   // more than MaxSize, or a text that no charter has
	CodeBinary     Code = "binary"      // a picture, a PDF, a word processor's own file
	CodeErrorPage  Code = "error-page"  // the server's answer instead of the charter
	CodeLogin      Code = "login-page"  // the charter is behind a password
	CodeNotCharter Code = "not-charter" // a text that says nothing of cookies
)

func (e *Error) Error() string { return e.Message }

// Text returns a charter's text, as charter.Parse reads it. The name is that of the file, or empty:
// its ending decides where the content leaves a doubt. The error is an [*Error].
func Text(name string, data []byte) (string, error) {
	text, format, err := readInput(name, data)
	if err != nil {
		return "", err
	}
	switch format {
	case HTML:
		return fromHTML(text)
	case Markdown:
		return fromMarkdown(text)
	case Sheet:
		return fromSheet(text)
	}
	if len(text) > 2*charter.MaxSize {
		return "", errTooLarge
	}
	if saysError(firstLine(text)) && !mentionsCookies(text) {
		return "", errErrorPage
	}
	return text, nil
}

// Read reads a charter in any form, and reports whether it was converted, so that its lines are not
// the file's. The error is an [*Error] or a [*charter.Error]; with the latter comes the Text alone.
func Read(name string, data []byte) (understood read.Charter, converted bool, err error) {
	text, err := Text(name, data)
	if err != nil {
		return understood, false, err
	}
	format, _ := Detect(name, data)
	if understood, err = read.Parse([]byte(text)); err != nil {
		understood.Text = []byte(text)
	}
	return understood, format != Plain, err
}

// Detect returns the form that a charter is in. The error is an [*Error].
func Detect(name string, data []byte) (Format, error) {
	_, format, err := readInput(name, data)
	return format, err
}

// readInput returns an input in UTF-8, and its form.
func readInput(name string, data []byte) (string, Format, error) {
	if len(data) > MaxSize {
		return "", Plain, errTooLarge
	}
	if err := refuseBinary(data); err != nil {
		return "", Plain, err
	}
	if page, ok := savedPage(data); ok {
		name, data = "page.html", page
	}
	text := decode(data)
	if strings.TrimFunc(text, isBlank) == "" {
		return "", Plain, &Error{CodeEmpty, "le fichier est vide."}
	}
	if strings.ContainsAny(text[:1], "{[") && json.Valid([]byte(text)) {
		return "", Plain, &Error{CodeNotCharter, "le fichier contient des données JSON\u00a0; " +
			"une charte est un texte."}
	}
	format := detect(name, text)
	if format != Plain {
		text = strings.TrimPrefix(text, byteOrderMark)
	}
	return text, format, nil
}

// detect finds a text's form by the ending of the file's name, or else by what the text holds.
func detect(name, text string) Format {
	text = strings.TrimLeftFunc(text, isBlank)
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return Markdown
	case ".html", ".htm", ".xhtml":
		if anyTag.MatchString(text) {
			return HTML
		}
	case ".csv", ".tsv":
		if _, ok := readSheet(text); ok {
			return Sheet
		}
	}
	switch {
	case startsPage.MatchString(text):
		return HTML
	case isMarkdown(text):
		return Markdown
	case startsMarkup.MatchString(text):
		return HTML
	case hasMarkup(text):
		return Markdown // Markdown may hold HTML, and keeps the paragraphs around it
	case isSheet(text):
		return Sheet
	}
	// Other HTML or Markdown that read.Parse refuses is read as Markdown, which may hold both.
	_, err := read.Parse([]byte(text))
	if wrong, ok := errors.AsType[*charter.Error](err); ok &&
		(wrong.Code == charter.CodeHTML || wrong.Code == charter.CodeMarkdown) {
		return Markdown
	}
	return Plain
}

var (
	startsPage = regexp.MustCompile(`(?i)^(<!doctype|<\?xml|<!--StartFragment|` +
		`<(html|head|title|base|link|meta|style|script|body)[\s>]|Version:[\d.]+\s+StartHTML:)`)
	startsMarkup = regexp.MustCompile(`(?i)^<(!--|/?(` + elementNames + `)[\s>/])`)
	anyTag       = regexp.MustCompile(`(?i)</?[a-z][^<>]*>`)
	endTag       = regexp.MustCompile(`(?i)</(` + elementNames + `)\s*>`)
	lineBreak    = regexp.MustCompile(`(?i)<br\s*/?>`)
	entity       = regexp.MustCompile(`&([a-z]+|#[0-9]+);`)
)

const (
	blockNames = `address|article|aside|blockquote|caption|center|details|div|dl|dt|dd|fieldset|` +
		`figure|footer|form|h[1-6]|header|li|main|nav|ol|p|pre|section|summary|table|tbody|td|` +
		`tfoot|th|thead|tr|ul`
	elementNames = blockNames + `|a|b|code|em|font|i|small|span|strong|sub|sup|u`
)

// hasMarkup reports whether a text holds elements of HTML, or its characters by their names.
func hasMarkup(text string) bool {
	return strings.Contains(text, "</") && endTag.MatchString(text) ||
		strings.Contains(text, "<") && lineBreak.MatchString(text) ||
		strings.Contains(text, "&") && entity.MatchString(text)
}

// finish returns a converted charter, or why it is none.
func finish(d *document) (string, error) {
	text := d.String()
	switch {
	case len(text) > 2*charter.MaxSize:
		return "", errTooLarge
	case text == "":
		return "", errNoText
	case !mentionsCookies(text) && !d.hasKnownTable():
		return "", &Error{CodeNotCharter, "le texte ne parle ni de cookies ni de traceurs\u00a0; " +
			"indiquez le fichier ou l’adresse de la charte elle-même."}
	}
	return text, nil
}

var (
	errTooLarge = &Error{CodeTooLarge, "le fichier est trop volumineux pour une charte\u00a0; " +
		"copiez-en le texte dans un fichier .txt."}
	errNoText = &Error{CodeEmpty, "la page ne contient pas de texte\u00a0: un script l’affiche sans " +
		"doute\u00a0; enregistrez-la depuis un navigateur, ou copiez-en le texte."}
	errErrorPage = &Error{CodeErrorPage, "c’est la page d’erreur d’un serveur\u00a0; " +
		"vérifiez l’adresse de la charte."}
	errLogin = &Error{CodeLogin, "c’est une page de connexion\u00a0; " +
		"enregistrez la charte telle qu’un visiteur la voit, ou copiez-en le texte."}
	errNested = &Error{CodeTooLarge, "la page imbrique trop d’éléments pour être lue\u00a0; " +
		"copiez-en le texte dans un fichier .txt."}
)

// cookieWords are what charters speak of, in the languages of portals.
var cookieWords = regexp.MustCompile(`(?i)cookie|traceur|tracker|` +
	`témoins? de (connexion|navigation)|galleta|rastreador|testigo`)

func mentionsCookies(text string) bool { return cookieWords.MatchString(text) }

// errorTitle is how a server's error page is named.
var errorTitle = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`^\W*((erreur|error|http)\s+)?(40[0134]|410|429|50[0-4])\b`,
	`\b(40[34]|50[0234])\W*$`,
	`\bpage (introuvable|non trouvée|not found|inexistante)`,
	`^\W*((cette |la )?page |(the )?(page |resource |file ))?((est|is|was) )?` +
		`(introuvable|non trouvée|not found|inexistante)`,
	`^\W*(cette |la )?page n['’]existe pas`,
	`^\W*(accès (refusé|interdit)|access denied|forbidden|bad gateway|gateway time-?out)`,
	`^\W*(internal )?server error|^\W*erreur (interne|du serveur)`,
	`^\W*service (temporairement |temporarily )?(unavailable|indisponible)`,
	`^\W*página no encontrada`,
}, `|`))

func saysError(title string) bool { return errorTitle.MatchString(strings.TrimSpace(title)) }

func firstLine(text string) string {
	text = strings.TrimLeftFunc(text, isBlank)
	line, _, _ := strings.Cut(text, "\n")
	return line[:min(len(line), 200)]
}

func isBlank(r rune) bool {
	return r == '\ufeff' || r == utf8.RuneError || unicode.IsSpace(r)
}
