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

// The holes in what is rendered, which web/loader/notice/page.js fills. In texts they
// are private-use characters; in attributes go-app would escape these.
const (
	portalHole = "\ue000" // a host name
	aimHole    = "\ue001" // what for: one of Prerendered.Purposes, or of Placeholder.Whys
	themeHole  = "THEME"  // the theme, an attribute's whole value
)

// The holes in a record, which web/loader/notice/notice.js fills. All are what they stand
// for in form, so that the record is encoded as any is. What was asked about is
// everything: 511. The two members are left out where they say nothing.
const (
	versionHole   = "VERSION"
	timestampHole = 1234567890123
	versionMember = "%22charter%22%3A%22VERSION%22%2C"
	askedMember   = "%22asked%22%3A511%2C"
)

// Prerendered is what the loader shows and writes before the program runs,
// rendered natively by package banner.
type Prerendered struct {
	// Root is the banner with its notice up: [tag, attributes, child…], a child
	// being a text or a Root.
	Root []any `json:"root"`

	// Purposes fill the hole in the notice's text, one for each set of
	// shown categories: bit i stands for preferences.Categories[i].
	Purposes []string `json:"purposes"`

	// Accept is the value that « Tout accepter » writes where the page declares
	// neither categories nor trackers, Refuse the one of « Tout refuser », with all
	// holes and members.
	Accept string `json:"accept"`
	Refuse string `json:"refuse"`

	// Texts are what the visitor is told.
	Texts map[string]string `json:"texts"`
}

// Prerender renders what the loader needs.
func Prerender() (Prerendered, error) {
	root, aims, err := prerenderNotice()
	if err != nil {
		return Prerendered{}, fmt.Errorf("the notice cannot be rendered: %w", err)
	}
	accept, err := record(banner.AcceptAll)
	if err != nil {
		return Prerendered{}, err
	}
	refuse, err := record(banner.RefuseAll)
	if err != nil {
		return Prerendered{}, err
	}
	return Prerendered{Root: root, Purposes: aims, Accept: accept, Refuse: refuse, Texts: banner.LoaderTexts}, nil
}

// Placeholder is what stands in a frame that waits for the choice, rendered
// natively by package banner.
type Placeholder struct {
	// Root is like Prerendered.Root. Its holes are the name of the site that the
	// content comes from, why it waits, and the theme.
	Root []any

	// Whys are the texts that go into the second hole, by the name of what the
	// content waits for.
	Whys map[preferences.Name]string
}

// PrerenderPlaceholder renders a placeholder.
func PrerenderPlaceholder() (Placeholder, error) {
	root, err := parseMarkup(app.HTMLString(banner.Placeholder(themeHole, portalHole, aimHole)))
	if err != nil {
		return Placeholder{}, fmt.Errorf("the placeholder cannot be rendered: %w", err)
	}
	whys := make(map[preferences.Name]string)
	for _, n := range append(preferences.Categories[:], preferences.Trackers[:]...) {
		whys[n] = banner.PlaceholderWhy(n)
	}
	return Placeholder{root, whys}, nil
}

// record is the value of a choice's cookie with its holes. It is an error if taking
// members out of it does not give just what Go writes without them.
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
			return "", fmt.Errorf("the loader would write %s, and Go %s", got, want)
		}
	}
	return whole, nil
}

// without takes a member out of a record.
func without(record, member string) string { return strings.Replace(record, member, "", 1) }

// prerenderNotice renders the notice for each set of categories. They differ in
// one text, which becomes a hole.
func prerenderNotice() (root []any, aims []string, err error) {
	count := 1 << len(preferences.Categories)
	variants := make([][]any, count)
	texts := make([][]*any, count)
	for set := range count {
		categories := []preferences.Name{}
		for i, category := range preferences.Categories {
			if set&(1<<i) != 0 {
				categories = append(categories, category)
			}
		}
		config := banner.Config{Portal: portalHole, Theme: themeHole, Categories: categories}
		markup := app.HTMLString(banner.View(banner.State{Config: config, Asking: true}, banner.Handlers{}))
		if variants[set], err = parseMarkup(markup); err != nil {
			return nil, nil, err
		}
		texts[set] = textsOf(variants[set])
		if len(texts[set]) != len(texts[0]) {
			return nil, nil, fmt.Errorf("the notice has other elements for the categories %v", categories)
		}
	}
	hole := -1
	for i := range texts[0] {
		for set := range count {
			if *texts[set][i] == *texts[0][i] || hole == i {
				continue
			}
			if hole >= 0 {
				return nil, nil, fmt.Errorf("the categories show in two texts: %q and %q", *texts[0][hole], *texts[0][i])
			}
			hole = i
		}
	}
	if hole < 0 {
		return nil, nil, fmt.Errorf("the categories show nowhere in the notice")
	}
	for set := range count {
		aims = append(aims, (*texts[set][hole]).(string))
	}
	shared := commonStart(aims)
	for set := range aims {
		aims[set] = aims[set][len(shared):]
	}
	*texts[0][hole] = shared + aimHole
	return variants[0], aims, nil
}

// commonStart returns what all the texts begin with, up to the end of a sentence.
func commonStart(texts []string) string {
	start := texts[0]
	for _, text := range texts {
		for !strings.HasPrefix(text, start) || !strings.HasSuffix(start, ".") {
			if start == "" {
				return ""
			}
			start = start[:len(start)-1]
		}
	}
	return start
}

// textsOf returns where a tree's texts are, in the document's order.
func textsOf(tree []any) []*any {
	var texts []*any
	for i := 2; i < len(tree); i++ {
		switch child := tree[i].(type) {
		case string:
			texts = append(texts, &tree[i])
		case []any:
			texts = append(texts, textsOf(child)...)
		}
	}
	return texts
}

// parseMarkup turns the markup of one element into a tree.
func parseMarkup(markup string) ([]any, error) {
	element, err := parseElement(markup)
	if err != nil {
		return nil, err
	}
	return tree(element), nil
}

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
			// go-app puts each child on a line of its own; a text is never an
			// element's only child but whole.
			if text := strings.TrimSpace(child.Data); text != "" {
				list = append(list, text)
			}
		}
	}
	return list
}
