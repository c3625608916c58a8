package workshop

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"io"
	"net/url"
	"slices"
	"strings"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

// State is all that a colleague sees who opens the page at the address that one sends
// them.
type State struct {
	Settings Settings
	View     View
}

// View is how the page of trial is looked at, and what is simulated in it.
type View struct {
	Width int  // of Widths, in CSS pixels
	Dark  bool // as a visitor sees it who prefers dark pages

	Blocked bool // cookies are blocked
	Slow    bool // the line is slow
	Missing bool // the program is missing
	GPC     bool // the browser sends Global Privacy Control
}

// Widths are those of a phone, a tablet and a desktop, in CSS pixels.
var Widths = [...]int{390, 768, 1280}

// Link is the state as it stands after the address's #, in parameters of a query. A
// charter that is published with the banner is left out; any other is in it,
// compressed (RFC 1951, in base64url, RFC 4648 section 5).
func (s State) Link() string {
	q := make(url.Values)
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	q.Set("portail", s.Settings.Portal) // it may be empty: nothing is typed yet
	if !s.Settings.Published() {
		set("charte", pack(s.Settings.Charter))
	}
	if len(s.Settings.Categories) == 0 {
		q.Set("categories", none)
	} else {
		set("categories", strings.Join(s.Settings.categories(), " "))
	}
	set("traceurs", strings.Join(s.Settings.Trackers, " "))
	set("integrations", strings.Join(s.Settings.Integrations, " "))
	set("theme", orNone(s.Settings.Theme, tag.Themes))
	set("chargement", orNone(s.Settings.Load, tag.Loads))
	set("couleur", strings.TrimPrefix(s.Settings.Accent, "#"))
	if s.Settings.Folder != DefaultFolder {
		q.Set("dossier", s.Settings.Folder)
	}
	set("domaine", s.Settings.Domain)
	set("largeur", widthWords[s.View.Width])
	for name, on := range s.View.switches() {
		if *on {
			q.Set(name, "1")
		}
	}
	return q.Encode()
}

// none stands for a list that is empty, where an absent one means all.
const none = "aucune"

// widthWords are the widths' names in links; the first, the phone's, goes without.
var widthWords = map[int]string{Widths[1]: "tablette", Widths[2]: "ordinateur"}

// switches are what is on or off, by its name in links.
func (v *View) switches() map[string]*bool {
	return map[string]*bool{
		"sombre": &v.Dark, "bloques": &v.Blocked, "lent": &v.Slow, "absent": &v.Missing, "gpc": &v.GPC,
	}
}

// ParseLink reads what Link wrote. Whatever else a link has is left out, and ok is
// false then: the rest stands all the same. An empty link is the state that the page
// begins with.
func ParseLink(link string) (s State, ok bool) {
	q, err := url.ParseQuery(link)
	ok = err == nil
	portal := charter.Portals()[0]
	if q.Has("portail") {
		portal = q.Get("portail")
	}
	s.Settings = Default(portal)
	s.View.Width = Widths[0]
	take := func(name string, good func(value string) bool, set func(value string)) {
		value := q.Get(name)
		q.Del(name)
		if value == "" {
			return
		}
		if good(value) {
			set(value)
		} else {
			ok = false
		}
	}
	text := func(into *string) func(string) { return func(value string) { *into = value } }
	any := func(string) bool { return true }
	q.Del("portail")
	take("charte", any, func(packed string) {
		unpacked, whole := unpack(packed)
		s.Settings.Charter, ok = unpacked, ok && whole
	})
	if q.Get("categories") == none {
		s.Settings.Categories = nil
		q.Del("categories")
	}
	for name, list := range map[string]struct {
		words []string
		into  *[]string
	}{
		"categories":   {tag.Categories, &s.Settings.Categories},
		"traceurs":     {tag.Trackers, &s.Settings.Trackers},
		"integrations": {tag.Integrations, &s.Settings.Integrations},
	} {
		take(name, func(value string) bool {
			return !slices.ContainsFunc(tag.Words(value), func(word string) bool { return !slices.Contains(list.words, word) })
		}, func(value string) { *list.into = tag.Words(value) })
	}
	take("theme", func(word string) bool { return slices.Contains(tag.Themes, word) }, text(&s.Settings.Theme))
	take("chargement", func(word string) bool { return slices.Contains(tag.Loads, word) }, text(&s.Settings.Load))
	take("couleur", func(digits string) bool { return color.MatchString("#" + digits) }, func(digits string) { s.Settings.Accent = "#" + digits })
	if q.Has("dossier") { // it may be empty: nothing is typed yet
		s.Settings.Folder = q.Get("dossier")
		q.Del("dossier")
	}
	take("domaine", any, text(&s.Settings.Domain))
	for width, word := range widthWords {
		if q.Get("largeur") == word {
			s.View.Width = width
			q.Del("largeur")
		}
	}
	for name, on := range s.View.switches() {
		take(name, func(value string) bool { return value == "1" }, func(string) { *on = true })
	}
	return s, ok && len(q) == 0
}

// pack compresses a text for a link.
func pack(text string) string {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		panic(err) // of a level that there is not
	}
	io.WriteString(w, text) // into memory
	w.Close()
	return base64.RawURLEncoding.EncodeToString(packed.Bytes())
}

// unpack is the text that pack was given; whole is false if the link was cut off, or
// holds more than a charter may have. What could be read is returned then.
func unpack(packed string) (text string, whole bool) {
	raw, wrong := base64.RawURLEncoding.DecodeString(packed) // raw is what comes before the fault
	r := flate.NewReader(bytes.NewReader(raw))
	defer r.Close()
	read, err := io.ReadAll(io.LimitReader(r, charter.MaxSize+1))
	return strings.ToValidUTF8(string(read), "\ufffd"), wrong == nil && err == nil && len(read) <= charter.MaxSize
}
