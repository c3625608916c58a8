//go:build !js

package build

import (
	"errors"
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
	textHole   = "\ue001" // one of Prerendered.Purposes or Placeholder.Reasons
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

// Prerendered is what the loader shows and writes without the program. Package banner renders
// it natively.
type Prerendered struct {
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

// Prerender renders what the loader needs.
func Prerender() (Prerendered, error) {
	root, purposes, err := prerenderNotice()
	if err != nil {
		return Prerendered{}, fmt.Errorf("render the notice: %w", err)
	}
	accept, err := record(banner.AcceptAll)
	if err != nil {
		return Prerendered{}, err
	}
	refuse, err := record(banner.RefuseAll)
	if err != nil {
		return Prerendered{}, err
	}
	return Prerendered{root, purposes, accept, refuse, banner.LoaderTexts}, nil
}

// Placeholder is what a frame shows while it waits for the choice. Package banner renders it
// natively.
type Placeholder struct {
	// Root is like Prerendered.Root. Its holes are the content's host name, why it waits,
	// and the theme.
	Root []any

	// Reasons are the texts for the second hole, by the name that the content waits for.
	Reasons map[preferences.Name]string
}

// PrerenderPlaceholder renders a placeholder.
func PrerenderPlaceholder() (Placeholder, error) {
	root, err := parseMarkup(app.HTMLString(banner.Placeholder(themeHole, portalHole, textHole)))
	if err != nil {
		return Placeholder{}, fmt.Errorf("render the placeholder: %w", err)
	}
	reasons := make(map[preferences.Name]string)
	for _, n := range append(preferences.Categories[:], preferences.Trackers[:]...) {
		reasons[n] = banner.PlaceholderWhy(n)
	}
	return Placeholder{root, reasons}, nil
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

// prerenderNotice renders the notice for each set of categories. They differ in one text, which
// becomes a hole.
func prerenderNotice() (root []any, purposes []string, err error) {
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
		state := banner.State{Config: config, Asking: true}
		markup := app.HTMLString(banner.View(state, nil))
		if variants[set], err = parseMarkup(markup); err != nil {
			return nil, nil, err
		}
		texts[set] = textsOf(variants[set])
		if len(texts[set]) != len(texts[0]) {
			return nil, nil, fmt.Errorf("the notice's elements differ for the categories %v", categories)
		}
	}
	hole := -1
	for i := range texts[0] {
		for set := range count {
			if *texts[set][i] == *texts[0][i] || hole == i {
				continue
			}
			if hole >= 0 {
				return nil, nil, fmt.Errorf("the categories change two texts: %q and %q",
					*texts[0][hole], *texts[0][i])
			}
			hole = i
		}
	}
	if hole < 0 {
		return nil, nil, errors.New("the categories change nothing in the notice")
	}
	for set := range count {
		purposes = append(purposes, (*texts[set][hole]).(string))
	}
	shared := commonStart(purposes)
	for set := range purposes {
		purposes[set] = purposes[set][len(shared):]
	}
	*texts[0][hole] = shared + textHole
	return variants[0], purposes, nil
}

// commonStart returns the sentences that all the texts begin with.
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

// textsOf returns pointers to a tree's texts, in document order.
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
			// go-app writes each child on its own line, except an element's only text.
			if text := strings.TrimSpace(child.Data); text != "" {
				list = append(list, text)
			}
		}
	}
	return list
}
