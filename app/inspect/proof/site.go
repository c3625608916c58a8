//go:build !js

package proof

import (
	"cmp"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"

	"cookies-preferences/app/internal/tag"
)

// site serves the hosts that the portals' pages need, on one port of this machine.
type site struct {
	server *httptest.Server
	mux    *http.ServeMux
	served map[string]bool // patterns of mux
}

// newSite makes a site that has an address, but answers only once it is started.
func newSite() *site {
	s := &site{mux: http.NewServeMux(), served: make(map[string]bool)}
	s.server = httptest.NewUnstartedServer(http.HandlerFunc(s.answer))
	return s
}

// answer lets other origins fetch the program and the charter.
func (s *site) answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	s.mux.ServeHTTP(w, r)
}

// add serves a portal's page, its charter, and the files of a build beside its script.
func (s *site) add(each subject, folder string) {
	page := each.Page()
	s.handle(page, "{$}", text("text/html; charset=utf-8", neutralPage(each.Tag)))
	if each.Charter != "" {
		address, _ := each.Resolve(each.Charter) // checked
		s.handle(address, "", text("text/plain; charset=utf-8", string(each.Text)))
	}
	script, _ := each.Resolve(each.Script) // checked
	beside := script.JoinPath("..", "/")
	s.handle(beside, "", http.StripPrefix(beside.Path, http.FileServer(http.Dir(folder))))
}

// handle serves an address, which more than one portal may name. The end is the pattern's.
func (s *site) handle(address *url.URL, end string, handler http.Handler) {
	pattern := address.Hostname() + address.EscapedPath() + end
	if !s.served[pattern] {
		s.served[pattern] = true
		s.mux.Handle(pattern, handler)
	}
}

func text(mediaType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		_, _ = io.WriteString(w, body) // the browser may be gone
	}
}

// rules make the hosts that the portals' tags name lead to the site.
func (s *site) rules(subjects []subject) (rules []string) {
	for _, each := range subjects {
		for _, address := range []string{"/", each.Script, each.Charter} {
			u, _ := each.Resolve(address) // checked
			host := u.Hostname() + ":" + cmp.Or(u.Port(), "443")
			rules = append(rules, "MAP "+host+" "+s.server.Listener.Addr().String())
		}
	}
	return rules
}

// neutralPage has only the banner's tag, the button that reopens the preferences, and
// enough room to scroll.
func neutralPage(t tag.Tag) string {
	return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Page neutre</title>
<link rel="icon" href="data:,">
<style>
body { margin: 0 auto; max-width: 44rem; min-height: 200vh; padding: 2rem 1rem;
  font: 16px/1.6 sans-serif; color: #3d4653 }
</style>
` + t.String() + `
</head>
<body>
<h1>Page neutre</h1>
<p>Cette page ne contient rien d’autre que le bandeau de cookies et le bouton qui le rouvre.</p>
<p><button type="button" id="manage" data-cookies-preferences="open">Gérer mes cookies</button></p>
</body>
</html>
`
}
