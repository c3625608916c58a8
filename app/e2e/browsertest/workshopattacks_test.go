package browsertest

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"cookies-preferences/app/preview/workshop"
)

// workshopHost serves the build's files as they are, but for what a handler answers
// itself, and returns the workshop's address.
func workshopHost(t *testing.T, answers func(w http.ResponseWriter, r *http.Request) bool) string {
	files := http.FileServer(http.Dir(built.Dir))
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !answers(w, r) {
			files.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(host.Close)
	return host.URL + "/atelier/"
}

// TestWorkshopFastTyping: a browser that takes no more changes of the address for now, as
// Safari does once one types fast, stops nothing; it takes the last one later.
func TestWorkshopFastTyping(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	showWorkshop(p, "")
	eval[any](p, `(() => {
		const {replaceState} = history;
		history.replaceState = () => { throw new DOMException("Attempt to use history.replaceState() more than 100 times per 30 seconds", "SecurityError"); };
		setTimeout(() => { history.replaceState = replaceState; }, 1500);
		return null;
	})()`)
	p.retype("charter", "Charte de la ville\n\nRien de plus.\n")
	p.click("theme-dark")
	p.wait(`$("tag").innerText.includes('data-theme="dark"') && $("charter-reading").innerText.includes("Rien de plus.")`)
	p.wait(`location.hash.includes("theme=dark")`)
	state, ok := workshop.ParseLink(eval[string](p, `location.hash.slice(1)`))
	if !ok || state.Settings.Charter != "Charte de la ville\n\nRien de plus.\n" {
		t.Errorf("the address has %+v, %v", state, ok)
	}
}

// TestWorkshopForeignHost: a link to settings whose files are on another host says so
// where the line is, and has the folder in sight.
func TestWorkshopForeignHost(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	s := workshop.Default(aude)
	s.Folder = "https://ailleurs.example/cookies/"
	showWorkshop(p, stateLink(s, workshop.View{}))
	p.wait(`$("install-elsewhere")?.innerText.includes("https://ailleurs.example")`)
	if !eval[bool](p, `$("folder").checkVisibility()`) {
		t.Error("the folder is folded away")
	}
	p.retype("folder", "/cookies/")
	p.wait(`$("install-elsewhere") === null`)

	// Browsers read ///ailleurs.example/ as an address of another host.
	s.Folder = "///ailleurs.example/cookies/"
	q := newPage(t)
	q.open("/banner/atelier/" + stateLink(s, workshop.View{}))
	q.wait(`$("install-waiting") && $("folder").checkVisibility()`)
	q.retype("folder", "/cookies/")
	q.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
	if !eval[bool](q, `$("advanced").open && document.activeElement === $("folder")`) {
		t.Error("what is typed in folds away")
	}
}

// TestWorkshopFaultyTrial: while the charter is at fault the page of trial goes on with
// the last one that was not, its choices are read by that one, and the buttons work.
func TestWorkshopFaultyTrial(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	showWorkshop(p, "")
	p.retype("charter", "Charte cookies\n\nCookies statistiques\n\nNom\tFinalités\n_pk_id\tMesure\tde trop\n")
	p.wait(`$("install-waiting")`)
	clickInTrial(p, "cookies-accept")
	p.wait(inTrial(`page.cookiesPreferences.get()?.statistics`))
	p.wait(`$("reading").innerText.startsWith("Choix du ")`)
	p.click("restart")
	p.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
	p.click("past-179")
	happens(p, "il y a 179\u00a0jours")
	p.wait(inTrial(`page.cookiesPreferences?.get()?.statistics && !root`))
	p.wait(`$("reading").innerText.startsWith("Choix du ")`)
}

// TestWorkshopLeftCharter: who tries a published charter finds their own text and portal
// again.
func TestWorkshopLeftCharter(t *testing.T) {
	t.Parallel()
	const own = "Charte de la ville\n\nRien de plus.\n"
	p := newPage(t)
	showWorkshop(p, "")
	p.click("portal-other")
	p.retype("portal", "donnees.ville.example")
	p.retype("charter", own)
	p.wait(`$("charter-reading").innerText.includes("Rien de plus.")`)
	p.click("portal-opendata-aude-fr")
	p.wait(`$("portal") === null && $("charter").value !== ` + strconv.Quote(own))
	p.click("portal-other")
	p.wait(`$("portal")?.value === "donnees.ville.example"`)
	p.click("charter-left")
	p.wait(`$("charter").value === ` + strconv.Quote(own) + ` && $("charter-left") === null`)
}

// TestWorkshopHugeText: a text that is far too large is refused, and nothing else
// happens.
func TestWorkshopHugeText(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	showWorkshop(p, "")
	eval[any](p, `(() => {
		const field = $("charter");
		field.value = "Charte\n\n" + Array.from({length: 300_000}, (_, i) => (i * 2654435761 % 4294967296).toString(36)).join(" ");
		field.dispatchEvent(new InputEvent("input", {bubbles: true}));
		return null;
	})()`)
	p.wait(`$("charter-status").innerText.includes("dépasse")`)
	if length := eval[int](p, `location.href.length`); length > 1000 {
		t.Errorf("the address has %d characters", length)
	}
	p.click("charter-published")
	p.wait(`$("charter-status").innerText.startsWith("Charte valide") && $("tag")`)
}

// TestWorkshopTrialLink: what the charter links to opens beside: the frame is the page of
// trial's.
func TestWorkshopTrialLink(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	showWorkshop(p, "")
	p.retype("charter", "Charte\n\nLa plateforme <https://ailleurs.example/>\n")
	p.wait(inTrial(`page.location.search.includes("drafts%2Fcharter-") && find("cookies-accept")?.checkVisibility()`))
	eval[any](p, inTrial(`(find("cookies-read-charter").click(), null)`))
	p.wait(inTrial(`root.querySelector(".charter a")`))
	eval[any](p, inTrial(`(page.addEventListener("click", (event) => event.preventDefault()), root.querySelector(".charter a").click(), null)`))
	if target := eval[string](p, inTrial(`root.querySelector(".charter a").target`)); target != "_blank" {
		t.Errorf("the link leads to %q", target)
	}
}

// TestWorkshopHosts: what a host does not serve, or forbids, is said, and stops nothing
// else.
func TestWorkshopHosts(t *testing.T) {
	t.Parallel()
	// The host comes before the page, to be there until that is closed: a trial may still load.
	t.Run("no frames", func(t *testing.T) {
		address := workshopHost(t, func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("X-Frame-Options", "DENY")
			return false
		})
		p := newPage(t)
		p.expect("X-Frame-Options")
		p.open(address)
		p.wait(`$("preview-silent")?.innerText.includes("X-Frame-Options")`)
	})
	without := func(ending string) func(w http.ResponseWriter, r *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if strings.HasSuffix(r.URL.Path, ending) {
				http.NotFound(w, r)
				return true
			}
			return false
		}
	}
	t.Run("a file is missing", func(t *testing.T) {
		address := workshopHost(t, without(".d.ts"))
		p := newPage(t)
		p.open(address)
		p.wait(`$("slow-connection")?.disabled === false`)
	})
	t.Run("a slow line", func(t *testing.T) {
		arrived := make(chan struct{})
		arrive := sync.OnceFunc(func() { close(arrived) })
		address := workshopHost(t, func(_ http.ResponseWriter, r *http.Request) bool {
			if strings.HasSuffix(r.URL.Path, ".d.ts") { // nobody but the service worker asks for it
				<-arrived
			}
			return false
		})
		t.Cleanup(arrive)
		p := newPage(t)
		p.open(address)
		p.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
		p.retype("charter", "Charte de la ville\n\nRien de plus.\n")
		p.wait(`$("preview-waiting") && $("charter-reading").innerText.includes("Rien de plus.")`)
		arrive()
		p.wait(inTrial(`page.location.search.includes("drafts%2Fcharter-") && find("cookies-accept")?.checkVisibility()`))
		if eval[bool](p, `$("slow-connection").disabled || $("preview-waiting") !== null`) {
			t.Error("the service worker is there, and is not made use of")
		}
	})
	t.Run("no digests", func(t *testing.T) {
		address := workshopHost(t, without("SHA384SUMS"))
		p := newPage(t)
		p.expect("404")
		p.open(address)
		p.wait(`$("install-integrity")?.innerText.includes("SHA384SUMS")`)
	})
}

// TestWorkshopPublishedAgain: the page of trial follows too where the button that is
// pressed is gone by then.
func TestWorkshopPublishedAgain(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	showWorkshop(p, "")
	p.retype("charter", "Charte de la ville\n\nRien de plus.\n")
	p.wait(inTrial(`page.location.search.includes("drafts%2Fcharter-") && find("cookies-accept")?.checkVisibility()`))
	p.click("charter-published")
	p.wait(`$("charter-published") === null`)
	p.wait(inTrial(`!page.location.search.includes("drafts%2Fcharter-") && find("cookies-accept")?.checkVisibility()`))
}
