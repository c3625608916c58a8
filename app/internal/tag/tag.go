// Package tag knows the banner's script tag: its attributes, the values that they accept, and how
// the tag is written. web/loader/start/config.js reads the same tag in the page: what one of them
// accepts, the other must.
//
// Sentences about a wrong value are in packages french and workshop. Nothing here fetches what a
// tag points to.
package tag

import (
	"cmp"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// Tag holds the attributes of a script tag, as they are written. An empty field is an attribute
// that it lacks, or that a template left empty: both mean the default.
type Tag struct {
	Script       string `json:"src"`
	Portal       string `json:"data-portal"`
	Controller   string `json:"data-controller,omitempty"`
	Charter      string `json:"data-charter,omitempty"`
	Version      string `json:"data-version,omitempty"`
	Trackers     string `json:"data-trackers,omitempty"`
	Exempt       string `json:"data-exempt,omitempty"`
	Categories   string `json:"data-categories,omitempty"`
	Services     string `json:"data-services,omitempty"`
	Integrations string `json:"data-integrations,omitempty"`
	Domain       string `json:"data-domain,omitempty"`
	Theme        string `json:"data-theme,omitempty"`
	Load         string `json:"data-load,omitempty"`
	Integrity    string `json:"integrity,omitempty"` // the script's digest, as in SHA384SUMS
}

// The words that attributes accept.
var (
	Trackers     = texts(preferences.Trackers)
	Categories   = texts(preferences.Categories)
	Exemptible   = slices.DeleteFunc(texts(preferences.Trackers), isGoogles) // what we propose
	Integrations = []string{"consent-mode", "matomo", "datalayer"}
	Themes       = []string{"auto", "light", "dark"}
	Loads        = []string{"intent", "idle"}
)

func texts(list []preferences.Name) (texts []string) {
	for _, n := range list {
		texts = append(texts, string(n))
	}
	return texts
}

// isGoogles reports whether a tracker is Google Analytics. Its maker uses the data too, which the
// CNIL's conditions of an exemption exclude (guidelines 2020-091, ¶50-52). The banner takes it in
// data-exempt all the same: make check reports it.
func isGoogles(tracker string) bool { return tracker == string(preferences.GoogleAnalytics) }

// List writes names as an attribute takes several.
func List(names []preferences.Name) string { return strings.Join(texts(names), " ") }

// Attribute is an attribute that the banner reads.
type Attribute struct {
	Name  string
	Value *string  // of the tag's field
	Words []string // that it accepts; nil if it takes something else
	List  bool     // it takes several words, with spaces between them
}

// Attributes returns all that the banner reads, in the order in which they are written.
func (t *Tag) Attributes() []Attribute {
	return []Attribute{
		{Name: "data-portal", Value: &t.Portal},
		{Name: "data-controller", Value: &t.Controller},
		{Name: "data-charter", Value: &t.Charter},
		{Name: "data-version", Value: &t.Version},
		{Name: "data-trackers", Value: &t.Trackers, Words: Trackers, List: true},
		{Name: "data-exempt", Value: &t.Exempt, Words: Trackers, List: true},
		{Name: "data-categories", Value: &t.Categories, Words: Categories, List: true},
		{Name: "data-services", Value: &t.Services, List: true},
		{Name: "data-integrations", Value: &t.Integrations, Words: Integrations, List: true},
		{Name: "data-domain", Value: &t.Domain},
		{Name: "data-theme", Value: &t.Theme, Words: Themes},
		{Name: "data-load", Value: &t.Load, Words: Loads},
	}
}

// Read makes a Tag from its attributes: get returns the value of one, "" if it is missing.
func Read(get func(attribute string) string) Tag {
	t := Tag{Script: get("src")}
	for _, a := range t.Attributes() {
		*a.Value = strings.TrimSpace(get(a.Name))
	}
	return t
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
		if *a.Value != "" {
			fmt.Fprintf(&text, ` %s="%s"`, a.Name, html.EscapeString(*a.Value))
		}
	}
	return text.String() + `></script>`
}

// Wrong is an attribute that the banner ignores entirely, and the value or words at fault.
type Wrong struct {
	Attribute, Value string

	// Words are the accepted ones. They are nil for data-portal (a host name), data-controller (at
	// most [MaxController] characters), data-charter (an http(s) address), data-version
	// (preferences.ValidVersion), data-services (at most preferences.MaxServices names, each a
	// preferences.ValidService) and data-domain (the page's host or a domain above it).
	Words []string
	List  bool // it takes several words
}

var hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`)

// IsHostName reports whether a text is a host name in lower case, as data-portal accepts it.
func IsHostName(text string) bool { return hostName.MatchString(text) }

var scheme = regexp.MustCompile(`^(?i)([a-z][a-z0-9+.-]*):`)

// IsHTTP reports whether an address is http(s) or relative, as data-charter accepts it.
func IsHTTP(address string) bool {
	s := scheme.FindStringSubmatch(address)
	return s == nil || strings.EqualFold(s[1], "http") || strings.EqualFold(s[1], "https")
}

// Wrong returns the attributes that the banner ignores in a page of host, in the order of
// [Tag.Attributes]. If host is "", it is unknown, and data-domain is not compared with it.
// Whether the addresses suit a page on https is not checked here: see [Tag.Resolve].
func (t Tag) Wrong(host string) (list []Wrong) {
	for _, a := range t.Attributes() {
		values := []string{*a.Value}
		if a.List {
			values = strings.Fields(*a.Value)
		}
		wrong := slices.DeleteFunc(values, func(value string) bool {
			return value == "" || a.accepts(value, host)
		})
		if len(wrong) == 0 && a.Name == "data-services" {
			wrong = values[min(len(values), preferences.MaxServices):] // too many
		}
		if len(wrong) > 0 {
			list = append(list, Wrong{a.Name, strings.Join(wrong, " "), a.Words, a.List})
		}
	}
	return list
}

func (a Attribute) accepts(value, host string) bool {
	switch a.Name {
	case "data-portal":
		return IsHostName(strings.ToLower(value))
	case "data-controller":
		return !tooLong(value)
	case "data-charter":
		return IsHTTP(value)
	case "data-version":
		return preferences.ValidVersion(value)
	case "data-services":
		return preferences.ValidService(preferences.Name(value))
	case "data-domain":
		return validDomain(value, host)
	}
	return a.Words == nil || slices.Contains(a.Words, value)
}

// MaxController is how many characters data-controller may have, as JavaScript counts them: the
// notice of a phone has room for no more.
const MaxController = 80

func tooLong(name string) bool { return len(utf16.Encode([]rune(name))) > MaxController }

// Responsible returns the body that the banner names as responsible for the cookies: the tag's, or
// that of a portal whose charter is built in. It is empty if the banner names the portal's host
// instead, which is nobody's name.
func (t Tag) Responsible() string {
	name := cmp.Or(t.Controller, charter.Controller(t.Portal))
	if tooLong(name) || strings.Contains(name, ".") && IsHostName(strings.ToLower(name)) {
		return ""
	}
	return name
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

// Shown returns the optional categories and the trackers that the visitor is asked about.
func (t Tag) Shown() []preferences.Name {
	categories := strings.Fields(cmp.Or(t.Categories, strings.Join(Categories, " ")))
	declared := append(strings.Fields(t.Trackers), categories...)
	return slices.DeleteFunc(preferences.Optional(), func(n preferences.Name) bool {
		return !slices.Contains(declared, string(n)) || slices.Contains(t.ExemptTrackers(), n) ||
			!slices.Contains(categories, string(n.Category()))
	})
}

// ExemptTrackers returns the trackers that measure without consent, in the cookie's order.
func (t Tag) ExemptTrackers() []preferences.Name {
	exempt := strings.Fields(t.Exempt)
	return slices.DeleteFunc(slices.Clone(preferences.Trackers), func(n preferences.Name) bool {
		return !slices.Contains(exempt, string(n))
	})
}

// Integrity returns the digest of a file, as the attribute integrity has it.
func Integrity(data []byte) string {
	sum := sha512.Sum384(data)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}
