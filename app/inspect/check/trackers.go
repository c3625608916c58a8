//go:build !js

package check

import (
	"fmt"
	"regexp"
	"slices"

	"cookies-preferences/banner/preferences"
)

// tracker says how to recognise a tracker in a page, in regular expressions.
type tracker struct {
	name    string           // as its maker writes it
	waits   preferences.Name // what its tag should wait for
	address string           // of a script, a frame or an image
	inline  string           // in a script's text; "" if it has no such script
}

// known are the trackers of Opendatasoft portals, from their makers' documentation, and the third
// parties that public sites embed most.
var known = []tracker{
	{"Google Analytics", preferences.GoogleAnalytics,
		`googletagmanager\.com/gtag/|google-analytics\.com/`,
		`gtag\(\s*['"]config['"]|\bga\(\s*['"]create['"]|google-analytics\.com/analytics\.js`},
	{"Matomo", preferences.Matomo,
		`/(matomo|piwik)\.(js|php)|cdn\.matomo\.cloud/`,
		`_paq\.push\(\s*\[\s*['"]trackPageView['"]|['"/](matomo|piwik)\.js['"]`},
	{"XiTi", preferences.XiTi, `\.xiti\.com/|/xtcore\.js`, `\.xiti\.com/|xtcore\.js`},
	{"AT Internet", preferences.ATInternet,
		`tag\.aticdn\.net/(?:.*/)?smarttag|/smarttag[^/]*\.js`, `ATInternet\.Tracker`},
	{"Piano Analytics", preferences.Piano,
		`tag\.aticdn\.net/piano-analytics|/piano-analytics[^/]*\.js|\.pa-cd\.com/`,
		`\bpa\.(sendEvent|setConfigurations)\(`},
	{"Eulerian", preferences.Eulerian,
		`\.eulerian\.(net|com)/`, `EA_push\(|\.eulerian\.(net|com)/`},
	{"Google Tag Manager", preferences.ThirdParty,
		`googletagmanager\.com/(gtm\.js|ns\.html)`, `googletagmanager\.com/gtm\.js`},
	{"YouTube", preferences.ThirdParty, `(youtube|youtube-nocookie)\.com/(embed|iframe_api)`, ""},
	{"Dailymotion", preferences.ThirdParty,
		`dailymotion\.com/(embed|player)|geo\.dailymotion\.com/`, ""},
	{"Vimeo", preferences.ThirdParty, `player\.vimeo\.com/`, ""},
	{"Google Maps", preferences.ThirdParty, `google\.[a-z.]+/maps|maps\.googleapis\.com/`, ""},
	{"Facebook", preferences.ThirdParty,
		`connect\.facebook\.net/|facebook\.com/(plugins|tr)`, `\bfbq\(\s*['"]init['"]`},
	{"X (Twitter)", preferences.ThirdParty, `platform\.(twitter|x)\.com/`, ""},
	{"LinkedIn", preferences.ThirdParty, `snap\.licdn\.com/|px\.ads\.linkedin\.com/`, ""},
	{"Hotjar", preferences.ThirdParty, `static\.hotjar\.com/`, `static\.hotjar\.com/`},
	{"DoubleClick", preferences.ThirdParty, `\.doubleclick\.net/`, ""},
}

// executable matches the types of scripts that browsers run.
var executable = regexp.MustCompile(`(?i)^((text|application)/(x-)?(java|ecma)script|module)?$`)

// trackers looks for trackers that don't wait for the visitor's choice, and for content that waits
// for an unknown name.
func (c *checker) trackers() {
	const subject = "Traceurs"
	before := len(c.findings)
	for _, e := range c.elements {
		if name := e.attr("data-cookies"); name != "" && !knownName(name) {
			c.say(Missing, subject,
				fmt.Sprintf("data-cookies=\"%s\" (%s) ne désigne aucune catégorie "+
					"ni aucun traceur : ce contenu ne s’affichera jamais.", name, e.where()))
		}
		for _, t := range known {
			if !t.loadsIn(e) {
				continue
			}
			c.say(Missing, subject, fmt.Sprintf("%s (%s) n’attend pas le choix du visiteur. "+
				"Remplacez la balise par %s.", t.name, e.where(), t.waiting(e)))
			break
		}
	}
	if len(c.findings) == before {
		c.say(Good, subject, "Aucun traceur connu ne se charge sans attendre le choix. "+
			"Cette vérification ne voit pas ceux qu’un script ajoute à la page.")
	}
}

// loadsIn reports whether an element loads the tracker without waiting.
func (t tracker) loadsIn(e element) bool {
	pattern, text := t.address, e.attr("src")
	switch {
	case e.name == "script" && !executable.MatchString(e.attr("type")):
		return false
	case e.name == "script" && text == "":
		pattern, text = t.inline, e.text
	case e.name != "script" && e.name != "iframe" && e.name != "img":
		return false
	}
	return text != "" && pattern != "" && regexp.MustCompile(pattern).MatchString(text)
}

// waiting returns the element's tag, written so that it waits.
func (t tracker) waiting(e element) string {
	if e.name != "script" {
		return fmt.Sprintf(`<%s data-cookies="%s" data-src="…">`, e.name, t.waits)
	}
	if e.attr("src") == "" {
		return fmt.Sprintf(`<script type="text/plain" data-cookies="%s">`, t.waits)
	}
	return fmt.Sprintf(`<script type="text/plain" data-cookies="%s" src="…">`, t.waits)
}

func knownName(name string) bool {
	n := preferences.Name(name)
	return n == preferences.Functional ||
		slices.Contains(preferences.Categories[:], n) || slices.Contains(preferences.Trackers[:], n)
}
