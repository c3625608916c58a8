//go:build !js

package build

import (
	"fmt"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// The holes in the rendered trees, which web/loader/notice/page.js fills. In texts they are
// private-use characters; go-app would escape these in attributes.
const (
	portalHole = "\ue000" // a host name
	textHole   = "\ue001" // one of the notice's purposes or of the placeholder's reasons
	themeHole  = "THEME"  // the theme, an attribute's whole value
)

// The holes in a record, which web/loader/notice/notice.js fills. They have the form of real
// values, so that Go encodes them as such: 511 asks about everything. The loader removes the two
// members where the page has no version or declares nothing.
const (
	versionHole   = "VERSION"
	timestampHole = 1234567890123
	versionMember = "%22charter%22%3A%22VERSION%22%2C"
	askedMember   = "%22asked%22%3A511%2C"
)

// prerendered is what the loader shows and writes without the program. Package banner renders it
// natively.
type prerendered struct {
	// Root is the banner with its notice: [tag, attributes, child…]. A child is a text or
	// another such tree.
	Root []any `json:"root"`

	// Purposes are the texts for the notice's hole, one for each set of shown categories:
	// bit i stands for preferences.Categories[i].
	Purposes []string `json:"purposes"`

	// Accept is the value that « Tout accepter » writes on a page that declares neither
	// categories nor trackers, Refuse that of « Tout refuser ». Both have all holes and
	// members.
	Accept string `json:"accept"`
	Refuse string `json:"refuse"`

	// Texts are the messages to the visitor, by name.
	Texts map[string]string `json:"texts"`
}

// prerender renders what the loader needs.
func prerender() (p prerendered, err error) {
	if p.Root, p.Purposes, err = prerenderNotice(); err != nil {
		return p, fmt.Errorf("render the notice: %w", err)
	}
	if p.Accept, err = record(banner.AcceptAll); err != nil {
		return p, err
	}
	p.Refuse, err = record(banner.RefuseAll)
	p.Texts = banner.LoaderTexts
	return p, err
}

// prerenderPlaceholder renders what a frame shows while it waits for the choice. Its holes are
// the content's host name, why it waits (one of the reasons, by the name that it waits for), and
// the theme.
func prerenderPlaceholder() (constants map[string]any, err error) {
	root, err := parseElement(
		app.HTMLString(banner.Placeholder(themeHole, portalHole, textHole)))
	if err != nil {
		return nil, fmt.Errorf("render the placeholder: %w", err)
	}
	reasons := make(map[preferences.Name]string)
	for _, n := range preferences.Optional() {
		reasons[n] = banner.PlaceholderWhy(n)
	}
	return map[string]any{"root": tree(root), "reasons": reasons}, nil
}

// record returns a choice's cookie value with its holes. It fails if removing the members
// doesn't give exactly what Go writes without them.
func record(choice banner.Choice) (string, error) {
	encode := func(version string, trackers []preferences.Name) string {
		c := banner.Config{Version: version, Trackers: trackers}
		return preferences.Encode(banner.NoticeRecord(c, choice, time.UnixMilli(timestampHole)))
	}
	whole := encode(versionHole, preferences.Trackers[:])
	for got, want := range map[string]string{
		without(whole, askedMember):                         encode(versionHole, nil),
		without(whole, versionMember):                       encode("", preferences.Trackers[:]),
		without(without(whole, askedMember), versionMember): encode("", nil),
	} {
		if got != want {
			return "", fmt.Errorf("the loader would write %s where Go writes %s", got, want)
		}
	}
	return whole, nil
}

// without removes a member from a record.
func without(record, member string) string { return strings.Replace(record, member, "", 1) }

// prerenderNotice renders the notice with a hole for the sentence about the categories, and that
// sentence for each set of categories.
func prerenderNotice() (root []any, purposes []string, err error) {
	var config banner.Config
	for set := range 1 << len(preferences.Categories) {
		config = banner.Config{
			Portal: portalHole, Theme: themeHole, Categories: []preferences.Name{},
		}
		for i, category := range preferences.Categories {
			if set&(1<<i) != 0 {
				config.Categories = append(config.Categories, category)
			}
		}
		purposes = append(purposes, banner.NoticeWhy(config))
	}
	whole, shared := purposes[len(purposes)-1], purposes[0] // of all categories, of none
	for i := range purposes {
		purposes[i] = strings.TrimPrefix(purposes[i], shared)
	}
	state := banner.State{Config: config, Asking: true}
	markup := app.HTMLString(banner.View(state, nil))
	if strings.Count(markup, whole) != 1 {
		return nil, nil, fmt.Errorf("the notice does not say %q once: %s", whole, markup)
	}
	element, err := parseElement(strings.Replace(markup, whole, shared+textHole, 1))
	if err != nil {
		return nil, nil, err
	}
	return tree(element), purposes, nil
}

// tree turns an element into a tree.
func tree(n *html.Node) []any {
	attributes := make(map[string]string)
	for _, a := range n.Attr {
		attributes[a.Key] = a.Val
	}
	list := []any{n.Data, attributes}
	for child := range n.ChildNodes() {
		switch child.Type {
		case html.ElementNode:
			list = append(list, tree(child))
		case html.TextNode:
			// go-app writes each child on its own line, except an element's only text.
			if text := strings.TrimSpace(child.Data); text != "" {
				list = append(list, text)
			}
		}
	}
	return list
}
