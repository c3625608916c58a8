package robust

import (
	"net/http"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// outcome is the message that a visitor reads after choosing, and what becomes of the choice.
type outcome int

const (
	// recorded: the cookie has the choice at once.
	recorded outcome = iota
	// cannotOpen: the preferences don't open. The visitor refuses instead, which is recorded.
	cannotOpen
	// cookiesRefused: the browser keeps no cookie. The next page asks.
	cookiesRefused
	// notAsked: there is no banner, or none that the visitor can see. The next page asks.
	notAsked
)

// texts are the beginnings of these messages.
var texts = [...]string{
	recorded:       "Vos choix ont été enregistrés",
	cannotOpen:     "Les préférences et la charte n’ont pas pu être chargées",
	cookiesRefused: "Votre navigateur n’a pas conservé votre choix",
}

// hardship is an obstacle that a page, its host, a connection or a browser puts in the banner's
// way. Empty fields are as on an ordinary portal.
type hardship struct {
	name string
	want outcome

	attributes string            // of the script tag, besides data-portal
	tag        string            // with {{src}} or {{elsewhere}} (another site), {{attributes}}
	head, body string            // added to the page
	html       string            // the whole page, with {{tag}}, {{head}} and {{body}}
	header     map[string]string // of the page; {{site}} is the site's origin
	before     string            // a script that runs before any of the page's own
	frame      *frame            // that the page is in
	announced  []string          // parts of errors that the browser itself logs
	settings   []string          // of WebKit's browser

	// host serves a file of the build, as before in harness.ServeBuild.
	host host

	// arrange sets the browser up before the page is opened, and returns what undoes that.
	arrange func(p *harness.Page) (undo func())

	// during is called once the page has settled, before the visitor acts.
	during func(p *harness.Page)
}

// host sets headers of a file and returns true, or answers by itself and returns false.
type host func(name string, w http.ResponseWriter, r *http.Request) bool

// hardships are grouped by kind. make test runs the first of each kind.
var hardships = []struct {
	kind  string
	cases func(*testing.T) []hardship
}{
	{"program", programFailures},
	{"modules", moduleFailures},
	{"connection", connectionFailures},
	{"engine", engineFailures},
	{"panics", panics},
	{"clock", wrongClocks},
	{"content policies", contentPolicies},
	{"frames", frames},
	{"hosts", hosts},
	{"integrity", integrity},
	{"cookies", cookieRefusals},
	{"storage", storageRefusals},
	{"styles", pageStyles},
	{"scripts", pageScripts},
	{"libraries", pageLibraries},
	{"documents", documents},
	{"tags", tags},
}

// TestHardships meets one hardship of each kind; in WebKit, which it meets them in later, all.
func TestHardships(t *testing.T) {
	t.Parallel()
	for _, h := range hardships {
		if harness.EngineOf(t) == harness.WebKit {
			meetInWebKit(t, h.kind, h.cases(t))
			continue
		}
		meetAll(t, h.kind, h.cases(t)[:1])
	}
}

// TestLongHardships meets all the others.
func TestLongHardships(t *testing.T) {
	t.Parallel()
	for _, h := range hardships {
		meetAll(t, h.kind, h.cases(t)[1:])
	}
}

func meetAll(t *testing.T, kind string, cases []hardship) {
	for _, h := range cases {
		t.Run(kind+"/"+h.name, func(t *testing.T) {
			t.Parallel()
			meet(t, h)
		})
	}
}
