// Package tag knows the banner's script tag: its attributes, the values that they accept, and how
// the tag is written. web/loader/start/config.js reads the same tag in the page: what one of them
// accepts, the other must.
//
// Sentences about a wrong value belong with the readers they are for: packages check, proof and
// workshop. Nothing here fetches what a tag points to.
package tag

import (
	"errors"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"cookies-preferences/banner/preferences"
)

// Tag holds the attributes of a script tag. An empty field is an attribute that it lacks.
type Tag struct {
	Script       string   `json:"src"`
	Portal       string   `json:"data-portal"`
	Charter      string   `json:"data-charter,omitempty"`
	Version      string   `json:"data-version,omitempty"`
	Trackers     []string `json:"data-trackers,omitempty"`
	Categories   []string `json:"data-categories,omitempty"`
	Integrations []string `json:"data-integrations,omitempty"`
	Domain       string   `json:"data-domain,omitempty"`
	Theme        string   `json:"data-theme,omitempty"`
	Load         string   `json:"data-load,omitempty"`
	Integrity    string   `json:"integrity,omitempty"` // the script's digest, as in SHA384SUMS
}

// Names are the attributes that the banner reads, in the order in which they are written.
var Names = []string{
	"data-portal", "data-charter", "data-version", "data-trackers", "data-categories",
	"data-integrations", "data-domain", "data-theme", "data-load",
}

// The words that attributes accept.
var (
	Trackers     = words(preferences.Trackers[:])
	Categories   = words(preferences.Categories[:])
	Integrations = []string{"consent-mode", "matomo", "datalayer"}
	Themes       = []string{"auto", "light", "dark"}
	Loads        = []string{"intent", "idle"}
)

func words(list []preferences.Name) (words []string) {
	for _, n := range list {
		words = append(words, string(n))
	}
	return words
}

// Words splits a list at its spaces, as the loader does, and at its commas.
func Words(list string) []string {
	return strings.Fields(strings.ReplaceAll(list, ",", " "))
}

// Read makes a Tag from its attributes: get returns the value of one, "" if it is missing.
func Read(get func(attribute string) string) Tag {
	return Tag{
		Script:       get("src"),
		Portal:       strings.TrimSpace(get("data-portal")),
		Charter:      strings.TrimSpace(get("data-charter")),
		Version:      strings.TrimSpace(get("data-version")),
		Trackers:     strings.Fields(get("data-trackers")),
		Categories:   strings.Fields(get("data-categories")),
		Integrations: strings.Fields(get("data-integrations")),
		Domain:       strings.TrimSpace(get("data-domain")),
		Theme:        strings.TrimSpace(get("data-theme")),
		Load:         strings.TrimSpace(get("data-load")),
	}
}

// Attribute is an attribute and its value.
type Attribute struct{ Name, Value string }

// Attributes returns the data- attributes that the tag has, in the order of [Names].
func (t Tag) Attributes() []Attribute {
	all := []Attribute{
		{"data-portal", t.Portal},
		{"data-charter", t.Charter},
		{"data-version", t.Version},
		{"data-trackers", strings.Join(t.Trackers, " ")},
		{"data-categories", strings.Join(t.Categories, " ")},
		{"data-integrations", strings.Join(t.Integrations, " ")},
		{"data-domain", t.Domain},
		{"data-theme", t.Theme},
		{"data-load", t.Load},
	}
	return slices.DeleteFunc(all, func(a Attribute) bool { return a.Value == "" })
}

// String returns the tag as it is pasted into a page.
func (t Tag) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, `<script src="%s" defer`, html.EscapeString(t.Script))
	if t.Integrity != "" {
		// From another host, browsers check integrity only of what CORS lets them read.
		fmt.Fprintf(&text, ` integrity="%s" crossorigin`, html.EscapeString(t.Integrity))
	}
	for _, a := range t.Attributes() {
		fmt.Fprintf(&text, ` %s="%s"`, a.Name, html.EscapeString(a.Value))
	}
	return text.String() + `></script>`
}

// Wrong is an attribute that the banner ignores entirely, and the value or word at fault.
type Wrong struct {
	Attribute, Value string

	// Words are the accepted ones. They are nil for data-portal (a host name), data-version
	// (preferences.ValidVersion) and data-domain (the page's host or a domain above it).
	Words []string
}

var hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`)

// IsHostName reports whether a text is a host name in lower case, as data-portal accepts it.
func IsHostName(text string) bool { return hostName.MatchString(text) }

// Wrong returns the attributes that the banner ignores in a page of host, in the order of
// [Names]. If host is "", it is unknown, and data-domain is not compared with it. Addresses are
// not checked here: see [Tag.Resolve].
func (t Tag) Wrong(host string) (list []Wrong) {
	if t.Portal != "" && !IsHostName(strings.ToLower(t.Portal)) {
		list = append(list, Wrong{"data-portal", t.Portal, nil})
	}
	if t.Version != "" && !preferences.ValidVersion(t.Version) {
		list = append(list, Wrong{"data-version", t.Version, nil})
	}
	for _, lists := range []struct {
		attribute     string
		words, within []string
	}{
		{"data-trackers", t.Trackers, Trackers},
		{"data-categories", t.Categories, Categories},
		{"data-integrations", t.Integrations, Integrations},
	} {
		for _, word := range lists.words {
			if !slices.Contains(lists.within, word) {
				list = append(list, Wrong{lists.attribute, word, lists.within})
			}
		}
	}
	if t.Domain != "" && !validDomain(t.Domain, host) {
		list = append(list, Wrong{"data-domain", t.Domain, nil})
	}
	if t.Theme != "" && !slices.Contains(Themes, t.Theme) {
		list = append(list, Wrong{"data-theme", t.Theme, Themes})
	}
	if t.Load != "" && !slices.Contains(Loads, t.Load) {
		list = append(list, Wrong{"data-load", t.Load, Loads})
	}
	return list
}

// validDomain reports whether a cookie of host may have this Domain (RFC 6265, 5.1.3).
func validDomain(domain, host string) bool {
	domain = strings.ToLower(strings.TrimPrefix(domain, "."))
	return IsHostName(domain) &&
		(host == "" || host == domain || strings.HasSuffix(host, "."+domain))
}

// Page returns the address of the portal's home page.
func (t Tag) Page() *url.URL { return &url.URL{Scheme: "https", Host: t.Portal, Path: "/"} }

// Resolve returns an address of the tag as the portal's page resolves it. It must be https,
// since a page on https loads nothing else.
func (t Tag) Resolve(address string) (*url.URL, error) {
	u, err := t.Page().Parse(address)
	if err != nil {
		return nil, err
	}
	if u.Scheme != "https" || u.Hostname() == "" {
		return nil, errors.New("the address is not https")
	}
	u.Fragment = ""
	u.Host = strings.TrimSuffix(u.Host, ":443") // as browsers write it
	return u, nil
}

// Shown returns the optional categories and the trackers that have a toggle in the preferences.
func (t Tag) Shown() []preferences.Name {
	var shown []preferences.Name
	for _, category := range preferences.Categories {
		if len(t.Categories) == 0 || slices.Contains(t.Categories, string(category)) {
			shown = append(shown, category)
		}
	}
	for _, tracker := range preferences.Trackers {
		if slices.Contains(t.Trackers, string(tracker)) &&
			slices.Contains(shown, preferences.Statistics) {
			shown = append(shown, tracker)
		}
	}
	return shown
}
