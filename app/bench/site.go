//go:build !js

package bench

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"

	"cookies-preferences/app/build"
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
	secondPage = "suite"
	thirdPage  = "fin"

	plainPages  = "/"
	portalPages = "/portail/"
)

// withTrackers is the folder of our pages that declare trackers.
const withTrackers = "ours-trackers"

func newSite(ctx context.Context, subjects []subject, o Options) (*site, error) {
	s := &site{files: make(map[string]file)}
	portal, err := readPortal(o.Build.Dir)
	if err != nil {
		return nil, err
	}
	for path, data := range portal.files {
		s.add(path, revalidated, data)
	}
	peers := ""
	for _, subject := range subjects {
		if len(subject.files) > 0 && peers == "" {
			var err error
			if peers, err = installPeers(ctx, o.Build.Root, o.Log); err != nil {
				return nil, err
			}
		}
		folder := "/" + subject.name
		for _, f := range subject.files {
			data, err := os.ReadFile(filepath.Join(peers, "node_modules", filepath.FromSlash(f.file)))
			if err != nil {
				return nil, err
			}
			s.add(folder+"/"+f.name, immutable, data)
		}
		if subject.script != "" {
			s.add(folder+"/script.js", immutable, []byte(subject.script))
		}
		head := strings.ReplaceAll(subject.head, "FOLDER", folder)
		s.addPages(plainPages+subject.name, page(head, subject.bodyStart))
		s.addPages(portalPages+subject.name, portal.page(head, subject.bodyStart))
	}
	if err := s.addBuild("/"+ours.name+"/", o.Build); err != nil {
		return nil, err
	}
	head := strings.ReplaceAll(oursTag(` data-trackers="matomo ga"`), "FOLDER", "/"+ours.name)
	s.addPages(plainPages+withTrackers, page(head, ""))
	s.addPages(portalPages+withTrackers, portal.page(head, ""))
	s.server = httptest.NewServer(s)
	return s, nil
}

func (s *site) close() { s.server.Close() }

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
