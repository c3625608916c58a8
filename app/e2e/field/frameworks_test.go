package field

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// modalPage has a page's own modal open, with a button for the preferences in it.
type modalPage struct {
	report     string
	files      []string // in the npm packages: scripts and stylesheets
	body, open string   // the modal, and what opens it
	closed     string   // true once it has closed
}

var modalPages = []modalPage{
	{
		report: "twbs/bootstrap #39258",
		files:  []string{"bootstrap/dist/css/bootstrap.min.css", "bootstrap/dist/js/bootstrap.bundle.min.js"},
		body: `<div class="modal" id="m" tabindex="-1"><div class="modal-dialog"><div class="modal-content">
			<div class="modal-body"><button id="first">Un</button>` + opener + `</div></div></div></div>`,
		open:   `new bootstrap.Modal("#m").show()`,
		closed: `!$("m").classList.contains("show")`,
	},
	{
		report: "twbs/bootstrap #39408",
		files:  []string{"bootstrap/dist/css/bootstrap.min.css", "bootstrap/dist/js/bootstrap.bundle.min.js"},
		body: `<div class="offcanvas offcanvas-start" id="m" tabindex="-1"><div class="offcanvas-body">
			<button id="first">Un</button>` + opener + `</div></div>`,
		open:   `new bootstrap.Offcanvas("#m").show()`,
		closed: `!$("m").classList.contains("show")`,
	},
	{
		report: "foundation/foundation-sites #9501",
		files: []string{"foundation-sites/dist/css/foundation.min.css", "jquery/dist/jquery.min.js",
			"foundation-sites/dist/js/foundation.min.js"},
		body: `<div class="reveal" id="m" data-reveal data-animation-out=""><button id="first">Un</button>` +
			opener + `</div>`,
		open:   `(jQuery(document).foundation(), jQuery("#m").foundation("open"))`,
		closed: `getComputedStyle($("m")).display === "none"`,
	},
	{
		report: "GouvernementFR/dsfr #92",
		files:  []string{"@gouvfr/dsfr/dist/dsfr.min.css", "@gouvfr/dsfr/dist/dsfr.module.min.js"},
		body: `<button id="open" data-fr-opened="false" aria-controls="m">Ouvrir</button>
			<dialog id="m" class="fr-modal" aria-labelledby="t"><div class="fr-container">
			<div class="fr-modal__body"><div class="fr-modal__header"><button aria-controls="m"
			class="fr-btn--close fr-btn">Fermer</button></div><div class="fr-modal__content">
			<h2 id="t">Menu</h2><button id="first">Un</button>` + opener + `</div></div></div></dialog>`,
		open:   `document.querySelector("#open").click()`,
		closed: `!$("m").classList.contains("fr-modal--opened")`,
	},
	{
		report: "wellcomecollection/wellcomecollection.org #10920, Alpine",
		files:  []string{"@alpinejs/focus/dist/cdn.min.js", "alpinejs/dist/cdn.min.js"},
		body: `<div x-data="{open: false}" @show.window="open = true"
			@keydown.escape.window="open = false">
			<div id="m" x-show="open" x-trap.inert.noscroll="open"
			style="position: fixed; top: 99px"><button id="first">Un</button>` + opener +
			`</div></div>`,
		open:   `dispatchEvent(new Event("show"))`,
		closed: `getComputedStyle($("m")).display === "none"`,
	},
}

// openModal opens the page, with its modal open and the notice there.
func openModal(t *testing.T, m modalPage) *harness.Page {
	t.Helper()
	head := ""
	for _, file := range m.files {
		head += strings.Replace(harness.Library(t, file), "<script", `<script type="module"`, 1)
	}
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html; charset=utf-8", portalPage(head,
		m.body+`<main style="height: 3000px">Portail</main>`)))
	p.WaitNotice()
	harness.Eval[any](p, `(scrollTo({top: 500, behavior: "instant"}), `+m.open+`, null)`)
	// A modal takes the focus once its transition is over.
	p.Wait(`$("first").checkVisibility() && !document.getAnimations().length`)
	p.Settle()
	return p
}

// TestModals: beside a page's own modal the notice answers; above it, the preferences do, and one
// press of Escape closes them alone.
func TestModals(t *testing.T) {
	t.Parallel()
	for _, m := range modalPages {
		t.Run(m.report, func(t *testing.T) {
			t.Parallel()
			p := openModal(t, m)
			p.Click("o")
			p.WaitDialog()
			p.TabTo("switch", harness.Switch(preferences.Internal))
			p.Press(" ")
			p.Wait(`$("cookies-toggle-internal").checked`)
			p.Press("\x1b")
			p.Wait(`!$("cookies-dialog")?.open`)
			p.Settle()
			if harness.Eval[bool](p, m.closed) {
				t.Error("the page's modal has closed too")
			}
			if got := p.Focused(); got != "o" {
				t.Errorf("the focus is on %q", got)
			}
			p.Choose("cookies-refuse")
			harness.CheckAllowed(p)
			p.Settle()
			if harness.Eval[bool](p, m.closed) {
				t.Error("a press in the notice closes the page's modal")
			}
			p.Click("first")
			p.Press("\x1b")
			p.Wait(m.closed)
			p.Wait(`scrollY === 500`)
		})
	}
}
