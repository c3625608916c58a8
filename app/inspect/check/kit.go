//go:build !js

package check

import (
	"bytes"
	"net/http"
	"strings"
)

// asksNoConsent matches the function of Huwise's starter kit that says whether Piano may measure,
// as bundlers write it: only a cookie that refuses Piano counts.
var asksNoConsent = re(`\.piano\s*!==?\s*(!1|false)\b|(!1|\bfalse)\s*!==?\s*[^;{}]{0,40}\bpiano\b`)

// kit looks into the scripts of a Next.js application for that function.
func (c *checker) kit() {
	if c.page.Address == nil {
		return
	}
	fetched := 0
	for _, e := range c.elements {
		address, ok := c.resolve(e.attr("src"))
		if e.name != "script" || !ok || !strings.Contains(address.Path, "/_next/") {
			continue
		}
		if fetched++; fetched > mostFiles {
			return
		}
		got, err := c.fetch(c.ctx, address)
		if err != nil || got.Status != http.StatusOK ||
			!bytes.Contains(got.Body, []byte("cookies_preferences")) || !asksNoConsent.Match(got.Body) {
			continue
		}
		c.say(Missing, "Kit de démarrage Huwise", "Piano mesure l’audience avant tout choix : la "+
			"fonction isPianoAnalyticsAllowed() du kit renvoie true lorsque le cookie est absent ("+
			address.String()+"). Votre intégrateur doit la remplacer : la recette est dans "+
			"web/docs/fr/installation.md, « Le kit de démarrage de Huwise ».")
		return
	}
}
