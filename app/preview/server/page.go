//go:build !js

package server

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// attributes are the queries that become data-… attributes on the banner's
// script, to try the banner's settings out.
var attributes = []string{"trackers", "version", "theme", "categories", "charter", "load", "domain"}

// kept are the queries that stay from page to page.
var kept = append(slices.Clone(attributes), "session")

// page is what every page of a portal shows.
type page struct {
	portal
	Title      string     // of the document, before the portal's name
	Attributes url.Values // of the banner's script, without data-
	Reading    reading
	Others     []portal // the other portals
	Home       bool     // the catalogue, with nothing searched

	kept  url.Values
	path  string // of this page
	query url.Values
	at    time.Time // when the page was made
}

// newPage gathers what the pages of a portal have in common.
func (s *server) newPage(r *http.Request, p portal) page {
	query := r.URL.Query()
	return page{
		portal:     p,
		Attributes: pick(query, attributes),
		Reading:    s.read(r, p.Host),
		Others:     s.others(p.Host),
		kept:       pick(query, kept),
		path:       r.URL.EscapedPath(),
		query:      query,
		at:         s.now(),
	}
}

// pick returns the values of some keys, the first of each.
func pick(values url.Values, keys []string) url.Values {
	picked := make(url.Values)
	for _, key := range keys {
		if values.Has(key) {
			picked.Set(key, strings.ToValidUTF8(values.Get(key), ""))
		}
	}
	return picked
}

// others returns the portals but one, in the order of their hosts.
func (s *server) others(host string) []portal {
	var others []portal
	for _, p := range s.portals {
		if p.Host != host {
			others = append(others, p)
		}
	}
	slices.SortFunc(others, func(a, b portal) int { return strings.Compare(a.Host, b.Host) })
	return others
}

// Link returns the address of a page of the server, with what stays from page
// to page and one more key, if it is not "".
func (p page) Link(path, key, value string) string {
	query := maps.Clone(p.kept)
	if key != "" {
		query.Set(key, value)
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// HomeLink returns the address of the portal's catalogue.
func (p page) HomeLink() string { return p.Link("/portail/"+p.Host, "", "") }

// PortalLink returns the address of another portal.
func (p page) PortalLink(other portal) string { return p.Link("/portail/"+other.Host, "", "") }

// DatasetLink returns the address of a dataset's page.
func (p page) DatasetLink(d dataset) string {
	return p.Link("/portail/"+p.Host+"/jeux/"+d.ID, "", "")
}

// SearchLink returns the address of the catalogue searched for words.
func (p page) SearchLink(words string) string {
	return p.Link("/portail/"+p.Host, "q", words) + "#catalogue"
}

// ThemeLink returns the address of the catalogue refined by a theme.
func (p page) ThemeLink(name string) string {
	return p.Link("/portail/"+p.Host, "refine.theme", name) + "#catalogue"
}

// Kept returns the queries that a form must carry on.
func (p page) Kept() url.Values { return p.kept }

// RereadLink returns this page's address, at the panel and never the same: a
// link to the very address of the page would only scroll.
func (p page) RereadLink() string {
	query := maps.Clone(p.query)
	query.Set("lu", strconv.FormatInt(p.at.UnixMilli(), 36))
	return p.path + "?" + query.Encode() + "#choix"
}
