package workshop

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

// State is all that a link to the workshop holds, under the names of its fields: a field that
// is renamed is lost from older links.
type State struct {
	Settings Settings
	View     View
}

// View is how the preview is shown, and what is simulated in it.
type View struct {
	Width int  // of Widths, in CSS pixels
	Dark  bool // the visitor prefers dark pages

	Blocked bool // the browser blocks cookies
	GPC     bool // the browser sends Global Privacy Control
}

// Widths are those of a phone, a tablet and a desktop, in CSS pixels.
var Widths = [...]int{390, 768, 1280}

// Link is the state as it stands after the address's #: JSON, compressed (RFC 1951) and encoded
// in base64url (RFC 4648, section 5). A published charter is left out.
func (s State) Link() string {
	if s.Settings.Published() {
		s.Settings.Charter = ""
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		panic(err) // only if there is no such level
	}
	json.NewEncoder(w).Encode(s) // into memory
	w.Close()
	return base64.RawURLEncoding.EncodeToString(packed.Bytes())
}

// maxLink is the largest state that a link may hold, in bytes. JSON makes of one byte of a
// charter six at most.
const maxLink = 8 * charter.MaxSize

// ParseLink reads what Link wrote. An empty link gives the state that the page opens with, and
// so does one that cannot be read; ok is false then.
func ParseLink(link string) (s State, ok bool) {
	if link == "" {
		return firstState(), true
	}
	packed, err := base64.RawURLEncoding.DecodeString(link)
	if err != nil {
		return firstState(), false
	}
	r := io.LimitReader(flate.NewReader(bytes.NewReader(packed)), maxLink)
	s = firstState() // what an older link lacks stays so, except for
	s.Settings.Controller = ""
	if json.NewDecoder(r).Decode(&s) != nil || !s.valid() {
		return firstState(), false
	}
	if s.Settings.Charter == "" {
		s.Settings.Charter = Default(s.Settings.host()).Charter
	}
	if s.Settings.Controller == "" {
		s.Settings.Controller = charter.Controller(s.Settings.host())
	}
	return s, true
}

// firstState is what the page opens with.
func firstState() State {
	return State{Default(charter.Portals()[0]), View{Width: Widths[0]}}
}

// valid reports whether the page could have made the state: a stranger may have made the link.
func (s State) valid() bool {
	set := s.Settings
	words := tag.Tag{
		Categories:   strings.Join(set.Categories, " "),
		Trackers:     strings.Join(set.Trackers, " "),
		Exempt:       strings.Join(set.Exempt, " "),
		Integrations: strings.Join(set.Integrations, " "),
		Theme:        set.Theme,
	}
	return len(words.Wrong("")) == 0 && slices.Contains(Widths[:], s.View.Width) &&
		(set.Accent == "" || color.MatchString(set.Accent)) && len(set.Charter) <= charter.MaxSize
}
