package browsertest

import (
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path"
	"path/filepath"
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
	if (element.id !== "essai") return [name(element), seen];
	const within = element.contentDocument.activeElement;
	return ["essai/" + name(within.shadowRoot?.activeElement ?? within), true];
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
	for _, id := range append(all, "essai/cookies-accept", "essai/cookies-refuse", "essai/cookies-customize") {
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
	reach("portail-opendata-aude-fr")
	p.press(kb.ArrowDown)
	p.wait(`$("portail-porto-vecchio-opendatasoft-com").checked`)
	p.wait(inTrial(`page.location.search.includes("porto-vecchio") && find("cookies-accept")?.checkVisibility()`))
	reach("traceurs-matomo")
	p.press(" ")
	p.wait(inTrial(`page.location.search.includes("matomo") && find("cookies-accept")?.checkVisibility()`))
	reach("essai/cookies-refuse")
	p.press(kb.Enter)
	p.wait(inTrial(`page.cookiesPreferences.get()?.matomo === false`))
	reach("gpc")
	p.press(kb.Enter)
	p.wait(`$("gpc").getAttribute("aria-pressed") === "true"`)
	if id := p.focused(); id != "gpc" {
		t.Errorf("the pressed button loses the focus to %q", id)
	}
}

// TestWorkshopReaders: what Django and AngularJS are said to get is what the readers
// that are published for them do get.
func TestWorkshopReaders(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	s := workshop.Default(aude)
	s.Trackers = []string{"matomo", "ga"}
	showWorkshop(p, stateLink(s, workshop.View{}))
	for _, choose := range []string{"cookies-accept", "cookies-refuse"} {
		clickInTrial(p, choose)
		p.wait(inTrial(`page.cookiesPreferences.get() && !find("` + choose + `")`))
		p.wait(`$("lu-brut").innerText === "cookies_preferences=" + document.cookie.match(/cookies_preferences=([^;]*)/)[1]`)

		python := exec.Command(pythonWithDjango(t), "-c", "import sys; from cookies_preferences import read; print(read(sys.argv[1], sys.argv[2]))",
			eval[string](p, `document.cookie`), versionOf(t, aude))
		python.Dir = filepath.Join(built.Root, "web/readers")
		python.Env = append(python.Environ(), "PYTHONDONTWRITEBYTECODE=1")
		want, err := python.Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := eval[string](p, `$("lu-django").innerText`); got != strings.TrimSpace(string(want)) {
			t.Errorf("Django gets %s, and the workshop says %s", want, got)
		}
		if decoded := eval[bool](p, `JSON.stringify(JSON.parse($("lu-json").innerText)) === decodeURIComponent($("lu-brut").innerText.split("=")[1])`); !decoded {
			t.Error("what is shown as decoded is another")
		}
		angular := eval[string](p, `$("lu-angular").innerText`)
		v := newPortal(t)
		q := p.tab()
		q.open(v.page("/lecteurs-"+choose, ""))
		v.read(q)
		if !eval[bool](q, `JSON.stringify(angular.element(document.body).injector().get("choice")()) === JSON.stringify(`+angular+`)`) {
			t.Errorf("AngularJS does not get %s", angular)
		}
		if choose == "cookies-accept" {
			p.click("recommencer")
			p.wait(inTrial(`find("cookies-refuse")?.checkVisibility()`))
		}
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
	others := `atelier ` + host.URL + `/ailleurs/atelier/ 1`
	eval[any](p, `(caches.open("`+others+`"), caches.open("atelier `+host.URL+`/outils/cookies/atelier/ 1"), null)`)
	before := styles.Load()
	p.open(host.URL + "/outils/cookies/atelier/")
	p.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
	p.retype("charte", "Charte de la ville\n\nRien de plus.\n")
	p.wait(inTrial(`page.location.search.includes("data-charter=essai") && find("cookies-accept")?.checkVisibility()`))
	clickInTrial(p, "cookies-read-charter")
	p.wait(inTrial(`root.querySelector(".charter")?.innerText.includes("Rien de plus.")`))
	archive := download(p)
	if string(archive["charte-"+aude+".txt"]) != "\ufeffCharte de la ville\n\nRien de plus.\n" || len(archive[built.WASM]) == 0 {
		t.Errorf("the archive has %d files", len(archive))
	}
	if n := styles.Load() - before; n < 4 { // essai.css and atelier.css, by a page and for want of a line
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
		const field = $("charte");
		field.value = "Charte de la ville\n\nRien de plus.\n";
		field.dispatchEvent(new InputEvent("input", {bubbles: true}));
		return null;
	})()`)
	p.wait(inTrial(`page.location.search.includes("data-charter=essai") && find("cookies-accept")?.checkVisibility()`))
	eval[any](p, inTrial(`(find("cookies-read-charter").click(), null)`))
	p.wait(inTrial(`root.querySelector(".charter")?.innerText.includes("Rien de plus.")`))
	eval[any](p, inTrial(`(find("cookies-close").click(), null)`))
	eval[any](p, inTrial(`(find("cookies-accept").click(), null)`))
	p.wait(`document.querySelectorAll(".decoded .allowed").length === 10`)
	p.click("passe-181")
	p.wait(inTrial(`page.location.search.includes("data-charter=essai") && find("cookies-accept")?.checkVisibility()`))
	if got, ok := preferences.Decode(p.cookie().Value, time.Now().Add(-48*time.Hour)); !ok || !got.Statistics {
		t.Errorf("the cookie says %+v, %v", got, ok)
	}
	p.wait(`$("ligne").innerText.includes(` + strconv.Quote(`integrity="sha384-`) + `)`)
}
