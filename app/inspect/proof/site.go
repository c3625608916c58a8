//go:build !js

package proof

import (
	"net/http"
	"path"
	"strings"
	"time"

	"cookies-preferences/app/internal/tag"
)

// serve answers for all hosts that the portals' tags name: with each portal's page, its charter,
// and the files of a build beside its script.
func serve(subjects []subject, folder string) http.Handler {
	files := http.FileServer(http.Dir(folder))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Other origins may fetch the program and the charter.
		w.Header().Set("Access-Control-Allow-Origin", "*")
		address := "https://" + r.Host + r.URL.EscapedPath()
		for _, s := range subjects {
			beside, _ := path.Split(s.ScriptAddress)
			switch {
			case address == s.Page().String():
				write(w, r, "page.html", neutralPage(s.Tag))
			case s.Charter != "" && address == s.CharterAddress:
				write(w, r, "charte.txt", string(s.Text))
			case strings.HasPrefix(address, beside):
				r.URL.Path = "/" + strings.TrimPrefix(address, beside)
				files.ServeHTTP(w, r)
			default:
				continue
			}
			return
		}
		http.NotFound(w, r)
	})
}

// write answers with a text; the name tells its type.
func write(w http.ResponseWriter, r *http.Request, name, text string) {
	http.ServeContent(w, r, name, time.Time{}, strings.NewReader(text))
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
