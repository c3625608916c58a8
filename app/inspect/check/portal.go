//go:build !js

package check

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
	"cookies-preferences/charter/convert"
	"cookies-preferences/charter/read"
)

// platformButton is the class of the button in Opendatasoft's own footer.
const platformButton = "ods-manage-cookies-preferences__show-button"

// The commands that the report proposes.
var (
	converts = build.CommandLine() + " charter convert FICHIER"
	reads    = build.CommandLine() + " charter read FICHIER"
)

// button looks for the button that reopens the preferences: withdrawing consent must be as easy as
// giving it (GDPR art. 7(3)).
func (c *checker) button() {
	const subject = "Bouton « Gérer mes cookies »"
	var dead *element
	for i, e := range c.elements {
		classes := strings.Fields(e.attr("class"))
		if e.attr("data-cookies-preferences") == "open" ||
			slices.Contains(classes, platformButton) {
			if e.isControl() {
				c.say(Good, subject, "Présent ("+e.where()+").")
				return
			}
			dead = &c.elements[i]
		}
	}
	if dead != nil {
		c.say(Unsure, subject, "<"+dead.name+"> ("+dead.where()+") n’est pas un bouton : "+
			"le clavier peut ne pas l’atteindre, et un iPhone n’en transmet pas le toucher. Placez "+
			`data-cookies-preferences="open" sur un <button type="button">.`)
		return
	}
	c.say(Missing, subject, "Il manque : chaque page doit permettre de modifier son choix. "+
		"Ajoutez au pied de page "+
		`<button type="button" data-cookies-preferences="open">Gérer mes cookies</button>. `+
		"Si un script l’ajoute, cette vérification ne peut pas le voir.")
}

// isControl reports whether keys reach an element, and touches on iOS, which sends no click to
// others without cursor: pointer. What is in a component can't be seen.
func (e element) isControl() bool {
	link := slices.Contains([]string{"a", "area"}, e.name) && e.attr("href") != ""
	return link || strings.Contains(e.name, "-") ||
		slices.Contains([]string{"button", "input", "summary"}, e.name)
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
	text, builtIn := charter.Portal(host)
	if where == "" && builtIn {
		c.say(Good, subject, "La charte du portail "+host+" est fournie avec le bandeau.")
		if understood, err := read.Parse(text); err == nil {
			c.declaresExempt(subject, understood)
		}
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
		c.parse(subject, address, got.Body, host)
	}
	if c.banner.attr("data-version") == "" {
		c.say(Unsure, subject, "Sans l’attribut data-version, les visiteurs ne seront pas "+
			"interrogés de nouveau quand la charte changera.")
	}
}

// parse checks the text of a portal's charter.
func (c *checker) parse(subject string, address *url.URL, text []byte, host string) {
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
	understood, err := read.Parse(text)
	if wrong, ok := errors.AsType[*charter.Error](err); ok {
		if wrong.Line > 0 {
			where += fmt.Sprintf(", ligne %d", wrong.Line)
		}
		c.say(Missing, subject, where+" : "+french.CharterError(wrong))
		return
	}
	if !bytes.Equal(understood.Text, text) {
		c.say(Missing, subject, french.Spaces("« "+understood.Title+" » ("+where+") n’a pas la forme "+
			"que lit le bandeau : des cookies y manqueront, ou y seront mal classés. Publiez le texte "+
			"qu’en donne « "+converts+" »."))
	} else {
		c.say(Good, subject, fmt.Sprintf("« %s » est lisible (%s).", understood.Title, where))
	}
	warnings := understood.Warnings
	if w, other := understood.OtherPortal(host, c.page.Address.Hostname()); other &&
		!c.samePortal(host, w.Text) {
		warnings = append(warnings, w)
	}
	c.warn(subject, warnings)
	c.declaresExempt(subject, understood)
}

// declaresExempt checks that the charter says of each exempt tracker that it needs no consent.
func (c *checker) declaresExempt(subject string, understood read.Charter) {
	for _, n := range c.tag.Undeclared(understood.Cookies) {
		if n == preferences.GoogleAnalytics {
			c.say(Missing, subject, "Google Analytics ne remplit pas les conditions de l’exemption : "+
				"Google réutilise ses données. Retirez ga de data-exempt.")
			continue
		}
		c.say(Missing, subject, "data-exempt déclare que "+n.Label()+" mesure l’audience sans "+
			"consentement, mais la charte ne le dit pas. Indiquez-y ses cookies, leur durée (13 mois "+
			"au plus), et que cette mesure est exemptée de consentement.")
	}
}

// warn says what to mend in a charter.
func (c *checker) warn(subject string, warnings []read.Warning) {
	const most = 10
	for _, w := range warnings[:min(most, len(warnings))] {
		where := ""
		if w.Line > 0 {
			where = fmt.Sprintf("ligne %d : ", w.Line)
		}
		c.say(Unsure, subject, french.Spaces(where)+french.CharterWarning(w))
	}
	if more := len(warnings) - most; more > 0 {
		c.say(Unsure, subject, "Et "+french.Count(more, "autre remarque", "autres remarques")+
			french.Spaces(" : « "+reads+" » les donne toutes."))
	}
}

// unconverted says that the visitor's banner only reads a charter's text.
func (c *checker) unconverted(subject, where string, format convert.Format) {
	form := map[convert.Format]string{
		convert.HTML: "en HTML", convert.Markdown: "en Markdown", convert.Sheet: "en CSV",
	}[format]
	c.say(Missing, subject, french.Spaces(where+" est "+form+" : le bandeau ne lit que du texte, "+
		"et affiche à sa place la charte type d’Opendatasoft. Enregistrez-la, puis publiez le "+
		"texte qu’en donne « "+converts+" »."))
}
