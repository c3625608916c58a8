//go:build !js

package check

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/charter"
)

// button looks for what reopens the preferences (CNIL: a choice is withdrawn as
// easily as it is made).
func (c *checker) button() {
	const subject = "Bouton « Gérer mes cookies »"
	for _, e := range c.elements {
		if e.attr("data-cookies-preferences") == "open" ||
			slices.Contains(strings.Fields(e.attr("class")), "ods-manage-cookies-preferences__show-button") {
			c.say(Good, subject, "Il est là ("+e.where()+").")
			return
		}
	}
	c.say(Missing, subject, "Il manque : chaque page doit permettre de revenir sur son choix. Ajoutez au pied de page "+
		`<button type="button" data-cookies-preferences="open">Gérer mes cookies</button>. `+
		"Si un script l’ajoute, cette vérification ne peut pas le voir.")
}

// charter looks whether the charter that the visitor would be shown can be read.
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
	_, builtIn := charter.Portal(host)
	if where == "" && builtIn {
		c.say(Good, subject, "Celle de "+host+" est fournie avec le bandeau.")
		return
	}
	own := where == ""
	if own { // as a build with a folder of charters has it
		where = strings.TrimSuffix(withoutQuery(c.banner.attr("src")), "banner.js") + "charters/" + host + ".txt"
	}
	address, ok := c.resolve(where)
	if !ok || c.fetch == nil {
		c.say(Unsure, subject, "Non vérifiée : cette page est lue hors ligne.")
		return
	}
	got, err := c.fetch(c.ctx, address)
	switch {
	case own && (err != nil || got.Status != 200):
		c.say(Missing, subject, "Aucune n’est fournie avec le bandeau pour « "+host+" », et data-charter manque : le visiteur voit la charte type d’Opendatasoft. "+
			"Publiez la vôtre et donnez son adresse dans data-charter.")
	case err != nil:
		c.say(Missing, subject, fmt.Sprintf("%s est injoignable (%v).", address, err))
	case got.Status != 200:
		c.say(Missing, subject, fmt.Sprintf("%s répond par le code %d au lieu de 200.", address, got.Status))
	case c.crosses(address) && !c.shares(got):
		c.say(Missing, subject, fmt.Sprintf("%s est sur un autre hôte, qui n’envoie pas l’en-tête Access-Control-Allow-Origin.", address))
	default:
		c.parse(subject, address.String(), got.Body)
	}
	if c.banner.attr("data-version") == "" {
		c.say(Unsure, subject, "Sans data-version, personne n’est interrogé de nouveau quand elle change.")
	}
}

func withoutQuery(address string) string {
	address, _, _ = strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	return address
}

// parse reads a charter's text.
func (c *checker) parse(subject, where string, text []byte) {
	parsed, err := charter.Parse(text)
	var wrong *charter.Error
	switch {
	case errors.As(err, &wrong) && wrong.Line > 0:
		c.say(Missing, subject, fmt.Sprintf("%s, ligne %d : %s", where, wrong.Line, french.CharterError(wrong)))
	case errors.As(err, &wrong):
		c.say(Missing, subject, fmt.Sprintf("%s : %s", where, french.CharterError(wrong)))
	default:
		c.say(Good, subject, fmt.Sprintf("« %s » se lit bien (%s).", parsed.Title, where))
	}
}
