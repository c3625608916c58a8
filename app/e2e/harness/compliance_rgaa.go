package harness

import (
	"strings"
	"testing"
)

// layers bring a page with the notice up to each state that visitors meet.
var layers = []struct {
	name string
	act  func(*Page)
}{
	{"notice", func(p *Page) { p.WaitNotice() }},
	{"preferences", func(p *Page) {
		p.Click("cookies-customize")
		p.Wait(`$("cookies-dialog")?.open && shadow.querySelectorAll(".details").length === 4`)
	}},
	{"charter", func(p *Page) {
		p.Click("cookies-read-charter")
		p.Wait(`shadow.querySelector(".charter table")`)
	}},
	{"saved", func(p *Page) {
		p.Click("cookies-refuse")
		p.Wait(`$("cookies-status").innerText !== ""`)
	}},
}

// inEachState runs a check in each state, on a page in a language of its own and
// with trackers declared.
func InEachState(t *testing.T, lang string, check func(*testing.T, *Page)) {
	page := strings.Replace(PortalPage(`data-portal="`+Aude+`" data-trackers="matomo xiti"`), `lang="fr"`, `lang="`+lang+`"`, 1)
	for _, layer := range layers {
		t.Run(layer.name, func(t *testing.T) {
			p := NewPage(t)
			p.Open(ServeText(t, "/portail", "text/html", page))
			p.WaitNotice()
			layer.act(p)
			check(t, p)
		})
	}
}
