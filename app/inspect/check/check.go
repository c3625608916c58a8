//go:build !js

// Package check looks at a portal's page as its visitors get it, and says in
// French, to who runs the portal, what the banner still lacks there: its script,
// what the page's policy must allow, trackers that do not wait for the choice, the
// button that reopens the preferences, a charter that can be read.
//
// It reads the page and its headers; it runs nothing. What a script adds to the page
// it cannot see, and says so where that matters.
package check

import (
	"context"
	"net/http"
	"net/url"

	"cookies-preferences/app/internal/french"
)

// Page is a page as a browser gets it.
type Page struct {
	// Address is where it is; nil: unknown, for a saved page. Nothing that is
	// relative to it can be fetched then.
	Address *url.URL

	Header http.Header // nil: unknown
	HTML   []byte
}

// Level says how much a finding matters.
type Level int

const (
	Good    Level = iota // nothing is to be done
	Unsure               // someone should look: it could not be told, or is no fault in every portal
	Missing              // the banner or the law asks for it
)

// Finding is one thing that was looked at, in French.
type Finding struct {
	Level   Level
	Subject string // what was looked at
	Text    string // what was found, and what to do; sentences
}

// Fetcher gets what a page names, as a browser does from the page's origin. The
// body may be cut off after a megabyte.
type Fetcher func(ctx context.Context, address *url.URL) (Response, error)

// Response is what came.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Run looks at a page. fetch is nil where there is no network: what needs it is
// Unsure then.
func Run(ctx context.Context, p Page, fetch Fetcher) []Finding {
	c := &checker{ctx: ctx, page: p, fetch: fetch, elements: elements(p.HTML)}
	c.script()
	c.policy()
	c.trackers()
	c.button()
	c.charter()
	return c.findings
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

// checker gathers the findings.
type checker struct {
	ctx      context.Context
	page     Page
	fetch    Fetcher
	elements []element
	banner   *element // the script's tag, once it is found
	findings []Finding
}

// say adds a finding, with the spaces that French asks for.
func (c *checker) say(level Level, subject, text string) {
	c.findings = append(c.findings, Finding{level, french.Spaces(subject), french.Spaces(text)})
}

// resolve gives an address of the page as an absolute one, if it can be told.
func (c *checker) resolve(address string) (*url.URL, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, false
	}
	if base := c.base(); base != nil {
		u = base.ResolveReference(u)
	}
	return u, (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// base is what addresses in the page are relative to.
func (c *checker) base() *url.URL {
	for _, e := range c.elements {
		if e.name != "base" || e.attr("href") == "" {
			continue
		}
		u, err := url.Parse(e.attr("href"))
		switch {
		case err != nil:
		case c.page.Address != nil:
			return c.page.Address.ResolveReference(u)
		case u.IsAbs():
			return u
		}
	}
	return c.page.Address
}
