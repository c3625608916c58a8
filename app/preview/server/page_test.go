//go:build !js

package server

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestScriptTag(t *testing.T) {
	h := newHandler(t)
	for target, want := range map[string]string{
		aude:                                    `<script src="/banner/banner.js" defer data-portal="opendata.aude.fr"></script>`,
		porto:                                   `<script src="/banner/banner.js" defer data-portal="porto-vecchio.opendatasoft.com"></script>`,
		aude + "?trackers=ga+matomo&theme=dark": `data-portal="opendata.aude.fr" data-trackers="ga matomo" data-theme="dark"></script>`,
		aude + "/jeux/reperes-de-crue?version=v2&categories=statistics+internal&load=idle&domain=aude.fr&charter=/c.txt": `data-portal="opendata.aude.fr"` +
			` data-charter="/c.txt" data-version="v2" data-categories="statistics internal" data-load="idle" data-domain="aude.fr"></script>`,
		aude + "?trackers=": `data-portal="opendata.aude.fr" data-trackers=""></script>`,
	} {
		page := body(t, ask(h, "GET", target))
		if strings.Count(page, "<script") != 1 || !strings.Contains(page, want) {
			t.Errorf("%s: no %s", target, want)
		}
	}
}

func TestOpeners(t *testing.T) {
	h := newHandler(t)
	for target, want := range map[string]string{
		aude:  `<button type="button" data-cookies-preferences="open">Gérer mes cookies</button>`,
		porto: `<button type="button" class="ods-manage-cookies-preferences__show-button">Gérer mes cookies</button>`,
	} {
		if page := body(t, ask(h, "GET", target)); strings.Count(page, want) != 1 {
			t.Errorf("%s: no %s", target, want)
		}
	}
}

func TestHostileQueries(t *testing.T) {
	h := newHandler(t)
	const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>'` + "`\x00\xff" + `{{.}}`
	query := url.Values{}
	for _, key := range []string{"q", "refine.theme", "refine.format", "session", "lu", "unknown"} {
		query.Set(key, attack)
	}
	for _, key := range attributes {
		query.Set(key, attack)
	}
	for _, target := range []string{
		aude + "?" + query.Encode(),
		aude + "/jeux/reperes-de-crue?" + query.Encode(),
		"/portail/" + url.PathEscape(attack) + "?" + query.Encode(),
		"/portail/javascript:alert(1)",
	} {
		page := body(t, ask(h, "GET", target, "Cookie", "cookies_preferences="+attack))
		for _, sign := range []string{"<script>", "<img", "onerror=alert(1)>", "javascript:", "ZgotmplZ", "\x00"} {
			if strings.Contains(page, sign) {
				t.Errorf("%s holds %q", target, sign)
			}
		}
		checkMarkup(t, target, page)
	}
}

func TestQueriesStayFromPageToPage(t *testing.T) {
	h := newHandler(t)
	page := body(t, ask(h, "GET", aude+"?q=crue&trackers=ga+matomo&session=1"))
	for _, want := range []string{
		`href="/portail/opendata.aude.fr/jeux/reperes-de-crue?session=1&amp;trackers=ga&#43;matomo"`,
		`href="/portail/porto-vecchio.opendatasoft.com?session=1&amp;trackers=ga&#43;matomo"`,
		`<input type="hidden" name="trackers" value="ga matomo">`,
		`<input type="hidden" name="session" value="1">`,
		`?q=crue&amp;refine.format=GeoJSON&amp;session=1&amp;trackers=ga&#43;matomo#catalogue"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestSearch(t *testing.T) {
	h := newHandler(t)
	for query, want := range map[string]string{
		"":                                "12\u00a0jeux de données</h2>",
		"q=colleges":                      "1\u00a0jeu de données pour «\u00a0colleges\u00a0»</h2>",
		"q=COLL%C3%88GES+rentree":         "1\u00a0jeu de données pour «\u00a0COLLÈGES rentree\u00a0»</h2>",
		"q=zzz":                           "Aucun jeu de données pour «\u00a0zzz\u00a0»</h2>",
		"refine.theme=Solidarit%C3%A9s":   "2\u00a0jeux de données</h2>",
		"refine.format=GeoJSON":           "8\u00a0jeux de données</h2>",
		"refine.theme=none":               "Aucun jeu de données</h2>",
		"q=l%E2%80%99aude&refine.format=": "pour «\u00a0l’aude\u00a0»</h2>",
	} {
		if page := html.UnescapeString(body(t, ask(h, "GET", aude+"?"+query))); !strings.Contains(page, want) {
			t.Errorf("%q: no %q", query, want)
		}
	}
	page := body(t, ask(h, "GET", aude+"?q=departement&refine.theme=Solidarit%C3%A9s"))
	for _, want := range []string{
		`value="departement"`,
		`<details open>`,
		`<a href="/portail/opendata.aude.fr?q=departement#catalogue" class="chosen" aria-current="true">`,
		`href="/portail/opendata.aude.fr?q=departement&amp;refine.theme=Finances&#43;et&#43;achats#catalogue"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestSearchIsCut(t *testing.T) {
	words := newSearch(url.Values{"q": {strings.Repeat("é", maxWords)}}).Words
	if words != strings.Repeat("é", maxWords/2) {
		t.Errorf("%d octets: %q", len(words), words)
	}
}

func TestSessionCookies(t *testing.T) {
	h := newHandler(t)
	set := func(headers ...string) map[string]*http.Cookie {
		cookies := make(map[string]*http.Cookie)
		for _, c := range ask(h, "GET", aude+"?session=1", headers...).Cookies() {
			cookies[c.Name] = c
		}
		return cookies
	}
	cookies := set()
	if len(cookies) != 3 || !cookies["sessionid"].HttpOnly || cookies["csrftoken"].HttpOnly ||
		cookies["django_language"].Value != "fr" || len(cookies["sessionid"].Value) < 20 {
		t.Errorf("cookies %v", cookies)
	}
	for _, c := range cookies {
		if c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Secure {
			t.Errorf("attributes of %v", c)
		}
	}
	cookies = set("Cookie", "csrftoken=mine; sessionid=mine")
	if len(cookies) != 1 || cookies["django_language"] == nil {
		t.Errorf("what the browser had was set again: %v", cookies)
	}
}
