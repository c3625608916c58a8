//go:build !js

// Package check reads a portal's page and tells its administrator, in French, what the banner
// still lacks there: the script, what the page's policy must allow, the trackers that don't wait
// for the visitor's choice, the button that reopens the preferences, a readable charter.
//
// It reads the page's HTML and headers and fetches the files they name; it runs nothing. It can't
// see what a script adds to the page, and says so where that matters. Checks that need a browser
// belong in another package of inspect.
package check

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
)

// Page is a page, or a file that it names, as a browser gets it. A saved page has neither an
// address nor headers.
type Page struct {
	Address *url.URL // after redirects
	Status  int
	Header  http.Header
	Body    []byte // its first [maxBody] bytes
}

// Level says how much a finding matters.
type Level int

const (
	Good    Level = iota // nothing to do
	Unsure               // not checked, or not a fault on every portal: a person should look
	Missing              // required by the banner or by law
)

// Finding is the result of one check, in French.
type Finding struct {
	Level   Level
	Subject string // what was checked
	Text    string // what was found and what to do about it, in sentences
}

// Fetcher fetches a page or one of its files: [Fetch], but in tests.
type Fetcher func(ctx context.Context, address *url.URL) (Page, error)

// Run checks a page. If its address is unknown, nothing is fetched: what needs it is Unsure.
func Run(ctx context.Context, p Page, fetch Fetcher) []Finding {
	c := &checker{ctx: ctx, page: p, fetch: fetch, elements: elements(p.Body)}
	c.script()
	c.policy()
	c.trackers()
	c.services()
	c.kit()
	c.oldTags()
	c.button()
	c.charter()
	return c.findings
}

// Report formats the findings in French, a line each, and counts those to correct and to check.
func Report(findings []Finding) string {
	marks := map[Level]string{Good: "OK        ", Unsure: "À VÉRIFIER", Missing: "À CORRIGER"}
	var text strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&text, "%s  %s\u00a0: %s\n", marks[f.Level], f.Subject, f.Text)
	}
	missing, unsure := Count(findings, Missing), Count(findings, Unsure)
	if missing == 0 && unsure == 0 {
		return text.String() + "Tout est en place.\n"
	}
	fmt.Fprintf(&text, "À corriger\u00a0: %d. À vérifier\u00a0: %d.\n", missing, unsure)
	return text.String()
}

// Count counts the findings of a level.
func Count(findings []Finding, level Level) (n int) {
	for _, f := range findings {
		if f.Level == level {
			n++
		}
	}
	return n
}

// checker collects the findings about one page.
type checker struct {
	ctx      context.Context
	page     Page
	fetch    Fetcher
	elements []element
	banner   *element // the banner's script tag; nil until script has found it
	tag      tag.Tag  // what it says; the zero Tag until then
	findings []Finding
}

// say adds a finding, with the non-breaking spaces that French asks for.
func (c *checker) say(level Level, subject, text string) {
	c.findings = append(c.findings, Finding{level, french.Spaces(subject), french.Spaces(text)})
}

// resolve returns an address of the page as an absolute http(s) one, if it can.
func (c *checker) resolve(address string) (*url.URL, bool) {
	base := new(url.URL)
	if c.page.Address != nil {
		base = c.page.Address
	}
	for _, e := range c.elements {
		if e.name != "base" || !e.has("href") {
			continue
		}
		if u, err := base.Parse(e.attr("href")); err == nil {
			base = u
		}
		break
	}
	u, err := base.Parse(address)
	return u, err == nil && isHTTP(u)
}

func isHTTP(u *url.URL) bool { return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" }
