package browsertest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
)

// hardship is what a page, its host, a line or a browser puts in the banner's
// way. meet has a visitor meet it, and go on to a page without it: a row of
// web/docs/robustness.md. The zero value of what is left out is an ordinary portal's.
type hardship struct {
	name string // as the table says it

	attributes string            // of the script tag; "" is data-portal="opendata.aude.fr"
	tag        string            // the script tag, where {{src}} is the script's address, {{elsewhere}} the same on another site and {{attributes}} its attributes
	head, body string            // HTML to add to the page's
	html       string            // the whole page, with {{tag}}, {{head}} and {{body}} in it
	header     map[string]string // headers of the page; Content-Type too
	before     string            // a script that runs before any of the page's own
	address    string            // the page's path; "" is /portail
	frame      *frame            // what the page is in, if it is in a frame
	settings   string            // of the browser's profile, as its file Preferences has them

	// host serves a file of the build as serveBuild's before does, while the
	// hardship lasts.
	host func(name string, w http.ResponseWriter, r *http.Request) bool

	// arrange sets the browser or the profile up, before the page is opened; what
	// it returns undoes that.
	arrange func(p *page) (undo func())

	// during is called once the page has settled, before the visitor acts.
	during func(p *page)

	// announced are errors that the browser itself logs.
	announced []string

	// act is what the visitor is after: "accept" (the default), "refuse", or
	// "save", which is to allow the statistics alone in the preferences.
	act string
}

// outcome is what came of a hardship, in the words of the table.
type outcome struct {
	Case    string // the hardship
	Sees    string // what the visitor sees
	Granted string // what is allowed before the visitor chooses
	Choice  string // what became of the choice
}

// wanted are the names that the visitor means to allow.
func (h hardship) wanted() (names []preferences.Name) {
	switch h.act {
	case "refuse":
		return nil
	case "save":
		return append([]preferences.Name{preferences.Statistics}, preferences.Trackers[:]...)
	}
	names = slices.Clone(preferences.Categories[:])
	_, declared, _ := strings.Cut(h.attributes, `data-trackers="`)
	declared, _, found := strings.Cut(declared, `"`)
	for _, n := range preferences.Trackers {
		if !found || slices.Contains(strings.Fields(declared), string(n)) {
			names = append(names, n)
		}
	}
	return names
}

// ordinary is the page of a portal, which knows when something in it breaks.
const ordinary = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>{{head}}{{tag}}</head>` +
	`<body><main id="first"><h1>Jeux de données</h1><p><a id="link" href="#ancre">Un lien</a> ` +
	`<button type="button" id="open" data-cookies-preferences="open">Gérer mes cookies</button></p></main>{{body}}</body></html>`

// meet has a visitor meet a hardship, choose as far as they can, and go on to an
// ordinary page of the portal. Whatever happens, nothing may be allowed that they
// did not allow, the page must work, and no choice that was made may be lost
// without a word.
func meet(t *testing.T, h hardship) (got outcome) {
	t.Helper()
	got.Case = h.name
	attributes := h.attributes
	if attributes == "" {
		attributes = `data-portal="` + aude + `"`
	}
	var over atomic.Bool
	src := serveBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		w.Header().Set("Cache-Control", "no-store")
		return over.Load() || h.host == nil || h.host(name, w, r)
	})
	ran := serveText(t, "/gated.js", "text/javascript", `document.documentElement.setAttribute("data-ran", "")`)
	gated := `<script type="text/plain" data-cookies="statistics" src="` + ran + `"></script>`
	tag := `<script src="{{src}}" defer {{attributes}}></script>`
	html := func(page, tag, head, body string) string {
		return strings.NewReplacer("{{src}}", src, "{{elsewhere}}", elsewhere(src), "{{attributes}}", attributes, "{{site}}", site.URL).Replace(
			strings.NewReplacer("{{tag}}", tag, "{{head}}", head, "{{body}}", gated+body).Replace(page))
	}
	hard := html(or(h.html, ordinary), or(h.tag, tag), h.head, h.body)
	plain := html(ordinary, tag, "", "")
	address := serve(t, or(h.address, "/portail"), func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		for name, value := range h.header {
			w.Header().Set(name, strings.ReplaceAll(value, "{{site}}", site.URL))
		}
		fmt.Fprint(w, hard)
	})
	next := serveText(t, "/suite", "text/html; charset=utf-8", plain)

	p := newPage(t)
	if h.settings != "" {
		p = pageWith(t, h.settings)
	}
	if h.frame != nil {
		address = h.frame.serve(t, address)
	}
	for _, part := range h.announced {
		p.expect(part)
	}
	undo := func() {}
	if h.arrange != nil {
		undo = h.arrange(p)
	}
	if h.before != "" {
		arranged, loaded := undo, p.preload(h.before)
		undo = func() { arranged(); loaded() }
	}
	p.open(address)
	p.settle()
	if h.frame != nil {
		p.enter()
		p.settle()
	}
	if h.during != nil {
		h.during(p)
	}
	before := p.sight()
	got.Sees = before.said()
	got.Granted = before.granted()
	if got.Granted != nothing {
		t.Errorf("before any choice, what is granted is %s", got.Granted)
	}
	p.checkLink()

	chose := p.try(h.act, before)
	after := p.sight()
	if said := after.said(); chose != didNotTry && said != got.Sees {
		got.Sees += "; then " + said
	}
	recorded := p.recorded(h.wanted())
	if chose != made && len(after.Allowed) > 0 {
		t.Errorf("no choice was made, and %q is allowed", after.Allowed)
	}
	if chose == made && !recorded && len(after.Allowed) > 0 {
		t.Errorf("the choice is not recorded, and %q is allowed", after.Allowed)
	}
	p.checkLink()

	over.Store(true)
	undo()
	p.open(next)
	p.settle()
	if chose == made && !recorded {
		p.arrives(h.wanted())
	}
	then := p.sight()
	onNext := p.recorded(h.wanted())
	switch {
	case chose == didNotTry:
		got.Choice = "nothing is asked"
	case chose == couldNot:
		got.Choice = "none could be made, as the visitor is told"
		if after.Status == "" {
			t.Errorf("the visitor could not choose and is told nothing: %+v", after)
		}
	case recorded && onNext:
		got.Choice = "recorded at once"
	case recorded:
		t.Errorf("the choice was recorded, and on the next page it is %v", then.Record)
	case onNext:
		got.Choice = "recorded by the next page"
	case after.Status != "":
		got.Choice = "not recorded, as the visitor is told"
		if strings.Contains(after.Status, "ont été enregistrés") {
			t.Errorf("nothing is recorded, and the visitor is told %q", after.Status)
		}
	default:
		t.Errorf("the choice is lost, and the visitor is told nothing: %+v", after)
	}
	if chose != made || !onNext {
		if !then.Notice {
			t.Errorf("there is no choice, and the next page does not ask: %+v", then)
		}
		if len(then.Allowed) > 0 {
			t.Errorf("without a choice, the next page allows %q", then.Allowed)
		}
		got.Choice += "; the next page asks"
	}
	return got
}

func or(text, instead string) string {
	if text == "" {
		return instead
	}
	return text
}

// nothing is what is granted before a choice, always.
const nothing = "nothing"

// sight is what there is of the banner in a page, for its visitor and for the
// page's scripts.
type sight struct {
	API     bool // the page has window.cookiesPreferences
	Notice  bool // the notice is in sight
	Dialog  bool // the preferences, or the charter, are
	Status  string
	Allowed []string // by the page's interface
	Ran     bool     // a script that waits for the statistics has run
	Record  map[string]any
	Errors  []string // by the banner's console lines: their codes
}

// readBanner reads what a sight holds of the banner, as the visitor's eye and mouse
// find it.
const readBanner = `(() => {
	const reached = (e) => {
		const {x, y, width, height} = e.getBoundingClientRect();
		return width > 0 && e.contains(shadow.elementFromPoint(x + width / 2, y + height / 2));
	};
	const seen = (e) => Boolean(e?.checkVisibility({opacityProperty: true, visibilityProperty: true}) && reached(e));
	return {
		notice: seen($("cookies-accept")) && seen($("cookies-refuse")),
		dialog: Boolean($("cookies-dialog")?.open),
		status: $("cookies-status")?.innerText.trim() ?? "",
		ran: Reflect.get(Document.prototype, "documentElement", document).hasAttribute("data-ran"),
	};
})()`

// readChoice reads what a sight holds of the choice, as the page's scripts find it.
const readChoice = `(() => {
	const api = window.cookiesPreferences?.allows ? window.cookiesPreferences : undefined;
	const allowed = [];
	for (const name of ["statistics", "internal", "third_party", "ga", "matomo", "xiti", "at", "piano", "eulerian"]) {
		if (api?.allows(name)) allowed[allowed.length] = name;
	}
	return {api: Boolean(api), allowed, record: api?.get() ?? null};
})()`

// sight looks at the page as it is.
func (p *page) sight() (s sight) {
	p.t.Helper()
	s = evalApart[sight](p, readBanner)
	told := eval[sight](p, readChoice)
	s.API, s.Allowed, s.Record = told.API, told.Allowed, told.Record
	s.Errors = p.codes()
	return s
}

// codes are the banner's console lines since the last navigation: their codes.
func (p *page) codes() (codes []string) {
	_, warnings := p.seen()
	for _, line := range warnings {
		if _, rest, found := strings.Cut(line, "[cookies-preferences] "); found {
			code, _, _ := strings.Cut(rest, ":")
			codes = append(codes, code)
		}
	}
	return codes
}

// said is what the visitor sees of it, in the words of the table.
func (s sight) said() string {
	var parts []string
	if s.Notice {
		parts = append(parts, "the notice")
	}
	if s.Dialog {
		parts = append(parts, "the preferences")
	}
	if s.Status != "" {
		parts = append(parts, "« "+oneLine(s.Status)+" »")
	}
	if len(parts) == 0 {
		return "the page as it is"
	}
	return strings.Join(parts, ", ")
}

func (s sight) granted() string {
	names := s.Allowed
	if s.Ran {
		names = append(names, "a script that waits")
	}
	if len(names) == 0 {
		return nothing
	}
	return strings.Join(names, ", ")
}

// What became of a visitor's attempt to choose.
type attempt int

const (
	didNotTry attempt = iota // there is nothing to press
	made                     // the choice was made
	couldNot                 // the preferences did not come
)

// try has the visitor do as they mean to, as far as the page lets them, and waits
// for what comes of it.
func (p *page) try(act string, s sight) attempt {
	p.t.Helper()
	if !s.Notice && !s.Dialog {
		return didNotTry
	}
	button := "cookies-accept"
	switch act {
	case "refuse":
		button = "cookies-refuse"
	case "save":
		if !s.Dialog {
			eval[any](p, `(window.toldBefore = $("cookies-status")?.firstChild, null)`)
			p.click("cookies-customize")
		}
		p.wait(`$("cookies-dialog")?.open && $("cookies-toggle-statistics") ||
			$("cookies-status")?.innerText.trim() && $("cookies-status").firstChild !== window.toldBefore`)
		if s = p.sight(); !s.Dialog {
			return couldNot
		}
		p.click("cookies-toggle-statistics")
		p.wait(`!$("cookies-dialog") || $("cookies-toggle-statistics").checked`) // what breaks then takes the dialog along
		if s = p.sight(); !s.Dialog {
			return couldNot
		}
		button = "cookies-save"
	}
	p.click(button)
	p.wait(`!$("cookies-accept")?.checkVisibility() && !$("cookies-dialog")?.open || $("cookies-status")?.innerText.trim()`)
	// What is told comes once the browser has drawn; what waits for the program, later.
	deadline := time.Now().Add(5 * time.Second) // the program takes a while on a slow machine
	for time.Now().Before(deadline) {
		if s = p.sight(); s.Status != "" && (s.Record != nil || len(s.Errors) > 0) {
			break
		}
		time.Sleep(30 * time.Millisecond)
	}
	return made
}

// recorded reports whether the cookie, as the browser has it, is a choice of just
// these names, made now.
func (p *page) recorded(names []preferences.Name) bool {
	p.t.Helper()
	var line []string
	for _, c := range p.cookies() {
		line = append(line, c.Name+"="+c.Value)
	}
	choice, ok := preferences.FromHeader([]string{strings.Join(line, "; ")}, p.now())
	if !ok {
		return false
	}
	for _, n := range optional {
		if choice.Allows(n) != slices.Contains(names, n) {
			return false
		}
	}
	return p.now().Sub(time.UnixMilli(choice.Timestamp)) < time.Minute
}

// now is the time by the tab's clock.
func (p *page) now() time.Time { return time.Now().Add(p.ahead) }

// arrives waits for a choice that the page before has left to be recorded, or for
// the notice, which says that it is not.
func (p *page) arrives(names []preferences.Name) {
	p.t.Helper()
	p.until("the choice, or the notice", func() bool { return p.recorded(names) || p.sight().Notice })
}

// checkLink holds the page to answering its visitor, at once or as soon as what
// runs the page does.
func (p *page) checkLink() {
	p.t.Helper()
	const follow = `(() => {
		const link = document.getElementById("link");
		if (!link) return true;
		history.replaceState(history.state, "", location.href.split("#")[0] + "#");
		link.click();
		if (location.hash === "#ancre") return true;
		// Firefox follows a link in a task of its own.
		return new Promise((done) => {
			addEventListener("hashchange", () => done(location.hash === "#ancre"), { once: true });
			setTimeout(done, 2000, false);
		});
	})()`
	if !eval[bool](p, follow) {
		p.wait(`location.hash === "#ancre"`)
	}
}

// resilience runs the cases of a section of web/docs/robustness.md, and holds the
// section to what came of them.
func resilience(t *testing.T, section string, least int, cases []hardship) {
	t.Helper()
	rows := make([]outcome, len(cases))
	t.Run("cases", func(t *testing.T) {
		for i, h := range cases {
			t.Run(h.name, func(t *testing.T) {
				besides(t)
				rows[i] = meet(t, h)
			})
		}
	})
	if t.Failed() || slices.Contains(rows, outcome{}) { // -run chose some of them
		return
	}
	checkSection(t, section, least, rows)
}
