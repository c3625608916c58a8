//go:build !js

package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// reading is what the server understands of a request's cookies.
type reading struct {
	// Chosen is false when no choice could be read: Choice then refuses
	// everything optional.
	Chosen bool
	Choice preferences.Preferences

	// Fits is whether there is a choice and it stands for the page's version of
	// the charter. Otherwise the banner asks again, and everything optional is
	// refused meanwhile.
	Fits bool

	// Raw are the values received under the cookie's name, as received.
	Raw []string
}

// read reads the cookie of a request, as any portal's server would.
func (s *server) read(r *http.Request, host string) reading {
	headers := r.Header.Values("Cookie")
	choice, chosen := preferences.FromHeader(headers, s.now())
	return reading{
		Chosen: chosen,
		Choice: choice,
		Fits:   chosen && choice.Fits(version(host, r.URL.Query())),
		Raw:    rawValues(headers),
	}
}

// version returns the version of the charter that the banner shows on a page,
// as the banner itself finds it: the one asked for in the query, if it is good,
// or the built-in charter's, which another charter's address replaces by none.
func version(host string, query url.Values) string {
	if asked := strings.TrimSpace(query.Get("version")); preferences.ValidVersion(asked) {
		return asked
	}
	text, builtIn := charter.Portal(host)
	if !builtIn || query.Get("charter") != "" {
		return ""
	}
	return charter.Version(text)
}

// Allows reports what the page may do now.
func (r reading) Allows(name preferences.Name) bool {
	return name == preferences.Functional || r.Fits && r.Choice.Allows(name)
}

// rawValues returns every value sent under the cookie's name: a browser may send
// several, of different domains or paths. What is no UTF-8 is replaced.
func rawValues(headers []string) []string {
	raw := []string{}
	for _, header := range headers {
		for _, value := range preferences.Values(header) {
			raw = append(raw, strings.ToValidUTF8(value, "\ufffd"))
		}
	}
	return raw
}

// verdict is one category or tracker and what was decided about it.
type verdict struct {
	Name    preferences.Name
	Label   string
	Allowed bool
	Words   string
}

// Categories tells the choice for each category, in the charter's words.
func (r reading) Categories() []verdict {
	verdicts := []verdict{{
		preferences.Functional, "Cookies nécessaires", true, "toujours autorisés",
	}}
	for _, name := range preferences.Categories {
		words := "refusés"
		if r.Allows(name) {
			words = "autorisés"
		}
		verdicts = append(verdicts, verdict{name, frenchName(name), r.Allows(name), words})
	}
	return verdicts
}

// Trackers tells the choice for each tracker.
func (r reading) Trackers() []verdict {
	var verdicts []verdict
	for _, name := range preferences.Trackers {
		words := "refusé"
		if r.Allows(name) {
			words = "autorisé"
		}
		verdicts = append(verdicts, verdict{name, frenchName(name), r.Allows(name), words})
	}
	return verdicts
}

// frenchName names the categories as the charters do, and the trackers as the banner
// does.
func frenchName(n preferences.Name) string {
	if slices.Contains(preferences.Categories[:], n) {
		return "Cookies " + strings.ToLower(banner.Label(n))
	}
	return banner.Label(n)
}

// Time returns when the visitor chose.
func (r reading) Time() time.Time { return r.Choice.Time().In(paris) }

// Until returns when the choice lapses.
func (r reading) Until() time.Time { return r.Time().Add(preferences.Lifetime) }

// cookieJSON answers what was understood, in the cookie's own words: the choice
// as recorded, and in "fits" whether it still stands for the charter's version.
func (s *server) cookieJSON(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	host := strings.ToLower(r.PathValue("host"))
	if _, known := s.portals[host]; !known {
		http.Error(w, "There is no such portal.", http.StatusNotFound)
		return
	}
	h.Set("Content-Type", "application/json; charset=utf-8")
	read := s.read(r, host)
	json.NewEncoder(w).Encode(map[string]any{
		"chosen":      read.Chosen,
		"fits":        read.Fits,
		"preferences": words(read),
		"raw":         read.Raw,
	})
}

// words returns the choice under the cookie's keys. Without a choice everything
// optional is false, and there is neither charter nor timestamp.
func words(r reading) map[string]any {
	all := map[string]any{string(preferences.Functional): true}
	for _, name := range preferences.Categories {
		all[string(name)] = r.Choice.Allows(name)
	}
	for _, name := range preferences.Trackers {
		all[string(name)] = r.Choice.Allows(name)
	}
	if r.Choice.Charter != "" {
		all["charter"] = r.Choice.Charter
	}
	if r.Chosen {
		all["timestamp"] = r.Choice.Timestamp
	}
	return all
}
