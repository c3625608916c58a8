//go:build !js

package check

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// element is a start tag of a page.
type element struct {
	name  string
	attrs []html.Attribute
	line  int    // where it begins, counted from 1
	text  string // the content of a script or a style
}

// attr returns an attribute's value without the space around it, or "".
func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func (e element) has(name string) bool {
	return slices.ContainsFunc(e.attrs, func(a html.Attribute) bool { return a.Key == name })
}

// where says in French where the element is in the page's source.
func (e element) where() string { return fmt.Sprintf("ligne %d", e.line) }

// elements returns the elements of a page, in order.
func elements(page []byte) (list []element) {
	tokens := html.NewTokenizer(bytes.NewReader(page))
	line := 1
	for {
		kind := tokens.Next()
		raw := tokens.Raw()
		switch kind {
		case html.ErrorToken:
			return list
		case html.StartTagToken, html.SelfClosingTagToken:
			begins := line // Token overwrites raw
			line += bytes.Count(raw, []byte("\n"))
			token := tokens.Token()
			list = append(list, element{name: token.Data, attrs: token.Attr, line: begins})
			continue
		case html.TextToken:
			if n := len(list); n > 0 && list[n-1].text == "" &&
				(list[n-1].name == "script" || list[n-1].name == "style") {
				list[n-1].text = string(raw)
			}
		}
		line += bytes.Count(raw, []byte("\n"))
	}
}
