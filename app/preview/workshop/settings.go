package workshop

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

// Settings are what the administrator has set. The zero value is no portal's: see
// [Default].
type Settings struct {
	Portal string // host name of the portal, as it was typed

	// Charter is the text of the portal's charter, as it was typed or pasted.
	Charter string

	// Categories, Trackers and Integrations are words of the attributes of those
	// names.
	Categories, Trackers, Integrations []string

	Theme string // of tag.Themes; "" means the first
	Load  string // of tag.Loads; "" means the first

	// Accent is the portal's colour, as #rrggbb; "" for the banner's own.
	Accent string

	// Folder is where the files will be: the path of a folder on the portal, such as
	// /cookies/, or its https address.
	Folder string

	Domain string // data-domain
}

// DefaultFolder is where the files are said to be unless another folder is set.
const DefaultFolder = "/cookies/"

// OwnAccent is the banner's own colour.
const OwnAccent = "#1b4b82"

// Default are the settings for a portal. Its charter is the one that is published
// with the banner, if there is one.
func Default(portal string) Settings {
	text, _ := charter.Portal(portal)
	return Settings{Portal: portal, Charter: plainLines(text), Categories: slices.Clone(tag.Categories), Folder: DefaultFolder}
}

// plainLines is a charter's text as a field of a page has it: with \n alone at the
// ends of its lines.
func plainLines(text []byte) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(text), "\ufeff"))
}

// host is the portal as data-portal takes it: of an address that was pasted, the host
// alone.
func (s Settings) host() string {
	host := strings.ToLower(strings.TrimSpace(s.Portal))
	host = strings.TrimPrefix(strings.TrimPrefix(host, "https://"), "http://")
	if end := strings.IndexAny(host, "/?#"); end >= 0 {
		host = host[:end]
	}
	return port.ReplaceAllString(host, "")
}

var port = regexp.MustCompile(`:[0-9]+$`)

// ownText is the charter as a file of its own. It begins with a byte order mark: who runs
// no JavaScript reads it as it is, and few hosts say that a text is UTF-8.
func (s Settings) ownText() []byte { return []byte("\ufeff" + strings.TrimPrefix(s.Charter, "\ufeff")) }

// Published reports whether the charter is the one that is published with the banner
// for this portal: nothing of it has to be uploaded then.
func (s Settings) Published() bool {
	text, ok := charter.Portal(s.host())
	return ok && plainLines(text) == s.Charter
}

// CharterFile is where the charter lies in the folder of the files; "" if it is
// published with the banner.
func (s Settings) CharterFile() string {
	if s.Published() {
		return ""
	}
	return "charte-" + s.host() + ".txt" // charters/ has those that are published, each with a page
}

// Version is the version of the charter.
func (s Settings) Version() string {
	if text, ok := charter.Portal(s.host()); ok && s.Published() {
		return charter.Version(text)
	}
	return charter.Version(s.ownText())
}

// Tag is the script tag, with the digest of banner.js in it, if that is known, as
// integrity="…" takes it.
func (s Settings) Tag(integrity string) tag.Tag {
	return s.tagIn(s.folder(), integrity)
}

// tagIn is the tag of a page that has the files in a folder.
func (s Settings) tagIn(folder, integrity string) tag.Tag {
	t := tag.Tag{
		Script:       folder + "banner.js",
		Integrity:    integrity,
		Portal:       s.host(),
		Trackers:     s.Trackers,
		Categories:   s.categories(),
		Integrations: s.Integrations,
		Domain:       strings.TrimSpace(s.Domain),
		Theme:        orNone(s.Theme, tag.Themes),
		Load:         orNone(s.Load, tag.Loads),
	}
	if file := s.CharterFile(); file != "" {
		t.Charter, t.Version = folder+file, s.Version()
	}
	return t
}

// categories are those that the tag names: none where they are all, as without it.
func (s Settings) categories() []string {
	if len(s.Categories) == len(tag.Categories) {
		return nil
	}
	return s.Categories
}

// orNone is a word, "" for the one that an absent attribute means.
func orNone(word string, words []string) string {
	if word == words[0] {
		return ""
	}
	return word
}

// folder is Folder with the slash at its end; the one that its field shows as an example
// while nothing is typed.
func (s Settings) folder() string {
	if strings.TrimSpace(s.Folder) == "" {
		return DefaultFolder
	}
	return strings.TrimRight(strings.TrimSpace(s.Folder), "/") + "/"
}

var color = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// Problem is a setting that cannot be as it is.
type Problem struct {
	Field string // the id of the field on the page
	Text  string // what is wrong, and what is expected: a sentence in French
}

// Problems are what has to be put right before the files can be installed, but for the
// charter's own faults.
func (s Settings) Problems() (list []Problem) {
	add := func(field, text string) { list = append(list, Problem{field, text}) }
	if !tag.IsHostName(s.host()) {
		add(portalField, "Attendu\u00a0: le nom du portail, comme donnees.ville.fr, sans espace ni accent.")
	}
	if len(s.Categories) == 0 {
		add(categoriesField, "Proposez au moins une catégorie\u00a0: sans rien de facultatif, aucun bandeau n’est nécessaire.")
	}
	if !validFolder(s.folder()) {
		add(folderField, "Attendu\u00a0: un chemin sur le portail, comme /cookies/, ou l’adresse d’un dossier en https.")
	}
	wrong := s.Tag("").Wrong(s.host())
	// Browsers keep no cookie for all of .fr.
	domain := strings.ToLower(strings.Trim(strings.TrimSpace(s.Domain), "."))
	alone := domain != "" && domain != s.host() && !strings.Contains(domain, ".")
	if alone || slices.ContainsFunc(wrong, func(w tag.Wrong) bool { return w.Attribute == "data-domain" }) {
		add(domainField, "Attendu\u00a0: le nom d’hôte du portail, ou un domaine dont il fait partie.")
	}
	return list
}

// validFolder reports whether a page can name a folder so. What looks like a path, or
// like the portal's address, and leads to another host is none: browsers read ///a.fr/
// as //a.fr/, and what stands before an @ is no host.
func validFolder(folder string) bool {
	u, err := url.Parse(folder)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.HasPrefix(folder, "//") ||
		strings.ContainsFunc(folder, func(r rune) bool { return r == ' ' || r == '\\' || !unicode.IsPrint(r) }) {
		return false
	}
	if u.Scheme == "" && u.Host == "" {
		return strings.HasPrefix(u.Path, "/")
	}
	return u.Scheme == "https" && tag.IsHostName(strings.ToLower(u.Hostname()))
}

// anotherHost is the origin of the folder, if it is not the portal's own.
func (s Settings) anotherHost() (origin string, ok bool) {
	u, err := url.Parse(s.folder())
	if err != nil || u.Host == "" || strings.EqualFold(u.Host, s.host()) {
		return "", false
	}
	return u.Scheme + "://" + u.Host, true
}
