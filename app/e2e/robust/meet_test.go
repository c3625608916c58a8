package robust

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// meet has a visitor meet a hardship, choose as far as they can, and go on to an ordinary page.
func meet(t *testing.T, h hardship) {
	t.Helper()
	address, next, end := serve(t, h)
	p := h.newPage(t)
	for _, part := range h.announced {
		p.Expect(part)
	}
	undo := func() {}
	if h.arrange != nil {
		undo = h.arrange(p)
	}
	if h.before != "" {
		p.Preload(h.before)
	}

	p.Open(address)
	p.Settle()
	if h.frame != nil {
		p.EnterFrame()
		p.Settle()
	}
	if h.want != notAsked {
		p.Until("the notice", func() bool { return p.Sight().Notice })
	}
	if h.during != nil {
		h.during(p)
	}
	if s := p.Sight(); h.want == notAsked && (s.Notice || s.Dialog) {
		t.Errorf("the visitor sees the banner: %+v", s)
	}
	nothingAllowed(p)
	followLink(p)
	names := choose(p, h)
	if h.want == recorded || h.want == cannotOpen {
		p.Until("the record", func() bool { return hasRecord(p, names) })
	} else {
		nothingAllowed(p)
	}
	followLink(p)

	end()
	undo()
	if h.before != "" { // it stays in its tab
		later := p.Tab() // first: without a tab, WebKit ends
		p.Drive(p.Driver.Close)
		p = later
	}
	p.Open(next)
	p.Settle()
	switch h.want {
	case recorded, cannotOpen:
		p.Until("the record on the next page", func() bool { return hasRecord(p, names) })
		if p.Sight().Notice {
			t.Error("the next page asks again")
		}
	default:
		p.Until("the next page to ask", func() bool { return p.Sight().Notice })
		nothingAllowed(p)
	}
}

// serve serves a hardship's page, and the next, on which nothing is in the way. end ends what
// the host does.
func serve(t *testing.T, h hardship) (address, next string, end func()) {
	t.Helper()
	var over atomic.Bool
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		w.Header().Set("Cache-Control", "no-store")
		return over.Load() || h.host == nil || h.host(name, w, r)
	})
	attributes := harness.ForAude + " " + h.attributes
	const tag = `<script src="{{src}}" defer {{attributes}}></script>`
	gated := harness.ServeText(t, "/gated.js", "text/javascript",
		`document.documentElement.setAttribute("data-ran", "")`)
	body := `<script type="text/plain" data-cookies="statistics" src="` + gated + `"></script>`
	write := func(page, tag, head, body string) string {
		page = strings.NewReplacer("{{tag}}", tag, "{{head}}", head, "{{body}}", body).Replace(page)
		return strings.NewReplacer("{{src}}", src, "{{elsewhere}}", harness.Elsewhere(src),
			"{{attributes}}", attributes, "{{site}}", harness.Site.URL).Replace(page)
	}
	page := write(cmp.Or(h.html, harness.Ordinary), cmp.Or(h.tag, tag), h.head, body+h.body)
	address = harness.Serve(t, "/portail", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		for name, value := range h.header {
			w.Header().Set(name, strings.ReplaceAll(value, "{{site}}", harness.Site.URL))
		}
		fmt.Fprint(w, page)
	})
	if h.frame != nil {
		address = h.frame.serve(t, address)
	}
	next = harness.ServeText(t, "/suite", "text/html; charset=utf-8",
		write(harness.Ordinary, tag, "", body))
	return address, next, func() { over.Store(true) }
}

// choose has the visitor do what the outcome lets them do, and waits until they read what came
// of it. It returns what they have allowed.
func choose(p *harness.Page, h hardship) (names []preferences.Name) {
	p.T.Helper()
	switch {
	case h.want == notAsked:
		return nil
	case h.want == cannotOpen:
		p.Click("cookies-customize")
		waitToRead(p, cannotOpen)
		p.Click("cookies-refuse")
		waitToRead(p, recorded)
		return nil
	default:
		if !p.Sight().Dialog {
			p.Click("cookies-customize")
		}
		p.WaitDialog()
		p.Click("cookies-toggle-statistics")
		p.Wait(`$("cookies-toggle-statistics").checked`)
		p.Click("cookies-save")
		names = append([]preferences.Name{preferences.Statistics}, preferences.Trackers...)
	}
	waitToRead(p, h.want)
	return names
}

// waitToRead waits until the visitor reads an outcome's text.
func waitToRead(p *harness.Page, o outcome) {
	p.T.Helper()
	p.Wait(`$("cookies-status")?.innerText.trim().startsWith("` + texts[o] + `")`)
}

// hasRecord reports whether the browser's cookie is a choice of just these names, made now.
func hasRecord(p *harness.Page, names []preferences.Name) bool {
	p.T.Helper()
	cookie := p.Cookie()
	if cookie == nil {
		return false
	}
	now := time.UnixMilli(harness.Eval[int64](p, `Date.now()`)) // the page's clock may be wrong
	choice, ok := preferences.Decode(cookie.Value, now)
	if !ok || now.Sub(time.UnixMilli(choice.Timestamp)) > time.Minute {
		return false
	}
	return !slices.ContainsFunc(harness.Optional, func(n preferences.Name) bool {
		return choice.Allows(n) != slices.Contains(names, n)
	})
}

func nothingAllowed(p *harness.Page) {
	p.T.Helper()
	if s := p.Sight(); len(s.Allowed) > 0 || s.Ran {
		p.T.Errorf("without a choice, %q is allowed; a waiting script ran: %v", s.Allowed, s.Ran)
	}
}

// followLink shows that the page answers its visitor: a link of it leads on.
func followLink(p *harness.Page) {
	p.T.Helper()
	harness.Eval[any](p, `(() => {
		history.replaceState(history.state, "", location.href.split("#")[0] + "#");
		$("link").click();
	})()`)
	p.Wait(`location.hash === "#ancre"`)
}

// frame is a frame that fills the window of a page around it.
type frame struct {
	attributes string // of the <iframe>
	foreign    bool   // whether the page around it is another site's
}

// serve serves the page around the frame, and returns its address.
func (f *frame) serve(t *testing.T, address string) string {
	t.Helper()
	around := harness.ServeText(t, "/cadre", "text/html; charset=utf-8",
		`<!doctype html><html lang="fr"><title>Cadre</title>
		<style>iframe { position: fixed; inset: 0; width: 100%; height: 100%; border: 0 }</style>
		<iframe title="Portail" src="`+address+`" `+f.attributes+`></iframe>`)
	if f.foreign {
		return harness.Elsewhere(around)
	}
	return around
}
