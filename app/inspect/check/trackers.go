//go:build !js

package check

import (
	"fmt"
	"regexp"
	"slices"

	"cookies-preferences/banner/preferences"
)

// tracker says how to recognise a tracker in a page.
type tracker struct {
	name    string           // as its maker writes it
	waits   preferences.Name // what its tag should wait for
	address *regexp.Regexp   // of a script, a frame or an image
	inline  *regexp.Regexp   // in a script's text; nil if it has no such script
}

// known are the trackers of Opendatasoft portals, from their makers' documentation, and the third
// parties that public sites embed most.
var known = []tracker{
	{"Google Analytics", preferences.GoogleAnalytics,
		regexp.MustCompile(`googletagmanager\.com/gtag/|google-analytics\.com/`),
		regexp.MustCompile(`gtag\(\s*['"]config['"]|\bga\(\s*['"]create['"]|` +
			`google-analytics\.com/analytics\.js`)},
	{"Matomo", preferences.Matomo,
		regexp.MustCompile(`/(matomo|piwik)\.(js|php)|cdn\.matomo\.cloud/`),
		regexp.MustCompile(`_paq\.push\(\s*\[\s*['"]trackPageView['"]|['"/](matomo|piwik)\.js['"]`)},
	{"XiTi", preferences.XiTi,
		regexp.MustCompile(`\.xiti\.com/|/xtcore\.js`),
		regexp.MustCompile(`\.xiti\.com/|xtcore\.js`)},
	{"AT Internet", preferences.ATInternet,
		regexp.MustCompile(`tag\.aticdn\.net/(?:.*/)?smarttag|/smarttag[^/]*\.js`),
		regexp.MustCompile(`ATInternet\.Tracker`)},
	{"Piano Analytics", preferences.Piano,
		regexp.MustCompile(`tag\.aticdn\.net/piano-analytics|/piano-analytics[^/]*\.js|` +
			`\.pa-cd\.com/`),
		regexp.MustCompile(`\bpa\.(sendEvent|setConfigurations)\(`)},
	{"Eulerian", preferences.Eulerian,
		regexp.MustCompile(`\.eulerian\.(net|com)/`),
		regexp.MustCompile(`EA_push\(|\.eulerian\.(net|com)/`)},
	{"Google Tag Manager", preferences.ThirdParty,
		regexp.MustCompile(`googletagmanager\.com/(gtm\.js|ns\.html)`),
		regexp.MustCompile(`googletagmanager\.com/gtm\.js`)},
	{"YouTube", preferences.ThirdParty,
		regexp.MustCompile(`(youtube|youtube-nocookie)\.com/(embed|iframe_api)`), nil},
	{"Dailymotion", preferences.ThirdParty,
		regexp.MustCompile(`dailymotion\.com/(embed|player)|geo\.dailymotion\.com/`), nil},
	{"Vimeo", preferences.ThirdParty, regexp.MustCompile(`player\.vimeo\.com/`), nil},
	{"Google Maps", preferences.ThirdParty,
		regexp.MustCompile(`google\.[a-z.]+/maps|maps\.googleapis\.com/`), nil},
	{"Facebook", preferences.ThirdParty,
		regexp.MustCompile(`connect\.facebook\.net/|facebook\.com/(plugins|tr)`),
		regexp.MustCompile(`\bfbq\(\s*['"]init['"]`)},
	{"X (Twitter)", preferences.ThirdParty, regexp.MustCompile(`platform\.(twitter|x)\.com/`), nil},
	{"LinkedIn", preferences.ThirdParty,
		regexp.MustCompile(`snap\.licdn\.com/|px\.ads\.linkedin\.com/`), nil},
	{"Hotjar", preferences.ThirdParty,
		regexp.MustCompile(`static\.hotjar\.com/`), regexp.MustCompile(`static\.hotjar\.com/`)},
	{"DoubleClick", preferences.ThirdParty, regexp.MustCompile(`\.doubleclick\.net/`), nil},
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
	switch e.name {
	case "script":
		if !executable.MatchString(e.attr("type")) {
			return false
		}
		if e.attr("src") != "" {
			return t.address.MatchString(e.attr("src"))
		}
		return t.inline != nil && t.inline.MatchString(e.text)
	case "iframe", "img":
		return t.address.MatchString(e.attr("src"))
	}
	return false
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
