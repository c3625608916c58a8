package harness

import (
	"fmt"
	"testing"
)

// framePage serves a page with frames that wait, under a strict policy.
func FramePage(t *testing.T, attributes string) *Page {
	t.Helper()
	ServeText(t, "/video", "text/html", `<!doctype html><html lang="fr"><title>Vidéo</title><p>Une vidéo`)
	return ServeGates(t, `data-portal="`+Aude+`" `+attributes, `
		<iframe id="video" title="Vidéo" width="560" height="315" data-cookies="third_party" data-src="video"></iframe>
		<iframe id="boxed" title="Mesures" width="400" height="250" sandbox="allow-popups" data-cookies="matomo" data-src="video"></iframe>
		<iframe id="pixel" title="Mesure" width="1" height="1" data-cookies="statistics" data-src="video"></iframe>
		<p id="after">Après</p>`)
}

// inFrame is a script that finds an element in a frame.
func InFrame(frame, selector string) string {
	return fmt.Sprintf(`$("%s").contentDocument?.querySelector("%s")`, frame, selector)
}
