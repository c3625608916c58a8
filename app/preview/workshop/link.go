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

func (v *View) switches() []flag {
	return []flag{
		{"dark", "sombre", &v.Dark},
		{"blocked", "bloques", &v.Blocked},
		{"slow", "lent", &v.Slow},
		{"missing", "absent", &v.Missing},
		{"gpc", "gpc", &v.GPC},
	}
}

// widthWords name the widths in links. The phone's is left out.
var widthWords = map[int]string{Widths[1]: "tablette", Widths[2]: "ordinateur"}

// none stands for an empty list in links, where an absent one means all.
const none = "aucune"

// Link is the state as it stands after the address's #, as the parameters of a query. A
// published charter is left out; any other is compressed (RFC 1951) and encoded in
// base64url (RFC 4648, section 5).
func (s State) Link() string {
	q := make(url.Values)
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	q.Set("portail", s.Settings.Portal) // "" while nothing is typed
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
	set("theme", unlessFirst(s.Settings.Theme, tag.Themes))
	set("chargement", unlessFirst(s.Settings.Load, tag.Loads))
	set("couleur", strings.TrimPrefix(s.Settings.Accent, "#"))
	if s.Settings.Folder != DefaultFolder {
		q.Set("dossier", s.Settings.Folder)
	}
	set("domaine", s.Settings.Domain)
	set("largeur", widthWords[s.View.Width])
	for _, each := range s.View.switches() {
		if *each.on {
			q.Set(each.inLink, "1")
		}
	}
	return q.Encode()
}

// ParseLink reads what Link wrote, now or in an earlier version. ok is false if part of the
// link could not be read: the rest is taken all the same. An empty link gives the state
// that the page opens with.
func ParseLink(link string) (s State, ok bool) {
	q, err := url.ParseQuery(link)
	r := linkReader{q, err == nil}

	portal := charter.Portals()[0]
	r.always("portail", &portal)
	s.Settings = Default(portal)
	s.View.Width = Widths[0]

	r.take("charte", func(packed string) bool {
		var whole bool
		s.Settings.Charter, whole = unpack(packed)
		return whole
	})
	if q.Get("categories") == none {
		s.Settings.Categories = nil
		q.Del("categories")
	}
	r.words("categories", tag.Categories, &s.Settings.Categories)
	r.words("traceurs", tag.Trackers, &s.Settings.Trackers)
	r.words("integrations", tag.Integrations, &s.Settings.Integrations)
	r.word("theme", tag.Themes, &s.Settings.Theme)
	r.word("chargement", tag.Loads, &s.Settings.Load)
	r.take("couleur", func(digits string) bool {
		good := color.MatchString("#" + digits)
		if good {
			s.Settings.Accent = "#" + digits
		}
		return good
	})
	r.always("dossier", &s.Settings.Folder)
	r.always("domaine", &s.Settings.Domain)
	for width, word := range widthWords {
		if q.Get("largeur") == word {
			s.View.Width = width
			q.Del("largeur")
		}
	}
	for _, each := range s.View.switches() {
		r.take(each.inLink, func(value string) bool {
			*each.on = value == "1"
			return *each.on
		})
	}
	return s, r.ok && len(q) == 0
}

// linkReader takes the parameters of a link out of it, one by one.
type linkReader struct {
	q  url.Values
	ok bool // all those taken could be read
}

// take takes a parameter; read returns whether its value is good.
func (r *linkReader) take(name string, read func(value string) bool) {
	if value := r.q.Get(name); value != "" && !read(value) {
		r.ok = false
	}
	r.q.Del(name)
}

// always takes a text, even an empty one.
func (r *linkReader) always(name string, into *string) {
	if r.q.Has(name) {
		*into = r.q.Get(name)
	}
	r.q.Del(name)
}

// word takes one of several words.
func (r *linkReader) word(name string, of []string, into *string) {
	r.take(name, func(word string) bool {
		good := slices.Contains(of, word)
		if good {
			*into = word
		}
		return good
	})
}

// words takes a list of words.
func (r *linkReader) words(name string, of []string, into *[]string) {
	r.take(name, func(value string) bool {
		list := tag.Words(value)
		for _, word := range list {
			if !slices.Contains(of, word) {
				return false
			}
		}
		*into = list
		return true
	})
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
