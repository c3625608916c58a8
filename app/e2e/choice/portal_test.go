package choice

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// portal is a portal in AngularJS on Django, with a server in Node and one in Go
// behind the same address: the readers of web/readers, each where it belongs.
type portal struct {
	t            *testing.T
	django, node string // the servers' own addresses
	path         string // in front of the paths that its pages fetch
	scripts      string // tags of what its pages run
}

func newPortal(t *testing.T) *portal {
	t.Helper()
	s := &portal{t: t, django: harness.StartDjango(t), node: harness.StartNode(t)}
	s.path = strings.TrimSuffix(relay(t, "/django", s.django+"/read", ""), "/django")
	relay(t, "/node", s.node+"/read", "")
	relay(t, "/node-handler", s.node+"/handler", "")
	relay(t, "/post", s.django+"/post", "")
	harness.Serve(t, "/go", harness.ReadInGo)

	for _, name := range []string{"angular/angular.js", "angular-cookies/angular-cookies.js"} {
		s.script("/"+filepath.Base(name), harness.ReadPackage(t, name))
	}
	for _, name := range []string{"valid.js", "angular.js"} {
		s.script("/readers-"+name, harness.MustRead("web/readers/"+name))
	}
	return s
}

// script adds a script to the portal's pages.
func (s *portal) script(path, text string) {
	s.t.Helper()
	s.scripts += `<script src="` + harness.ServeText(s.t, path, "text/javascript", text) + `"></script>`
}

// page returns the address of a page, which Django sends with its own cookies.
// tag is the banner's script tag, if the page is to have it.
func (s *portal) page(path, tag string) (address string) {
	s.t.Helper()
	return relay(s.t, path, s.django+"/portal", `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>`+
		s.scripts+tag+`</head><body ng-app="cookiesChoice"><main>Jeux de données</main></body></html>`)
}

// read has every reader read in a page, or from the request of a page.
func (s *portal) read(p *harness.Page) harness.Reading {
	s.t.Helper()
	p.Wait(`angular.element(document.body).injector()`)
	return harness.Eval[harness.Reading](p, `(async () => {
		const ask = async (path) => (await fetch("`+s.path+`" + path)).json();
		const [django, node, handler, go] = await Promise.all(["/django", "/node", "/node-handler", "/go"].map(ask));
		const injector = angular.element(document.body).injector();
		return {
			choices: {
				"angular.js": injector.get("choice")(),
				...django.choices,
				"node.mjs": node,
				"banner/preferences": go.choice,
			},
			measure: {...django.measure, "node.mjs": handler.measure},
			cookies: {
				"$cookies": injector.get("$cookies").getAll(),
				...django.cookies,
				"net/http": go.cookies,
			},
		};
	})()`)
}

// checkReading holds every reader of a cookie to the same names.
func checkReading(t *testing.T, cookie string, got harness.Reading, want []preferences.Name) {
	t.Helper()
	for reader, choice := range got.Choices {
		if names := harness.Allowed(choice); fmt.Sprint(names) != fmt.Sprint(want) {
			t.Errorf("%s: by %s, allowed are %v, want %v: it reads %v", cookie, reader, names, want, choice)
		}
	}
	measure := strings.Contains(fmt.Sprint(want), string(preferences.Matomo))
	for handler, got := range got.Measure {
		if got != measure {
			t.Errorf("%s: the handler of %s measures: %v, want %v", cookie, handler, got, measure)
		}
	}
}
