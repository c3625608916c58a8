// Package tag is the banner's script tag: the attributes that a portal configures
// the banner by, what they may say, and how the tag is written. It is the other
// half of web/loader/start/config.js, which reads the tag in the page.
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

// Tag is what the script tag says, by its attributes. Empty fields are attributes
// that it does not have.
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

	// Integrity is the digest of the script, as SHA384SUMS has it.
	Integrity string `json:"integrity,omitempty"`
}

// Names are the attributes that a tag may have, in the order of the README.
var Names = []string{
	"data-portal", "data-charter", "data-version", "data-trackers", "data-categories", "data-integrations", "data-domain",
	"data-theme", "data-load",
}

// The words that attributes may have.
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

// Words are those of an attribute's value, as the loader splits it; commas will do.
func Words(list string) []string {
	return strings.Fields(strings.ReplaceAll(list, ",", " "))
}

// Read gives the tag whose attributes get returns, "" for those that it lacks.
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

// Attribute is one of a tag's, with its value.
type Attribute struct{ Name, Value string }

// Attributes are those that the tag has, but for src, in the order of the README.
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

// String is the tag as it is pasted into a page.
func (t Tag) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, `<script src="%s" defer`, html.EscapeString(t.Script))
	if t.Integrity != "" {
		// Of another host, browsers read the digest only of what is shared with all.
		fmt.Fprintf(&text, ` integrity="%s" crossorigin`, html.EscapeString(t.Integrity))
	}
	for _, a := range t.Attributes() {
		fmt.Fprintf(&text, ` %s="%s"`, a.Name, html.EscapeString(a.Value))
	}
	return text.String() + `></script>`
}

// Wrong is an attribute that the banner ignores, all of it, for its value or a word of
// that.
type Wrong struct {
	Attribute, Value string

	// Words are those that were expected; nil where the attribute takes no words:
	// data-portal, a host name; data-version, preferences.ValidVersion; data-domain,
	// the page's host name or a domain above it.
	Words []string
}

var hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`)

// IsHostName reports whether a text is a host name as data-portal takes it, in
// lower case.
func IsHostName(text string) bool { return hostName.MatchString(text) }

// Wrong are the attributes that the banner ignores in a page of a host, in the order
// of the README. Where the host is "", it is not known: data-domain is not held to
// it. What addresses name is not looked at: see Resolve.
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
	if domain := strings.ToLower(strings.TrimPrefix(t.Domain, ".")); t.Domain != "" &&
		(!IsHostName(domain) || host != "" && host != domain && !strings.HasSuffix(host, "."+domain)) {
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

// Page is the address of the portal's page.
func (t Tag) Page() *url.URL { return &url.URL{Scheme: "https", Host: t.Portal, Path: "/"} }

// Resolve is an address of the tag's, as the portal's page understands it. It must
// be https: an https page loads nothing else.
func (t Tag) Resolve(address string) (*url.URL, error) {
	u, err := t.Page().Parse(address)
	if err != nil {
		return nil, err
	}
	if u.Scheme != "https" || u.Hostname() == "" {
		return nil, errors.New("it is not https")
	}
	u.Fragment = ""
	u.Host = strings.TrimSuffix(u.Host, ":443") // as browsers write it
	return u, nil
}

// ScriptAddress is where banner.js is on the web.
func (t Tag) ScriptAddress() (string, error) {
	u, err := t.Resolve(t.Script)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// Shown are the optional categories and the trackers that have a toggle.
func (t Tag) Shown() []preferences.Name {
	var shown []preferences.Name
	for _, category := range preferences.Categories {
		if len(t.Categories) == 0 || slices.Contains(t.Categories, string(category)) {
			shown = append(shown, category)
		}
	}
	for _, tracker := range preferences.Trackers {
		if slices.Contains(t.Trackers, string(tracker)) && slices.Contains(shown, preferences.Statistics) {
			shown = append(shown, tracker)
		}
	}
	return shown
}
