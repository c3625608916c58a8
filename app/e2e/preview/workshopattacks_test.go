package preview

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/preview/workshop"
)

// workshopHost serves the build's files as they are, but for what a handler answers
// itself, and returns the workshop's address.
func workshopHost(t *testing.T, answers func(w http.ResponseWriter, r *http.Request) bool) string {
	files := http.FileServer(http.Dir(harness.Built.Dir))
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
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	harness.Eval[any](p, `(() => {
		const {replaceState} = history;
		history.replaceState = () => { throw new DOMException("Attempt to use history.replaceState() more than 100 times per 30 seconds", "SecurityError"); };
		setTimeout(() => { history.replaceState = replaceState; }, 1500);
		return null;
	})()`)
	p.Retype("charter", "Charte de la ville\n\nRien de plus.\n")
	p.Click("theme-dark")
	p.Wait(`$("tag").innerText.includes('data-theme="dark"') && $("charter-reading").innerText.includes("Rien de plus.")`)
	p.Wait(`location.hash.includes("theme=dark")`)
	state, ok := workshop.ParseLink(harness.Eval[string](p, `location.hash.slice(1)`))
	if !ok || state.Settings.Charter != "Charte de la ville\n\nRien de plus.\n" {
		t.Errorf("the address has %+v, %v", state, ok)
	}
}

// TestWorkshopForeignHost: a link to settings whose files are on another host says so
// where the line is, and has the folder in sight.
func TestWorkshopForeignHost(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	s := workshop.Default(harness.Aude)
	s.Folder = "https://ailleurs.example/cookies/"
	harness.ShowWorkshop(p, harness.StateLink(s, workshop.View{}))
	p.Wait(`$("install-elsewhere")?.innerText.includes("https://ailleurs.example")`)
	if !harness.Eval[bool](p, `$("folder").checkVisibility()`) {
		t.Error("the folder is folded away")
	}
	p.Retype("folder", "/cookies/")
	p.Wait(`$("install-elsewhere") === null`)

	// Browsers read ///ailleurs.example/ as an address of another host.
	s.Folder = "///ailleurs.example/cookies/"
	q := harness.NewPage(t)
	q.Open("/banner/atelier/" + harness.StateLink(s, workshop.View{}))
	q.Wait(`$("install-waiting") && $("folder").checkVisibility()`)
	q.Retype("folder", "/cookies/")
	q.Wait(harness.InTrial(`find("cookies-accept")?.checkVisibility()`))
	if !harness.Eval[bool](q, `$("advanced").open && document.activeElement === $("folder")`) {
		t.Error("what is typed in folds away")
	}
}

// TestWorkshopFaultyTrial: while the charter is at fault the page of trial goes on with
// the last one that was not, its choices are read by that one, and the buttons work.
func TestWorkshopFaultyTrial(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	p.Retype("charter", "Charte cookies\n\nCookies statistiques\n\nNom\tFinalités\n_pk_id\tMesure\tde trop\n")
	p.Wait(`$("install-waiting")`)
	harness.ClickInTrial(p, "cookies-accept")
	p.Wait(harness.InTrial(`page.cookiesPreferences.get()?.statistics`))
	p.Wait(`$("reading").innerText.startsWith("Choix du ")`)
	p.Click("restart")
	p.Wait(harness.InTrial(`find("cookies-accept")?.checkVisibility()`))
	p.Click("past-179")
	happens(p, "il y a 179\u00a0jours")
	p.Wait(harness.InTrial(`page.cookiesPreferences?.get()?.statistics && !root`))
	p.Wait(`$("reading").innerText.startsWith("Choix du ")`)
}

// TestWorkshopLeftCharter: who tries a published charter finds their own text and portal
// again.
func TestWorkshopLeftCharter(t *testing.T) {
	t.Parallel()
	const own = "Charte de la ville\n\nRien de plus.\n"
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	p.Click("portal-other")
	p.Retype("portal", "donnees.ville.example")
	p.Retype("charter", own)
	p.Wait(`$("charter-reading").innerText.includes("Rien de plus.")`)
	p.Click("portal-opendata-aude-fr")
	p.Wait(`$("portal") === null && $("charter").value !== ` + strconv.Quote(own))
	p.Click("portal-other")
	p.Wait(`$("portal")?.value === "donnees.ville.example"`)
	p.Click("charter-left")
	p.Wait(`$("charter").value === ` + strconv.Quote(own) + ` && $("charter-left") === null`)
}

// TestWorkshopHugeText: a text that is far too large is refused, and nothing else
// happens.
func TestWorkshopHugeText(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	harness.Eval[any](p, `(() => {
		const field = $("charter");
		field.value = "Charte\n\n" + Array.from({length: 300_000}, (_, i) => (i * 2654435761 % 4294967296).toString(36)).join(" ");
		field.dispatchEvent(new InputEvent("input", {bubbles: true}));
		return null;
	})()`)
	p.Wait(`$("charter-status").innerText.includes("dépasse")`)
	if length := harness.Eval[int](p, `location.href.length`); length > 1000 {
		t.Errorf("the address has %d characters", length)
	}
	p.Click("charter-published")
	p.Wait(`$("charter-status").innerText.startsWith("Charte valide") && $("tag")`)
}

// TestWorkshopTrialLink: what the charter links to opens beside: the frame is the page of
// trial's.
func TestWorkshopTrialLink(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	p.Retype("charter", "Charte\n\nLa plateforme <https://ailleurs.example/>\n")
	p.Wait(harness.InTrial(`page.location.search.includes("drafts%2Fcharter-") && find("cookies-accept")?.checkVisibility()`))
	harness.Eval[any](p, harness.InTrial(`(find("cookies-read-charter").click(), null)`))
	p.Wait(harness.InTrial(`root.querySelector(".charter a")`))
	harness.Eval[any](p, harness.InTrial(`(page.addEventListener("click", (event) => event.preventDefault()), root.querySelector(".charter a").click(), null)`))
	if target := harness.Eval[string](p, harness.InTrial(`root.querySelector(".charter a").target`)); target != "_blank" {
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
		p := harness.NewPage(t)
		p.Expect("X-Frame-Options")
		p.Open(address)
		p.Wait(`$("preview-silent")?.innerText.includes("X-Frame-Options")`)
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
		p := harness.NewPage(t)
		p.Open(address)
		p.Wait(`$("slow-connection")?.disabled === false`)
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
		p := harness.NewPage(t)
		p.Open(address)
		p.Wait(harness.InTrial(`find("cookies-accept")?.checkVisibility()`))
		p.Retype("charter", "Charte de la ville\n\nRien de plus.\n")
		p.Wait(`$("preview-waiting") && $("charter-reading").innerText.includes("Rien de plus.")`)
		arrive()
		p.Wait(harness.InTrial(`page.location.search.includes("drafts%2Fcharter-") && find("cookies-accept")?.checkVisibility()`))
		if harness.Eval[bool](p, `$("slow-connection").disabled || $("preview-waiting") !== null`) {
			t.Error("the service worker is there, and is not made use of")
		}
	})
	t.Run("no digests", func(t *testing.T) {
		address := workshopHost(t, without("SHA384SUMS"))
		p := harness.NewPage(t)
		p.Expect("404")
		p.Open(address)
		p.Wait(`$("install-integrity")?.innerText.includes("SHA384SUMS")`)
	})
}

// TestWorkshopPublishedAgain: the page of trial follows too where the button that is
// pressed is gone by then.
func TestWorkshopPublishedAgain(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	p.Retype("charter", "Charte de la ville\n\nRien de plus.\n")
	p.Wait(harness.InTrial(`page.location.search.includes("drafts%2Fcharter-") && find("cookies-accept")?.checkVisibility()`))
	p.Click("charter-published")
	p.Wait(`$("charter-published") === null`)
	p.Wait(harness.InTrial(`!page.location.search.includes("drafts%2Fcharter-") && find("cookies-accept")?.checkVisibility()`))
}
