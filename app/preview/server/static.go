//go:build !js

package server

import (
	"io/fs"
	"net/http"
	"path"
)

// static delivers what the portal pages need besides their HTML: of the
// embedded files, the stylesheet and the drawings only.
type static struct{ files fs.FS }

// staticTypes are the media types of what static delivers, by extension.
var staticTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml",
}

// ServeHTTP answers a GET or a HEAD.
func (s static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	name := r.PathValue("name")
	mediaType := staticTypes[path.Ext(name)]
	body, err := fs.ReadFile(s.files, "portal/"+name)
	if err != nil || mediaType == "" {
		http.Error(w, "There is no such file.", http.StatusNotFound)
		return
	}
	send(w, r, mediaType, "no-cache", body)
}
