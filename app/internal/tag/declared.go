//go:build !js

package tag

import (
	"slices"
	"strings"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/banner/preferences/services"
	"cookies-preferences/charter/read"
)

// DeclaredExempt returns the trackers that a charter declares exempt of consent: it names cookies of
// theirs, or them, and says so of each. Google Analytics is none: its maker uses the data too.
func DeclaredExempt(cookies []read.Cookie) (exempt []preferences.Name) {
	for _, n := range preferences.Trackers {
		tracker := services.ByID(string(n))
		named, asked := false, false
		for _, c := range cookies {
			if !tracker.Sets(c.Name) && !strings.Contains(
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
