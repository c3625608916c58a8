package choice

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// reading is what a server's readers find in a request.
type reading struct {
	Choices map[string]map[string]any // by the reader's name; nil where there is no choice
	Measure map[string]bool           // whether the example's handler would measure, by its file
}

// publishedReader is the reader of Huwise's starter kit, as a script.
var publishedReader = `(() => {` + harness.MustRead("web/readers/published.js") + `
	return publishedChoice();
})()`

// readInGo is a handler that returns the choice that Go reads in the request.
func readInGo(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode(map[string]any{"choice": readHeader(r.Header["Cookie"])})
}

// readHeader is the choice in Cookie header lines, as the other readers return it; nil if
// there is none.
func readHeader(lines []string) map[string]any {
	choice, ok := preferences.FromHeader(lines, time.Now())
	if !ok {
		return nil
	}
	found := make(map[string]any)
	for _, n := range harness.Optional {
		found[string(n)] = choice.Allows(n)
	}
	return found
}

// allowedBy returns the names that a reader's result allows.
func allowedBy(choice map[string]any) (names []preferences.Name) {
	for _, n := range harness.Optional {
		if choice[string(n)] == true {
			names = append(names, n)
		}
	}
	return names
}

// portal is a portal in AngularJS on Django, with a server in Node and one in Go behind the same
// address: each reader of web/readers where it belongs.
type portal struct {
	t       *testing.T
	django  string // the server's own address
	path    string // in front of the paths that its pages fetch
	scripts string // tags of what its pages run
}

func newPortal(t *testing.T) *portal {
	t.Helper()
	s := &portal{t: t, django: harness.StartDjango(t)}
	node := harness.StartNode(t)
	s.path = strings.TrimSuffix(relay(t, "/django", s.django+"/read", ""), "/django")
	relay(t, "/node", node+"/read", "")
	relay(t, "/node-handler", node+"/handler", "")
	harness.Serve(t, "/go", readInGo)
	for name, text := range map[string]string{
		"angular.js":         harness.ReadPackage(t, "angular/angular.js"),
		"angular-cookies.js": harness.ReadPackage(t, "angular-cookies/angular-cookies.js"),
		"valid.js":           harness.MustRead("web/readers/valid.js"),
		"reader.js":          harness.MustRead("web/readers/angular.js"),
	} {
		harness.ServeText(t, "/"+name, "text/javascript", text)
	}
	for _, name := range []string{"angular.js", "angular-cookies.js", "valid.js", "reader.js"} {
		s.scripts += `<script src="` + s.path + "/" + name + `"></script>`
	}
	return s
}

// relay makes a server answer a path of the site, as behind a reverse proxy. A body, unless it is
// empty, is posted to it in place of the browser's request.
func relay(t *testing.T, path, to, body string) (address string) {
	t.Helper()
	target, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.URL = target
		if body != "" {
			r.Out.Method, r.Out.ContentLength = "POST", int64(len(body))
			r.Out.Body = io.NopCloser(strings.NewReader(body))
		}
	}}
	return harness.Serve(t, path, proxy.ServeHTTP)
}

// page returns the address of a page, which Django sends with its own cookie. tag is the
// banner's script tag, if the page has it.
func (s *portal) page(path, tag string) (address string) {
	s.t.Helper()
	return relay(s.t, path, s.django+"/portal", `<!doctype html><html lang="fr"><head>
		<meta charset="utf-8"><title>Portail</title>`+s.scripts+tag+`</head>
		<body ng-app="cookiesChoice"><main>Jeux de données</main></body></html>`)
}

// checkReaders checks that every reader, in the page or on a server that gets its requests, allows
// the same names, and that the examples' handlers measure if Matomo is among them.
func (s *portal) checkReaders(t *testing.T, p *harness.Page, name string, want []preferences.Name) {
	t.Helper()
	p.Wait(`angular.element(document.body).injector()`)
	got := harness.Eval[reading](p, `(async () => {
		const ask = async (path) => (await fetch("`+s.path+`" + path)).json();
		const [django, node, handler, go] =
			await Promise.all(["/django", "/node", "/node-handler", "/go"].map(ask));
		return {
			choices: {
				"angular.js": angular.element(document.body).injector().get("choice")(),
				...django.choices,
				"node.mjs": node,
				"banner/preferences": go.choice,
			},
			measure: {...django.measure, "node.mjs": handler.measure},
		};
	})()`)
	if len(got.Choices) != 5 || len(got.Measure) < 2 {
		t.Errorf("the readers are %v, the handlers %v", got.Choices, got.Measure)
	}
	for reader, choice := range got.Choices {
		if names := allowedBy(choice); fmt.Sprint(names) != fmt.Sprint(want) {
			t.Errorf("%s: by %s, allowed are %v, want %v: it reads %v",
				name, reader, names, want, choice)
		}
	}
	measure := slices.Contains(want, preferences.Matomo)
	for handler, got := range got.Measure {
		if got != measure {
			t.Errorf("%s: the handler of %s measures: %v, want %v", name, handler, got, measure)
		}
	}
}

// TestEveryReader makes choices in a page that Django sent, and checks that every reader reads the
// same from what the browser keeps and sends.
func TestEveryReader(t *testing.T) {
	t.Parallel()
	s := newPortal(t)
	for i, visit := range []struct {
		trackers string
		clicks   string
		allowed  []preferences.Name
	}{
		{"", "cookies-accept", harness.Optional},
		{"matomo ga", "cookies-refuse", nil},
		{"", "cookies-customize cookies-toggle-internal cookies-toggle-third_party cookies-save",
			[]preferences.Name{preferences.Internal, preferences.ThirdParty}},
		{"matomo ga", "cookies-customize cookies-toggle-ga cookies-save",
			[]preferences.Name{preferences.Statistics, preferences.GoogleAnalytics}},
	} {
		t.Run(visit.trackers+" "+visit.clicks, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Open(s.page(fmt.Sprint("/portail-", i), `<script src="/banner/banner.js" defer
				data-portal="`+harness.Aude+`" data-trackers="`+visit.trackers+`"></script>`))
			p.WaitNotice()
			for _, id := range strings.Fields(visit.clicks) {
				p.Click(id)
			}
			p.WaitClosed()
			s.checkReaders(t, p, t.Name(), visit.allowed)
			for _, reader := range []string{
				`cookiesPreferences.get()`, publishedReader,
			} {
				choice := harness.Eval[map[string]any](p, reader)
				if got := allowedBy(choice); !slices.Equal(got, visit.allowed) {
					t.Errorf("%s allows %v, want %v", reader, got, visit.allowed)
				}
			}
		})
	}
}

// TestPlanted: what is no choice, or not surely the visitor's, allows nothing to any reader. The
// shared cases of banner/preferences/testdata have more; these are read through a real browser.
func TestPlanted(t *testing.T) {
	t.Parallel()
	now := time.Now()
	accepted, earlier := harness.AcceptedAt(now), harness.AcceptedAt(now.Add(-time.Second))
	refused := preferences.Encode(preferences.Preferences{Timestamp: now.UnixMilli()})
	s := newPortal(t)
	p := harness.NewPage(t)
	p.Open(s.page("/portail", ""))
	for _, c := range []struct {
		name   string
		values []string // in the order in which the browser sends them
	}{
		{"a good one", []string{accepted}}, // all are made from it
		{"a word", []string{"true"}},
		{"180 days old", []string{harness.AcceptedAt(now.AddDate(0, 0, -180))}},
		{"a malformed escape", []string{
			strings.Replace(accepted, "%7D", "%2C%22x%22%3A%22%zz%22%7D", 1)}},
		{"truncated", []string{accepted[:150]}},
		{"a consent beside a refusal of the same time", []string{accepted, refused}},
		{"an earlier consent before the refusal", []string{earlier, refused}},
		{"an earlier consent after the refusal", []string{refused, earlier}},
	} {
		// Of several cookies the browser sends the one with the longer path first.
		paths := []string{strings.TrimPrefix(s.path, harness.Site.URL), "/"}[2-len(c.values):]
		set := func(value, attributes string, path string) {
			line := "cookies_preferences=" + value + attributes + "; Path=" + path
			harness.Eval[any](p, fmt.Sprintf("(document.cookie = %q, null)", line))
		}
		for i, value := range c.values {
			set(value, "", paths[i])
		}
		kept := harness.Eval[[]string](p, `document.cookie.split("; ")
			.filter((pair) => !pair.startsWith("csrftoken="))
			.map((pair) => pair.replace("cookies_preferences=", ""))`)
		if !slices.Equal(kept, c.values) {
			t.Fatalf("%s: the browser keeps %q, want %q", c.name, kept, c.values)
		}
		var allowed []preferences.Name
		if c.name == "a good one" {
			allowed = harness.Optional
		}
		s.checkReaders(t, p, c.name, allowed)
		for i := range c.values {
			set("", "; Max-Age=0", paths[i])
		}
	}
}
