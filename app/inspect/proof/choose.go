//go:build !js

package proof

import (
	"cmp"
	"context"
	"encoding/json"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/banner/preferences/services"
)

// act is a choice that a visitor makes.
type act struct {
	title   string
	clicks  []string // ids of what the visitor clicks, one after the other
	allowed []preferences.Name

	objected preferences.Name // the exempt tracker that the visitor objects to, if there is one
}

// acts are the choices to prove: all or nothing on each layer, each switch alone, no
// switch, and the withdrawal of consent.
func acts(t tag.Tag) []act {
	const open = "cookies-customize"
	shown := append(t.Shown(), servicesOf(t)...)
	list := []act{
		{"Tout accepter, dans le bandeau", []string{"cookies-accept"}, shown, ""},
		{"Tout refuser, dans le bandeau", []string{"cookies-refuse"}, nil, ""},
		{"Tout accepter, dans les préférences", []string{open, "cookies-accept-all"}, shown, ""},
		{"Tout refuser, dans les préférences", []string{open, "cookies-refuse-all"}, nil, ""},
		{"Enregistrer mes choix, sans rien activer", []string{open, "cookies-save"}, nil, ""},
	}
	for _, n := range shown {
		list = append(list, act{
			"Enregistrer mes choix, après avoir activé « " + labelOf(n) + " »",
			[]string{open, toggle(n), "cookies-save"}, []preferences.Name{n}, ""})
	}
	for _, n := range t.ExemptTrackers() {
		list = append(list, act{
			"Enregistrer mes choix, après s’être opposé à « " + n.Label() + " »",
			[]string{open, toggle(n), "cookies-save"}, nil, n})
	}
	return append(list, act{
		"Retirer son consentement : tout accepter, puis « Gérer mes cookies » et tout refuser",
		[]string{"cookies-accept", "manage", "cookies-refuse-all"}, nil, ""})
}

// toggle is the id of a switch.
func toggle(n preferences.Name) string { return "cookies-toggle-" + string(n) }

// record is what the cookie must say, but for its date, after an act. A tracker allows the
// statistics too, and the statistics allow their trackers; an exempt one is there until the
// visitor objects. A service is as its category, or allowed alone.
func (s subject) record(a act) preferences.Preferences {
	p := preferences.Preferences{Charter: s.Version}
	for _, service := range servicesOf(s.Tag) {
		p = p.With(service, slices.Contains(a.allowed, services.Declared(service).Category))
	}
	for _, n := range a.allowed {
		p = p.With(n, true).With(n.Category(), true)
		for _, tracker := range s.Shown() {
			if tracker.Category() == n {
				p = p.With(tracker, true)
			}
		}
	}
	if !s.declaresTrackers() {
		p = p.FollowStatistics()
	}
	for _, n := range s.ExemptTrackers() {
		p = p.With(n, n != a.objected)
	}
	if s.Trackers+s.Categories+s.Exempt != "" {
		answered := s.Shown()
		if a.objected != "" { // an objection is an answer, too
			answered = append(answered, a.objected)
		}
		p.Asked = preferences.SetOf(answered...)
	}
	return p
}

// servicesOf are the services that a tag declares, in the order in which a cookie is read.
func servicesOf(t tag.Tag) (names []preferences.Name) {
	for _, word := range strings.Fields(t.Services) {
		names = append(names, preferences.Name(word))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// labelOf is what a name's switch is called.
func labelOf(n preferences.Name) string { return cmp.Or(n.Label(), services.Declared(n).Name) }

// declaresTrackers reports whether some tracker has a switch below the statistics.
func (s subject) declaresTrackers() bool {
	return slices.ContainsFunc(strings.Fields(s.Trackers), func(word string) bool {
		return !slices.Contains(s.ExemptTrackers(), preferences.Name(word))
	})
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
	t := newTab(ctx, b, r.subject)
	title := french.Spaces(a.title)
	for _, id := range a.clicks {
		t.click(id)
		if id == "manage" || id == "cookies-customize" {
			t.wait(opened)
		} else if strings.HasPrefix(id, toggle("")) {
			state := "autorisé"
			if a.objected != "" {
				state = banner.TextObjected
			}
			t.wait(`$("#` + id + `").parentElement.innerText.includes("` + state + `")`)
		} else {
			t.wait(chosen)
		}
	}
	found := t.cookies()
	if err := t.end(title); err != nil {
		return err
	}
	if len(found) != 1 || found[0].Name != preferences.CookieName {
		return french.Errorf("%s : le navigateur contient %s, au lieu du seul cookie %s", title,
			french.Count(len(found), "cookie", "cookies"), preferences.CookieName)
	}
	c := found[0]
	choice, ok := preferences.Decode(c.Value, Clock)
	want := r.record(a)
	want.Timestamp = choice.Timestamp
	text, err := url.PathUnescape(c.Value)
	if !ok || choice != want || err != nil {
		return french.Errorf("%s : le cookie ne correspond pas au choix : %s", title, c.Value)
	}
	result := cookie{Choice: title, Name: c.Name, Value: c.Value, Decoded: json.RawMessage(text)}
	result.Attributes = stored{
		Domain:   strings.TrimPrefix(c.Domain, "."),
		HostOnly: !strings.HasPrefix(c.Domain, "."),
		Path:     c.Path,
		Days:     int(math.Round(time.Until(c.Expires).Hours() / 24)),
		Secure:   c.Secure,
		HTTPOnly: c.HTTPOnly,
		SameSite: c.SameSite,
	}
	for _, n := range append(preferences.Optional(), servicesOf(r.Tag)...) {
		label := labelOf(n)
		exempt := slices.Contains(r.ExemptTrackers(), n)
		switch {
		case choice.Allows(n) && exempt:
			result.Allowed = append(result.Allowed, label+" (exempté de consentement)")
		case choice.Allows(n):
			result.Allowed = append(result.Allowed, label)
		case exempt:
			result.Refused = append(result.Refused, label+" (opposition)")
		default:
			result.Refused = append(result.Refused, label)
		}
	}
	r.Cookies = append(r.Cookies, result)
	return nil
}
