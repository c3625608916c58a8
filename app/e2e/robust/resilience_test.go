package robust

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
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
	arrange func(p *harness.Page) (undo func())

	// late is true where the notice comes only some time after the page has loaded.
	late bool

	// during is called once the page has settled, before the visitor acts.
	during func(p *harness.Page)

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

// meet has a visitor meet a hardship, choose as far as they can, and go on to an
// ordinary page of the portal. Whatever happens, nothing may be allowed that they
// did not allow, the page must work, and no choice that was made may be lost
// without a word.
func meet(t *testing.T, h hardship) (got outcome) {
	t.Helper()
	got.Case = h.name
	attributes := h.attributes
	if attributes == "" {
		attributes = `data-portal="` + harness.Aude + `"`
	}
	var over atomic.Bool
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		w.Header().Set("Cache-Control", "no-store")
		return over.Load() || h.host == nil || h.host(name, w, r)
	})
	ran := harness.ServeText(t, "/gated.js", "text/javascript", `document.documentElement.setAttribute("data-ran", "")`)
	gated := `<script type="text/plain" data-cookies="statistics" src="` + ran + `"></script>`
	tag := `<script src="{{src}}" defer {{attributes}}></script>`
	html := func(page, tag, head, body string) string {
		return strings.NewReplacer("{{src}}", src, "{{elsewhere}}", harness.Elsewhere(src), "{{attributes}}", attributes, "{{site}}", harness.Site.URL).Replace(
			strings.NewReplacer("{{tag}}", tag, "{{head}}", head, "{{body}}", gated+body).Replace(page))
	}
	hard := html(or(h.html, harness.Ordinary), or(h.tag, tag), h.head, h.body)
	plain := html(harness.Ordinary, tag, "", "")
	address := harness.Serve(t, or(h.address, "/portail"), func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		for name, value := range h.header {
			w.Header().Set(name, strings.ReplaceAll(value, "{{site}}", harness.Site.URL))
		}
		fmt.Fprint(w, hard)
	})
	next := harness.ServeText(t, "/suite", "text/html; charset=utf-8", plain)

	p := harness.NewPage(t)
	if h.settings != "" {
		p = pageWith(t, h.settings)
	}
	if h.frame != nil {
		address = h.frame.serve(t, address)
	}
	for _, part := range h.announced {
		p.Expect(part)
	}
	undo := func() {}
	if h.arrange != nil {
		undo = h.arrange(p)
	}
	if h.before != "" {
		arranged, loaded := undo, p.Preload(h.before)
		undo = func() { arranged(); loaded() }
	}
	p.Open(address)
	p.Settle()
	if h.frame != nil {
		enter(p)
		p.Settle()
	}
	if h.late {
		p.WaitNotice()
	}
	if h.during != nil {
		h.during(p)
	}
	before := p.Sight()
	got.Sees = before.Said()
	got.Granted = before.Granted()
	if got.Granted != harness.Nothing {
		t.Errorf("before any choice, what is granted is %s", got.Granted)
	}
	checkLink(p)

	chose := try(p, h.act, before)
	after := p.Sight()
	if said := after.Said(); chose != didNotTry && said != got.Sees {
		got.Sees += "; then " + said
	}
	recorded := hasRecord(p, h.wanted())
	if chose != made && len(after.Allowed) > 0 {
		t.Errorf("no choice was made, and %q is allowed", after.Allowed)
	}
	if chose == made && !recorded && len(after.Allowed) > 0 {
		t.Errorf("the choice is not recorded, and %q is allowed", after.Allowed)
	}
	checkLink(p)

	over.Store(true)
	undo()
	p.Open(next)
	p.Settle()
	if chose == made && !recorded {
		arrives(p, h.wanted())
	}
	then := p.Sight()
	onNext := hasRecord(p, h.wanted())
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

// What became of a visitor's attempt to choose.
type attempt int

const (
	didNotTry attempt = iota // there is nothing to press
	made                     // the choice was made
	couldNot                 // the preferences did not come
)

// try has the visitor do as they mean to, as far as the page lets them, and waits
// for what comes of it.
func try(p *harness.Page, act string, s harness.Sight) attempt {
	p.T.Helper()
	if !s.Notice && !s.Dialog {
		return didNotTry
	}
	button := "cookies-accept"
	switch act {
	case "refuse":
		button = "cookies-refuse"
	case "save":
		if !s.Dialog {
			harness.Eval[any](p, `(window.toldBefore = $("cookies-status")?.firstChild, null)`)
			p.Click("cookies-customize")
		}
		p.Wait(`$("cookies-dialog")?.open && $("cookies-toggle-statistics") ||
			$("cookies-status")?.innerText.trim() && $("cookies-status").firstChild !== window.toldBefore`)
		if s = p.Sight(); !s.Dialog {
			return couldNot
		}
		p.Click("cookies-toggle-statistics")
		p.Wait(`!$("cookies-dialog") || $("cookies-toggle-statistics").checked`) // what breaks then takes the dialog along
		if s = p.Sight(); !s.Dialog {
			return couldNot
		}
		button = "cookies-save"
	}
	p.Click(button)
	p.Wait(`!$("cookies-accept")?.checkVisibility() && !$("cookies-dialog")?.open || $("cookies-status")?.innerText.trim()`)
	// What is told comes once the browser has drawn; what waits for the program, later.
	deadline := time.Now().Add(5 * time.Second) // the program takes a while on a slow machine
	for time.Now().Before(deadline) {
		if s = p.Sight(); s.Status != "" && (s.Record != nil || len(s.Errors) > 0) {
			break
		}
		time.Sleep(30 * time.Millisecond)
	}
	return made
}

// recorded reports whether the cookie, as the browser has it, is a choice of just
// these names, made now.
func hasRecord(p *harness.Page, names []preferences.Name) bool {
	p.T.Helper()
	var line []string
	for _, c := range p.Cookies() {
		line = append(line, c.Name+"="+c.Value)
	}
	choice, ok := preferences.FromHeader([]string{strings.Join(line, "; ")}, now(p))
	if !ok {
		return false
	}
	for _, n := range harness.Optional {
		if choice.Allows(n) != slices.Contains(names, n) {
			return false
		}
	}
	return now(p).Sub(time.UnixMilli(choice.Timestamp)) < time.Minute
}

// now is the time by the tab's clock.
func now(p *harness.Page) time.Time { return time.Now().Add(p.Ahead) }

// arrives waits for a choice that the page before has left to be recorded, or for
// the notice, which says that it is not.
func arrives(p *harness.Page, names []preferences.Name) {
	p.T.Helper()
	p.Until("the choice, or the notice", func() bool { return hasRecord(p, names) || p.Sight().Notice })
}

// checkLink holds the page to answering its visitor, at once or as soon as what
// runs the page does.
func checkLink(p *harness.Page) {
	p.T.Helper()
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
	if !harness.Eval[bool](p, follow) {
		p.Wait(`location.hash === "#ancre"`)
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
				flows.Besides(t)
				rows[i] = meet(t, h)
			})
		}
	})
	if t.Failed() || slices.Contains(rows, outcome{}) { // -run chose some of them
		return
	}
	checkSection(t, section, least, rows)
}

// TestHardships meets the first hardship of each kind; the tests named TestLong… meet all.
func TestHardships(t *testing.T) {
	t.Parallel()
	for _, kind := range [][]hardship{
		{{name: "nothing is in the way: save", act: "save"}},
		programFailures(t), lineFailures(t), moduleFailures(t), charterFailures(t),
		engineFailures(t), panics(), clockFailures(),
		contentPolicies(t), framePolicies(), hostPolicies(t),
		cookieRefusals(), storageRefusals(),
		hostStyles(), hostBuiltIns(), hostNames(), hostDocuments(), hostTags(t), hostSwaps(t),
		hostLibraries(t),
	} {
		h := kind[0]
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			got := meet(t, h)
			row := tableLine([]string{got.Case, got.Sees, got.Granted, got.Choice})
			if !t.Failed() && !documented(t, row) {
				t.Errorf("%s does not have this line; TestLong… with -update writes it:\n%s",
					resilienceFile, row)
			}
		})
	}
}
