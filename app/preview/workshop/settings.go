package workshop

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// Settings are what the administrator has chosen. The zero value names no portal: begin
// with [Default].
type Settings struct {
	Portal  string // the portal's host name, as typed
	Charter string // the text of its charter, as typed or pasted

	Controller string // the body that is responsible for the portal, as typed

	// Categories, Trackers, Exempt and Integrations are words of the attributes of those names.
	Categories, Trackers, Exempt, Integrations []string

	Services string // data-services, as typed

	Theme string // of tag.Themes

	// Accent is the portal's colour, as #rrggbb; "" means the banner's own.
	Accent string

	// Folder is where the files will be: the path of a folder on the portal, such as
	// /cookies/, or its https address.
	Folder string

	Domain string // data-domain
}

// defaultFolder is where the files go unless another folder is set.
const defaultFolder = "/cookies/"

// ownAccent is the banner's own colour.
const ownAccent = "#1b4b82"

// Default returns the settings for a portal, with its charter if that is published.
func Default(portal string) Settings {
	text, _ := charter.Portal(portal)
	return Settings{
		Portal:     portal,
		Charter:    plainLines(text),
		Controller: charter.Controller(portal),
		Categories: slices.Clone(tag.Categories),
		Theme:      tag.Themes[0],
		Folder:     defaultFolder,
	}
}

// choose changes the portal, and with it who is responsible and the charter: only a name and a text
// of one's own stay.
func (s *Settings) choose(portal string) {
	known := charter.Controller(portal)
	if known != "" || s.Controller == charter.Controller(s.host()) {
		s.Controller = known
	}
	s.Portal = portal
	own := !slices.ContainsFunc(charter.Portals(), func(host string) bool {
		return s.Charter == Default(host).Charter
	})
	if published := Default(portal).Charter; published != "" && (!own || s.Charter == "") {
		s.Charter = published
	}
}

// plainLines is a charter's text as a page's field holds it, with \n at the ends of lines.
func plainLines(text []byte) string {
	lines := strings.NewReplacer("\r\n", "\n", "\r", "\n")
	return lines.Replace(strings.TrimPrefix(string(text), "\ufeff"))
}

// host is the portal as data-portal takes it: the host alone, if an address was pasted.
func (s Settings) host() string {
	host := strings.ToLower(strings.TrimSpace(s.Portal))
	if _, rest, found := strings.Cut(host, "://"); found {
		host = rest
	}
	if u, err := url.Parse("//" + host); err == nil {
		return u.Hostname()
	}
	return host
}

// charterFile is the charter as a file of its own, in the form that the visitor's program reads. It
// begins with a byte order mark: few servers say that a text is UTF-8, and without JavaScript the
// file is read as it is.
func (s Settings) charterFile() []byte {
	written.Lock()
	defer written.Unlock()
	if written.charter != s.Charter || written.file == nil {
		text := s.Charter
		if understood, err := read.Parse([]byte(text)); err == nil {
			text = string(understood.Text)
		}
		written.charter = s.Charter
		written.file = []byte("\ufeff" + strings.TrimPrefix(text, "\ufeff"))
	}
	return slices.Clone(written.file)
}

// written is the last charterFile: a page asks for it several times while a key is pressed.
var written struct {
	sync.Mutex
	charter string
	file    []byte
}

// Published reports whether the charter is the one published with the banner for this
// portal: it need not be uploaded then.
func (s Settings) Published() bool {
	text, ok := charter.Portal(s.host())
	return ok && plainLines(text) == s.Charter
}

// CharterFile is the name of the charter in the folder of the files; "" if it is published
// with the banner. The published ones are in charters/, where each has a page too.
func (s Settings) CharterFile() string {
	if s.Published() {
		return ""
	}
	return "charte-" + s.host() + ".txt"
}

// Version is the version of the charter.
func (s Settings) Version() string {
	if text, ok := charter.Portal(s.host()); ok && s.Published() {
		return charter.Version(text)
	}
	return charter.Version(s.charterFile())
}

// Tag is the script tag; integrity is the digest of banner.js, "" if unknown.
func (s Settings) Tag(integrity string) tag.Tag { return s.tagIn(s.folder(), integrity) }

// tagIn is the script tag of a page whose files are in a folder.
func (s Settings) tagIn(folder, integrity string) tag.Tag {
	t := tag.Tag{
		Script:       folder + scriptName,
		Integrity:    integrity,
		Portal:       s.host(),
		Controller:   strings.TrimSpace(s.Controller),
		Trackers:     strings.Join(s.Trackers, " "),
		Exempt:       strings.Join(s.Exempt, " "),
		Services:     strings.Join(strings.Fields(s.Services), " "),
		Categories:   strings.Join(s.categories(), " "),
		Integrations: strings.Join(s.Integrations, " "),
		Domain:       strings.TrimSpace(s.Domain),
	}
	if t.Controller == charter.Controller(t.Portal) { // the banner knows it
		t.Controller = ""
	}
	if s.Theme != tag.Themes[0] { // without the attribute it is that one
		t.Theme = s.Theme
	}
	if file := s.CharterFile(); file != "" {
		t.Charter, t.Version = folder+file, s.Version()
	}
	return t
}

// categories are those that the tag names: nil if it offers all, as it does without any.
func (s Settings) categories() []string {
	if slices.Equal(s.Categories, tag.Categories) {
		return nil
	}
	return s.Categories
}

// folder is Folder with a slash at its end, or the example shown while nothing is typed.
func (s Settings) folder() string {
	if strings.TrimSpace(s.Folder) == "" {
		return defaultFolder
	}
	return strings.TrimRight(strings.TrimSpace(s.Folder), "/") + "/"
}

var color = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// Problems are what keeps the files from being installed, besides the charter's faults: by the id
// of a field on the page, what is expected there, in French.
func (s Settings) Problems() map[string]string {
	problems := make(map[string]string)
	if !tag.IsHostName(s.host()) {
		problems[portalField] = "Saisissez le nom du portail, par exemple donnees.ville.fr, " +
			"sans espace ni accent."
	}
	if name := strings.TrimSpace(s.Controller); name == "" || s.Tag("").Responsible() == "" {
		problems[controllerField] = "Saisissez le nom de l’organisme, par exemple Ville de Sète, " +
			"en " + french.Number(tag.MaxController) + " caractères au plus."
	}
	if len(s.Categories) == 0 {
		problems[categoriesField] = "Proposez au moins une catégorie\u00a0: " +
			"sans cookie facultatif, aucun bandeau n’est nécessaire."
	}
	if !validFolder(s.folder()) {
		problems[folderField] = "Saisissez un chemin sur le portail, par exemple /cookies/, " +
			"ou l’adresse d’un dossier en https."
	}
	wrong := false
	for _, w := range s.Tag("").Wrong(s.host()) {
		switch w.Attribute {
		case "data-domain":
			wrong = true
		case "data-services":
			problems[servicesField] = "Saisissez " + french.Expected(w) + "."
		}
	}
	// Browsers keep no cookie for all of .fr.
	domain := strings.ToLower(strings.Trim(strings.TrimSpace(s.Domain), "."))
	if wrong || domain != "" && domain != s.host() && !strings.Contains(domain, ".") {
		problems[domainField] = "Saisissez le nom d’hôte du portail, ou un domaine dont il fait " +
			"partie."
	}
	return problems
}

// validFolder reports whether browsers read a folder's address as people do. They read
// ///a.fr/ as //a.fr/, another host, and what comes before an @ is not the host.
func validFolder(folder string) bool {
	u, err := url.Parse(folder)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return false
	}
	odd := func(r rune) bool { return r == ' ' || r == '\\' || !unicode.IsPrint(r) }
	if strings.HasPrefix(folder, "//") || strings.ContainsFunc(folder, odd) {
		return false
	}
	if u.Scheme == "" && u.Host == "" {
		return strings.HasPrefix(u.Path, "/")
	}
	return u.Scheme == "https" && tag.IsHostName(strings.ToLower(u.Hostname()))
}

// anotherHost is the origin of the folder, if that is not the portal's own.
func (s Settings) anotherHost() (origin string, ok bool) {
	u, err := url.Parse(s.folder())
	if err != nil || u.Host == "" || strings.EqualFold(u.Host, s.host()) {
		return "", false
	}
	return u.Scheme + "://" + u.Host, true
}
