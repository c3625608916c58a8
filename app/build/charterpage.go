//go:build !js

package build

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"

	"cookies-preferences/banner"
	"cookies-preferences/charter"
)

// charterPages renders charters as pages that need no script. Their stylesheet is in the folder
// above theirs.
func charterPages(list []Charter, styleName string) (map[string][]byte, error) {
	pages := make(map[string][]byte)
	for _, c := range list {
		page, err := charterPage(c.Host, c.Text, "../"+styleName)
		if err != nil {
			return nil, fmt.Errorf("render the charter of %s: %w", c.Host, err)
		}
		pages[c.fileName()+".html"] = page
	}
	return pages, nil
}

// charterPage renders the text of a portal's charter as a page.
func charterPage(host string, text []byte, style string) ([]byte, error) {
	c, err := charter.Parse(text)
	if err != nil {
		return nil, err
	}
	return page{
		title:   c.Title + " – " + host,
		head:    `<link rel="stylesheet" href="` + html.EscapeString(style) + `">`,
		content: app.Main().Body(banner.CharterPage(c, charter.Version(text))),
	}.document()
}
