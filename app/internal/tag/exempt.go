package tag

import (
	"regexp"
	"slices"
	"strings"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter/read"
)

// cookiesOf match the names of each tracker's cookies: see web/loader/extras/withdrawal.js.
var cookiesOf = map[preferences.Name]*regexp.Regexp{
	preferences.GoogleAnalytics: regexp.MustCompile(`(?i)^(_ga|_gid|_gat|__utm)`),
	preferences.Matomo:          regexp.MustCompile(`(?i)^(_pk_|mtm_|matomo|piwik)`),
	preferences.XiTi:            regexp.MustCompile(`(?i)^xt(vrn|an|ant|at|date|go|or|ref)`),
	preferences.ATInternet:      regexp.MustCompile(`(?i)^at(userid|idvisitor|authority|redir)`),
	preferences.Piano:           regexp.MustCompile(`(?i)^(_pcid|_pctx|_pcus|pa_)`),
	preferences.Eulerian:        regexp.MustCompile(`(?i)^(etuix|ea_)`),
}

// DeclaredExempt returns the trackers that a charter declares exempt of consent: it names cookies of
// theirs, or them, and says so of each. Google Analytics is none: its maker uses the data too.
func DeclaredExempt(cookies []read.Cookie) (exempt []preferences.Name) {
	for _, n := range preferences.Trackers {
		named, asked := false, false
		for _, c := range cookies {
			if !cookiesOf[n].MatchString(c.Name) && !strings.Contains(
				strings.ToLower(c.Provider+" "+c.Service+" "+c.Purpose), strings.ToLower(n.Label())) {
				continue
			}
			named = true
			asked = asked || !c.Exempt
		}
		if named && !asked && n != preferences.GoogleAnalytics {
			exempt = append(exempt, n)
		}
	}
	return exempt
}

// Undeclared returns the exempt trackers of the tag that a charter does not declare so.
func (t Tag) Undeclared(cookies []read.Cookie) []preferences.Name {
	declared := DeclaredExempt(cookies)
	return slices.DeleteFunc(t.ExemptTrackers(), func(n preferences.Name) bool {
		return slices.Contains(declared, n)
	})
}
