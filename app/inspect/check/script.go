//go:build !js

package check

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"cookies-preferences/app/internal/tag"
)

// isBanner reports whether an element is the banner's script tag.
func isBanner(e element) bool {
	if e.name != "script" || e.attr("src") == "" {
		return false
	}
	u, err := url.Parse(e.attr("src"))
	return err == nil && path.Base(u.Path) == "banner.js"
}

// script looks for the banner's script, and at its attributes.
func (c *checker) script() {
	const subject = "Script du bandeau"
	for i, e := range c.elements {
		if !isBanner(e) {
			continue
		}
		if c.banner != nil {
			c.say(Missing, subject, fmt.Sprintf("Il est là deux fois (%s et %s) : seul le premier compte. Ôtez l’autre.", c.banner.where(), e.where()))
			continue
		}
		c.banner = &c.elements[i]
	}
	if c.banner == nil {
		c.say(Missing, subject, "Il manque : aucune balise <script> de la page ne charge banner.js. "+
			"S’il est ajouté par un gestionnaire de balises, cette vérification ne peut pas le voir, et le bandeau arrive plus tard.")
		return
	}
	b := *c.banner
	t, host := tag.Read(b.attr), ""
	if c.page.Address != nil {
		host = c.page.Address.Hostname()
	}
	c.say(Good, subject, fmt.Sprintf("Il est là (%s), pour le portail %s.", b.where(), or(t.Portal, or(host, "dont c’est l’hôte"))))
	if !b.has("defer") && !b.has("async") && b.attr("type") != "module" {
		c.say(Unsure, subject, "Sans l’attribut defer, la page attend que le script soit chargé. Ajoutez defer.")
	}
	c.attributes(t, host)
	c.reach()
}

// attributes looks for values that the banner ignores, and for names that it
// does not know.
func (c *checker) attributes(t tag.Tag, host string) {
	const subject = "Attributs du script"
	before := len(c.findings)
	for _, wrong := range t.Wrong(host) {
		expected := map[string]string{
			"data-portal":  "un nom d’hôte, tel que donnees.ville.fr",
			"data-version": "au plus 32 caractères parmi A-Z a-z 0-9 . _ -",
			"data-domain":  "le nom d’hôte de la page, ou un domaine dont il fait partie",
		}[wrong.Attribute]
		if wrong.Words != nil {
			expected = "des mots parmi " + strings.Join(wrong.Words, ", ")
		}
		c.say(Missing, subject, fmt.Sprintf("%s est ignoré en entier, à cause de « %s ». Il faut %s.", wrong.Attribute, wrong.Value, expected))
	}
	for _, a := range c.banner.attrs {
		if strings.HasPrefix(a.Key, "data-") && !slices.Contains(tag.Names, a.Key) {
			c.say(Unsure, subject, fmt.Sprintf("%s n’est pas un attribut du bandeau%s.", a.Key, suggestion(a.Key)))
		}
	}
	if len(c.findings) == before && len(t.Attributes()) > 0 {
		c.say(Good, subject, "Le bandeau les comprend tous.")
	}
}

// suggestion is the attribute whose name differs least, if it differs little.
func suggestion(name string) string {
	least, nearest := 3, ""
	for _, known := range tag.Names {
		if d := distance(name, known); d < least {
			least, nearest = d, known
		}
	}
	if nearest == "" {
		return ""
	}
	return " ; voulez-vous dire " + nearest
}

// distance is how many characters must be changed, added or taken out to make one
// word of another (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// reach fetches the script, as the page does.
func (c *checker) reach() {
	const subject = "Fichiers du bandeau"
	address, ok := c.resolve(c.banner.attr("src"))
	if !ok || c.fetch == nil {
		c.say(Unsure, subject, "Non vérifiés : cette page est lue hors ligne.")
		return
	}
	got, err := c.fetch(c.ctx, address)
	switch {
	case err != nil:
		c.say(Missing, subject, fmt.Sprintf("%s est injoignable (%v).", address, err))
	case got.Status != 200:
		c.say(Missing, subject, fmt.Sprintf("%s répond par le code %d au lieu de 200.", address, got.Status))
	case !strings.Contains(string(got.Body), "cookies_preferences"):
		c.say(Missing, subject, fmt.Sprintf("%s n’est pas le script du bandeau : un autre fichier est venu à sa place.", address))
	case c.crosses(address) && !c.shares(got):
		c.say(Missing, subject, fmt.Sprintf("%s est sur un autre hôte, qui n’envoie pas l’en-tête Access-Control-Allow-Origin : "+
			"les préférences ne s’ouvriront pas. Envoyez « Access-Control-Allow-Origin: * » avec ces fichiers, ou posez-les sur l’hôte du portail.", address))
	default:
		c.others(subject, address, got.Body)
	}
}

// later are the names of files that a script of ours fetches when it needs them.
var later = regexp.MustCompile(`"([a-z]+-[0-9a-f]{16}\.(?:js|wasm))"`)

// others fetches the files that the script asks for later, which lie beside it.
func (c *checker) others(subject string, script *url.URL, text []byte) {
	found := 1
	for names := later.FindAllSubmatch(text, -1); len(names) > 0; found++ {
		name := string(names[0][1])
		names = names[1:]
		address := script.ResolveReference(&url.URL{Path: name})
		got, err := c.fetch(c.ctx, address)
		if err != nil || got.Status != 200 {
			c.say(Missing, subject, fmt.Sprintf("%s manque à côté du script (%s). Déposez tout le contenu de dist/, et gardez quelque temps les fichiers d’avant.",
				name, address))
			continue
		}
		if strings.HasSuffix(name, ".js") {
			names = append(names, later.FindAllSubmatch(got.Body, -1)...)
		}
		if found > 20 { // no build has as many
			break
		}
	}
	if !slices.ContainsFunc(c.findings, func(f Finding) bool { return f.Subject == subject && f.Level == Missing }) {
		c.say(Good, subject, fmt.Sprintf("%s et ce qu’il demande sont joignables (fichiers\u00a0: %d).", script, found))
	}
}

// crosses reports whether an address is of another origin than the page.
func (c *checker) crosses(address *url.URL) bool {
	return c.page.Address != nil && (address.Scheme != c.page.Address.Scheme || address.Host != c.page.Address.Host)
}

// shares reports whether a response of another origin may be read by the page.
func (c *checker) shares(got Response) bool {
	allowed := got.Header.Get("Access-Control-Allow-Origin")
	return allowed == "*" || allowed == c.page.Address.Scheme+"://"+c.page.Address.Host
}

func or(text, instead string) string {
	if text == "" {
		return instead
	}
	return text
}
