//go:build !js

package bench

import (
	"fmt"
	"strings"
)

// plainNodes is about how many elements the subjects' plain page has: those of a
// catalogue with its facets; between the 800 of which Lighthouse warns and the
// 1,400 that it finds too many.
const plainNodes = 1200

const pageStyle = `body{margin:0;font:1rem/1.5 sans-serif}header,main{padding:1rem;max-width:60rem;margin:auto}` +
	`li{display:inline-block;width:18rem;margin:0 1rem 1rem 0;vertical-align:top}`

// page is a plain French portal with a subject in it, of at least so many
// elements.
func page(head, bodyStart, bodyEnd string, nodes int) string {
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
	for i := range (nodes + each - 1) / each {
		fmt.Fprintf(&p, `<li><h2>Jeu de données %d</h2><p>Mis à jour le <time>%d mars</time>, <a href="#jeu-%d">voir</a>.</p></li>
`, i+1, i%31+1, i+1)
	}
	p.WriteString("</ul></main>\n" + bodyEnd + "\n</body></html>\n")
	return p.String()
}

// charterText is a charter that declares n cookies.
func charterText(n int) string {
	var c strings.Builder
	c.WriteString("Charte cookies\n\nCette charte est de celles que make bench mesure.\n\n" +
		"Les cookies « statistiques » permettent de suivre les actions d'un internaute sur un site web.\n\n" +
		"Cookies statistiques\n\nNom du prestataire\tService et emplacement\tNom du cookies\tFinalités\n")
	for i := range n {
		fmt.Fprintf(&c, "Prestataire %d\tMesure du portail\tcookie_%d\tCompter les visites, partie %d.\n", i, i, i)
	}
	return c.String()
}
