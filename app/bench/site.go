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

// site serves the subjects' pages and files from memory, all with brotli.
type site struct {
	server *httptest.Server
	files  map[string]file
}

// file is what is sent for a path.
type file struct {
	packed                []byte
	mediaType, cache, tag string
}

// A subject's pages: the others are of the same site, with the same in them. There
// are two of each, plain and as a portal's are.
const (
	firstPage  = "page"
	secondPage = "suite"
	thirdPage  = "fin"

	plainPages  = "/"
	portalPages = "/portail/"
)

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
		s.addPages(plainPages+subject.name, page(head, subject.bodyStart, "", plainNodes))
		s.addPages(portalPages+subject.name, portal.page(head, subject.bodyStart))
	}
	if err := s.addBuild("/"+ours.name+"/", o.Build); err != nil {
		return nil, err
	}
	const trackers = ` data-trackers="matomo ga"`
	s.addOurs(withTrackers, trackers, "", plainNodes)
	s.addPages(portalPages+withTrackers, portal.page(oursHead(trackers), ""))
	if o.does(Growth) {
		s.addGrowth()
	}
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
	w.Write(data) // neither fails into memory
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

// addBuild serves a build's files. What is compressed beside them is taken as it
// is: the program takes long.
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

// ServeHTTP answers with a file, or that the browser has it already.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := s.files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "br") {
		http.Error(w, "There is only brotli here.", http.StatusNotAcceptable)
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
