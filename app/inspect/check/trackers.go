//go:build !js

package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cookies-preferences/banner/preferences"
)

// tracker says how to recognise a tracker in a page, in regular expressions.
type tracker struct {
	name    string           // as its maker writes it
	waits   preferences.Name // what its tag should wait for
	address *regexp.Regexp   // of a script, a frame or an image
	inline  *regexp.Regexp   // in a script's text; nil if it has no such script
}

var re = regexp.MustCompile

// known are the trackers of Opendatasoft portals, from their makers' documentation, and the third
// parties that public sites embed most.
var known = []tracker{
	{preferences.GoogleAnalytics.Label(), preferences.GoogleAnalytics,
		re(`googletagmanager\.com/gtag/|google-analytics\.com/`),
		re(`gtag\(\s*['"]config['"]|\bga\(\s*['"]create['"]|google-analytics\.com/analytics\.js`)},
	{preferences.Matomo.Label(), preferences.Matomo,
		re(`/(matomo|piwik)\.(js|php)|cdn\.matomo\.cloud/`),
		re(`_paq\.push\(\s*\[\s*['"]trackPageView['"]|['"/](matomo|piwik)\.js['"]`)},
	{preferences.XiTi.Label(), preferences.XiTi,
		re(`\.xiti\.com/|/xtcore\.js`), re(`\.xiti\.com/|xtcore\.js`)},
	{preferences.ATInternet.Label(), preferences.ATInternet,
		re(`tag\.aticdn\.net/(?:.*/)?smarttag|/smarttag[^/]*\.js`), re(`ATInternet\.Tracker`)},
	{preferences.Piano.Label(), preferences.Piano,
		re(`tag\.aticdn\.net/piano-analytics|/piano-analytics[^/]*\.js|\.pa-cd\.com/`),
		re(`\bpa\.(sendEvent|setConfigurations)\(`)},
	{preferences.Eulerian.Label(), preferences.Eulerian,
		re(`\.eulerian\.(net|com)/`), re(`EA_push\(|\.eulerian\.(net|com)/`)},
	{"Google Tag Manager", preferences.ThirdParty,
		re(`googletagmanager\.com/(gtm\.js|ns\.html)`), re(`googletagmanager\.com/gtm\.js`)},
	{"YouTube", preferences.ThirdParty,
		re(`(youtube|youtube-nocookie)\.com/(embed|iframe_api)`), nil},
	{"Dailymotion", preferences.ThirdParty,
		re(`dailymotion\.com/(embed|player)|geo\.dailymotion\.com/`), nil},
	{"Vimeo", preferences.ThirdParty, re(`player\.vimeo\.com/`), nil},
	{"Google Maps", preferences.ThirdParty, re(`google\.[a-z.]+/maps|maps\.googleapis\.com/`), nil},
	{"Facebook", preferences.ThirdParty,
		re(`connect\.facebook\.net/|facebook\.com/(plugins|tr)`), re(`\bfbq\(\s*['"]init['"]`)},
	{"X (Twitter)", preferences.ThirdParty, re(`platform\.(twitter|x)\.com/`), nil},
	{"LinkedIn", preferences.ThirdParty, re(`snap\.licdn\.com/|px\.ads\.linkedin\.com/`), nil},
	{"Hotjar", preferences.ThirdParty, re(`static\.hotjar\.com/`), re(`static\.hotjar\.com/`)},
	{"DoubleClick", preferences.ThirdParty, re(`\.doubleclick\.net/`), nil},
}

// executable matches the types of scripts that browsers run.
var executable = regexp.MustCompile(`(?i)^((text|application)/(x-)?(java|ecma)script|module)?$`)

// trackers looks for trackers that don't wait for the visitor's choice, and for content that waits
// for an unknown name.
func (c *checker) trackers() {
	const subject = "Traceurs"
	before := len(c.findings)
	// Google's consent mode says nothing to what has run before the banner sets it up.
	late := c.banner != nil &&
		slices.Contains(strings.Fields(c.banner.attr("data-integrations")), "consent-mode")
	for _, e := range c.elements {
		if loadsAtOnce(e) && consentDefault.MatchString(e.text) {
			late = false
		}
		switch name := e.attr("data-cookies"); {
		case name == "":
		case !knownName(name):
			c.say(Missing, subject,
				fmt.Sprintf("data-cookies=\"%s\" (%s) ne désigne aucune catégorie "+
					"ni aucun traceur : ce contenu ne s’affichera jamais.", name, e.where()))
		case loadsAtOnce(e):
			c.say(Missing, subject, fmt.Sprintf("data-cookies=\"%s\" (%s) ne suffit pas : ce "+
				"contenu n’attend pas le choix du visiteur. Remplacez la balise par %s.",
				name, e.where(), waiting(e, preferences.Name(name))))
			continue
		}
		for _, t := range known {
			if !t.loadsIn(e) {
				continue
			}
			text := fmt.Sprintf("%s (%s) n’attend pas le choix du visiteur. "+
				"Remplacez la balise par %s.", t.name, e.where(), waiting(e, t.waits))
			if late && t.inline != nil && strings.HasPrefix(t.name, "Google") {
				text += " Le mode consentement n’y change rien : son réglage par défaut vient après."
			}
			c.say(Missing, subject, text)
			break
		}
	}
	if len(c.findings) == before {
		c.say(Good, subject, "Aucun traceur connu ne se charge sans attendre le choix. "+
			"Cette vérification ne voit pas ceux qu’un script ajoute à la page.")
	}
}

// consentDefault sets Google's consent mode up in the page itself.
var consentDefault = re(`gtag\(\s*['"]consent['"]\s*,\s*['"]default['"]`)

// loadsIn reports whether an element loads the tracker without waiting.
func (t tracker) loadsIn(e element) bool {
	pattern, text := t.address, e.attr("src")
	if text == "" {
		pattern, text = t.inline, e.text
	}
	return loadsAtOnce(e) && pattern != nil && pattern.MatchString(text)
}

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

func knownName(name string) bool { return preferences.Name(name).Category() != "" }
