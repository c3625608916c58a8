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

// State is all that a link to the workshop holds.
type State struct {
	Settings Settings
	View     View
}

// View is how the preview is shown, and what is simulated in it.
type View struct {
	Width int  // of Widths, in CSS pixels
	Dark  bool // the visitor prefers dark pages

	Blocked bool // the browser blocks cookies
	Slow    bool // the connection is slow
	Missing bool // the program is missing
	GPC     bool // the browser sends Global Privacy Control
}

// Widths are those of a phone, a tablet and a desktop, in CSS pixels.
var Widths = [...]int{390, 768, 1280}

// flag is a part of a view that is on or off.
type flag struct {
	name   string // in the preview's address
	inLink string // in links, which are French
	on     *bool
}

func (v *View) flags() []flag {
	return []flag{
		{"dark", "sombre", &v.Dark},
		{"blocked", "bloques", &v.Blocked},
		{"slow", "lent", &v.Slow},
		{"missing", "absent", &v.Missing},
		{"gpc", "gpc", &v.GPC},
	}
}

// Link is the state as it stands after the address's #, as the parameters of a query.
func (s State) Link() string {
	q := make(url.Values)
	for _, p := range s.parameters() {
		if p.written {
			q.Set(p.name, p.value)
		}
	}
	return q.Encode()
}

// ParseLink reads what Link wrote, now or in an earlier version. ok is false if part of the
// link could not be read: the rest is taken all the same. An empty link gives the state
// that the page opens with.
func ParseLink(link string) (s State, ok bool) {
	q, err := url.ParseQuery(link)
	portal := charter.Portals()[0]
	if q.Has("portail") {
		portal = q.Get("portail")
	}
	s = State{Default(portal), View{Width: Widths[0]}}
	ok = err == nil
	for _, p := range s.parameters() {
		if q.Has(p.name) && !p.read(q.Get(p.name)) {
			ok = false
		}
		q.Del(p.name)
	}
	return s, ok && len(q) == 0
}

// parameter is a part of a link.
type parameter struct {
	name, value string
	written     bool                         // its absence does not mean the same
	read        func(value string) (ok bool) // into the state, unless it is not ok
}

// none stands for an empty list of categories in links, where an absent one means all.
const none = "aucune"

// widthWords name the widths in links.
var widthWords = map[int]string{
	Widths[0]: "telephone", Widths[1]: "tablette", Widths[2]: "ordinateur",
}

// parameters are all parts of a link. A published charter is left out; any other is compressed
// (RFC 1951) and encoded in base64url (RFC 4648, section 5).
func (s *State) parameters() []parameter {
	set, view := &s.Settings, &s.View
	text := func(name string, at *string, written bool) parameter {
		return parameter{name, *at, written, func(value string) bool {
			*at = value
			return true
		}}
	}
	word := func(name string, at *string, among []string) parameter {
		written := unlessFirst(*at, among) != ""
		return parameter{name, *at, written, func(value string) bool {
			ok := slices.Contains(among, value)
			if ok {
				*at = value
			}
			return ok
		}}
	}
	words := func(name string, at *[]string, among []string) parameter {
		value := strings.Join(*at, " ")
		return parameter{name, value, value != "", func(value string) (ok bool) {
			*at, ok = within(among, value)
			return ok
		}}
	}
	categories := words("categories", &set.Categories, tag.Categories)
	categories.written = len(set.Categories) != len(tag.Categories)
	if len(set.Categories) == 0 {
		categories.value = none
	}
	charter := parameter{"charte", "", !set.Published(), func(value string) (whole bool) {
		set.Charter, whole = unpack(value)
		return whole
	}}
	if charter.written {
		charter.value = pack(set.Charter)
	}
	accent := strings.TrimPrefix(set.Accent, "#")
	list := []parameter{
		text("portail", &set.Portal, true), // even while nothing is typed
		charter,
		categories,
		words("traceurs", &set.Trackers, tag.Trackers),
		words("integrations", &set.Integrations, tag.Integrations),
		word("theme", &set.Theme, tag.Themes),
		word("chargement", &set.Load, tag.Loads),
		{"couleur", accent, accent != "", func(value string) bool {
			ok := color.MatchString("#" + value)
			if ok {
				set.Accent = "#" + value
			}
			return ok
		}},
		text("dossier", &set.Folder, set.Folder != defaultFolder),
		text("domaine", &set.Domain, set.Domain != ""),
		{"largeur", widthWords[view.Width], view.Width != Widths[0], func(value string) bool {
			for width, word := range widthWords {
				if word == value {
					view.Width = width
				}
			}
			return widthWords[view.Width] == value
		}},
	}
	for _, each := range view.flags() {
		list = append(list, parameter{each.inLink, "1", *each.on, func(value string) bool {
			*each.on = value == "1"
			return *each.on
		}})
	}
	return list
}

// within splits a list into its words, and drops those that are not among others; ok is false
// then. It is nil for none.
func within(among []string, list string) (words []string, ok bool) {
	ok = true
	for _, word := range tag.Words(list) {
		if slices.Contains(among, word) {
			words = append(words, word)
		} else if word != none {
			ok = false
		}
	}
	return words, ok
}

// pack compresses a text for a link.
func pack(text string) string {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		panic(err) // only if there is no such level
	}
	io.WriteString(w, text) // into memory
	w.Close()
	return base64.RawURLEncoding.EncodeToString(packed.Bytes())
}

// unpack returns the text that pack compressed, or its beginning if the link was cut off.
// whole is false then, and if the text is larger than a charter may be.
func unpack(packed string) (text string, whole bool) {
	raw, wrong := base64.RawURLEncoding.DecodeString(packed) // raw is what precedes the fault
	r := flate.NewReader(bytes.NewReader(raw))
	defer r.Close()
	read, err := io.ReadAll(io.LimitReader(r, charter.MaxSize+1))
	whole = wrong == nil && err == nil && len(read) <= charter.MaxSize
	return strings.ToValidUTF8(string(read), "\ufffd"), whole
}
