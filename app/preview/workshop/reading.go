package workshop

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"cookies-preferences/banner/preferences"
)

// Reading is what a portal learns from a page's cookies.
type Reading struct {
	Raw    string // the cookie's value as it stands; "" if there is none
	Choice preferences.Preferences
	Chosen bool // Raw is a choice, and has not expired
	Fits   bool // it was made for the current version of the charter
}

// Read reads cookies, as document.cookie has them, for a page whose charter has a version.
func Read(cookies, version string, now time.Time) (r Reading) {
	values := preferences.Values(cookies)
	r.Raw = strings.Join(values, "; ")
	r.Choice, r.Chosen = preferences.Choose(values, now)
	r.Fits = r.Chosen && r.Choice.Fits(version)
	return r
}

// Decoded is the record as indented JSON; "" if there is no choice.
func (r Reading) Decoded() string {
	text, err := url.PathUnescape(r.Raw)
	if err != nil || !r.Chosen {
		return ""
	}
	var indented bytes.Buffer
	if json.Indent(&indented, []byte(text), "", "  ") != nil {
		return text // several cookies, which make no JSON together
	}
	return indented.String()
}

// allNames are the names that a choice is made about, in the cookie's order.
func allNames() []preferences.Name {
	list := append([]preferences.Name{preferences.Functional}, preferences.Categories[:]...)
	return append(list, preferences.Trackers[:]...)
}
