//go:build !js

package proof

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"strings"
	"sync/atomic"

	"cookies-preferences/app/internal/tag"
)

// site serves the hosts that the portals' pages need, on one port of this machine.
type site struct {
	server *httptest.Server
	texts  map[string]text // by their https address
	folder []*url.URL      // of the scripts
	files  atomic.Pointer[http.Handler]
}

// text is the response for an address.
type text struct{ mediaType, body string }

func newSite(subjects []subject) *site {
	s := &site{texts: make(map[string]text)}
	for _, each := range subjects {
		s.texts[each.Page().String()] = text{"text/html; charset=utf-8", neutralPage(each.Tag)}
		script, _ := each.Resolve(each.Script) // checked
		s.folder = append(s.folder, script.JoinPath(".."))
		if each.Charter != "" {
			address, _ := each.Resolve(each.Charter)
			s.texts[address.String()] = text{"text/plain; charset=utf-8", string(each.Text)}
		}
	}
	s.server = httptest.NewTLSServer(s)
	return s
}

func (s *site) close() { s.server.Close() }

// publish has the site serve the files of a build in the scripts' folders.
func (s *site) publish(folder string) {
	files := http.FileServer(http.Dir(folder))
	s.files.Store(&files)
}

// rules make the portals' hosts, and the others that their tags name, lead to the site.
func (s *site) rules() []string {
	hosts := make(map[string]bool)
	for address := range s.texts {
		u, _ := url.Parse(address)
		hosts[u.Host] = true
	}
	for _, u := range s.folder {
		hosts[u.Host] = true
	}
	var rules []string
	for host := range hosts {
		if !strings.Contains(host, ":") {
			host += ":443"
		}
		rules = append(rules, "MAP "+host+" "+s.server.Listener.Addr().String())
	}
	return rules
}

// ServeHTTP answers as a static host does, and lets other origins fetch the program and
// the charter.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	if t, ok := s.texts["https://"+r.Host+r.URL.RequestURI()]; ok {
		w.Header().Set("Content-Type", t.mediaType)
		_, _ = w.Write([]byte(t.body)) // the browser may be gone
		return
	}
	files := s.files.Load()
	for _, folder := range s.folder {
		name, inside := strings.CutPrefix(r.URL.Path, path.Clean(folder.Path+"/")+"/")
		if path.Clean(folder.Path) == "/" {
			name, inside = strings.CutPrefix(r.URL.Path, "/")
		}
		if files != nil && inside && r.Host == folder.Host {
			http.StripPrefix(strings.TrimSuffix(r.URL.Path, name), *files).ServeHTTP(w, r)
			return
		}
	}
	http.NotFound(w, r)
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
