//go:build !js

package check

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const button = `<button type="button" data-cookies-preferences="open">Gérer mes cookies</button>`

// good is a page that lacks nothing.
const good = `<!doctype html><html lang="fr"><head><title>Portail</title>
<script src="/cookies/banner.js" defer data-portal="opendata.aude.fr" data-trackers="matomo"></script>
<script type="text/plain" data-cookies="matomo" src="https://stats.ville.fr/matomo.js"></script>
</head><body><iframe data-cookies="third_party" data-src="https://www.youtube.com/embed/x"></iframe>
` + button + `</body></html>`

// served answers as the portal's host does, and another that shares nothing.
func served(_ context.Context, address *url.URL) (Response, error) {
	switch {
	case address.Host == "down.example":
		return Response{}, errors.New("no such host")
	case strings.HasSuffix(address.Path, "half/banner.js"):
		return Response{200, http.Header{}, []byte(`"cookies_preferences", "go-00112233445566aa.js"`)}, nil
	case strings.HasSuffix(address.Path, "/banner.js"):
		return Response{200, http.Header{}, []byte(`"cookies_preferences", "go-0011223344556677.js"`)}, nil
	case strings.HasSuffix(address.Path, "/go-0011223344556677.js"):
		return Response{200, http.Header{}, []byte(`"banner-0011223344556677.wasm"`)}, nil
	case strings.HasSuffix(address.Path, "/go-00112233445566aa.js"):
		return Response{200, http.Header{}, []byte(`"banner-00112233445566aa.wasm"`)}, nil
	case strings.HasSuffix(address.Path, "/banner-0011223344556677.wasm"):
		return Response{200, http.Header{}, nil}, nil
	case strings.HasSuffix(address.Path, "charte.txt"):
		return Response{200, http.Header{}, []byte("Charte cookies\n\nUne phrase.\n")}, nil
	case strings.HasSuffix(address.Path, "mauvaise.txt"):
		return Response{200, http.Header{}, []byte("Charte cookies\n\nNom\tDurée\na\tb\tc\n")}, nil
	}
	return Response{404, http.Header{}, nil}, nil
}

func run(t *testing.T, page string, header http.Header) []Finding {
	t.Helper()
	address, err := url.Parse("https://opendata.aude.fr/explore/")
	if err != nil {
		t.Fatal(err)
	}
	if header == nil {
		header = http.Header{}
	}
	return Run(t.Context(), Page{Address: address, Header: header, HTML: []byte(page)}, served)
}

func TestGoodPage(t *testing.T) {
	for _, policy := range []string{
		"",
		"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
		"default-src https: 'wasm-unsafe-eval'",
		"script-src opendata.aude.fr 'unsafe-eval', connect-src *.aude.fr",
	} {
		header := http.Header{}
		if policy != "" {
			header.Set("Content-Security-Policy", policy)
		}
		if findings := run(t, good, header); Count(findings, Missing)+Count(findings, Unsure) > 0 {
			t.Errorf("under %q:\n%s", policy, Report(findings))
		}
	}
}

// TestFaults: each thing that a page lacks is named, and nothing else is.
func TestFaults(t *testing.T) {
	change := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the good page has no %q", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	for _, c := range []struct {
		name, page, policy string
		level              Level
		parts              []string
	}{
		{"no script", change("banner.js", "other.js"), "", Missing, []string{"Script du bandeau", "Il manque"}},
		{"two scripts", change("</head>", `<script src="x/banner.js?2"></script></head>`), "", Missing, []string{"deux fois", "ligne 2", "ligne 4"}},
		{"blocking", change(" defer", ""), "", Unsure, []string{"defer"}},
		{"a wrong word", change(`"matomo"></script>`, `"matomo facebook"></script>`), "", Missing, []string{"data-trackers est ignoré en entier", "« facebook »", "eulerian"}},
		{"a misspelt name", change("data-trackers", "data-tracker"), "", Unsure, []string{"data-tracker n’est pas", "voulez-vous dire data-trackers."}},
		{"an unknown name", change("data-trackers", "data-couleur"), "", Unsure, []string{"data-couleur n’est pas un attribut du bandeau."}},
		{"a wrong portal", change(`data-portal="opendata.aude.fr"`, `data-portal="https://opendata.aude.fr" data-charter="/charte.txt" data-version="1"`), "", Missing, []string{"data-portal", "nom d’hôte"}},
		{"a script that is not there", change("/cookies/banner.js", "https://down.example/banner.js"), "", Missing, []string{"Fichiers", "injoignable"}},
		{"half of the files", change("/cookies/banner.js", "/half/banner.js"), "", Missing, []string{"banner-00112233445566aa.wasm manque", "dist/"}},
		{"another origin", change("/cookies/banner.js", "https://cdn.example/banner.js"), "", Missing, []string{"Access-Control-Allow-Origin"}},
		{"no button", change(button, ""), "", Missing, []string{"Gérer mes cookies", "Il manque"}},
		{"a tracker that does not wait", change(`type="text/plain" data-cookies="matomo" src`, "src"), "", Missing, []string{"Matomo (ligne 3)", `data-cookies="matomo" src="…"`}},
		{"Google Analytics inline", change("</head>", "<script>\ngtag('config', 'G-1');</script></head>"), "", Missing, []string{"Google Analytics (ligne 4)"}},
		{"a video", change("data-cookies=\"third_party\" data-src", "src"), "", Missing, []string{"YouTube", `<iframe data-cookies="third_party" data-src="…">`}},
		{"waits for nothing", change(`data-cookies="third_party"`, `data-cookies="videos"`), "", Missing, []string{`data-cookies="videos"`, "jamais"}},
		{"no WebAssembly", good, "script-src 'self'", Missing, []string{"'wasm-unsafe-eval'"}},
		{"no connection", good, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'", Missing, []string{"connect-src ne permet pas https://opendata.aude.fr"}},
		{"no script by the policy", good, "script-src cdn.example 'wasm-unsafe-eval'", Missing, []string{"script-src ne permet pas", "ne s’affichera pas"}},
		{"a digest alone", change(`<script src="/cookies`, `<script integrity="sha384-AbC" src="/cookies`), "script-src 'sha384-AbC' 'wasm-unsafe-eval'", Missing, []string{"empreinte", "ou ajoutez https://opendata.aude.fr."}},
		{"a digest with 'strict-dynamic'", change(`<script src="/cookies`, `<script integrity="sha384-AbC" src="/cookies`), "script-src 'sha384-AbC' 'strict-dynamic' 'wasm-unsafe-eval'", Missing, []string{"Donnez un nonce à sa balise."}},
		{"'strict-dynamic' without a nonce", good, "script-src 'self' 'strict-dynamic' 'wasm-unsafe-eval'", Missing, []string{"aucun hôte ne compte"}},
		{"a domain of another host", change("data-trackers", `data-domain="ville.fr" data-trackers`), "", Missing, []string{"data-domain", "« ville.fr »"}},
		{"by <meta>", change("<head>", `<head><meta http-equiv="Content-Security-Policy" content="script-src 'self'">`), "", Missing, []string{"'wasm-unsafe-eval'"}},
		{"a bad charter", change("data-trackers", `data-version="1" data-charter="/mauvaise.txt" data-trackers`), "", Missing, []string{"mauvaise.txt, ligne 4", "cellules"}},
		{"an absent charter", change("data-trackers", `data-version="1" data-charter="/absente.txt" data-trackers`), "", Missing, []string{"absente.txt", "404"}},
		{"no version", change("data-trackers", `data-charter="/charte.txt" data-trackers`), "", Unsure, []string{"data-version"}},
		{"no charter", change(`data-portal="opendata.aude.fr"`, `data-portal="autre.example" data-version="1"`), "", Missing, []string{"charte type"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			header := http.Header{}
			if c.policy != "" {
				header.Set("Content-Security-Policy", c.policy)
			}
			var faults []Finding
			for _, f := range run(t, c.page, header) {
				if f.Level != Good {
					faults = append(faults, f)
				}
			}
			if c.name == "no script" && len(faults) == 1 || len(faults) == 1 && faults[0].Level == c.level {
				text := strings.ReplaceAll(faults[0].Subject+" : "+faults[0].Text, "\u00a0", " ")
				for _, part := range c.parts {
					if !strings.Contains(text, part) {
						t.Errorf("it says %q, not %q", text, part)
					}
				}
				return
			}
			t.Errorf("it finds\n%swant one fault, of level %d", Report(faults), c.level)
		})
	}
}

// TestAllowedPolicies: what browsers take is taken.
func TestAllowedPolicies(t *testing.T) {
	nonce := strings.Replace(good, `<script src="/cookies`, `<script nonce="abc" src="/cookies`, 1)
	for _, c := range []struct{ page, policy string }{
		{nonce, "script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'"},
		{nonce, "script-src 'nonce-abc' https://opendata.aude.fr:443 'wasm-unsafe-eval'"},
		{nonce, "script-src 'nonce-abc' 'wasm-unsafe-eval'"},
		// The domain is held to the page's host, whatever the portal's.
		{strings.Replace(good, `data-portal="opendata.aude.fr"`, `data-portal="porto-vecchio.opendatasoft.com" data-domain="aude.fr"`, 1), ""},
		{good, "script-src 'none'; script-src-elem 'self'; script-src 'self' 'wasm-unsafe-eval'"},
	} {
		findings := run(t, c.page, http.Header{"Content-Security-Policy": {c.policy}})
		missing := Count(findings, Missing)
		if strings.Contains(c.policy, "'none'") != (missing > 0) { // the first script-src counts
			t.Errorf("under %q:\n%s", c.policy, Report(findings))
		}
	}
}

// TestFetchedPage: a page is looked at as it is served, after a redirect too.
func TestFetchedPage(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/", http.RedirectHandler("/portail/", http.StatusFound))
	mux.HandleFunc("/portail/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "default-src 'self' 'wasm-unsafe-eval'")
		_, _ = w.Write([]byte(strings.Replace(good, "/cookies/", "../cookies/", 1)))
	})
	mux.HandleFunc("/cookies/banner.js", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("cookies_preferences")) })
	mux.HandleFunc("/text", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("text")) })
	mux.HandleFunc("/absent", http.NotFound)
	site := httptest.NewServer(mux)
	defer site.Close()

	p, fetch, err := Open(t.Context(), site.URL, "", "")
	if err != nil {
		t.Fatal(err)
	}
	findings := Run(t.Context(), p, fetch)
	if report := Report(findings); Count(findings, Good) != len(findings) || !strings.HasSuffix(report, "Tout est en place.\n") {
		t.Error(report)
	}
	for _, path := range []string{"/text", "/absent"} {
		if _, _, err := Open(t.Context(), site.URL+path, "", ""); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("of %s the error is %v", path, err)
		}
	}
}

func TestOpen(t *testing.T) {
	folder := t.TempDir()
	page, headers := filepath.Join(folder, "page.html"), filepath.Join(folder, "headers.txt")
	for name, text := range map[string]string{
		page:    good,
		headers: "HTTP/2 302\r\nlocation: /x\r\n\r\nHTTP/2 200\r\ncontent-security-policy: script-src 'self'\r\n\r\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, fetch, err := Open(t.Context(), page, "https://opendata.aude.fr/", headers)
	if err != nil || fetch != nil {
		t.Fatal(err)
	}
	report := Report(Run(t.Context(), p, fetch))
	for _, part := range []string{"'wasm-unsafe-eval'", "lue hors ligne", "À corriger\u00a0: 1. À vérifier\u00a0: 1."} {
		if !strings.Contains(report, part) {
			t.Errorf("the report lacks %q:\n%s", part, report)
		}
	}
	for _, wrong := range [][3]string{{filepath.Join(folder, "absent.html")}, {page, "opendata"}, {page, "", folder + "/absent"}, {"https://opendata.aude.fr/", "x"}} {
		if _, _, err := Open(t.Context(), wrong[0], wrong[1], wrong[2]); err == nil {
			t.Errorf("%q is opened", wrong)
		}
	}
}
