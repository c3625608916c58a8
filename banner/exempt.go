package banner

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// exempt is the measurement that needs no consent, with why, its cookies, and a switch to object to
// each tool (CNIL guidelines 2020-091, ¶50-52). It is no part of the statistics, whose switch
// doesn't move it.
func exempt(s State, on Handler) app.UI {
	return app.Elem("li").Class("category exempt").Body(
		app.Elem("p").ID(exemptID).Body(app.Elem("strong").Text(textExempt)),
		app.Elem("p").Class("toggle-purpose").Text(textExemptWhy),
		disclosure("exempt", textExempt, exemptCookies(s)),
		trackers(s, s.Config.exempt().Names(), on).Aria("labelledby", exemptID),
	)
}

// exemptCookies are the cookies of that measurement that the charter declares exempt, whatever
// their category, which the portal may not ask about.
func exemptCookies(s State) []app.UI {
	var cookies []charter.Cookie
	categories := slices.Concat(
		[]preferences.Name{preferences.Functional}, preferences.Categories)
	for _, n := range categories {
		_, exempt := s.cookiesOf(n)
		cookies = append(cookies, exempt...)
	}
	switch {
	case s.Charter.Title == "":
		return []app.UI{app.Elem("p").Class("loading").Text(textLoading)}
	case cookies == nil:
		return []app.UI{paragraph(TextNoneExempt)}
	}
	return []app.UI{declaredList(cookies)}
}

// cookiesOf are the cookies that the charter declares for a category: those that wait for its
// switch, and those that are exempt on this page.
func (s State) cookiesOf(n preferences.Name) (asked, exempt []charter.Cookie) {
	for _, c := range s.Charter.Cookies(kinds[n]) {
		if slices.ContainsFunc(exemptTrackers(c), func(n string) bool {
			return s.Config.exempt().Has(preferences.Name(n))
		}) {
			exempt = append(exempt, c)
		} else {
			asked = append(asked, c)
		}
	}
	return asked, exempt
}

// cookiesOf has the names of the cookies of the trackers that may be exempt from consent, in lower
// case, as the catalogue of services does, which the program is too small for. One that ends in _
// stands for all that begin so.
var cookiesOf = map[preferences.Name][]string{
	preferences.Matomo: {"_pk_", "mtm_consent", "mtm_cookie_consent"},
	preferences.XiTi:   {"xtvrn", "xtan", "xtant", "xtat", "xtdate", "xtgo", "xtor", "xtref"},
	preferences.ATInternet: {"atuserid", "atidvisitor", "atauthority", "atredir", "atsession",
		"atreman", "attvtreman"},
	preferences.Piano:    {"_pcid", "_pctx", "_pcus", "pa_"},
	preferences.Eulerian: {"etuix", "ea_"},
}

// exemptTrackers are those that set a cookie which the charter declares exempt from consent: by its
// name, or because the charter names them.
func exemptTrackers(c charter.Cookie) (list []string) {
	if !c.Exempt {
		return nil
	}
	cookie := strings.ToLower(c.Name)
	about := strings.ToLower(c.Provider + " " + c.Service + " " + c.Purpose)
	for _, n := range preferences.Trackers {
		named := slices.ContainsFunc(cookiesOf[n], func(own string) bool {
			return cookie == own || strings.HasSuffix(own, "_") && strings.HasPrefix(cookie, own)
		})
		if named || cookiesOf[n] != nil && strings.Contains(about, strings.ToLower(n.Label())) {
			list = append(list, string(n))
		}
	}
	return list
}
