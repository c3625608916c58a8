// Package web holds what the servers need of this folder: the templates, the
// catalogues and the static files of the portal pages.
//
// The loader's modules, the stylesheets and the workshop's page, which live beside it,
// are read by the build and are not embedded here. Neither are readers, which are
// there to be copied by who reads the cookie.
package web

import (
	"embed"
	"io/fs"
)

// Portal holds the demo portal, under "portal/": templates (*.html), what the
// browser asks for (*.css, *.svg), and catalogues/HOST.json, one for each portal.
var Portal = func() fs.FS {
	portal, err := fs.Sub(files, "preview")
	if err != nil {
		panic(err) // the name is not a path
	}
	return portal
}()

//go:embed preview/portal
var files embed.FS
