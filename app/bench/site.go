//go:build !js

package bench

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"

	"cookies-preferences/app/build"
	"cookies-preferences/app/preview/server"
	"cookies-preferences/web"
)

const (
	revalidated = "no-cache"
	immutable   = "max-age=31536000, immutable"
)

// site serves the subjects' pages and files from memory, compressed with brotli.
type site struct {
	server *httptest.Server
	files  map[string]file
}

// file is the response for a path.
type file struct {
	packed                []byte
	mediaType, cache, tag string
}

// Each subject has three pages of the same content, so that a visit can go on to
// others, in two kinds: plain, and the demo portal's.
const (
	firstPage  = "page"
	secondPage = "second"
	thirdPage  = "third"

	plainPages  = "/"
	portalPages = "/portail/"
)

// peersFolder has the peers, in the module's folder: make bench installs them.
const peersFolder = ".build/peers/node_modules"

func newSite(subjects []subject, built *build.Result) (*site, error) {
	s := &site{files: make(map[string]file)}
	portal, err := s.addPortal(built.Dir)
	if err != nil {
		return nil, err
	}
	for _, subject := range subjects {
		for _, f := range subject.files {
			name := filepath.Join(built.Root, peersFolder, filepath.FromSlash(f.file))
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, fmt.Errorf("the other banners are missing: run make bench, "+
					"or leave them out with -only bare,floor,least,ours: %w", err)
			}
			s.add("/"+subject.name+"/"+f.name, immutable, data)
		}
		s.add("/"+subject.name+"/script.js", immutable, []byte(subject.text(".js")))
		head, body := subject.text(".html"), subject.text("-body.html")
		s.addPages(plainPages+subject.name, plainPage(head, body))
		s.addPages(portalPages+subject.name, portalPage(portal, head, body))
	}
	if err := s.addBuild("/"+ours.name+"/", built); err != nil {
		return nil, err
	}
	s.server = httptest.NewServer(s)
	return s, nil
}

// addPortal serves the demo portal's files, as make run does, and returns its first page.
func (s *site) addPortal(dist string) (html string, err error) {
	handler, err := server.New(dist)
	if err != nil {
		return "", err
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/portail/opendata.aude.fr", nil))
	if n := len(bannerTag.FindAllString(w.Body.String(), -1)); n != 1 {
		return "", fmt.Errorf("the demo portal's page has %d script tags of the banner, want 1", n)
	}
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

// portalPage is the demo portal's page with a subject in it.
func portalPage(html, head, body string) string {
	html = gated.ReplaceAllLiteralString(html, "")
	html = bannerTag.ReplaceAllLiteralString(html, head)
	return strings.Replace(html, "<body>", "<body>\n"+body, 1)
}

// addPages serves a page at the three paths of a folder.
func (s *site) addPages(folder, html string) {
	for _, name := range []string{firstPage, secondPage, thirdPage} {
		s.add(folder+"/"+name, revalidated, []byte(html))
	}
}

// add serves data at a path, compressed as much as brotli can.
func (s *site) add(at, cache string, data []byte) {
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, brotli.BestCompression)
	w.Write(data) // writes to memory don't fail
	w.Close()
	s.addPacked(at, cache, packed.Bytes())
}

func (s *site) addPacked(at, cache string, packed []byte) {
	mediaType := mime.TypeByExtension(path.Ext(at))
	switch path.Ext(at) {
	case "":
		mediaType = "text/html; charset=utf-8"
	case ".wasm":
		mediaType = "application/wasm"
	}
	s.files[at] = file{packed, mediaType, cache, fmt.Sprintf(`"%x"`, sha256.Sum256(packed))}
}

// addBuild serves a build's files. It takes the compressed copies that the build made:
// compressing the program takes long.
func (s *site) addBuild(at string, built *build.Result) error {
	for _, f := range built.Files {
		cache := immutable // their names hold their hash
		if f.Name == built.Script || strings.HasPrefix(f.Name, "charters/") {
			cache = revalidated
		}
		name := filepath.Join(built.Dir, filepath.FromSlash(f.Name))
		if f.Brotli > 0 {
			packed, err := os.ReadFile(name + ".br")
			if err != nil {
				return err
			}
			s.addPacked(at+f.Name, cache, packed)
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		s.add(at+f.Name, cache, data)
	}
	return nil
}

// ServeHTTP sends a file, or status 304.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := s.files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "br") {
		http.Error(w, "This server only sends brotli.", http.StatusNotAcceptable)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", f.cache)
	h.Set("ETag", f.tag)
	if r.Header.Get("If-None-Match") == f.tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", f.mediaType)
	h.Set("Content-Encoding", "br")
	h.Set("Content-Length", strconv.Itoa(len(f.packed)))
	w.Write(f.packed)
}

// plainNodes is roughly the number of elements on the plain page, as on a catalogue
// with its facets: between the 800 that Lighthouse warns of and the 1,400 that it
// finds too many.
const plainNodes = 1200

// plainPage is a plain French portal with a subject in it.
func plainPage(head, body string) string {
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
