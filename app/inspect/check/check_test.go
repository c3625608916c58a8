//go:build !js

package check

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner/preferences/services"
)

const button = `<button type="button" data-cookies-preferences="open">Gérer mes cookies</button>`

// goodPage lacks nothing.
const goodPage = `<!doctype html><html lang="fr"><head><title>Portail</title>
<script src="/cookies/banner.js" defer data-portal="opendata.aude.fr"` +
	` data-trackers="matomo"></script>
<script type="text/plain" data-cookies="matomo" src="https://stats.ville.fr/matomo.js"></script>
</head><body><iframe data-cookies="third_party" data-src="https://www.youtube.com/embed/x"></iframe>
` + button + `</body></html>`

// served answers for the portal's host, and for other hosts that don't send CORS headers.
func served(_ context.Context, address *url.URL) (Page, error) {
	if address.Host == "down.example" {
		return Page{}, errors.New("no such host")
	}
	const (
		dialog = "dialog-0011223344556677.js"
		whole  = "go-0011223344556677.js"
		half   = "go-00112233445566aa.js"
		head   = "/*! cookies-preferences 1.2.3, MIT licence */\n"
	)
	for suffix, text := range map[string]string{
		"/half/banner.js":               `"cookies_preferences", "` + half + `"`,
		"/cookies/banner.js":            head + `"cookies_preferences", "` + dialog + `"`,
		"/" + dialog:                    `"` + whole + `"`,
		"cdn.example/banner.js":         `"cookies_preferences", "` + whole + `"`,
		"/" + whole:                     `"banner-0011223344556677.wasm"`,
		"/" + half:                      `"banner-00112233445566aa.wasm"`,
		"/banner-0011223344556677.wasm": "",
		"/page/banner.js":               "<!doctype html>",
		"/_next/static/chunks/kit.js": `let t=function(){let e=document.cookie.split("; ")` +
			`.find(e=>e.startsWith("cookies_preferences="));return e?JSON.parse(e):null}();` +
			`return!t||!1!==t.piano`,
		"/_next/static/chunks/whole.js": `"cookies_preferences="; return preferences.piano !== false;`,
		"/_next/static/chunks/fixed.js": `"cookies_preferences="; ` +
			`return globalThis.cookiesPreferences?.allows("piano")??!1`,
		"/charte.txt":   "Charte cookies\n\nCookies tiers\n\nNom\tFinalité\tDurée\na\tb\tc\n",
		"/douteuse.txt": "Charte cookies\n\nCookies\n\nNom\tFinalité\tDurée\na\tb\tc\n",
		"/exempte.txt": "Charte cookies\n\nCookies statistiques exemptés de consentement\n\n" +
			"Nom\tFinalité\tDurée\n_pk_id\tcompter les visites\t13 mois\n" +
			"xtvrn\tcompter les visites\t13 mois\n",
		"/listes.txt": "Charte cookies\n\nCookies tiers :\n- _ga : compte, 1 an\n",
		"/autre.txt": "Charte cookies\n\nPlateforme <https://ailleurs.example>\n\n" +
			"Cookies tiers\n\nNom\tFinalité\tDurée\na\tb\tc\n",
		"/charters/aude.huwise.com.html": `<link rel="stylesheet" href="../charter.css">` +
			`<link rel="canonical" href="opendata.aude.fr.html">`,
		"/charters/aude.huwise.com.txt": "Charte cookies\n\n" +
			"Plateforme <https://opendata.aude.fr>\n\nCookies tiers\n\nNom\tFinalité\tDurée\na\tb\tc\n",
		"/charters/seul.example.html": `<link rel="stylesheet" href="../charter.css">`,
		"/charte.html":                "<h1>Charte cookies</h1><p>Une phrase.",
		"/charte-absente":             "<title>Page introuvable</title><h1>Ville</h1>",
		"/mauvaise.txt":               "Charte cookies\n\nNom\tDurée\na\tb\tc\n",
	} {
		if strings.HasSuffix(address.Host+address.Path, suffix) {
			return Page{Status: http.StatusOK, Body: []byte(text)}, nil
		}
	}
	return Page{Status: http.StatusNotFound}, nil
}

// run checks a page of opendata.aude.fr under a policy; "" is none.
func run(t *testing.T, page, policy string) []Finding {
	t.Helper()
	return runAt(t, "https://opendata.aude.fr/explore/", page, policy)
}

func runAt(t *testing.T, at, page, policy string) []Finding {
	t.Helper()
	address, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	header := http.Header{}
	if policy != "" {
		header.Set("Content-Security-Policy", policy)
	}
	return Run(t.Context(), Page{Address: address, Header: header, Body: []byte(page)}, served)
}

// changed is the good page with a text replaced.
func changed(t *testing.T, old, new string) string {
	t.Helper()
	if !strings.Contains(goodPage, old) {
		t.Fatalf("the good page has no %q", old)
	}
	return strings.Replace(goodPage, old, new, 1)
}

// wantOneFault fails unless the findings hold exactly one fault, of that level, and its sentence
// holds the parts.
func wantOneFault(t *testing.T, findings []Finding, level Level, parts []string) {
	t.Helper()
	faults := slices.DeleteFunc(slices.Clone(findings), func(f Finding) bool {
		return f.Level == Good
	})
	if len(faults) != 1 || faults[0].Level != level {
		t.Fatalf("found\n%swant one fault, of level %d", Report(faults), level)
	}
	text := strings.ReplaceAll(faults[0].Subject+" : "+faults[0].Text, "\u00a0", " ")
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("the finding is %q, it lacks %q", text, part)
		}
	}
}

// TestVersion: the report gives the banner's version, from the script's first line.
func TestVersion(t *testing.T) {
	report := Report(run(t, goodPage, ""))
	if !strings.Contains(report, "Version 1.2.3 du bandeau.") {
		t.Errorf("the report lacks the version:\n%s", report)
	}
}

// TestIntegrity: the digest of the script that the server sends is right.
func TestIntegrity(t *testing.T) {
	script, err := served(t.Context(), &url.URL{Host: "x", Path: "/cookies/banner.js"})
	if err != nil {
		t.Fatal(err)
	}
	page := changed(t, " defer", ` defer integrity="`+tag.Integrity(script.Body)+`"`)
	if findings := run(t, page, ""); Count(findings, Missing) > 0 {
		t.Error(Report(findings))
	}
}

// TestFaults: each fault of a page is named, and nothing else is.
func TestFaults(t *testing.T) {
	isUnchecked := func(s services.Service) bool { return s.Checked == "" }
	unchecked := services.Declarable[slices.IndexFunc(services.Declarable, isUnchecked)]
	for name, test := range map[string]struct {
		old, new string // what makes the good page faulty
		level    Level
		parts    []string
	}{
		"no script": {
			"banner.js", "other.js",
			Missing, []string{"Script du bandeau", "Il manque"},
		},
		"button that is none": {
			button, `<span data-cookies-preferences="open">Gérer mes cookies</span>`,
			Unsure, []string{"<span> (ligne 5) n’est pas un bouton", "iPhone"},
		},
		"two scripts": {
			"</head>", `<script src="x/banner.js?2"></script></head>`,
			Missing, []string{"deux fois", "ligne 2", "ligne 4"},
		},
		"script over http": {
			"/cookies/banner.js", "http://opendata.aude.fr/cookies/banner.js",
			Missing, []string{"est en http et la page en https", "bloque"},
		},
		"blocking script": {
			" defer", "",
			Unsure, []string{"defer"},
		},
		"folder that blockers know": {
			"/cookies/banner.js", "/gdpr-consent/cookies/banner.js",
			Unsure, []string{"Des bloqueurs", "/gdpr-consent/", "/cookies/"},
		},
		"unknown words": {
			`"matomo"></script>`, `"matomo facebook hotjar"></script>`,
			Missing, []string{"data-trackers est ignoré en entier",
				"« facebook hotjar »", "piano"},
		},
		"charter that is not on the web": {
			"data-trackers", `data-charter="C:\charte.txt" data-trackers`,
			Missing, []string{"data-charter est ignoré en entier", "une adresse http"},
		},
		"misspelt attribute": {
			"data-trackers", "data-tracker",
			Unsure, []string{"data-tracker n’est pas un attribut du bandeau", "data-trackers"},
		},
		"portal is an address": {
			`data-portal="opendata.aude.fr"`,
			`data-portal="https://opendata.aude.fr" data-charter="/charte.txt" data-version="1"`,
			Missing, []string{"data-portal", "nom d’hôte"},
		},
		"domain of another host": {
			"data-trackers", `data-domain="ville.fr" data-trackers`,
			Missing, []string{"data-domain", "« ville.fr »"},
		},
		"unreachable script": {
			"/cookies/banner.js", "https://down.example/banner.js",
			Missing, []string{"Fichiers", "https://down.example/banner.js est injoignable"},
		},
		"base": {
			`<script src="/cookies`, `<base target="_top"><base href="https://down.example/">` +
				`<script src="cookies`,
			Missing, []string{"https://down.example/cookies/banner.js est injoignable"},
		},
		"absent script": {
			"/cookies/banner.js", "/ailleurs/banner.js",
			Missing, []string{"Fichiers", "code 404"},
		},
		"another file in place of the script": {
			"/cookies/banner.js", "/page/banner.js",
			Missing, []string{"ne contient pas le script du bandeau"},
		},
		"script that a cache plugin delays": {
			" defer", ` type="litespeed/javascript"`,
			Missing, []string{"ligne 2", "désactivée ou retardée", "extension de cache"},
		},
		"marked script that doesn't wait": {
			`type="text/plain" data-cookies="matomo"`, `data-cookies="matomo"`,
			Missing, []string{`data-cookies="matomo" (ligne 3) ne suffit pas`, "text/plain"},
		},
		"marked frame that doesn't wait": {
			"data-src", "src",
			Missing, []string{`data-cookies="third_party" (ligne 4) ne suffit pas`, "data-src"},
		},
		"marked by a word of no service": {
			`data-cookies="third_party"`, `data-cookies="yutube"`,
			Missing, []string{`data-cookies="yutube" (ligne 4) ne désigne`, "aucun service"},
		},
		"content of an address that nobody knows": {
			`data-cookies="third_party" data-src="https://www.youtube.com/embed/x"`,
			`data-cookies data-src="https://videos.ville.fr/1"`,
			Missing, []string{"data-cookies est vide (ligne 4)", "le catalogue"},
		},
		"a declared service that doesn't wait": {
			` data-trackers="matomo"></script>`, ` data-trackers="matomo" data-services="youtube">` +
				`</script><iframe src="https://www.youtube.com/embed/y"></iframe>`,
			Missing, []string{"YouTube (ligne 2)", `data-cookies="youtube" data-src`},
		},
		"a declared service that nobody knows": {
			`data-portal="opendata.aude.fr"`, `data-portal="opendata.aude.fr" data-services="yutube"`,
			Unsure, []string{"Services", "« yutube »", "orthographe"},
		},
		"a declared service that nobody checked": {
			`data-portal="opendata.aude.fr"`,
			`data-portal="opendata.aude.fr" data-services="youtube ` + unchecked.ID + `"`,
			Unsure, []string{"Services", "« " + unchecked.Name + " »", unchecked.Source},
		},
		"digest of another version": {
			" defer", ` defer integrity="sha384-AAAA"`,
			Missing, []string{"integrity", "https://opendata.aude.fr/cookies/banner.js", "sha384-"},
		},
		"half of the files": {
			"/cookies/banner.js", "/half/banner.js",
			Missing, []string{"banner-00112233445566aa.wasm manque", "dist/"},
		},
		"another origin": {
			"/cookies/banner.js", "https://cdn.example/banner.js",
			Missing, []string{"Access-Control-Allow-Origin"},
		},
		"nobody responsible": {
			`data-portal="opendata.aude.fr"`,
			`data-portal="opendata.aude.fr" data-controller="donnees.aude.fr"`,
			Missing, []string{"Responsable", "nom d’hôte", "data-controller="},
		},
		"no button": {
			button, "",
			Missing, []string{"Gérer mes cookies", "Il manque"},
		},
		"tracker that doesn't wait": {
			`type="text/plain" data-cookies="matomo" src`, "src",
			Missing, []string{"Matomo (ligne 3)", `data-cookies="matomo" src="…"`},
		},
		"measurement that may be exempt": {
			`type="text/plain" data-cookies="matomo" src`, "src",
			Missing, []string{"Matomo (ligne 3)", `data-exempt="matomo"`},
		},
		"exempt measurement that the charter doesn't declare": {
			`data-trackers="matomo"`, `data-exempt="matomo"`,
			Missing, []string{"Charte cookies", "Matomo mesure l’audience sans consentement"},
		},
		"Google Analytics is not exempt": {
			`data-trackers="matomo"`, `data-exempt="ga"`,
			Missing, []string{"ne remplit pas les conditions"},
		},
		"inline Google Analytics": {
			"</head>", "<script>\ngtag('config', 'G-1');</script></head>",
			Missing, []string{"Google Analytics (ligne 4)"},
		},
		"consent mode after a tag manager": {
			`data-trackers="matomo"`, `data-integrations="consent-mode" data-trackers="matomo"></script>` +
				`<script src="https://www.googletagmanager.com/gtm.js?id=GTM-1"`,
			Missing, []string{"Google Tag Manager (ligne 2)", "son réglage par défaut vient après"},
		},
		"script that writes after a while": {
			"</head>", `<script type="text/plain" data-cookies="ga">setTimeout(function () {
				document.write("x") }, 9)</script></head>`,
			Unsure, []string{"document.write (ligne 4)", "après une minuterie"},
		},
		"script that writes under Trusted Types": {
			"<title>", `<meta http-equiv="Content-Security-Policy" ` +
				`content="require-trusted-types-for 'script'"><script type="text/plain" ` +
				`data-cookies="ga">document.write("x")</script><title>`,
			Missing, []string{"document.write (ligne 1)", "require-trusted-types-for"},
		},
		"video that doesn't wait": {
			"data-cookies=\"third_party\" data-src", "src",
			Missing, []string{"YouTube", `<iframe data-cookies="third_party" data-src="…">`},
		},
		"map that may follow visitors": {
			`https://www.youtube.com/embed/x"`,
			`https://www.youtube.com/embed/x"></iframe>` +
				`<iframe src="https://umap.openstreetmap.fr/fr/map/x_1"`,
			Unsure, []string{"uMap", "Vérifiez", `<iframe data-cookies="third_party" data-src="…">`},
		},
		"content that waits for ever": {
			`data-cookies="third_party"`, `data-cookies="videos"`,
			Missing, []string{`data-cookies="videos"`, "jamais"},
		},
		"charter that can't be read": {
			"data-trackers", `data-version="1" data-charter="/mauvaise.txt" data-trackers`,
			Missing, []string{"mauvaise.txt, ligne 4", "cellules"},
		},
		"charter with a doubt": {
			"data-trackers", `data-version="1" data-charter="/douteuse.txt" data-trackers`,
			Unsure, []string{"ligne 5", "la catégorie de ces cookies n’est pas dite"},
		},
		"charter of another form": {
			"data-trackers", `data-version="1" data-charter="/listes.txt" data-trackers`,
			Missing, []string{"listes.txt", "n’a pas la forme", "charter convert"},
		},
		"charter of another portal": {
			"data-trackers", `data-version="1" data-charter="/autre.txt" data-trackers`,
			Unsure, []string{"ailleurs.example", "la charte désigne ce portail"},
		},
		"charter in HTML": {
			"data-trackers", `data-version="1" data-charter="/charte.html" data-trackers`,
			Missing, []string{"/charte.html est en HTML :", "charter convert"},
		},
		"charter that is an error page": {
			"data-trackers", `data-version="1" data-charter="/charte-absente" data-trackers`,
			Missing, []string{"charte-absente", "la page d’erreur"},
		},
		"no version": {
			"data-trackers", `data-charter="/charte.txt" data-trackers`,
			Unsure, []string{"data-version"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			wantOneFault(t, run(t, changed(t, test.old, test.new), ""), test.level, test.parts)
		})
	}
}

// TestExemptMeasurement: data-exempt is for a measurement that the charter declares so, and that an
// objection can stop.
func TestExemptMeasurement(t *testing.T) {
	const old = ` data-trackers="matomo"></script>`
	page := func(name, script string) string {
		return changed(t, old, ` data-version="1" data-charter="/exempte.txt" data-exempt="`+name+
			`"></script><script src="`+script+`"></script>`)
	}
	findings := run(t, page("matomo", "https://stats.ville.fr/matomo.js"), "")
	report := Report(findings)
	if Count(findings, Good) != len(findings) || !strings.Contains(report,
		"Matomo (ligne 2) mesure avant tout choix, comme le déclare data-exempt") {
		t.Error(report)
	}
	wantOneFault(t, run(t, page("xiti", "https://logs.xiti.com/x.js"), ""), Missing,
		[]string{"XiTi (ligne 2)", "ne l’arrêterait pas", `data-cookies="xiti" src="…"`})
}

// TestStarterKit: an application made from Huwise's kit must have its function replaced by which
// Piano measures without a choice.
func TestStarterKit(t *testing.T) {
	page := func(chunk string) string {
		return changed(t, "</head>", `<script src="/portail/_next/static/chunks/`+chunk+
			`.js" async></script></head>`)
	}
	for _, chunk := range []string{"kit", "whole"} {
		wantOneFault(t, run(t, page(chunk), ""), Missing,
			[]string{"Kit de démarrage Huwise", "isPianoAnalyticsAllowed()", chunk + ".js"})
	}
	for _, chunk := range []string{"fixed", "absent"} {
		if findings := run(t, page(chunk), ""); Count(findings, Missing) > 0 {
			t.Error(Report(findings))
		}
	}
}

// TestOldTag: a script that writes into the page is named, and is no fault.
func TestOldTag(t *testing.T) {
	findings := run(t, changed(t, "</head>",
		`<script type="text/plain" data-cookies="xiti">document.write("x")</script></head>`), "")
	if report := Report(findings); Count(findings, Missing)+Count(findings, Unsure) > 0 ||
		!strings.Contains(report, "document.write (ligne 4)") {
		t.Error(report)
	}
}

// TestOthersOfTheName: another product's banner.js is neither the banner nor a fault.
func TestOthersOfTheName(t *testing.T) {
	page := changed(t, "<title>", `<script src="/page/banner.js"></script><title>`)
	findings := run(t, page, "")
	if report := Report(findings); Count(findings, Missing) > 0 ||
		!strings.Contains(report, "ce n’est pas celui du bandeau") {
		t.Error(report)
	}
}

// TestOverHTTP: a portal over http is advised to redirect to https, a page in development is not.
func TestOverHTTP(t *testing.T) {
	for address, want := range map[string]int{
		"http://opendata.aude.fr/": 1, "http://127.0.0.1:8000/": 0, "http://localhost/": 0,
	} {
		at, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		findings := Run(t.Context(), Page{Address: at, Body: []byte(goodPage)}, served)
		n := 0
		for _, f := range findings {
			if f.Level == Unsure && strings.Contains(f.Text, "Redirigez http vers https") {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: %d such findings, want %d:\n%s", address, n, want, Report(findings))
		}
	}
}

// TestEmptyAttributes: an attribute that a template leaves empty is no fault.
func TestEmptyAttributes(t *testing.T) {
	page := changed(t, `data-trackers="matomo"`, `data-trackers="" data-categories="" `+
		`data-integrations=" " data-charter="" data-version="" data-domain="" data-theme`)
	if findings := run(t, page, ""); Count(findings, Missing)+Count(findings, Unsure) > 0 {
		t.Error(Report(findings))
	}
}

// TestDomainOfPage: data-domain is compared with the host of the page, not with data-portal.
func TestDomainOfPage(t *testing.T) {
	page := changed(t, `data-portal="opendata.aude.fr"`,
		`data-portal="porto-vecchio.opendatasoft.com" data-domain="aude.fr"`)
	if findings := run(t, page, ""); Count(findings, Missing) > 0 {
		t.Error(Report(findings))
	}
}

// TestTrackersAreKnown: each tracker that visitors can allow is recognised in a page, by its host,
// its file or its inline script, and every other service by its host.
func TestTrackersAreKnown(t *testing.T) {
	for text, want := range map[string]string{
		`<script src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>`:  "ga",
		`<script src="//www.google-analytics.com/analytics.js"></script>`:          "ga",
		`<script>ga("create", "UA-1")</script>`:                                    "ga",
		`<script src="/js/matomo.js"></script>`:                                    "matomo",
		`<script src="https://cdn.matomo.cloud/ville.matomo.cloud/x.js"></script>`: "matomo",
		`<script>_paq.push(["trackPageView"])</script>`:                            "matomo",
		`<script src="/xtcore.js"></script>`:                                       "xiti",
		`<script src="/static/smarttag-5.js"></script>`:                            "at",
		`<script src="https://tag.aticdn.net/piano-analytics.js"></script>`:        "piano",
		`<script>pa.sendEvent("page.display")</script>`:                            "piano",
		`<img src="https://vil.eulerian.net/col/x">`:                               "eulerian",
		`<script>fbq("init", "1")</script>`:                                        "facebook",
		`<script src="https://connect.facebook.net/fr_FR/sdk.js"></script>`:        "facebook",
		`<iframe src="https://www.google.fr/maps/embed?pb=1"></iframe>`:            "google-maps",
		`<img src="https://px.ads.linkedin.com/collect">`:                          "linkedin",
		`<script type="text/plain" src="https://static.hotjar.com/x.js"></script>`: "",
		`<iframe data-src="https://www.youtube.com/embed/x"></iframe>`:             "",
		`<script src="/js/app.js"></script>`:                                       "",
	} {
		var got string
		if s := serviceIn(elements([]byte(text))[0]); s != nil {
			got = s.ID
		}
		if got != want {
			t.Errorf("%s is of %q, want %q", text, got, want)
		}
	}
	for _, tracker := range known {
		if services.ByID(tracker.id) == nil {
			t.Errorf("the catalogue lacks %s", tracker.id)
		}
	}
}
