package browsertest

import (
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/preview/workshop"
	"cookies-preferences/banner/preferences"
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
	p := newPage(t)
	showWorkshop(p, "")
	var stops []string
	for range 150 {
		p.tabKey(false)
		stop := eval[[2]any](p, focusInWorkshop)
		if stop[0] == "" {
			break
		}
		if stop[1] != true {
			t.Errorf("%s has the focus, and nobody sees it", stop[0])
		}
		stops = append(stops, stop[0].(string))
	}
	all := eval[[]string](p, `[...document.querySelectorAll("main :is(button, summary, textarea, input:not([type=radio]), input:checked, [tabindex='0'])")]
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
			if eval[[2]any](p, focusInWorkshop)[0] == id {
				return
			}
			p.tabKey(false)
		}
		t.Fatalf("Tab does not lead to %s", id)
	}
	reach("portal-opendata-aude-fr")
	p.press(kb.ArrowDown)
	p.wait(`$("portal-porto-vecchio-opendatasoft-com").checked`)
	p.wait(inTrial(`page.location.search.includes("porto-vecchio") && find("cookies-accept")?.checkVisibility()`))
	reach("trackers-matomo")
	p.press(" ")
	p.wait(inTrial(`page.location.search.includes("matomo") && find("cookies-accept")?.checkVisibility()`))
	reach("preview/cookies-refuse")
	p.press(kb.Enter)
	p.wait(inTrial(`page.cookiesPreferences.get()?.matomo === false`))
	reach("gpc")
	p.press(kb.Enter)
	p.wait(`$("gpc").getAttribute("aria-pressed") === "true"`)
	if id := p.focused(); id != "gpc" {
		t.Errorf("the pressed button loses the focus to %q", id)
	}
}

// TestWorkshopCookie: the workshop shows the cookie as the browser has it, and decoded.
func TestWorkshopCookie(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	showWorkshop(p, stateLink(withTrackers(workshop.Default(aude), "matomo", "ga"), workshop.View{}))
	clickInTrial(p, "cookies-accept")
	p.wait(`$("cookie-raw").innerText === document.cookie && document.cookie.startsWith("cookies_preferences=")`)
	if !eval[bool](p, `JSON.stringify(JSON.parse($("cookie-decoded").innerText)) === decodeURIComponent(document.cookie.split("=")[1])`) {
		t.Error("the decoded cookie is not the one in the browser")
	}
}

// TestWorkshopOnAnyHost: the folder works on a host that serves files as they are, from
// any folder of it, but for those of a type that it does not know; that lets browsers
// keep them; and that has another workshop, and had one before.
func TestWorkshopOnAnyHost(t *testing.T) {
	t.Parallel()
	var styles atomic.Int32
	files := http.StripPrefix("/outils/cookies", http.FileServer(http.Dir(built.Dir)))
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
	p := newPage(t)
	p.expect("404")
	p.open(host.URL + "/outils/cookies/atelier/video.html")
	others := `workshop ` + host.URL + `/ailleurs/atelier/ 1`
	eval[any](p, `(caches.open("`+others+`"), caches.open("workshop `+host.URL+`/outils/cookies/atelier/ 1"), null)`)
	before := styles.Load()
	p.open(host.URL + "/outils/cookies/atelier/")
	p.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
	p.retype("charter", "Charte de la ville\n\nRien de plus.\n")
	p.wait(inTrial(`page.location.search.includes("data-charter=drafts") && find("cookies-accept")?.checkVisibility()`))
	clickInTrial(p, "cookies-read-charter")
	p.wait(inTrial(`root.querySelector(".charter")?.innerText.includes("Rien de plus.")`))
	archive := download(p)
	if string(archive["charte-"+aude+".txt"]) != "\ufeffCharte de la ville\n\nRien de plus.\n" || len(archive[built.WASM]) == 0 {
		t.Errorf("the archive has %d files", len(archive))
	}
	if n := styles.Load() - before; n < 4 { // preview.css and workshop.css, by a page and for want of a line
		t.Errorf("the service worker kept what the browser had kept: %d requests", n)
	}
	p.wait(`(caches.keys().then((names) => { window.kept = names; }), window.kept)`)
	if kept := eval[[]string](p, `window.kept`); !slices.Contains(kept, others) || slices.ContainsFunc(kept, func(name string) bool { return strings.HasSuffix(name, "/outils/cookies/atelier/ 1") }) {
		t.Errorf("the caches are %q", kept)
	}
}

// TestFirefoxWorkshop: the workshop in Firefox: a charter of one's own, the banner in
// its page of trial, a choice, a simulation.
func TestFirefoxWorkshop(t *testing.T) {
	p := newFirefoxPage(t)
	showWorkshop(p, "")
	p.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
	eval[any](p, `(() => {
		const field = $("charter");
		field.value = "Charte de la ville\n\nRien de plus.\n";
		field.dispatchEvent(new InputEvent("input", {bubbles: true}));
		return null;
	})()`)
	p.wait(inTrial(`page.location.search.includes("data-charter=drafts") && find("cookies-accept")?.checkVisibility()`))
	eval[any](p, inTrial(`(find("cookies-read-charter").click(), null)`))
	p.wait(inTrial(`root.querySelector(".charter")?.innerText.includes("Rien de plus.")`))
	eval[any](p, inTrial(`(find("cookies-close").click(), null)`))
	eval[any](p, inTrial(`(find("cookies-accept").click(), null)`))
	p.wait(`document.querySelectorAll(".decoded .allowed").length === 10`)
	p.click("past-181")
	p.wait(inTrial(`page.location.search.includes("data-charter=drafts") && find("cookies-accept")?.checkVisibility()`))
	if got, ok := preferences.Decode(p.cookie().Value, time.Now().Add(-48*time.Hour)); !ok || !got.Statistics {
		t.Errorf("the cookie says %+v, %v", got, ok)
	}
	p.wait(`$("tag").innerText.includes(` + strconv.Quote(`integrity="sha384-`) + `)`)
}
