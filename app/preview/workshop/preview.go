package workshop

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// draftCharter is where the preview looks for a charter that is not published, which
// web/preview/workshop/preview.js gets from the workshop.
const draftCharter = "draft.txt"

// previewAddress is the preview's address for a state: its query holds the script tag's
// attributes under their names, and what is simulated (web/preview/workshop/preview.js
// reads both). turn makes it differ from the previous load's.
func (s State) previewAddress(turn int) string {
	t := s.Settings.tagIn("../", "")
	if t.Charter != "" {
		t.Charter = draftCharter
	}
	if s.View.Dark && t.Theme == "" {
		t.Theme = "dark"
	}
	q := make(url.Values)
	for _, a := range t.Attributes() {
		// Here the workshop's host keeps the cookie, not the portal's.
		if a.Name != "data-domain" && *a.Value != "" {
			q.Set(a.Name, *a.Value)
		}
	}
	for name, on := range map[string]bool{
		"dark": s.View.Dark, "blocked": s.View.Blocked, "gpc": s.View.GPC,
	} {
		if on {
			q.Set(name, "1")
		}
	}
	if s.Settings.Accent != "" {
		q.Set("accent", s.Settings.Accent)
	}
	q.Set("turn", strconv.Itoa(turn))
	return "preview.html?" + q.Encode()
}

// past is a choice that a visitor made some time ago, after which the banner asks again.
type past struct {
	id, text string // of its button
	age      time.Duration
	version  string // of the charter at that time; "" means the current one
}

// pasts are those that can be simulated.
var pasts = []past{
	{id: "past-181", text: "Choix d’il y a 181\u00a0jours", age: 181 * 24 * time.Hour},
	{id: "past-charter", text: "Charte modifiée depuis le choix", age: 24 * time.Hour,
		version: "avant"},
}

// cookie is a line for document.cookie that brings that choice back for an hour: a browser whose
// clock was wrong may still hold one that has expired.
func (p past) cookie(s Settings, now time.Time) string {
	c := banner.Config{Version: cmp.Or(p.version, s.Version())}
	for _, word := range s.categories() {
		c.Categories = append(c.Categories, preferences.Name(word))
	}
	for _, word := range s.Trackers {
		if !slices.Contains(s.Exempt, word) {
			c.Trackers = append(c.Trackers, preferences.Name(word))
		}
	}
	for _, word := range s.Exempt {
		c.Exempt = append(c.Exempt, preferences.Name(word))
	}
	for _, word := range strings.Fields(s.Services) {
		c.Services = append(c.Services, banner.Service{Name: preferences.Name(word)})
	}
	record := banner.RecordOf(c, banner.Everything(c))
	record.Timestamp = now.Add(-p.age).UnixMilli()
	return preferences.CookieName + "=" + preferences.Encode(record) +
		"; Path=/; Max-Age=3600; SameSite=Lax"
}
