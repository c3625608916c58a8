package workshop

import (
	"cmp"
	"net/url"
	"strconv"
	"time"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// draftCharter is where the service worker serves a charter being typed, relative to the
// workshop's folder. Each version has its own name: another window may preview another one.
func draftCharter(version string) string { return "drafts/charter-" + version + ".txt" }

// previewAddress is the preview's address for a state: its query holds the script tag's
// attributes under their names, and what is simulated (web/preview/workshop/preview.js
// reads both). turn makes it differ from the previous load's.
func (s State) previewAddress(turn int) string {
	t := s.Settings.tagIn("../", "")
	if t.Charter != "" {
		t.Charter = draftCharter(t.Version)
	}
	if s.View.Dark && t.Theme == "" {
		t.Theme = "dark"
	}
	q := make(url.Values)
	for _, a := range t.Attributes() {
		// Here the workshop's host keeps the cookie, not the portal's.
		if a.Name != "data-domain" {
			q.Set(a.Name, a.Value)
		}
	}
	for _, each := range s.View.flags() {
		if *each.on {
			q.Set(each.name, "1")
		}
	}
	if s.Settings.Accent != "" {
		q.Set("accent", s.Settings.Accent)
	}
	q.Set("turn", strconv.Itoa(turn))
	return "preview.html?" + q.Encode()
}

// needsWorker reports whether the preview needs the service worker.
func (s State) needsWorker() bool {
	return !s.Settings.Published() || s.View.Slow || s.View.Missing
}

// past is a choice that a visitor made some time ago.
type past struct {
	ID   string
	Text string // on its button
	Note string // in the timeline

	age     time.Duration
	version string // of the charter at that time; "" means the current one
}

// pasts are those that can be simulated.
var pasts = []past{
	{
		ID:   "past-179",
		Text: "Choix d’il y a 179\u00a0jours",
		Note: "Le visiteur a tout accepté il y a 179\u00a0jours\u00a0: son choix est encore " +
			"valable, le bandeau ne s’affiche pas.",
		age: 179 * 24 * time.Hour,
	},
	{
		ID:   "past-181",
		Text: "Choix d’il y a 181\u00a0jours",
		Note: "Le visiteur a tout accepté il y a 181\u00a0jours\u00a0: son choix a expiré, " +
			"le bandeau s’affiche de nouveau.",
		age: 181 * 24 * time.Hour,
	},
	{
		ID:   "past-charter",
		Text: "Charte modifiée depuis le choix",
		Note: "Le visiteur a tout accepté hier, pour une version antérieure de la charte\u00a0: " +
			"le bandeau s’affiche de nouveau.",
		age:     24 * time.Hour,
		version: "avant",
	},
}

// cookie is what that choice would have written to document.cookie. A choice that has
// expired gets an hour more: a browser whose clock was wrong may still hold such a cookie.
func (p past) cookie(s Settings, secure bool, now time.Time) string {
	c := banner.Config{Portal: s.host(), Version: cmp.Or(p.version, s.Version())}
	for _, word := range s.categories() {
		c.Categories = append(c.Categories, preferences.Name(word))
	}
	for _, word := range s.Trackers {
		c.Trackers = append(c.Trackers, preferences.Name(word))
	}
	record := banner.NoticeRecord(c, banner.AcceptAll, now.Add(-p.age))
	if record.MaxAge(now) > 0 {
		return preferences.SetCookie(record, preferences.Attributes{Secure: secure}, now)
	}
	line := preferences.CookieName + "=" + preferences.Encode(record) +
		"; Path=/; Max-Age=3600; SameSite=Lax"
	if secure {
		line += "; Secure"
	}
	return line
}
