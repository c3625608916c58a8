package field

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// embedding is a page whose library moves, copies or hides the frames that wait.
type embedding struct {
	report string
	files  []string // in the npm packages
	body   string   // with a frame
	shows  string   // what then brings the frame into sight
	frames string   // those that are seen
}

var embeddings = []embedding{
	{
		report: "kenwheeler/slick #2751", // slides are copied
		files: []string{"slick-carousel/slick/slick.css", "jquery/dist/jquery.min.js",
			"slick-carousel/slick/slick.min.js"},
		body: `<div id="s" style="width: 600px">` + strings.Repeat(`<div>`+
			strings.Replace(frame(""), `id="v"`, `class="v"`, 1)+`</div>`, 3) + `</div>`,
		shows:  `jQuery("#s").slick({infinite: true})`,
		frames: `.slick-active .v`,
	},
	{
		report: "zurb/foundation-sites-6 #250", // closing writes the HTML again
		files: []string{"foundation-sites/dist/css/foundation.min.css", "jquery/dist/jquery.min.js",
			"foundation-sites/dist/js/foundation.min.js"},
		body: `<div class="reveal" id="m" data-reveal data-reset-on-close="true">` + frame("") + `</div>`,
		shows: `(jQuery(document).foundation(), jQuery("#m").foundation("open"),
			jQuery("#m").foundation("close"), setTimeout(() => jQuery("#m").foundation("open"), 600))`,
		frames: `#v`,
	},
	{
		report: "fabiodalez-dev/FAZ-Cookie-Manager #87", // without a size at first
		files: []string{"bootstrap/dist/css/bootstrap.min.css",
			"bootstrap/dist/js/bootstrap.bundle.min.js"},
		body: `<div class="collapse" id="m"><div class="ratio ratio-16x9" style="width: 600px">` +
			frame("") + `</div></div>`,
		shows:  `new bootstrap.Collapse("#m").show()`,
		frames: `#v`,
	},
	{
		report: "awcodes/mason #52", // what the server wrote comes again
		files:  []string{"idiomorph/dist/idiomorph.js"},
		body:   `<main id="m">` + frame("") + `<p>Lu</p></main>`,
		shows: `(window.wrote = '<main id="m">` + oneLine(frame("")) + `<p>Lu de nouveau</p></main>',
			Idiomorph.morph(document.querySelector("#m"), wrote))`,
		frames: `#v`,
	},
	{
		report: "AmauriC/tarteaucitron.js #594", // a part of a page that comes later
		files:  []string{"htmx.org/dist/htmx.min.js"},
		body:   `<div id="m" hx-get="part" hx-trigger="part"></div>`,
		shows:  `htmx.trigger("#m", "part")`,
		frames: `#v`,
	},
	{
		report: "davatron5000/FitVids.js #268", // the frame is wrapped
		body:   `<main>` + frame("") + `</main>`,
		shows: `(() => {
			const v = document.querySelector("#v");
			const box = document.createElement("div");
			box.style.cssText = "position: relative; width: 600px; padding-top: 56%";
			v.before(box);
			box.append(v);
			v.removeAttribute("width");
			v.removeAttribute("height");
			v.style.cssText = "position: absolute; inset: 0; width: 100%; height: 100%";
		})()`,
		frames: `#v`,
	},
}

func oneLine(html string) string { return strings.Join(strings.Fields(html), " ") }

// TestEmbedded: a frame that waits has one placeholder, and one that is allowed its content,
// whatever a library does to it.
func TestEmbedded(t *testing.T) {
	t.Parallel()
	for _, e := range embeddings {
		t.Run(e.report, func(t *testing.T) {
			t.Parallel()
			head := ""
			for _, file := range e.files {
				head += harness.Library(t, file)
			}
			harness.ServeText(t, "/video", "text/html",
				`<!doctype html><html lang="fr"><title>Vidéo</title><p>Une vidéo`)
			harness.ServeText(t, "/part", "text/html", frame(""))
			path := harness.ServeText(t, "/portail", "text/html; charset=utf-8",
				portalPage(head, e.body))
			for _, first := range []string{"shown, then allowed", "allowed, then shown"} {
				p := harness.NewPage(t)
				p.Open(path)
				p.WaitNotice()
				seen := `[...document.querySelectorAll("` + e.frames + `")].filter((f) => f.clientWidth)`
				allSeen := func(what string) string {
					return `(() => { const all = ` + seen + `;
						return all.length > 0 && all.every((f) => ` + what + `); })()`
				}
				const waits = `!f.hasAttribute("src") &&
					f.contentDocument.querySelectorAll("#cookies-allow").length === 1`
				const plays = `f.contentDocument?.title === "Vidéo"`
				if first == "shown, then allowed" {
					p.Click("cookies-refuse")
					p.WaitClosed()
					harness.Eval[any](p, `(`+e.shows+`, null)`)
					p.Settle()
					p.Wait(allSeen(waits))
					p.Settle()
					p.ClickOn(seen + `[0].contentDocument.querySelector("#cookies-allow")`)
				} else {
					p.Click("cookies-accept")
					p.WaitClosed()
					p.Wait(`!$("v")?.clientWidth || $("v").contentDocument?.title === "Vidéo"`)
					harness.Eval[any](p, `(`+e.shows+`, null)`)
				}
				p.Settle()
				p.Wait(allSeen(plays))
				harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
				p.Wait(allSeen(waits))
			}
		})
	}
}
