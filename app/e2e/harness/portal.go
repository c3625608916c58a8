package harness

import (
	"encoding/json"
	"net/http"
	"time"

	"cookies-preferences/banner/preferences"
)

// reading is what the readers find.
type Reading struct {
	Choices map[string]map[string]any    // by the reader's name; nil where there is no choice
	Measure map[string]bool              // whether the example's handler would measure, by its file
	Cookies map[string]map[string]string // the cookies beside ours, by the library that reads them
}

// readInGo answers what a server in Go finds.
func ReadInGo(w http.ResponseWriter, r *http.Request) {
	cookies := make(map[string]string)
	for _, c := range r.Cookies() {
		cookies[c.Name] = c.Value
	}
	json.NewEncoder(w).Encode(map[string]any{
		"choice":  ReadHeader(r.Header["Cookie"]),
		"cookies": cookies,
	})
}

// readHeader is the choice in Cookie header lines as the other readers give it;
// nil when there is none.
func ReadHeader(lines []string) map[string]any {
	choice, ok := preferences.FromHeader(lines, time.Now())
	if !ok {
		return nil
	}
	found := make(map[string]any)
	for _, n := range Optional {
		found[string(n)] = choice.Allows(n)
	}
	return found
}

// optional are the names that a choice is made about.
var Optional = append(preferences.Categories[:], preferences.Trackers[:]...)

// allowed are the names that a reader takes as allowed.
func Allowed(choice map[string]any) (names []preferences.Name) {
	for _, n := range Optional {
		if choice[string(n)] == true {
			names = append(names, n)
		}
	}
	return names
}
