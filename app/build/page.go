//go:build !js

package build

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"cookies-preferences/banner"
	"cookies-preferences/charter"
)

// charterPage renders a portal's charter as a page that needs no script. The stylesheet's address
// is relative to the page. An alias's page names that of the portal, which app check looks for.
func charterPage(of Charter, style string) ([]byte, error) {
	c, err := charter.Parse(of.Text)
	if err != nil {
		return nil, err
	}
	head := `<link rel="stylesheet" href="` + html.EscapeString(style) + `">`
	if of.AliasOf != "" {
		head += "\n" + `<link rel="canonical" href="` + html.EscapeString(of.AliasOf) + `.html">`
	}
	return page{
		title:   c.Title + " – " + cmp.Or(of.AliasOf, of.Host),
		head:    head,
		content: app.Main().Body(banner.CharterPage(c, charter.Version(of.Text))),
	}.document()
}

// page is an HTML page that go-app renders.
type page struct {
	title   string
	head    string // markup for the end of the head
	content app.UI // one element
	after   string // markup for the end of the body
}

// document returns the page, in French, for screens of any width, light and dark. A page always
// gives the same bytes.
func (p page) document() ([]byte, error) {
	content, err := parseElement(app.HTMLString(p.content))
	if err != nil {
		return nil, err
	}
	tidy(content, 0)
	var b bytes.Buffer
	fmt.Fprintf(&b, `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>%s</title>
%s
</head>
<body>
`, html.EscapeString(p.title), p.head)
	if err := html.Render(&b, content); err != nil {
		return nil, err
	}
	b.WriteString("\n" + p.after + "</body>\n</html>\n")
	return b.Bytes(), nil
}

// parseElement parses the markup of one element.
func parseElement(markup string) (*html.Node, error) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(strings.TrimSpace(markup)), body)
	if err != nil {
		return nil, err
	}
	return nodes[0], nil
}

// tidy normalises go-app's markup: it sorts the attributes, gives true ARIA attributes the value
// that ARIA requires, and removes the line breaks and indentation around texts.
func tidy(n *html.Node, depth int) {
	slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
	for i, a := range n.Attr {
		if strings.HasPrefix(a.Key, "aria-") && a.Val == "" {
			n.Attr[i].Val = "true"
		}
	}
	for _, child := range slices.Collect(n.ChildNodes()) {
		if child.Type == html.ElementNode {
			tidy(child, depth+1)
			continue
		}
		text, indented := strings.CutPrefix(child.Data, "\n"+strings.Repeat("  ", depth+1))
		if end := strings.LastIndexByte(text, '\n'); end >= 0 && indented {
			text = text[:end]
		}
		if child.Data = text; strings.Trim(text, " \n") == "" {
			n.RemoveChild(child)
		}
	}
}
