package preview

import (
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/preview/workshop"
)

// focusInWorkshop is a script that tells what has the focus: its id, or what it is, with
// what it is in the page of trial after a slash; and whether it is in sight.
const focusInWorkshop = `(() => {
	const name = (e) => e.id || e.localName;
	const {activeElement: element} = document;
	if (element === document.body) return ["", true];
	const box = element.getBoundingClientRect();
	const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && getComputedStyle(element).outlineStyle !== "none";
	if (element.id !== "preview") return [name(element), seen];
	const within = element.contentDocument.activeElement;
	return ["preview/" + name(within.shadowRoot?.activeElement ?? within), true];
})()`

// TestWorkshopByKeys: keys alone lead through all of it, there and out again, what has
// the focus is seen, and what they press does what the mouse does.
func TestWorkshopByKeys(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	var stops []string
	for range 150 {
		p.TabKey(false)
		stop := harness.Eval[[2]any](p, focusInWorkshop)
		if stop[0] == "" {
			break
		}
		if stop[1] != true {
			t.Errorf("%s has the focus, and nobody sees it", stop[0])
		}
		stops = append(stops, stop[0].(string))
	}
	all := harness.Eval[[]string](p, `[...document.querySelectorAll("main :is(button, summary, textarea, input:not([type=radio]), input:checked, [tabindex='0'])")]
		.filter((e) => !e.disabled && e.checkVisibility()).map((e) => e.id || e.localName)`)
	for _, id := range append(all, "preview/cookies-accept", "preview/cookies-refuse", "preview/cookies-customize") {
		if !slices.Contains(stops, id) {
			t.Errorf("Tab does not lead to %s", id)
		}
	}
	if len(stops) > len(all)+20 {
		t.Errorf("the focus is trapped: %q", stops)
	}

	reach := func(id string) {
		for range 150 {
			if harness.Eval[[2]any](p, focusInWorkshop)[0] == id {
				return
			}
			p.TabKey(false)
		}
		t.Fatalf("Tab does not lead to %s", id)
	}
	reach("portal-opendata-aude-fr")
	p.Press(kb.ArrowDown)
	p.Wait(`$("portal-porto-vecchio-opendatasoft-com").checked`)
	p.Wait(harness.InTrial(`page.location.search.includes("porto-vecchio") && find("cookies-accept")?.checkVisibility()`))
	reach("trackers-matomo")
	p.Press(" ")
	p.Wait(harness.InTrial(`page.location.search.includes("matomo") && find("cookies-accept")?.checkVisibility()`))
	reach("preview/cookies-refuse")
	p.Press(kb.Enter)
	p.Wait(harness.InTrial(`page.cookiesPreferences.get()?.matomo === false`))
	reach("gpc")
	p.Press(kb.Enter)
	p.Wait(`$("gpc").getAttribute("aria-pressed") === "true"`)
	if id := p.Focused(); id != "gpc" {
		t.Errorf("the pressed button loses the focus to %q", id)
	}
}

// TestWorkshopCookie: the workshop shows the cookie as the browser has it, and decoded.
func TestWorkshopCookie(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, harness.StateLink(withTrackers(workshop.Default(harness.Aude), "matomo", "ga"), workshop.View{}))
	harness.ClickInTrial(p, "cookies-accept")
	p.Wait(`$("cookie-raw").innerText === document.cookie && document.cookie.startsWith("cookies_preferences=")`)
	if !harness.Eval[bool](p, `JSON.stringify(JSON.parse($("cookie-decoded").innerText)) === decodeURIComponent(document.cookie.split("=")[1])`) {
		t.Error("the decoded cookie is not the one in the browser")
	}
}

// TestWorkshopOnAnyHost: the folder works on a host that serves files as they are, from
// any folder of it, but for those of a type that it does not know; that lets browsers
// keep them; and that has another workshop, and had one before.
func TestWorkshopOnAnyHost(t *testing.T) {
	t.Parallel()
	var styles atomic.Int32
	files := http.StripPrefix("/outils/cookies", http.FileServer(http.Dir(harness.Built.Dir)))
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=3600")
		switch path.Ext(r.URL.Path) {
		case ".br":
			http.NotFound(w, r)
			return
		case ".css":
			styles.Add(1)
		}
		files.ServeHTTP(w, r)
	}))
	defer host.Close()
	p := harness.NewPage(t)
	p.Expect("404")
	p.Open(host.URL + "/outils/cookies/atelier/video.html")
	others := `workshop ` + host.URL + `/ailleurs/atelier/ 1`
	harness.Eval[any](p, `(caches.open("`+others+`"), caches.open("workshop `+host.URL+`/outils/cookies/atelier/ 1"), null)`)
	before := styles.Load()
	p.Open(host.URL + "/outils/cookies/atelier/")
	p.Wait(harness.InTrial(`find("cookies-accept")?.checkVisibility()`))
	p.Retype("charter", "Charte de la ville\n\nRien de plus.\n")
	p.Wait(harness.InTrial(`page.location.search.includes("data-charter=drafts") && find("cookies-accept")?.checkVisibility()`))
	harness.ClickInTrial(p, "cookies-read-charter")
	p.Wait(harness.InTrial(`root.querySelector(".charter")?.innerText.includes("Rien de plus.")`))
	archive := download(p)
	if string(archive["charte-"+harness.Aude+".txt"]) != "\ufeffCharte de la ville\n\nRien de plus.\n" || len(archive[harness.Built.WASM]) == 0 {
		t.Errorf("the archive has %d files", len(archive))
	}
	if n := styles.Load() - before; n < 4 { // preview.css and workshop.css, by a page and for want of a line
		t.Errorf("the service worker kept what the browser had kept: %d requests", n)
	}
	p.Wait(`(caches.keys().then((names) => { window.kept = names; }), window.kept)`)
	if kept := harness.Eval[[]string](p, `window.kept`); !slices.Contains(kept, others) || slices.ContainsFunc(kept, func(name string) bool { return strings.HasSuffix(name, "/outils/cookies/atelier/ 1") }) {
		t.Errorf("the caches are %q", kept)
	}
}
