//go:build !js

package check

import "slices"

var (
	writes = re(`\bdocument\.write(ln)?\b`)
	// delayed matches a script that writes after it has run: browsers then begin the page again.
	delayed = re(`(?s)\b(setTimeout|setInterval|requestAnimationFrame)\s*\(.*document\.write`)
)

// oldTags names the scripts that wait for the choice and write into the page.
func (c *checker) oldTags() {
	const subject = "Scripts qui écrivent dans la page"
	trusted := slices.ContainsFunc(c.policies(), func(policy map[string][]string) bool {
		return hasKeyword(policy["require-trusted-types-for"], "'script'")
	})
	for _, e := range c.elements {
		if e.name != "script" || !e.has("data-cookies") || !writes.MatchString(e.text) {
			continue
		}
		const begin = "Ce script appelle document.write ("
		switch {
		case trusted:
			c.say(Missing, subject, begin+e.where()+"), ce que la politique de la page interdit "+
				"(require-trusted-types-for) : il n’écrira rien.")
		case delayed.MatchString(e.text):
			c.say(Unsure, subject, begin+e.where()+") après une minuterie : si la page est déjà "+
				"lue, le navigateur l’efface. Demandez une version récente de cette balise.")
		default:
			c.say(Good, subject, begin+e.where()+") : ce qu’il écrit s’affiche à sa place.")
		}
	}
}
