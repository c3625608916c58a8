package workshop

import (
	"net/url"
	"strconv"
	"time"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// draftCharter is where the service worker answers with a charter that is being written,
// relative to the workshop's folder. Each version has a place of its own, for a page that
// was loaded before, and for another window's.
func draftCharter(version string) string { return "essai/charte-" + version + ".txt" }

// trialAddress is the page of trial for a state: its query has the attributes of the
// script tag, by their names, and what is simulated (web/preview/workshop/essai.js reads it).
// turn tells one from the next.
func (s State) trialAddress(turn int) string {
	t := s.Settings.tagIn("../", "")
	if t.Charter != "" {
		t.Charter = draftCharter(t.Version)
	}
	if s.View.Dark && t.Theme == "" {
		t.Theme = "dark"
	}
	q := make(url.Values)
	for _, a := range t.Attributes() {
		// The workshop's own host, not the portal's, keeps the cookie here.
		if a.Name != "data-domain" {
			q.Set(a.Name, a.Value)
		}
	}
	for name, on := range s.View.switches() {
		if *on {
			q.Set(name, "1")
		}
	}
	if s.Settings.Accent != "" {
		q.Set("couleur", s.Settings.Accent)
	}
	q.Set("tour", strconv.Itoa(turn))
	return "essai.html?" + q.Encode()
}

// needsWorker reports whether the page of trial is another without a service worker.
func (s State) needsWorker() bool {
	return !s.Settings.Published() || s.View.Slow || s.View.Missing
}

// config is what the banner in the page of trial is told.
func (s Settings) config() banner.Config {
	return banner.Config{Portal: s.host(), Version: s.Version(), Categories: names(s.categories()), Trackers: names(s.Trackers)}
}

// names are words as names; nil of none.
func names(words []string) (list []preferences.Name) {
	for _, word := range words {
		list = append(list, preferences.Name(word))
	}
	return list
}

// Past is a choice that a visitor made some time ago.
type Past struct {
	ID   string
	Text string // on its button
	Said string // in the timeline

	age     time.Duration
	version string // of the charter then; "" for the one of now
}

// pasts are those that can be simulated.
var pasts = []Past{
	{"passe-179", "Choix d’il y a 179\u00a0jours", "Le visiteur a tout accepté il y a 179\u00a0jours\u00a0: son choix vaut encore, rien ne lui est demandé.", 179 * 24 * time.Hour, ""},
	{"passe-181", "Choix d’il y a 181\u00a0jours", "Le visiteur a tout accepté il y a 181\u00a0jours\u00a0: son choix est périmé, la question est posée de nouveau.", 181 * 24 * time.Hour, ""},
	{"passe-charte", "Charte modifiée depuis le choix", "Le visiteur a tout accepté hier, sur une version de la charte qui n’est plus celle-ci\u00a0: la question est posée de nouveau.", 24 * time.Hour, "avant"},
}

// cookie is the cookie that this choice left, as document.cookie takes it. What is
// older than a choice may be is in it all the same: a browser whose clock was wrong may
// hold such a one.
func (p Past) cookie(s Settings, secure bool, now time.Time) string {
	c := s.config()
	if p.version != "" {
		c.Version = p.version
	}
	record := banner.NoticeRecord(c, banner.AcceptAll, now.Add(-p.age))
	attributes := preferences.Attributes{Secure: secure}
	if record.MaxAge(now) > 0 {
		return preferences.SetCookie(record, attributes, now)
	}
	text := preferences.CookieName + "=" + preferences.Encode(record) + "; Path=/; Max-Age=3600; SameSite=Lax"
	if secure {
		text += "; Secure"
	}
	return text
}
