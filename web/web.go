// Package web embeds the pages of the demo portals, for the server of the previews.
//
// The build reads the loader, the stylesheets and the workshop's page from this folder; they are
// not embedded. The readers are there to be copied into portals. The tests of this package check
// the documents: links, names, the readers' code, and the rows of the accessibility statement.
package web

import (
	"embed"
	"io/fs"
)

// Portal holds the demo portals' page: the template portal.html, and under static/ what
// that page asks for.
var Portal = func() fs.FS {
	portal, err := fs.Sub(files, "preview/portal")
	if err != nil {
		panic(err) // cannot happen: the path is a constant
	}
	return portal
}()

//go:embed preview/portal
var files embed.FS
