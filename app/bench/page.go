//go:build !js

package bench

import (
	"fmt"
	"strings"
)

// plainNodes is roughly the number of elements on the plain page, as on a catalogue
// with its facets: between the 800 that Lighthouse warns of and the 1,400 that it
// finds too many.
const plainNodes = 1200

const pageStyle = `body{margin:0;font:1rem/1.5 sans-serif}` +
	`header,main{padding:1rem;max-width:60rem;margin:auto}` +
	`li{display:inline-block;width:18rem;margin:0 1rem 1rem 0;vertical-align:top}`

// page is a plain French portal with a subject in it.
func page(head, bodyStart string) string {
	var p strings.Builder
	fmt.Fprintf(&p, `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Portail de données ouvertes</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>%s</style>
%s
</head><body>
%s
<header><h1>Portail de données ouvertes</h1></header>
<main><p>Toutes les données publiques du territoire, libres et gratuites.</p><ul>
`, pageStyle, head, bodyStart)
	const each = 5 // elements of a dataset below
	for i := range plainNodes / each {
		fmt.Fprintf(&p, `<li><h2>Jeu de données %d</h2><p>Mis à jour le <time>%d mars</time>, `+
			`<a href="#jeu-%d">voir</a>.</p></li>
`, i+1, i%31+1, i+1)
	}
	p.WriteString("</ul></main>\n</body></html>\n")
	return p.String()
}
