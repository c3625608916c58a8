//go:build !js

package dist

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"cookies-preferences/banner"
	"cookies-preferences/charter"
)

// charterPages are charters as pages of their own, which need no script, for a
// stylesheet of that name in the folder above theirs.
func charterPages(list []Charter, styleName string) (map[string][]byte, error) {
	pages := make(map[string][]byte)
	for _, c := range list {
		page, err := charterPage(c.Host, c.Text, "../"+styleName)
		if err != nil {
			return nil, fmt.Errorf("the page of the charter of %s cannot be made: %w", c.Host, err)
		}
		pages[c.fileName()+".html"] = page
	}
	return pages, nil
}

// charterPage is a charter's text as a page, of the portal at host.
func charterPage(host string, text []byte, style string) ([]byte, error) {
	c, err := charter.Parse(text)
	if err != nil {
		return nil, err
	}
	content, err := parseElement(app.HTMLString(banner.CharterPage(c, charter.Version(text))))
	if err != nil {
		return nil, err
	}
	tidy(content, 0)
	var page bytes.Buffer
	fmt.Fprintf(&page, `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>%s – %s</title>
<link rel="stylesheet" href="%s">
</head>
<body>
<main>
`, html.EscapeString(c.Title), html.EscapeString(host), html.EscapeString(style))
	if err := html.Render(&page, content); err != nil {
		return nil, err
	}
	page.WriteString("\n</main>\n</body>\n</html>\n")
	return page.Bytes(), nil
}

// parseElement parses the markup of one element.
func parseElement(markup string) (*html.Node, error) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(strings.TrimSpace(markup)), body)
	if err != nil {
		return nil, err
	}
	if len(nodes) != 1 || nodes[0].Type != html.ElementNode {
		return nil, fmt.Errorf("the markup is not one element: %s", markup)
	}
	return nodes[0], nil
}

// tidy sets right what go-app's own markup has of its own, in an element at a
// depth: attributes in no order, true ones without a value, which ARIA's may not
// be, and each text on an indented line where it has siblings.
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
		if child.Data = text; strings.TrimSpace(text) == "" {
			n.RemoveChild(child)
		}
	}
}
