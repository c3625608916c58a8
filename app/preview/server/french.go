//go:build !js

package server

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // the hour of France, on a machine without time zones too

	"cookies-preferences/app/internal/french"
	"cookies-preferences/banner"
)

// paris is the time zone of both portals.
var paris = mustLoadLocation("Europe/Paris")

// mustLoadLocation never panics for a zone of time/tzdata.
func mustLoadLocation(name string) *time.Location {
	location, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return location
}

// frenchTime writes a moment, by the hour of France, as « 22 novembre 2026 à
// 14 h 03 ».
func frenchTime(t time.Time) string {
	t = t.In(paris)
	return fmt.Sprintf("%s à %d%sh%s%02d", banner.FrenchDate(t), t.Hour(), french.NoBreakSpace, french.NoBreakSpace, t.Minute())
}

// letters are those that French writes with an accent or a ligature.
var letters = strings.NewReplacer(
	"à", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e",
	"î", "i", "ï", "i", "ô", "o", "ö", "o", "ù", "u", "û", "u", "ü", "u", "ÿ", "y",
	"œ", "oe", "æ", "ae", "’", "'",
)

// fold makes words comparable: without case, accents, ligatures nor the two
// apostrophes' difference.
func fold(s string) string { return letters.Replace(strings.ToLower(s)) }
