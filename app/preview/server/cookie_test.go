//go:build !js

package server

import (
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// choiceAt returns a Cookie header of a choice made at 14:03 in Paris.
func choiceAt(version string) (header, value string) {
	value = preferences.Encode(preferences.Preferences{
		Statistics: true,
		Matomo:     true,
		Charter:    version,
		Timestamp:  time.Date(2026, time.November, 21, 13, 3, 0, 0, time.UTC).UnixMilli(),
	})
	return "sessionid=1; cookies_preferences=" + value + "; other", value
}

// audeVersion returns the version of the built-in charter of the Aude.
func audeVersion(t *testing.T) string {
	t.Helper()
	text, ok := charter.Portal("opendata.aude.fr")
	if !ok {
		t.Fatal("the Aude has no charter")
	}
	return charter.Version(text)
}

// panel returns the words of the panel, white space folded, and what it says of
// each name.
func panel(t *testing.T, page string) (text string, verdicts map[string]string) {
	t.Helper()
	_, page, found := strings.Cut(page, `<section class="choice"`)
	page, _, closed := strings.Cut(page, "</main>")
	if !found || !closed {
		t.Fatal("no panel")
	}
	markup := regexp.MustCompile(`<[^>]*>`)
	verdicts = make(map[string]string)
	for _, dd := range regexp.MustCompile(`(?s)<dd data-name="([a-z_]+)">(.*?)</dd>`).FindAllStringSubmatch(page, -1) {
		verdicts[dd[1]] = markup.ReplaceAllString(dd[2], "")
	}
	text = html.UnescapeString(markup.ReplaceAllString(page, "\n"))
	return strings.Join(strings.Fields(text), " "), verdicts
}

func TestPanelTellsTheChoice(t *testing.T) {
	h := newHandler(t)
	cookie, value := choiceAt(audeVersion(t))
	text, verdicts := panel(t, body(t, ask(h, "GET", aude, "Cookie", cookie)))
	for _, want := range []string{
		"Choix enregistré le 21 novembre 2026 à 14 h 03 .",
		"Valable jusqu’au 20 mai 2027",
		value,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	for name, want := range map[string]string{
		"functional_cookies": "toujours autorisés", "statistics": "autorisés", "internal": "refusés", "third_party": "refusés",
		"ga": "refusé", "matomo": "autorisé", "eulerian": "refusé", "charter": audeVersion(t),
	} {
		if verdicts[name] != want {
			t.Errorf("%s: %q, want %q", name, verdicts[name], want)
		}
	}
}

func TestPanelWithoutChoice(t *testing.T) {
	h := newHandler(t)
	other, _ := choiceAt("00000000")
	old := "cookies_preferences=" + preferences.Encode(preferences.Preferences{
		Statistics: true, Matomo: true, Timestamp: noon().Add(-preferences.Lifetime).UnixMilli(),
	})
	for cookie, want := range map[string]string{
		"":                               "Aucun choix enregistré : tout ce qui est facultatif est refusé.",
		"cookies_preferences=true":       "ne se lit pas comme un choix valable",
		"cookies_preferences=%7B%22ga%%": "ne se lit pas comme un choix valable",
		old:                              "ne se lit pas comme un choix valable",
		other:                            "sous une autre version de la charte",
	} {
		text, verdicts := panel(t, body(t, ask(h, "GET", aude, "Cookie", cookie)))
		if !strings.Contains(text, want) {
			t.Errorf("%q: no %q in %q", cookie, want, text)
		}
		for name, verdict := range verdicts {
			if name != "functional_cookies" && strings.HasPrefix(verdict, "autorisé") {
				t.Errorf("%q: %s is %s", cookie, name, verdict)
			}
		}
		if len(verdicts) != 11 {
			t.Errorf("%q: verdicts %v", cookie, verdicts)
		}
	}
}

func TestPageVersion(t *testing.T) {
	h := newHandler(t)
	cookie, _ := choiceAt("v7")
	for query, stands := range map[string]bool{
		"":                          false,
		"?version=v7":               true,
		"?version=v8":               false,
		"?version=not+good":         false, // so the built-in charter's
		"?charter=/c.txt":           true,
		"?charter=/c.txt&version=8": false,
	} {
		_, verdicts := panel(t, body(t, ask(h, "GET", aude+query, "Cookie", cookie)))
		if (verdicts["matomo"] == "autorisé") != stands {
			t.Errorf("%q: Matomo is %s", query, verdicts["matomo"])
		}
	}
}

// answer is cookie.json.
type answer struct {
	Chosen, Fits bool
	Preferences  map[string]any
	Raw          []string
}

func TestCookieJSON(t *testing.T) {
	h := newHandler(t)
	read := func(headers ...string) (a answer) {
		r := ask(h, "GET", aude+"/cookie.json", headers...)
		if r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("headers %v", r.Header)
		}
		if err := json.Unmarshal([]byte(body(t, r)), &a); err != nil {
			t.Fatal(err)
		}
		return a
	}
	cookie, value := choiceAt(audeVersion(t))
	a := read("Cookie", "cookies_preferences=broken", "Cookie", cookie)
	if !a.Chosen || !a.Fits || !slices.Equal(a.Raw, []string{"broken", value}) {
		t.Errorf("answer %+v", a)
	}
	for name, want := range map[string]any{
		"functional_cookies": true, "statistics": true, "internal": false, "ga": false, "matomo": true,
		"charter": audeVersion(t), "timestamp": 1795266180000.0,
	} {
		if a.Preferences[name] != want {
			t.Errorf("%s: %v, want %v", name, a.Preferences[name], want)
		}
	}
	a = read()
	if a.Chosen || a.Fits || a.Raw == nil || len(a.Raw) > 0 || a.Preferences["functional_cookies"] != true ||
		a.Preferences["matomo"] != false || len(a.Preferences) != 10 {
		t.Errorf("answer without a cookie %+v", a)
	}
	if cookie, _ = choiceAt("00000000"); read("Cookie", cookie).Fits {
		t.Error("a choice about another charter fits")
	}
}
