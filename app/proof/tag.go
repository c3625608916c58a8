//go:build !js

package proof

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// Tag is what the script tag says, by its attributes. Empty fields are attributes
// that it does not have.
type Tag struct {
	Script       string   `json:"src"` // empty: /cookies/banner.js
	Portal       string   `json:"data-portal"`
	Charter      string   `json:"data-charter,omitempty"`
	Version      string   `json:"data-version,omitempty"`
	Trackers     []string `json:"data-trackers,omitempty"`
	Categories   []string `json:"data-categories,omitempty"`
	Integrations []string `json:"data-integrations,omitempty"`
	Domain       string   `json:"data-domain,omitempty"`
	Theme        string   `json:"data-theme,omitempty"`
	Load         string   `json:"data-load,omitempty"`
}

// What the loader's config.js takes.
var (
	hostName     = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`)
	integrations = []string{"consent-mode", "matomo", "datalayer"}
)

// check reports the first fault of a tag in a sentence, and sets its script.
func (t *Tag) check() error {
	if t.Script == "" {
		t.Script = "/cookies/banner.js"
	}
	if !hostName.MatchString(t.Portal) {
		return fmt.Errorf("-portal %q is no host name: give one such as donnees.ville.example", t.Portal)
	}
	for _, list := range []struct {
		flag          string
		words, within []string
	}{
		{"trackers", t.Trackers, names(preferences.Trackers[:])},
		{"categories", t.Categories, names(preferences.Categories[:])},
		{"integrations", t.Integrations, integrations},
		{"theme", Words(t.Theme), []string{"auto", "light", "dark"}},
		{"load", Words(t.Load), []string{"intent", "idle"}},
	} {
		for _, word := range list.words {
			if !slices.Contains(list.within, word) {
				return fmt.Errorf("-%s has %q: expected words among %s", list.flag, word, strings.Join(list.within, " "))
			}
		}
	}
	if len(Words(t.Theme)) > 1 || len(Words(t.Load)) > 1 {
		return errors.New("-theme and -load take one word each")
	}
	if t.Version != "" && !preferences.ValidVersion(t.Version) {
		return fmt.Errorf("-version %q: expected at most %d of A-Z a-z 0-9 . _ -", t.Version, preferences.MaxVersion)
	}
	if domain := strings.TrimPrefix(t.Domain, "."); t.Domain != "" && t.Portal != domain && !strings.HasSuffix(t.Portal, "."+domain) {
		return fmt.Errorf("-domain %q: expected %s or a domain above it", t.Domain, t.Portal)
	}
	if u, err := t.resolve(t.Script); err != nil || path.Base(u.Path) != "banner.js" {
		return fmt.Errorf("-src %q: expected the https address of banner.js, or its path on the portal", t.Script)
	}
	if _, err := t.resolve(t.Charter); err != nil {
		return fmt.Errorf("-charter %q: expected the https address of the charter's text, or its path on the portal", t.Charter)
	}
	return nil
}

// names are the words of names.
func names(list []preferences.Name) (words []string) {
	for _, n := range list {
		words = append(words, string(n))
	}
	return words
}

// Words are those of an attribute's value, as the loader splits it; commas will do.
func Words(list string) []string {
	return strings.Fields(strings.ReplaceAll(list, ",", " "))
}

// page is the address of the portal's page.
func (t Tag) page() *url.URL { return &url.URL{Scheme: "https", Host: t.Portal, Path: "/"} }

// resolve is an address of the tag's, as the portal's page understands it. It must
// be https: an https page loads nothing else.
func (t Tag) resolve(address string) (*url.URL, error) {
	u, err := t.page().Parse(address)
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
	u, err := t.resolve(t.Script)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// attribute is one of the tag's, with its value.
type attribute struct{ Name, Value string }

// attributes are those that the tag has, in the order of the README.
func (t Tag) attributes() []attribute {
	all := []attribute{
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
	return slices.DeleteFunc(all, func(a attribute) bool { return a.Value == "" })
}

// String is the tag as it is pasted into a page.
func (t Tag) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, `<script src="%s" defer`, html.EscapeString(t.Script))
	for _, a := range t.attributes() {
		fmt.Fprintf(&text, ` %s="%s"`, a.Name, html.EscapeString(a.Value))
	}
	return text.String() + `></script>`
}

// shown are the optional categories and the trackers that have a toggle.
func (t Tag) shown() []preferences.Name {
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

// readCharter finds the charter that the tag names, and its version where the
// tag gives none.
func (s *subject) readCharter(file string) error {
	if (s.Charter == "") != (file == "") {
		return errors.New("-charter and -charter-file go together: the address of the charter, and a file with the text that is published there")
	}
	if file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("the charter cannot be read: %w", err)
		}
		if _, err := charter.Parse(text); err != nil {
			return fmt.Errorf("the charter in %s cannot be shown: %w", file, err)
		}
		s.Text = text
		return nil
	}
	text, builtIn := charter.Portal(s.Portal)
	if !builtIn {
		s.Text = bytes.Clone(charter.StandardText())
		return nil
	}
	s.Text = text
	if s.Version == "" {
		s.Version = charter.Version(text)
	}
	return nil
}
