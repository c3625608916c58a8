//go:build !js

package check

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/banner/preferences/services"
)

// tracker says how to recognise a service where no host of the catalogue does, in regular
// expressions; nil if it has no such form.
type tracker struct {
	id      string         // in the catalogue
	address *regexp.Regexp // of a script, a frame or an image: a file that sites also host
	inline  *regexp.Regexp // in a script's text
}

var re = regexp.MustCompile

// known are such trackers, from their makers' documentation.
var known = []tracker{
	{"ga", nil,
		re(`gtag\(\s*['"]config['"]|\bga\(\s*['"]create['"]|google-analytics\.com/analytics\.js`)},
	{"matomo", re(`/(matomo|piwik)\.(js|php)`),
		re(`_paq\.push\(\s*\[\s*['"]trackPageView['"]|['"/](matomo|piwik)\.js['"]`)},
	{"xiti", re(`/xtcore\.js`), re(`\.xiti\.com/|xtcore\.js`)},
	{"at", re(`/smarttag[^/]*\.js`), re(`ATInternet\.Tracker`)},
	{"piano", re(`/piano-analytics[^/]*\.js`), re(`\bpa\.(sendEvent|setConfigurations)\(`)},
	{"eulerian", nil, re(`EA_push\(|\.eulerian\.(net|com)/`)},
	{"google-tag-manager", nil, re(`googletagmanager\.com/gtm\.js`)},
	{"facebook", nil, re(`\bfbq\(\s*['"]init['"]`)},
	{"hotjar", nil, re(`static\.hotjar\.com/`)},
}

// executable matches the types of scripts that browsers run.
var executable = regexp.MustCompile(`(?i)^((text|application)/(x-)?(java|ecma)script|module)?$`)

// trackers looks for trackers that don't wait for the visitor's choice, and for content that waits
// for an unknown name.
func (c *checker) trackers() {
	const subject = "Traceurs"
	before := len(c.findings)
	// Google's consent mode says nothing to what has run before the banner sets it up.
	late := slices.Contains(strings.Fields(c.tag.Integrations), "consent-mode")
	for _, e := range c.elements {
		if loadsAtOnce(e) && consentDefault.MatchString(e.text) {
			late = false
		}
		switch name := e.attr("data-cookies"); {
		case !e.has("data-cookies"):
		case name == "" && !loadsAtOnce(e) && serviceAt(e.address()) == nil:
			c.say(Missing, subject,
				fmt.Sprintf("data-cookies est vide (%s) et le catalogue ne connaît pas cette "+
					"adresse : ce contenu ne s’affichera jamais. Indiquez une catégorie ou un "+
					"service.", e.where()))
		case name != "" && !c.knownName(name):
			c.say(Missing, subject,
				fmt.Sprintf("data-cookies=\"%s\" (%s) ne désigne aucune catégorie, "+
					"aucun traceur ni aucun service : ce contenu ne s’affichera jamais.", name, e.where()))
		case loadsAtOnce(e):
			c.say(Missing, subject, fmt.Sprintf("data-cookies=\"%s\" (%s) ne suffit pas : ce "+
				"contenu n’attend pas le choix du visiteur. Remplacez la balise par %s.",
				name, e.where(), waiting(e, preferences.Name(name))))
			continue
		}
		if s := serviceIn(e); s != nil {
			c.atOnce(e, s, late)
		}
	}
	if len(c.findings) == before {
		c.say(Good, subject, "Aucun traceur connu ne se charge sans attendre le choix. "+
			"Cette vérification ne voit pas ceux qu’un script ajoute à la page.")
	}
}

// consentDefault sets Google's consent mode up in the page itself.
var consentDefault = re(`gtag\(\s*['"]consent['"]\s*,\s*['"]default['"]`)

// atOnce reports an element that loads a service without waiting. Late says whether Google's consent
// mode is set up after it.
func (c *checker) atOnce(e element, s *services.Service, late bool) {
	const subject = "Traceurs"
	waits := s.Category
	if n := preferences.Name(s.ID); slices.Contains(preferences.Trackers, n) ||
		slices.Contains(c.declared(), s.ID) {
		waits = n
	}
	if !s.Tracks {
		c.say(Unsure, subject, fmt.Sprintf("%s (%s) se charge sans attendre le choix du visiteur. "+
			"Vérifiez si ce service dépose des cookies ou suit vos visiteurs\u00a0: dans ce cas, "+
			"remplacez la balise par %s.", s.Name, e.where(), waiting(e, waits)))
		return
	}
	if slices.Contains(c.tag.ExemptTrackers(), waits) {
		c.exempt(e, s.Name, waits)
		return
	}
	text := fmt.Sprintf("%s (%s) n’attend pas le choix du visiteur. "+
		"Remplacez la balise par %s.", s.Name, e.where(), waiting(e, waits))
	if slices.Contains(preferences.Trackers, waits) {
		text += fmt.Sprintf(" Si cette mesure est exemptée de consentement, déclarez-la plutôt "+
			"dans la balise du bandeau\u00a0: data-exempt=\"%s\".", waits)
	}
	if late && (s.ID == "ga" || s.ID == "google-tag-manager") {
		text += " Le mode consentement n’y change rien\u00a0: son réglage par défaut vient après."
	}
	c.say(Missing, subject, text)
}

// exempt says whether an objection stops a tracker that measures before any choice, as data-exempt
// declares: only some have commands for that.
func (c *checker) exempt(e element, name string, waits preferences.Name) {
	const subject = "Traceurs"
	if waits == preferences.Matomo || waits == preferences.Piano {
		c.say(Good, subject, fmt.Sprintf("%s (%s) mesure avant tout choix, comme le déclare "+
			"data-exempt\u00a0; une opposition l’arrête.", name, e.where()))
		return
	}
	c.say(Missing, subject, fmt.Sprintf("%s (%s) mesure avant tout choix, comme le déclare "+
		"data-exempt, mais une opposition ne l’arrêterait pas. Remplacez la balise par %s\u00a0: "+
		"elle s’exécute tant que le visiteur ne s’oppose pas.", name, e.where(), waiting(e, waits)))
}

// serviceIn returns the service that an element loads without waiting; nil if it loads none that is
// known.
func serviceIn(e element) *services.Service {
	if !loadsAtOnce(e) {
		return nil
	}
	src := e.attr("src")
	if s := serviceAt(src); s != nil {
		return s
	}
	for _, t := range known {
		pattern, text := t.address, src
		if src == "" {
			pattern, text = t.inline, e.text
		}
		if pattern != nil && pattern.MatchString(text) {
			return services.ByID(t.id)
		}
	}
	return nil
}

// serviceAt returns the service that an address belongs to; nil if it is none of the catalogue's.
func serviceAt(src string) *services.Service {
	address, err := url.Parse(src)
	if err != nil || src == "" {
		return nil
	}
	return services.Of(address)
}

// address is that of content, also while it waits.
func (e element) address() string { return cmp.Or(e.attr("data-src"), e.attr("src")) }

// loadsAtOnce reports whether browsers load or run an element as soon as they read it.
func loadsAtOnce(e element) bool {
	switch e.name {
	case "script":
		return executable.MatchString(e.attr("type"))
	case "iframe", "img":
		return e.attr("src") != ""
	}
	return false
}

// waiting returns the element's tag, written so that it waits for a name.
func waiting(e element, name preferences.Name) string {
	if e.name != "script" {
		return fmt.Sprintf(`<%s data-cookies="%s" data-src="…">`, e.name, name)
	}
	if e.attr("src") == "" {
		return fmt.Sprintf(`<script type="text/plain" data-cookies="%s">`, name)
	}
	return fmt.Sprintf(`<script type="text/plain" data-cookies="%s" src="…">`, name)
}

// declared are the services that the banner's tag names.
func (c *checker) declared() []string { return strings.Fields(c.tag.Services) }

// knownName reports whether content can wait for a name.
func (c *checker) knownName(name string) bool {
	return preferences.Name(name).Category() != "" || services.ByID(name) != nil ||
		slices.Contains(c.declared(), name)
}

// services names the declared services that the catalogue doesn't know, a portal's own or misspelt,
// and those of which it says what nobody has checked.
func (c *checker) services() {
	const subject = "Services"
	for _, name := range c.declared() {
		switch s := services.ByID(name); {
		case !preferences.ValidService(preferences.Name(name)): // attributes says so
		case s == nil:
			c.say(Unsure, subject, "data-services nomme « "+name+" », que le catalogue ne connaît "+
				"pas : les préférences l’affichent sous ce nom, avec les cookies tiers. Vérifiez son "+
				"orthographe.")
		case s.Checked == "":
			c.say(Unsure, subject, "Ce que le catalogue indique de « "+s.Name+" » (fournisseur, cookies) "+
				"n’a pas été vérifié dans la documentation de son éditeur. Vérifiez-le : "+s.Source)
		}
	}
}
