//go:build !js || workshop

package tag

import (
	"slices"
	"strings"
	"unicode"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/banner/preferences/services"
	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// DeclaredExempt returns the trackers that a charter declares exempt from consent: those of
// [Exemptible] of which it names cookies, or themselves, and says so of each.
func DeclaredExempt(cookies []read.Cookie) (exempt []preferences.Name) {
	for _, id := range Exemptible {
		n, tracker := preferences.Name(id), services.ByID(id)
		named, asked := false, false
		for _, c := range cookies {
			if !tracker.Sets(c.Name) && !strings.Contains(
				strings.ToLower(c.Provider+" "+c.Service+" "+c.Purpose), strings.ToLower(n.Label())) {
				continue
			}
			named = true
			asked = asked || !c.Exempt
		}
		if named && !asked {
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

// DeclaredServices returns the services of the catalogue that a charter names as the service or the
// provider of cookies that need consent, in the catalogue's order, as many as data-services takes.
func DeclaredServices(cookies []read.Cookie) (names []preferences.Name) {
	for _, s := range services.Declarable {
		if slices.ContainsFunc(cookies, func(c read.Cookie) bool {
			return !c.Exempt && c.Kind != charter.Necessary && c.Kind != charter.Unknown &&
				strings.Contains(words(c.Service+", "+c.Provider), words(s.Name))
		}) {
			names = append(names, preferences.Name(s.ID))
		}
	}
	return names[:min(len(names), preferences.MaxServices)]
}

// words is a text's words in lower case, with a space around each.
func words(text string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ") + " "
}
