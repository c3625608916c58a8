package convert

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	markup "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// fromMarkdown converts Markdown by way of the HTML that it stands for.
func fromMarkdown(text string) (string, error) {
	text = newlines.Replace(text)
	title, body := cutFrontMatter(text)
	body = partLongText(directives.ReplaceAllString(tabsToPipes(body), ""))
	options := []renderer.Option{
		markup.WithUnsafe(),
		renderer.WithNodeRenderers(util.Prioritized(names{}, 100)),
	}
	if !isStrictMarkdown(text) {
		options = append(options, markup.WithHardWraps())
	}
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithAttribute()),
		goldmark.WithRendererOptions(options...),
	)
	var page bytes.Buffer
	if err := md.Convert([]byte(body), &page); err != nil {
		return "", errNested // a buffer takes all that is written
	}
	if title != "" && !bytes.Contains(page.Bytes(), []byte("<h1")) {
		return fromHTML("<h1>" + html.EscapeString(title) + "</h1>" + page.String())
	}
	return fromHTML(page.String())
}

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// isMarkdown reports whether a text has what only Markdown has, or its links or words in bold in
// what looks like a plain charter.
func isMarkdown(text string) bool {
	text = newlines.Replace(text)
	if isStrictMarkdown(text) {
		return true
	}
	return strings.ContainsAny(text, "*(") && marks.MatchString(text)
}

// isStrictMarkdown reports whether a text was written as Markdown: its lines are those of an
// editor, not of the page.
func isStrictMarkdown(text string) bool {
	_, rest := cutFrontMatter(text)
	if len(rest) < len(text) {
		return true
	}
	above := ""
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(strings.TrimLeft(line, " "), "#") && atxHeading.MatchString(line) ||
			strings.Contains(above, "|") && isDelimiterRow(line) {
			return true
		}
		above = line
	}
	return false
}

// isDelimiterRow reports whether a line separates the header of a pipe table from its rows.
func isDelimiterRow(line string) bool {
	return strings.Contains(line, "|") && strings.Contains(line, "-") &&
		strings.Trim(line, "|:- \t") == ""
}

var (
	atxHeading = regexp.MustCompile(`^ {0,3}#{1,6} +\S`)
	marks      = regexp.MustCompile(`(^|[\s(|])\*\*\pL[^*\n]*\*\*|\]\((https?:|mailto:|/|#)`)

	frontLine = regexp.MustCompile(`^(["']?[A-Za-z_][\w-]*["']?\s*[:=]( .*)?|\s.*|- .*|#.*|\[.*\])?$`)

	// directives are lines for the makers of static sites, not for readers.
	directives = regexp.MustCompile(`(?m)^[ \t]*(\{:[^\n]*\}|\{%[^\n]*%\}|\{\{[<%][^\n]*[>%]\}\}|` +
		`:::[^\n]*|\[\[?_?TOC_?\]?\])[ \t]*$`)
)

// cutFrontMatter returns the title that the front matter of a static site's page gives, and the
// page below it.
func cutFrontMatter(text string) (title, rest string) {
	fence, body, _ := strings.Cut(strings.TrimLeftFunc(text, isBlank), "\n")
	if fence = strings.TrimSpace(fence); fence != "---" && fence != "+++" {
		return "", text
	}
	keys := 0
	for body != "" {
		var line string
		line, body, _ = strings.Cut(body, "\n")
		switch line = strings.TrimRight(line, " "); {
		case (line == fence || line == "...") && keys > 0:
			return title, body
		case !frontLine.MatchString(line):
			return "", text
		}
		if line != "" {
			keys++
		}
		if m := frontTitle.FindStringSubmatch(line); m != nil && title == "" {
			title = strings.Trim(strings.TrimSpace(m[1]), `"'`)
		}
	}
	return "", text
}

var frontTitle = regexp.MustCompile(`(?i)^(?:title|titre)\s*[:=]\s*(.+)$`)

// tabsToPipes makes pipe tables of rows with tabs, as a charter's text has them.
func tabsToPipes(text string) string {
	if !strings.Contains(text, "\t") {
		return text
	}
	lines := strings.Split(text, "\n")
	isRow := func(i int) bool {
		return i >= 0 && i < len(lines) && strings.Contains(strings.TrimSpace(lines[i]), "\t")
	}
	var b strings.Builder
	for i, line := range lines {
		switch {
		case !isRow(i) || !isRow(i-1) && !isRow(i+1):
			b.WriteString(line)
		default:
			cells := strings.Split(strings.ReplaceAll(line, "|", `\|`), "\t")
			if !isRow(i - 1) {
				b.WriteByte('\n')
			}
			b.WriteString("|" + strings.Join(cells, "|") + "|")
			if !isRow(i - 1) {
				b.WriteString("\n|" + strings.Repeat("-|", len(cells)))
			}
			if !isRow(i + 1) {
				b.WriteByte('\n')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// partLongText ends the paragraphs and lines that are longer than any person's, where goldmark
// would take quadratic time. The rows of a table are read one by one.
func partLongText(text string) string {
	const longest = 8 << 10 // bytes
	if len(text) <= longest {
		return text
	}
	var b strings.Builder
	size, inTable := 0, false
	for line := range strings.SplitAfterSeq(text, "\n") {
		if size += len(line); strings.TrimSpace(line) == "" {
			size, inTable = 0, false
		}
		inTable = inTable || isDelimiterRow(strings.TrimSuffix(line, "\n"))
		if size > longest && !inTable {
			b.WriteString("\n")
			size = len(line)
		}
		for len(line) > longest {
			cut := longest
			for !utf8.RuneStart(line[cut]) {
				cut--
			}
			b.WriteString(line[:cut] + "\n\n")
			line = line[cut:]
		}
		b.WriteString(line)
	}
	return b.String()
}

// names keeps the names of cookies that look like markup: _ga_* and _ga_<id>.
type names struct{}

func (names) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindEmphasis, renderEmphasis)
	r.Register(ast.KindRawHTML, renderRawHTML)
}

func renderEmphasis(w util.BufWriter, source []byte, node ast.Node, enter bool) (
	ast.WalkStatus, error) {
	n := node.(*ast.Emphasis)
	mark := map[bool]string{true: "<em>", false: "</em>"}[enter]
	if first, isText := n.FirstChild().(*ast.Text); isText && isNames(source, n, first) {
		mark = strings.Repeat(string(source[first.Segment.Start-1]), n.Level)
	}
	_, _ = w.WriteString(mark)
	return ast.WalkContinue, nil
}

// isNames reports whether what Markdown takes for emphasis is in names of cookies: underscores in
// _ga_*, where a name goes on behind the second, or stars that end two names, as in a.*, b.*.
func isNames(source []byte, n *ast.Emphasis, first *ast.Text) bool {
	start, stop := first.Segment.Start, first.Segment.Stop
	if start < n.Level {
		return false
	}
	switch source[start-1] {
	case '_':
		return first == n.LastChild() && bytes.IndexByte(source[start:stop], ' ') < 0 &&
			stop+n.Level < len(source) &&
			bytes.IndexByte([]byte("*<{[$%#-&\\"), source[stop+n.Level]) >= 0
	case '*':
		return start > n.Level && bytes.IndexByte([]byte(".-_"), source[start-n.Level-1]) >= 0
	}
	return false
}

func renderRawHTML(w util.BufWriter, source []byte, node ast.Node, enter bool) (
	ast.WalkStatus, error) {
	if !enter {
		return ast.WalkContinue, nil
	}
	tag := string(node.(*ast.RawHTML).Segments.Value(source))
	if !element.MatchString(tag) {
		tag = html.EscapeString(tag)
	}
	_, _ = w.WriteString(tag)
	return ast.WalkSkipChildren, nil
}

// element is the start of a tag or a comment in a line of Markdown.
var element = regexp.MustCompile(`(?i)^<(!|\?|/?(` + elementNames +
	`|abbr|audio|big|br|button|cite|col|colgroup|del|dfn|figcaption|hr|iframe|img|input|ins|kbd|` +
	`label|link|mark|meta|noscript|object|option|picture|q|s|samp|script|select|source|strike|` +
	`style|svg|template|time|tt|var|video|wbr|[a-z]+:[a-z]+)[\s/>])`)
