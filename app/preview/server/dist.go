//go:build !js

package server

import (
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
)

// mediaTypes maps the extensions of a build's files. Machines' own tables disagree about .ts
// and .webmanifest.
var mediaTypes = map[string]string{
	".js":          "text/javascript; charset=utf-8",
	".wasm":        "application/wasm",
	".css":         "text/css; charset=utf-8",
	".svg":         "image/svg+xml",
	".html":        "text/html; charset=utf-8",
	".json":        "application/json",
	".webmanifest": "application/manifest+json",
	".txt":         "text/plain; charset=utf-8",
	".ts":          "text/plain; charset=utf-8",
	".gz":          "application/gzip", // fetched by that name, the loader decompresses it
	".br":          "application/octet-stream",
	"":             "text/plain; charset=utf-8", // SHA384SUMS
}

// hashed matches the names that hold a hash of the content: such a file never changes.
var hashed = regexp.MustCompile(`-[0-9a-f]{16}\.[a-z]+(\.gz|\.br)?$`)

// build delivers the files of a build, to any origin, compressed where the build has a
// compressed copy that the browser accepts.
type build struct{ files fs.FS }

func (b build) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	info, err := fs.Stat(b.files, name)
	if err == nil && info.IsDir() {
		http.Redirect(w, r, r.URL.Path+"/", http.StatusFound)
		return
	}
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-cache")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if mediaType, known := mediaTypes[path.Ext(name)]; known {
		h.Set("Content-Type", mediaType)
	}
	h.Set("Vary", "Accept-Encoding")
	if hashed.MatchString(name) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	for _, copy := range []struct{ coding, extension string }{{"br", ".br"}, {"gzip", ".gz"}} {
		_, err := fs.Stat(b.files, name+copy.extension)
		if err == nil && accepts(r, copy.coding) {
			h.Set("Content-Encoding", copy.coding)
			name += copy.extension
			break
		}
	}
	http.ServeFileFS(w, r, b.files, name)
}

// accepts reports whether a request accepts a coding. One with a weight counts as refused:
// browsers send none, and the file as it is suits everybody.
func accepts(r *http.Request, coding string) bool {
	header := strings.Join(r.Header.Values("Accept-Encoding"), ",")
	return slices.Contains(strings.Split(strings.ReplaceAll(header, " ", ""), ","), coding)
}
