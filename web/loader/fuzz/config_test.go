package fuzz

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/banner/preferences"
)

// portalName is a valid host name of a portal; visitors are shown it.
var portalName = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`)

// FuzzConfig: whatever the attributes of the script tag, the loader only accepts values that are
// valid where they are used: in a cookie, in a link, in the notice. It asks about the same names
// as Go.
func FuzzConfig(f *testing.F) {
	l := newLoader(f)
	f.Fuzz(func(
		t *testing.T, portal, charter, version, trackers, categories, integrations, domain,
		theme, load string, present uint16, secure bool,
	) {
		attributes := map[string]string{}
		for i, attribute := range [][2]string{
			{"portal", portal}, {"charter", charter}, {"version", version},
			{"trackers", trackers}, {"categories", categories},
			{"integrations", integrations}, {"domain", domain}, {"theme", theme},
			{"load", load},
		} {
			if present>>i&1 == 1 {
				name, value := attribute[0], attribute[1]
				attributes["data-"+name] = strings.ToValidUTF8(value, "\uFFFD")
			}
		}
		page := "http://donnees.ville.example/a?b#c"
		if secure {
			page = "https://donnees.ville.example/a?b#c"
		}
		c, err := l.readConfig(page, "https://files.example/x/banner.js?y=/z#/", attributes)
		if err != nil {
			t.Fatalf("%q: %v", attributes, err)
		}
		checkWords(t, c)
		checkAddresses(t, c, page, attributes)
		checkDomain(t, l, c.Domain, secure)
		if want := asks(c); c.Asks != want {
			t.Errorf("%q: the loader asks about %b, Go about %b", attributes, c.Asks, want)
		}
		for i, report := range c.Reports {
			if c.Codes[i] != "attribute" || len(report) > 600 {
				t.Errorf("%q: reported as %s: %q", attributes, c.Codes[i], report)
			}
		}
		if len(c.Reports) > len(attributes) {
			t.Errorf("%d attributes give %d reports", len(attributes), len(c.Reports))
		}
	})
}

// asks returns what a page asks about: the categories that it shows, and its trackers if it shows
// the statistics.
func asks(c config) preferences.Set {
	names := c.Categories
	if names == nil {
		names = preferences.Categories[:]
	}
	if slices.Contains(names, preferences.Statistics) {
		names = slices.Concat(names, c.Trackers)
	}
	return preferences.SetOf(names...)
}

// checkWords checks the settings that have a vocabulary or a form.
func checkWords(t *testing.T, c config) {
	t.Helper()
	for _, n := range c.Categories {
		if !slices.Contains(preferences.Categories[:], n) {
			t.Errorf("%q is not a category", n)
		}
	}
	for _, n := range c.Trackers {
		if !slices.Contains(preferences.Trackers[:], n) {
			t.Errorf("%q is not a tracker", n)
		}
	}
	for _, word := range c.Integrations {
		if !slices.Contains([]string{"consent-mode", "matomo", "datalayer"}, word) {
			t.Errorf("%q is not an integration", word)
		}
	}
	if !slices.Contains([]string{"auto", "light", "dark"}, c.Theme) ||
		!slices.Contains([]string{"intent", "idle"}, c.Load) {
		t.Errorf("the theme is %q, and load %q", c.Theme, c.Load)
	}
	if c.Version != "" && !preferences.ValidVersion(c.Version) {
		t.Errorf("the version is %q", c.Version)
	}
	if !portalName.MatchString(c.Portal) {
		t.Errorf("the portal is %q", c.Portal)
	}
	if c.Declared != (c.Categories != nil || len(c.Trackers) > 0) {
		t.Errorf("declared is %v, with %q and %q", c.Declared, c.Categories, c.Trackers)
	}
}

// checkAddresses checks that the charter's address is http(s) and the script's folder its own.
func checkAddresses(t *testing.T, c config, page string, attributes map[string]string) {
	t.Helper()
	if c.Base != "https://files.example/x/" {
		t.Errorf("the script's folder is %q", c.Base)
	}
	if c.Origin != strings.TrimSuffix(page, "/a?b#c") {
		t.Errorf("the origin is %q", c.Origin)
	}
	if c.Charter != "" && !strings.HasPrefix(c.Charter, "http:") &&
		!strings.HasPrefix(c.Charter, "https:") {
		t.Errorf("%q: the charter is at %q", attributes, c.Charter)
	}
}

// checkDomain checks that the page is in the cookie's Domain, and that the loader writes the line
// that Go writes.
func checkDomain(t *testing.T, l *loader, domain string, secure bool) {
	t.Helper()
	bare := strings.ToLower(strings.TrimPrefix(domain, "."))
	const host = "donnees.ville.example"
	if domain != "" && bare != host && !strings.HasSuffix(host, "."+bare) {
		t.Errorf("the domain is %q", domain)
	}
	line, err := l.setCookie(secure, domain)
	want := preferences.Clear(preferences.Attributes{Secure: secure, Domain: domain})
	if err != nil || line != want {
		t.Errorf("the cookie is written as %q, %v; Go writes %q", line, err, want)
	}
	if domain != "" && !strings.Contains(line, "; Domain="+domain) ||
		strings.ContainsAny(line, "\r\n,") || strings.Count(line, ";") > 5 {
		t.Errorf("the cookie is written as %q, with the domain %q", line, domain)
	}
}
