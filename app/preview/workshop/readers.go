package workshop

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"cookies-preferences/banner/preferences"
)

// Reading is what the cookies of a page say to each of their readers.
type Reading struct {
	Raw     string // the cookie as it stands; "" if there is none
	Choice  preferences.Preferences
	Chosen  bool
	Version bool // whether the choice is about the charter that is shown
}

// Read reads a line of cookies, as document.cookie has it, for a page whose charter has
// a version.
func Read(line, version string, now time.Time) (r Reading) {
	values := preferences.Values(line)
	r.Raw = strings.Join(values, "; ")
	r.Choice, r.Chosen = preferences.Choose(values, now)
	r.Version = r.Chosen && r.Choice.Fits(version)
	return r
}

// record are the names and values of the record, in the cookie's order; true and false
// as the words given. Nobody is told of a choice that is none.
func (r Reading) record(yes, no string) (pairs [][2]string) {
	for _, name := range allNames() {
		word := no
		if r.Choice.Allows(name) {
			word = yes
		}
		pairs = append(pairs, [2]string{string(name), word})
	}
	return pairs
}

// allNames are the names in the cookie's order.
func allNames() []preferences.Name {
	list := append([]preferences.Name{preferences.Functional}, preferences.Categories[:]...)
	return append(list, preferences.Trackers[:]...)
}

// Decoded is the record itself, as JSON on lines of its own; "" if the cookie has none.
func (r Reading) Decoded() string {
	text, err := url.PathUnescape(r.Raw)
	if err != nil || !r.Chosen {
		return ""
	}
	var indented bytes.Buffer
	if json.Indent(&indented, []byte(text), "", "  ") != nil {
		return text // several cookies: no JSON
	}
	return indented.String()
}

// Django is what read() of web/readers/cookies_preferences.py returns, as Python writes
// it.
func (r Reading) Django() string {
	if !r.Version {
		return "None"
	}
	var text strings.Builder
	text.WriteString("{")
	for _, pair := range r.record("True", "False") {
		text.WriteString("'" + pair[0] + "': " + pair[1] + ", ")
	}
	if r.Choice.Charter != "" {
		text.WriteString("'charter': '" + r.Choice.Charter + "', ") // no quote can be in it
	}
	if r.Choice.Asked != 0 {
		text.WriteString("'asked': " + strconv.Itoa(int(r.Choice.Asked)) + ", ")
	}
	return text.String() + "'timestamp': " + strconv.FormatInt(r.Choice.Timestamp, 10) + "}"
}

// Angular is what the service choice() of web/readers/angular.js returns, as a console
// writes it. It knows no version of a charter.
func (r Reading) Angular() string {
	if !r.Chosen {
		return "null"
	}
	text := strings.TrimSuffix(strings.TrimPrefix(r.Decoded(), "{\n"), "\n}")
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		lines = append(lines, strings.Trim(name, `"`)+": "+value)
	}
	return "{" + strings.Join(lines, " ") + "}"
}
