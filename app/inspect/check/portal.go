//go:build !js

package check

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
	"cookies-preferences/charter/convert"
)

// platformButton is the class of the button in Opendatasoft's own footer.
const platformButton = "ods-manage-cookies-preferences__show-button"

// button looks for the button that reopens the preferences: withdrawing consent must be as easy as
// giving it (GDPR art. 7(3)).
func (c *checker) button() {
	const subject = "Bouton « Gérer mes cookies »"
	for _, e := range c.elements {
		classes := strings.Fields(e.attr("class"))
		if e.attr("data-cookies-preferences") == "open" ||
			slices.Contains(classes, platformButton) {
			c.say(Good, subject, "Présent ("+e.where()+").")
			return
		}
	}
	c.say(Missing, subject, "Il manque : chaque page doit permettre de modifier son choix. "+
		"Ajoutez au pied de page "+
		`<button type="button" data-cookies-preferences="open">Gérer mes cookies</button>. `+
		"Si un script l’ajoute, cette vérification ne peut pas le voir.")
}

// charter checks that the charter that visitors get can be read.
func (c *checker) charter() {
	const subject = "Charte cookies"
	if c.banner == nil {
		return
	}
	host := strings.ToLower(c.banner.attr("data-portal"))
	if host == "" && c.page.Address != nil {
		host = c.page.Address.Hostname()
	}
	where := c.banner.attr("data-charter")
	if !tag.IsHTTP(where) {
		where = "" // the banner ignores it
	}
	_, builtIn := charter.Portal(host)
	if where == "" && builtIn {
		c.say(Good, subject, "La charte du portail "+host+" est fournie avec le bandeau.")
		return
	}
	address, ok := c.resolve(cmp.Or(where, c.banner.attr("src")))
	if !ok || c.page.Address == nil {
		c.say(Unsure, subject, "Non vérifiée : la page est analysée hors connexion.")
		return
	}
	if where == "" { // a build with a folder of charters has it beside the script
		address = address.ResolveReference(&url.URL{Path: "charters/" + host + ".txt"})
		if got, err := c.fetch(c.ctx, address); err != nil || got.Status != http.StatusOK {
			c.say(Missing, subject,
				"Aucune charte n’est fournie avec le bandeau pour « "+host+" », "+
					"et l’attribut data-charter manque : le visiteur lit la charte type "+
					"d’Opendatasoft. Publiez votre charte et indiquez son adresse dans "+
					"data-charter.")
			return
		}
	}
	if got, ok := c.get(subject, address, "la charte ne s’affichera pas"); ok {
		c.parse(subject, address, got.Body)
	}
	if c.banner.attr("data-version") == "" {
		c.say(Unsure, subject, "Sans l’attribut data-version, les visiteurs ne seront pas "+
			"interrogés de nouveau quand la charte changera.")
	}
}

// parse checks a charter's text.
func (c *checker) parse(subject string, address *url.URL, text []byte) {
	where := address.String()
	name := path.Base(address.Path)
	if _, err := convert.Text(name, text); err != nil {
		c.say(Missing, subject, french.Spaces(where+" : ")+err.Error())
		return
	}
	if format, _ := convert.Detect(name, text); format != convert.Plain {
		c.unconverted(subject, where, format)
		return
	}
	parsed, err := charter.Parse(text)
	if wrong, ok := errors.AsType[*charter.Error](err); ok {
		if wrong.Line > 0 {
			where += fmt.Sprintf(", ligne %d", wrong.Line)
		}
		c.say(Missing, subject, where+" : "+french.CharterError(wrong))
		return
	}
	c.say(Good, subject, fmt.Sprintf("« %s » est lisible (%s).", parsed.Title, where))
}

// unconverted says that the visitor's banner only reads a charter's text.
func (c *checker) unconverted(subject, where string, format convert.Format) {
	form := map[convert.Format]string{
		convert.HTML: "en HTML", convert.Markdown: "en Markdown", convert.Sheet: "en CSV",
	}[format]
	c.say(Missing, subject, french.Spaces(where+" est "+form+" : le bandeau ne lit que du texte, "+
		"et affiche à sa place la charte type d’Opendatasoft. Enregistrez-la, puis publiez le "+
		"texte qu’en donne « go run ./app charter convert FICHIER »."))
}
