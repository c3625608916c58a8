//go:build !js

package bench

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/andybalholm/brotli"

	"cookies-preferences/app/build"
	"cookies-preferences/app/preview/server"
	"cookies-preferences/web"
)

const (
	revalidated = "no-cache"
	immutable   = "max-age=31536000, immutable"
)

// site serves the subjects' pages and files from memory, compressed with brotli, and the
// banner's files as make run does.
type site struct {
	server  *httptest.Server
	preview http.Handler
	before  http.Handler // the same for an earlier build's files; nil for none
	files   map[string]file
}

// file is the response for a path.
type file struct {
	packed     []byte
	cache, tag string
}

// A subject's pages. The first three have the same content, so that a visit can go on to others;
// the last is the demo portal's.
const (
	firstPage  = "first.html"
	secondPage = "second.html"
	thirdPage  = "third.html"
	portalPage = "portal.html"
)

// peersFolder has the peers, in the module's folder: make bench installs them.
const peersFolder = ".build/peers/node_modules"

// newSite serves subjects, and the banner as it was built, and was before in a folder; "" for none.
func newSite(subjects []subject, built *build.Result, before string) (*site, error) {
	preview, err := server.New(built.Dir)
	if err != nil {
		return nil, err
	}
	s := &site{preview: preview, files: make(map[string]file)}
	if before != "" {
		earlier, err := server.New(before)
		if err != nil {
			return nil, err
		}
		s.before = http.StripPrefix("/before", earlier)
	}
	portal, err := s.addPortal()
	if err != nil {
		return nil, err
	}
	for _, subject := range subjects {
		folder := "/" + subject.name + "/"
		for _, f := range subject.files {
			name := filepath.Join(built.Root, peersFolder, filepath.FromSlash(f))
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, fmt.Errorf("the other banners are missing: run make bench, "+
					"or leave them out with -only bare,floor,least,ours: %w", err)
			}
			s.add(folder+path.Base(f), immutable, data)
		}
		s.add(folder+"script.js", immutable, []byte(subject.text(".js")))
		head, body := subject.text(".html"), subject.text("-body.html")
		for _, page := range []string{firstPage, secondPage, thirdPage} {
			s.add(folder+page, revalidated, []byte(plainHTML(head, body)))
		}
		s.add(folder+portalPage, revalidated, []byte(portalHTML(portal, head, body)))
	}
	s.server = httptest.NewServer(s)
	return s, nil
}

// addPortal adds the demo portal's files, and returns its page as make run serves it.
func (s *site) addPortal() (html string, err error) {
	w := httptest.NewRecorder()
	s.preview.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/portail/opendata.aude.fr", nil))
	files, err := fs.Glob(web.Portal, "static/*")
	if err != nil {
		return "", err
	}
	for _, name := range files {
		data, err := fs.ReadFile(web.Portal, name)
		if err != nil {
			return "", err
		}
		s.add("/statique/"+path.Base(name), revalidated, data)
	}
	return w.Body.String(), nil
}

var (
	// gated is what waits for the choice on the demo page: no other subject knows it.
	gated = regexp.MustCompile(
		`(?s)<(?:script|iframe)[^>]* data-cookies=.*?</(?:script|iframe)>`)
	bannerTag = regexp.MustCompile(`(?s)<script src="/banner/banner\.js".*?</script>`)
)

// portalHTML is the demo portal's page with a subject in it.
func portalHTML(html, head, body string) string {
	html = gated.ReplaceAllLiteralString(html, "")
	html = bannerTag.ReplaceAllLiteralString(html, head)
	return strings.Replace(html, "<body>", "<body>\n"+body, 1)
}

// add serves data at a path, compressed as much as brotli can.
func (s *site) add(at, cache string, data []byte) {
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, brotli.BestCompression)
	w.Write(data) // writes to memory don't fail
	w.Close()
	s.files[at] = file{packed.Bytes(), cache, fmt.Sprintf(`"%x"`, sha256.Sum256(data))}
}

// ServeHTTP sends a file, or status 304.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := s.files[r.URL.Path]
	switch {
	case !ok && s.before != nil && strings.HasPrefix(r.URL.Path, "/before/banner/"):
		s.before.ServeHTTP(w, r)
		return
	case !ok:
		s.preview.ServeHTTP(w, r)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", f.cache)
	h.Set("Content-Encoding", "br")
	h.Set("ETag", f.tag)
	http.ServeContent(w, r, r.URL.Path, time.Time{}, bytes.NewReader(f.packed))
}

// plainNodes is roughly the number of elements on the plain page, as on a catalogue
// with its facets: between the 800 that Lighthouse warns of and the 1,400 that it
// finds too many.
const plainNodes = 1200

// plainHTML is a plain French portal with a subject in it.
func plainHTML(head, body string) string {
	var list strings.Builder
	const each = 5 // elements of a dataset below
	for i := range plainNodes / each {
		fmt.Fprintf(&list, `<li><h2>Jeu de données %d</h2><p>Mis à jour le <time>%d mars</time>, `+
			"<a href=\"#jeu-%[1]d\">voir</a>.</p></li>\n", i+1, i%31+1)
	}
	return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Portail de données ouvertes</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body{margin:0;font:1rem/1.5 sans-serif}header,main{padding:1rem;max-width:60rem;margin:auto}
li{display:inline-block;width:18rem;margin:0 1rem 1rem 0;vertical-align:top}</style>
` + head + `
</head><body>
` + body + `
<header><h1>Portail de données ouvertes</h1></header>
<main><p>Toutes les données publiques du territoire, libres et gratuites.</p><ul>
` + list.String() + `</ul></main>
</body></html>
`
}
