//go:build !js

package build

import (
	"fmt"
	"slices"
	"strings"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/banner/preferences/services"
)

// The holes of the notice, the placeholder and the dialog. See [hole].
const (
	nameHole   = "\ue000" // the body that is responsible, or the host whose content waits
	textHole   = "\ue001" // one of the notice's purposes or of the placeholder's reasons
	domainHole = "\ue002" // the sentence about the domain, or nothing
	makerHole  = "\ue003" // who provides the content that waits
	themeHole  = "THEME"  // an attribute
)

// prerendered is what the loader shows and writes for visitors without a choice.
type prerendered struct {
	// Root is the banner without its notice.
	Root   tree `json:"root"`
	Notice tree `json:"notice"`

	// Purposes are the texts for the notice's hole, one for each set of shown categories:
	// bit i stands for preferences.Categories[i].
	Purposes []string `json:"purposes"`

	// Record is the record that the loader fills: see recordTemplate.
	Record string `json:"record"`

	// Texts are the messages to the visitor, by name.
	Texts map[string]string `json:"texts"`
}

// prerender renders what the loader in root needs.
func prerender(root string) (p prerendered, err error) {
	page, purposes, err := prerenderPage()
	if err != nil {
		return p, fmt.Errorf("render the notice: %w", err)
	}
	p.Root = append(slices.Clone(page[:2]), page.children()[1:]...)
	p.Notice = page.children()[0].(tree)
	p.Purposes = purposes
	p.Record, err = recordTemplate(root)
	p.Texts = banner.LoaderTexts
	return p, err
}

// prerenderPage renders the banner, its notice first, with a hole for the sentence about the
// categories, and that sentence for each set of categories.
func prerenderPage() (page tree, purposes []string, err error) {
	config := banner.Config{Controller: nameHole, Domain: domainHole, Theme: themeHole}
	for _, config.Categories = range subsets(preferences.Categories) {
		purposes = append(purposes, banner.NoticeWhy(config))
	}
	whole := purposes[len(purposes)-1]             // of all categories
	shared := strings.TrimSuffix(purposes[0], ".") // of none
	for i := range purposes {
		purposes[i] = strings.TrimPrefix(purposes[i], shared)
	}
	if page, err = treeOf(banner.Page(config)); err != nil {
		return nil, nil, err
	}
	return page, purposes, page.dig(
		hole{whole, shared + textHole, 1, wholeText},
		hole{nameHole, nameHole, 1, inText},
		hole{banner.LoaderTexts["shared"] + domainHole + ".", domainHole, 1, inText},
		hole{themeHole, themeHole, 1, wholeAttribute},
	)
}

// prerenderPlaceholder renders what a frame shows while it waits for the choice. Its holes are the
// title, who provides the content, why it waits (one of the reasons, by the name that it waits for)
// and the theme. A declared service has reasons by its category, and a button of its own. Services
// are those that the title and the provider may be of.
func prerenderPlaceholder() (constants map[string]any, err error) {
	root, err := treeOf(banner.Placeholder(themeHole, nameHole, makerHole, textHole))
	if err != nil {
		return nil, fmt.Errorf("render the placeholder: %w", err)
	}
	reasons := make(map[preferences.Name]string)
	for _, n := range preferences.Optional() {
		reasons[n] = banner.PlaceholderWhy(n)
	}
	named := make(map[preferences.Name]string)
	for _, n := range preferences.Categories {
		named[n] = banner.PlaceholderWhyOf(nameHole, n)
	}
	return map[string]any{
		"root": root, "reasons": reasons, "unknown": banner.PlaceholderTitle(nameHole),
		"named": named, "always": banner.PlaceholderAllow(nameHole),
		"services": services.Embedded(),
	}, nil
}
