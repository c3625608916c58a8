//go:build !js

package server

import (
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// mediaTypes of what make dist writes, by extension. The compressed files are
// also served under their own names, to a loader that decompresses by itself.
var mediaTypes = map[string]string{
	".js":   "text/javascript; charset=utf-8",
	".wasm": "application/wasm",
	".css":  "text/css; charset=utf-8",
	".svg":  "image/svg+xml",
	".html": "text/html; charset=utf-8",
	".json": "application/json",
	".txt":  "text/plain; charset=utf-8",
	".ts":   "text/plain; charset=utf-8", // what it declares is for editors, not for browsers
	".gz":   "application/gzip",
	".br":   "application/octet-stream",

	".webmanifest": "application/manifest+json",
}

// checksums is the one file of the build without an extension.
const checksums = "SHA384SUMS"

// hashed matches the names that hold the hash of their content: what they name
// never changes.
var hashed = regexp.MustCompile(`^[a-z]+-[0-9a-f]{16}\.(wasm|js|css)(\.gz|\.br)?$`)

// precompressed are the codings whose files may stand beside a file, best first.
var precompressed = []struct{ coding, extension string }{
	{"br", ".br"},
	{"gzip", ".gz"},
}

// dist delivers the files that make dist wrote, to any origin. It never leaves
// its folder (see [os.Root]), nor lists it.
type dist struct{ folder string }

// ServeHTTP answers a GET or a HEAD.
func (d dist) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("X-Content-Type-Options", "nosniff")
	name := r.PathValue("name")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	mediaType := mediaTypeOf(name)
	root, err := os.OpenRoot(d.folder)
	if err != nil || mediaType == "" {
		h.Set("Cache-Control", "no-store")
		http.Error(w, "There is no such file in the build.", http.StatusNotFound)
		return
	}
	defer root.Close()
	d.deliver(w, r, root, name, mediaType)
}

// deliver sends the file in the coding that suits the client.
func (d dist) deliver(w http.ResponseWriter, r *http.Request, root *os.Root, name, mediaType string) {
	files := openCodings(root, name)
	defer closeAll(files)
	if files[identity] == nil {
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "There is no such file in the build.", http.StatusNotFound)
		return
	}
	w.Header().Set("Vary", "Accept-Encoding")
	coding := negotiate(r.Header.Values("Accept-Encoding"), available(files))
	if coding == "" {
		http.Error(w, "None of the codings accepted is available.", http.StatusNotAcceptable)
		return
	}
	body, err := io.ReadAll(files[coding])
	if err != nil {
		http.Error(w, "The file could not be read.", http.StatusInternalServerError)
		return
	}
	if coding != identity {
		w.Header().Set("Content-Encoding", coding)
	}
	caching := "no-cache"
	if hashed.MatchString(path.Base(name)) {
		caching = "public, max-age=31536000, immutable"
	}
	send(w, r, mediaType, caching, body)
}

// mediaTypeOf returns the type of a file of the build, "" for a name that is
// none.
func mediaTypeOf(name string) string {
	if base := path.Base(name); base == checksums {
		return mediaTypes[".txt"]
	} else if strings.HasPrefix(base, ".") {
		return ""
	}
	return mediaTypes[path.Ext(name)]
}

// openCodings opens a file and the compressed ones beside it, by coding. What is
// missing, is a folder or lies outside is left out.
func openCodings(root *os.Root, name string) map[string]*os.File {
	files := make(map[string]*os.File)
	open := func(coding, name string) {
		file, err := root.Open(name)
		if err != nil {
			return
		}
		if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
			file.Close()
			return
		}
		files[coding] = file
	}
	open(identity, name)
	for _, p := range precompressed {
		open(p.coding, name+p.extension)
	}
	return files
}

// closeAll closes files that were only read.
func closeAll(files map[string]*os.File) {
	for _, file := range files {
		file.Close()
	}
}

// available lists the codings of a file, best first and identity last.
func available(files map[string]*os.File) []string {
	var codings []string
	for _, p := range precompressed {
		if files[p.coding] != nil {
			codings = append(codings, p.coding)
		}
	}
	return append(codings, identity)
}

// send answers with a body and its strong entity tag, or 304 if the client has
// it. The tag is the hash of the very octets sent, so each coding has its own.
func send(w http.ResponseWriter, r *http.Request, mediaType, caching string, body []byte) {
	tag := fmt.Sprintf(`"%x"`, sha256.Sum256(body))
	h := w.Header()
	h.Set("Cache-Control", caching)
	h.Set("ETag", tag)
	if sameTag(r.Header.Values("If-None-Match"), tag) {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", mediaType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.Write(body)
}
