//go:build !js

package proof

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// act is a choice that a visitor makes.
type act struct {
	title   string
	button  string // its id
	dialog  bool   // the button is in the preferences
	after   string // id of a button of the notice, clicked first
	toggle  preferences.Name
	allowed []preferences.Name
}

// acts are the choices to prove: all or nothing on each layer, each switch alone, no
// switch, and the withdrawal of consent.
func acts(t tag.Tag) []act {
	all := slices.Concat(t.Shown(), granted(t, preferences.Statistics))
	list := []act{
		{title: "Tout accepter, dans le bandeau", button: "cookies-accept", allowed: all},
		{title: "Tout refuser, dans le bandeau", button: "cookies-refuse"},
		{title: "Tout accepter, dans les préférences", button: "cookies-accept-all", dialog: true,
			allowed: all},
		{title: "Tout refuser, dans les préférences", button: "cookies-refuse-all", dialog: true},
		{title: "Enregistrer mes choix, sans rien activer", button: "cookies-save", dialog: true},
	}
	for _, n := range t.Shown() {
		list = append(list, act{
			title: "Enregistrer mes choix, après avoir activé " +
				"«\u00a0" + banner.Label(n) + "\u00a0»",
			button: "cookies-save", dialog: true, toggle: n, allowed: granted(t, n)})
	}
	return append(list, act{
		title: "Retirer son consentement\u00a0: tout accepter, puis " +
			"«\u00a0Gérer mes cookies\u00a0» et tout refuser",
		button: "cookies-refuse-all", dialog: true, after: "cookies-accept"})
}

// granted is what a switch allows. Statistics allow the trackers that are declared, or all
// of them when none is; a tracker allows the statistics too; a switch that is not shown
// allows nothing.
func granted(t tag.Tag, n preferences.Name) []preferences.Name {
	shown := t.Shown()
	switch {
	case !slices.Contains(shown, n):
		return nil
	case n != preferences.Statistics && n.Category() == preferences.Statistics:
		return []preferences.Name{preferences.Statistics, n}
	case n == preferences.Statistics && len(t.Trackers) == 0:
		return append(preferences.Trackers[:], n)
	case n == preferences.Statistics:
		return slices.DeleteFunc(shown, func(other preferences.Name) bool {
			return other.Category() != preferences.Statistics
		})
	}
	return []preferences.Name{n}
}

// cookie is the cookie that a choice writes.
type cookie struct {
	Choice     string          `json:"choice"`
	Name       string          `json:"name"`
	Value      string          `json:"value"`
	Decoded    json.RawMessage `json:"decoded"`
	Attributes stored          `json:"attributes"`
	Allowed    []string        `json:"-"` // labels
	Refused    []string        `json:"-"`
}

// stored is what the browser stores beside a cookie's value.
type stored struct {
	Domain   string `json:"domain"`
	HostOnly bool   `json:"hostOnly"`
	Path     string `json:"path"`
	Days     int    `json:"lifetimeInDays"`
	Secure   bool   `json:"secure"`
	HTTPOnly bool   `json:"httpOnly"`
	SameSite string `json:"sameSite"`
}

// choose makes a choice in a new profile, and adds its cookie to the report.
func (r *report) choose(ctx context.Context, b *chromium.Browser, a act) error {
	t := newTab(ctx, b, r.subject, desktop)
	if a.after != "" {
		t.click(a.after)
		t.waitClosed()
		t.click("manage")
		t.waitDetails()
	} else if a.dialog {
		t.click("cookies-customize")
		t.waitDetails()
	}
	if a.toggle != "" {
		toggle := "cookies-toggle-" + string(a.toggle)
		t.click(toggle)
		t.wait(`$("` + toggle + `").parentElement.innerText.includes("autorisé")`)
	}
	t.click(a.button)
	t.waitClosed()
	t.wait(`cookiesPreferences.get()`)
	stored := t.cookies()
	if err := t.end(a.title); err != nil {
		return err
	}
	c, err := r.read(a, stored)
	if err != nil {
		return fmt.Errorf("%s\u00a0: %w", a.title, err)
	}
	r.Cookies = append(r.Cookies, c)
	return nil
}

// read decodes the one cookie that a choice must leave, and compares it with the choice.
func (r *report) read(a act, cookies []browser.Cookie) (cookie, error) {
	if len(cookies) != 1 || cookies[0].Name != preferences.CookieName {
		return cookie{}, fmt.Errorf("le navigateur contient %s, au lieu du seul cookie %s",
			french.Count(len(cookies), "cookie", "cookies"), preferences.CookieName)
	}
	raw := cookies[0]
	choice, ok := preferences.Decode(raw.Value, Clock)
	if !ok {
		return cookie{}, fmt.Errorf("la valeur du cookie n’est pas un choix valide\u00a0: %s",
			raw.Value)
	}
	if choice.Charter != r.Version {
		return cookie{}, fmt.Errorf("le cookie porte la version de charte «\u00a0%s\u00a0», "+
			"au lieu de «\u00a0%s\u00a0»", choice.Charter, r.Version)
	}
	c := cookie{Choice: a.title, Name: raw.Name, Value: raw.Value, Attributes: storedOf(raw)}
	for _, n := range preferences.Optional() {
		if choice.Allows(n) != slices.Contains(a.allowed, n) {
			return c, fmt.Errorf("le cookie ne correspond pas au choix fait pour «\u00a0%s\u00a0»",
				banner.Label(n))
		}
		if choice.Allows(n) {
			c.Allowed = append(c.Allowed, banner.Label(n))
		} else {
			c.Refused = append(c.Refused, banner.Label(n))
		}
	}
	text, err := url.PathUnescape(raw.Value)
	c.Decoded = json.RawMessage(text)
	return c, err
}

func storedOf(c browser.Cookie) stored {
	return stored{
		Domain:   strings.TrimPrefix(c.Domain, "."),
		HostOnly: !strings.HasPrefix(c.Domain, "."),
		Path:     c.Path,
		Days:     int(math.Round(time.Until(c.Expires).Hours() / 24)),
		Secure:   c.Secure,
		HTTPOnly: c.HTTPOnly,
		SameSite: c.SameSite,
	}
}
