//go:build !js

package check

import (
	"cmp"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

// isBanner reports whether an element is the banner's script tag.
func isBanner(e element) bool {
	if e.name != "script" || e.attr("src") == "" {
		return false
	}
	u, err := url.Parse(e.attr("src"))
	return err == nil && path.Base(u.Path) == "banner.js"
}

// script looks for the banner's script tag, then checks its attributes and its files.
func (c *checker) script() {
	const subject = "Script du bandeau"
	for _, i := range c.named(subject) {
		e := c.elements[i]
		if !loadsAtOnce(e) || e.has("nomodule") {
			c.say(Missing, subject, "La balise ("+e.where()+") est désactivée ou retardée par son "+
				"attribut type ou nomodule. Si une extension de cache l’a modifiée, excluez-en "+
				"banner.js.")
			continue
		}
		if c.banner != nil {
			c.say(Missing, subject, fmt.Sprintf("La page le charge deux fois (%s et %s) : "+
				"seule la première balise compte. Supprimez l’autre.", c.banner.where(), e.where()))
			continue
		}
		c.banner = &c.elements[i]
	}
	if c.banner == nil {
		if len(c.findings) == 0 {
			c.say(Missing, subject,
				"Il manque : aucune balise <script> de la page ne charge banner.js. "+
					"Si un gestionnaire de balises l’ajoute, cette vérification ne peut pas le "+
					"voir, et le bandeau s’affiche plus tard.")
		}
		return
	}
	b, host := *c.banner, ""
	c.tag = tag.Read(b.attr)
	if c.page.Address != nil {
		host = c.page.Address.Hostname()
	}
	portal := cmp.Or(c.tag.Portal, host, "dont l’hôte sert cette page")
	c.say(Good, subject, fmt.Sprintf("Présent (%s), pour le portail %s.", b.where(), portal))
	if !b.has("defer") && !b.has("async") && b.attr("type") != "module" {
		c.say(Unsure, subject, "Sans l’attribut defer, la page attend le chargement du script. "+
			"Ajoutez defer à la balise.")
	}
	if folder := blockedFolder.FindString(b.attr("src")); folder != "" {
		c.say(Unsure, subject, "Des bloqueurs écartent les fichiers d’un dossier nommé "+folder+
			" : le bandeau n’atteint pas leurs utilisateurs. Donnez un autre nom au dossier, tel "+
			"que /cookies/.")
	}
	if a := c.page.Address; a != nil && a.Scheme == "http" && !isLocal(host) {
		c.say(Unsure, subject, "La page est en http : si le site répond aussi en https, un choix fait "+
			"en https n’y est pas lu et ne peut pas y être modifié. Redirigez http vers https.")
	}
	c.attributes(host)
	c.controller(host)
	c.host(c.tag.Portal)
	c.files()
}

// blockedFolder finds names of folders such as those in the lists of widespread blockers.
var blockedFolder = regexp.MustCompile(
	`(?i)/(cookies?|gdpr|rgpd|cnil|consent)[-_.]?(banner|bar|consent|law|notice|popup)s?/`)

// isLocal reports whether a host is one that pages are developed under: visitors use names.
func isLocal(host string) bool {
	return host == "localhost" || net.ParseIP(host) != nil
}

// named are the indexes of the elements that may be the banner's tag. Other products have files of
// the same name: where several have it, those that are ours, if any is.
func (c *checker) named(subject string) (all []int) {
	for i, e := range c.elements {
		if isBanner(e) {
			all = append(all, i)
		}
	}
	if len(all) < 2 {
		return all
	}
	var ours, others []int
	for _, i := range all {
		if c.isOurs(c.elements[i]) {
			ours = append(ours, i)
		} else {
			others = append(others, i)
		}
	}
	if len(ours) == 0 {
		return all
	}
	for _, i := range others {
		c.say(Good, subject, "Un autre script de la page se nomme aussi banner.js ("+
			c.elements[i].where()+") : ce n’est pas celui du bandeau.")
	}
	return ours
}

// isOurs reports whether a script that has the name of the banner's may be the banner's: another
// product's file shows that it isn't.
func (c *checker) isOurs(e element) bool {
	address, ok := c.resolve(e.attr("src"))
	if e.has("data-portal") || !ok || c.page.Address == nil {
		return true
	}
	got, err := c.fetch(c.ctx, address)
	return err != nil || got.Status != http.StatusOK ||
		strings.Contains(string(got.Body), "cookies_preferences")
}

// attributes looks for values that the banner ignores and for names that it doesn't know.
func (c *checker) attributes(host string) {
	const subject = "Attributs du script"
	before := len(c.findings)
	for _, wrong := range c.tag.Wrong(host) {
		c.say(Missing, subject, fmt.Sprintf("%s est ignoré en entier, à cause de « %s ». "+
			"Valeur attendue : %s.", wrong.Attribute, wrong.Value, french.Expected(wrong)))
	}
	var known, found []string
	for _, a := range c.tag.Attributes() {
		known = append(known, a.Name)
	}
	for _, a := range c.banner.attrs {
		if !strings.HasPrefix(a.Key, "data-") {
			continue
		}
		if found = append(found, a.Key); !slices.Contains(known, a.Key) {
			c.say(Unsure, subject, a.Key+" n’est pas un attribut du bandeau : vérifiez son "+
				"orthographe. Attributs connus : "+strings.Join(known, ", ")+".")
		}
	}
	if len(c.findings) == before && len(found) > 0 {
		c.say(Good, subject, "Le bandeau les reconnaît tous.")
	}
}

// controller asks for the body that is responsible, in a page of host (GDPR art. 13(1)(a)).
func (c *checker) controller(host string) {
	const subject = "Responsable"
	t := c.tag
	if !tag.IsHostName(strings.ToLower(t.Portal)) {
		t.Portal = host // as the banner does
	}
	for _, known := range charter.Portals() {
		if t.Responsible() == "" && c.isAlias(t.Portal, known) {
			t.Portal = known
		}
	}
	if name := t.Responsible(); name != "" {
		c.say(Good, subject, "Le bandeau désigne « "+name+" ».")
		return
	}
	c.say(Missing, subject, "Le bandeau n’indique aucun organisme, ou seulement un nom d’hôte : la "+
		"loi exige l’identité du responsable (commune, département, syndicat…). Ajoutez à la balise "+
		`data-controller="Ville de …".`)
}

// files fetches the script as the page does, then the files that it loads.
func (c *checker) files() {
	const subject = "Fichiers du bandeau"
	address, ok := c.resolve(c.banner.attr("src"))
	if !ok || c.page.Address == nil {
		c.say(Unsure, subject, "Non vérifiés : la page est analysée hors connexion.")
		return
	}
	got, ok := c.get(subject, address, "les préférences ne s’ouvriront pas")
	switch {
	case !ok:
	case !strings.Contains(string(got.Body), "cookies_preferences"):
		c.say(Missing, subject, fmt.Sprintf("%s ne contient pas le script du bandeau : "+
			"le serveur envoie un autre fichier.", address))
	case !c.intact(got.Body):
		c.say(Missing, subject, fmt.Sprintf("L’empreinte de la balise (integrity) n’est pas "+
			"celle de %s : le navigateur refuse le script et le bandeau ne s’affiche pas. "+
			"Remplacez-la par %s.", address, tag.Integrity(got.Body)))
	default:
		c.laterFiles(subject, address, got.Body)
	}
}

// intact reports whether the script is the one that the tag's integrity names, if it has a SHA-384,
// which the workshop and dist/ give.
func (c *checker) intact(script []byte) bool {
	integrity := c.banner.attr("integrity")
	return !strings.Contains(integrity, "sha384-") ||
		strings.Contains(integrity, tag.Integrity(script))
}

// upgrades reports whether the page's policy has browsers fetch http addresses over https.
func (c *checker) upgrades() bool {
	return slices.ContainsFunc(c.policies(), func(policy map[string][]string) bool {
		_, ok := policy["upgrade-insecure-requests"]
		return ok
	})
}

// get fetches a file that the page must be able to read. Otherwise it says why the page can't, and
// what follows from that.
func (c *checker) get(subject string, address *url.URL, effect string) (got Page, ok bool) {
	from := ""
	if c.page.Address != nil {
		from = origin(c.page.Address)
		if c.page.Address.Scheme == "https" && address.Scheme == "http" && !c.upgrades() &&
			!isLocal(address.Hostname()) {
			c.say(Missing, subject, fmt.Sprintf("%s est en http et la page en https : le "+
				"navigateur bloque ce fichier. Donnez son adresse en https.", address))
			return got, false
		}
	}
	got, err := c.fetch(c.ctx, address)
	shared := got.Header.Get("Access-Control-Allow-Origin")
	switch {
	case err != nil:
		c.say(Missing, subject, fmt.Sprintf("%s est injoignable : %s.", address, reason(err)))
	case got.Status != http.StatusOK:
		c.say(Missing, subject, fmt.Sprintf("%s : le serveur répond par le code %d au lieu de 200.",
			address, got.Status))
	case from != "" && from != origin(address) && shared != "*" && shared != from:
		c.say(Missing, subject,
			fmt.Sprintf("%s est sur un autre hôte, dont le serveur n’envoie pas "+
				"l’en-tête Access-Control-Allow-Origin : %s. "+
				"Faites envoyer « Access-Control-Allow-Origin: * » avec ce fichier, "+
				"ou déposez-le sur l’hôte du portail.", address, effect))
	default:
		return got, true
	}
	return got, false
}

// later finds the names of the files that one of our scripts fetches when it needs them.
var later = regexp.MustCompile(`"([a-z]+-[0-9a-f]{16}\.(?:js|wasm))"`)

// version finds the banner's version in the script's first line.
var version = regexp.MustCompile(`^/\*! cookies-preferences ([\w.+-]+),`)

// mostFiles limits the files fetched. No build has as many.
const mostFiles = 20

// laterFiles fetches the files that the script names, and those that these name. All are in the
// script's folder.
func (c *checker) laterFiles(subject string, script *url.URL, text []byte) {
	if match := version.FindSubmatch(text); match != nil {
		c.say(Good, subject, fmt.Sprintf("Version %s du bandeau.", match[1]))
	}
	missing := false
	names := later.FindAllSubmatch(text, -1)
	fetched := 0
	for ; fetched < min(len(names), mostFiles); fetched++ {
		name := string(names[fetched][1])
		address := script.ResolveReference(&url.URL{Path: name})
		got, err := c.fetch(c.ctx, address)
		if err != nil || got.Status != http.StatusOK {
			missing = true
			c.say(Missing, subject, fmt.Sprintf("%s manque dans le dossier du script (%s). "+
				"Déposez tout le contenu de dist/, et conservez quelque temps les fichiers de la "+
				"version précédente.", name, address))
		} else if path.Ext(address.Path) == ".js" {
			names = append(names, later.FindAllSubmatch(got.Body, -1)...)
		}
	}
	if !missing {
		c.say(Good, subject, fmt.Sprintf("%s est joignable, avec ce qu’il charge (%s en tout).",
			script, french.Count(fetched+1, "fichier", "fichiers")))
	}
}
