//go:build !js

package bench

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"

	"cookies-preferences/app/preview/server"
)

// portal is the demo portal's first page as make run serves it, without its banner
// and its policy. Like every portal's page it has images and a stylesheet that
// blocks rendering.
type portal struct {
	html  string
	files map[string][]byte // requested by the page, by path
}

var (
	// gated is what waits for the choice on the demo page: no other subject knows it.
	gated     = regexp.MustCompile(`(?s)<(?:script|iframe)[^>]* data-cookies=.*?</(?:script|iframe)>`)
	bannerTag = regexp.MustCompile(`(?s)<script src="/banner/banner\.js".*?</script>`)
	staticURL = regexp.MustCompile(`/statique/([\w.-]+)|url\("([\w.-]+)"\)`) // the latter in the stylesheet
)

// readPortal gets the page from the demo's server, which serves a build's folder.
func readPortal(build string) (portal, error) {
	handler, err := server.New(server.Options{Dist: build})
	if err != nil {
		return portal{}, err
	}
	get := func(path string) (string, error) {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != http.StatusOK {
			return "", fmt.Errorf("the demo portal answers %s with status %d", path, w.Code)
		}
		return w.Body.String(), nil
	}
	p := portal{files: make(map[string][]byte)}
	if p.html, err = get("/portail/opendata.aude.fr"); err != nil {
		return portal{}, err
	}
	p.html = gated.ReplaceAllLiteralString(p.html, "")
	if n := len(bannerTag.FindAllString(p.html, -1)); n != 1 {
		return portal{}, fmt.Errorf("the demo portal's page has %d script tags of the banner, expected 1", n)
	}
	// Its files may name others, as a stylesheet does its images.
	for waiting := []string{p.html}; len(waiting) > 0; waiting = waiting[1:] {
		for _, found := range staticURL.FindAllStringSubmatch(waiting[0], -1) {
			path := "/statique/" + found[1] + found[2]
			if p.files[path] != nil {
				continue
			}
			text, err := get(path)
			if err != nil {
				return portal{}, err
			}
			p.files[path] = []byte(text)
			waiting = append(waiting, text)
		}
	}
	return p, nil
}

// page is the portal's page with a subject in it.
func (p portal) page(head, bodyStart string) string {
	html := bannerTag.ReplaceAllLiteralString(p.html, head)
	return strings.Replace(html, "<body>", "<body>\n"+bodyStart, 1)
}
