package convert

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is what a whole page has around a charter: menus, headers and footers, cookie banners. A
// piece from the clipboard is a page without them.
type page struct {
	root    *html.Node
	content *html.Node // the main element, or the body
	byID    map[string]*html.Node
	size    map[*html.Node]int // of the text in each element, in bytes
	title   string             // the title element's
	h1      string             // of the header, if the content has none
	login   bool               // it asks for a password

	controlled map[string]bool // the ids of what a button or a tab shows
}

func newPage(root *html.Node) *page {
	p := &page{
		root: root,
		byID: make(map[string]*html.Node),
		size: make(map[*html.Node]int),

		controlled: make(map[string]bool),
	}
	p.measure(root)
	var mains, articles []*html.Node
	body := root
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" && p.byID[id] == nil {
			p.byID[id] = n
		}
		if id := attr(n, "aria-controls"); id != "" {
			p.controlled[id] = true
		}
		switch {
		case n.DataAtom == atom.Title && n.Namespace == "" && p.title == "":
			p.title = strings.Join(strings.Fields(textOf(n)), " ")
		case n.DataAtom == atom.Body:
			body = n
		case n.DataAtom == atom.Main || attr(n, "role") == "main":
			mains = append(mains, n)
		case n.DataAtom == atom.Article:
			articles = append(articles, n)
		case n.DataAtom == atom.H1 && p.h1 == "":
			p.h1 = strings.Join(strings.Fields(textOf(n)), " ")
		case n.DataAtom == atom.Input && strings.EqualFold(attr(n, "type"), "password"):
			p.login = true
		}
	}
	p.content = body
	if n := p.largest(mains); n != nil {
		p.content = n
	} else if n := p.largest(articles); n != nil && 2*p.size[n] > p.size[body] {
		p.content = n
	}
	return p
}

// measure fills p.size.
func (p *page) measure(n *html.Node) int {
	size := 0
	switch {
	case n.Type == html.TextNode:
		return len(strings.TrimSpace(n.Data))
	case isSilent(n.DataAtom):
		return 0
	}
	for c := range n.ChildNodes() {
		size += p.measure(c)
	}
	p.size[n] = size
	return size
}

// largest returns the element with the most text, if that speaks of cookies.
func (p *page) largest(list []*html.Node) *html.Node {
	var largest *html.Node
	for _, n := range list {
		if largest == nil || p.size[n] > p.size[largest] {
			largest = n
		}
	}
	if largest == nil || !mentionsCookies(textOf(largest)) {
		return nil
	}
	return largest
}

// refuse refuses a server's error page and a login page. A charter that has a table of cookies is
// neither, nor is one that a form of the page's header stands beside.
func (p *page) refuse() error {
	const short = 1000 // bytes: a login page may say that it needs cookies
	isError := saysError(p.title) || saysError(p.h1)
	if !isError && !p.login {
		return nil
	}
	speaks := mentionsCookies(textOf(p.content))
	switch {
	case speaks && holdsTable(p.content):
		return nil
	case isError:
		return errErrorPage
	case !speaks || p.size[p.content] < short:
		return errLogin
	}
	return nil
}

// putTitle puts the charter's title first: its main heading, or else the page's title, without
// the name of the site.
func (p *page) putTitle(d *document) {
	first := -1
	for i, b := range d.blocks {
		if b.role != heading || b.level != 1 {
			continue
		}
		if mentionsCookies(b.text) {
			d.lead(i)
			return
		}
		if first < 0 {
			first = i
		}
	}
	title := cookiePart(p.title)
	switch {
	case p.h1 != "" && mentionsCookies(p.h1) && first < 0:
		d.prepend(p.h1)
	case first >= 0:
		d.lead(first)
	case len(d.blocks) > 0 && d.blocks[0].role == heading:
	case title != "" && len(d.blocks) > 0 && d.blocks[0].text != title:
		d.prepend(title)
	}
}

// cookiePart returns the part of a title that speaks of cookies: « Cookies | Ville ».
func cookiePart(title string) string {
	for _, separator := range []string{
		" | ", " – ", " — ", " - ", " :: ", " · ", " • ", " » ",
	} {
		for part := range strings.SplitSeq(title, separator) {
			if part != title && mentionsCookies(part) {
				return cookiePart(part)
			}
		}
	}
	if !mentionsCookies(title) {
		return ""
	}
	return title
}

// leaves reports whether an element is left out: it shows no text, or is no part of the charter.
func (p *page) leaves(n *html.Node) bool {
	if isSilent(n.DataAtom) || n.Data == "xml" || n.Namespace != "" ||
		strings.Contains(style(n), "mso-list:ignore") {
		return true
	}
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n == p.content {
		return false
	}
	if n.DataAtom == atom.Button {
		return headingLevel(n) == 0 && !inside(n, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
			atom.H6, atom.Summary)
	}
	if isHidden(n) && !p.opens(n) {
		return true
	}
	return p.isLeftover(n) && 2*p.size[n] <= p.size[p.content]
}

// isSilent reports whether an element has no text to show, or only that of a control.
func isSilent(a atom.Atom) bool {
	switch a {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Math,
		atom.Canvas, atom.Object, atom.Embed, atom.Iframe, atom.Audio, atom.Video, atom.Select,
		atom.Input, atom.Del, atom.S, atom.Strike, atom.Colgroup:
		return true
	}
	return false
}

func isHidden(n *html.Node) bool {
	s := style(n)
	return hasAttr(n, "hidden") || attr(n, "aria-hidden") == "true" || hasClass(n, "ng-hide") ||
		strings.Contains(s, "display:none") || strings.Contains(s, "mso-hide:all")
}

// opens reports whether a visitor can show what is hidden: a panel of tabs or of an accordion.
func (p *page) opens(n *html.Node) bool {
	role := attr(n, "role")
	return p.controlled[attr(n, "id")] || role == "tabpanel" || role == "region" || holdsTable(n)
}

func holdsTable(n *html.Node) bool { return holds(n, atom.Table, atom.Dl) }

// holds reports whether one of some elements stands in an element.
func holds(n *html.Node, atoms ...atom.Atom) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && slices.Contains(atoms, d.DataAtom) {
			return true
		}
	}
	return false
}

// isLeftover reports whether an element belongs to the page around a charter.
func (p *page) isLeftover(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Dialog:
		return true
	case atom.Header, atom.Footer, atom.Aside:
		return !inside(n, atom.Main, atom.Article, atom.Section, atom.Blockquote, atom.Figure)
	}
	switch attr(n, "role") {
	case "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu",
		"menubar", "toolbar", "tablist", "doc-toc":
		return true
	}
	if strings.Contains(style(n), "mso-element:comment") || hasClass(n, "MsoCommentReference") {
		return true
	}
	if n.DataAtom == atom.Caption {
		return false // often for screen readers alone, and yet what says the category
	}
	for name := range strings.FieldsSeq(strings.ToLower(attr(n, "class") + " " + attr(n, "id"))) {
		if leftoverName(name) {
			return true
		}
	}
	return false
}

// leftoverName reports whether a class or an id, in lower case, is one of a page's furniture.
func leftoverName(name string) bool {
	name = strings.ReplaceAll(name, "_", "-")
	for _, maker := range consentTools {
		if strings.HasPrefix(name, maker) {
			return true
		}
	}
	for _, part := range furniture {
		before, after, found := strings.Cut(name, part)
		if found && isEdge(before) && isEdge(after) {
			return true
		}
	}
	return false
}

// isEdge reports whether a word of a class ends there: "fr-breadcrumb__list", not "breadcrumbs".
func isEdge(rest string) bool {
	return rest == "" || strings.HasPrefix(rest, "-") || strings.HasSuffix(rest, "-") || rest == "s"
}

// consentTools are how the names of consent banners' elements begin, by their maker's prefix. A
// maker's list of cookies, which is a charter, has another.
var consentTools = []string{
	"tarteaucitron", "didomi", "axeptio", "onetrust-", "ot-sdk-btn", "optanon",
	"cybotcookiebotdialog", "cc-window", "cc--main", "cmplz-cookiebanner", "cky-consent",
	"cky-modal", "cky-overlay", "orejime", "klaro", "iubenda-cs", "usercentrics", "qc-cmp2",
	"sp-message", "sliding-popup", "eu-cookie-compliance", "cookies-preferences",
	"ods-manage-cookies", "ods-cookies", "fr-consent-banner", "fr-consent-modal",
	"fr-consent-placeholder",
}

// furniture are the words in the names of other elements around a text.
var furniture = []string{
	"cookie-banner", "cookies-banner", "cookiebanner", "cookie-bar", "cookiebar", "cookie-notice",
	"cookie-popup", "cookie-modal", "cookie-consent", "cookieconsent", "cookie-alert",
	"cookie-law-info-bar", "cookie-overlay", "bandeau-cookie", "bandeau-cookies", "consent-banner",
	"gdpr-banner", "rgpd-banner",
	"breadcrumb", "fil-ariane", "fil-d-ariane", "ariane", "skip-link", "skiplink", "skip-to-content",
	"acces-rapide", "acces-rapides", "evitement", "social-share", "share-buttons", "fr-share",
	"addtoany", "partage-reseaux", "pagination", "pager", "table-of-contents", "tableofcontents",
	"sommaire", "toc", "back-to-top", "retour-haut", "scroll-top", "headerlink",
	"ods-front-header", "ods-front-footer", "site-header", "site-footer", "page-footer",
	"navbar", "main-menu", "menu-principal", "sidebar", "sr-only", "visually-hidden",
	"screen-reader-text", "element-invisible",
}

// inside reports whether an element stands in one of some others.
func inside(n *html.Node, atoms ...atom.Atom) bool {
	for parent := range n.Ancestors() {
		if slices.Contains(atoms, parent.DataAtom) {
			return true
		}
	}
	return false
}
