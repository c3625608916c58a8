package page

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/domdebugger"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// landscape describes all of the portal that the banner must leave alone, as the page's own
// scripts see it.
const landscape = `({
	globals: Object.getOwnPropertyNames(window)
		.filter((name) => name !== "cookiesPreferences").sort().join(),
	sameHandlers: portal.click === onclick && portal.pop === onpopstate &&
		portal.resize === onresize,
	first: document.body.firstElementChild === portal.first,
	markup: portal.first.outerHTML,
	head: document.head.innerHTML.replace(/src="[^"]*"/, ""),
	attributes: [document.documentElement, document.body]
		.map((e) => e.cloneNode().outerHTML).join("|"),
	history: history.length + " " + JSON.stringify(history.state) + " " + location.href,
	local: JSON.stringify(localStorage),
	session: JSON.stringify(sessionStorage),
	title: document.title,
	changed: portal.things.filter(({owner, name, value, get, set}) => {
		const now = Object.getOwnPropertyDescriptor(owner, name);
		return !now || now.value !== value || now.get !== get || now.set !== set;
	}).map(({name}) => name).join(),
	inherited: portal.owners.map((owner) =>
		Reflect.ownKeys(owner).map(String).sort().join()).join("|"),
	cookies: document.cookie.split("; ")
		.filter((pair) => !pair.startsWith("cookies_preferences=")).join(),
})`

// portalWithHabits is a page that uses everything that go-app would take from it.
const portalWithHabits = `<!doctype html><html lang="fr" class="portail"><head>
<meta charset="utf-8"><title>Portail</title>
<script>
	onclick = () => { window.portal.clicks++; };
	onpopstate = () => {};
	onresize = () => {};
	localStorage.setItem("/go-app/deviceID", '"expired-looking"');
	localStorage.setItem("state", '{"Value": 1, "ExpiresAt": "2001-01-01T00:00:00Z"}');
	sessionStorage.setItem("panier", "3");
	history.replaceState({page: 1}, "");
	document.cookie = "csrftoken=secret";
	window.portal = {clicks: 0, click: onclick, pop: onpopstate, resize: onresize};
	// Every property of the window, the document and the prototypes that all inherits from.
	portal.owners = [document, ...[Object, Function, Array, Promise, EventTarget, Node, Element,
		HTMLElement, Document, Event, History, Storage].map(({prototype}) => prototype)];
	portal.things = [window, ...portal.owners].flatMap((owner) => Reflect.ownKeys(owner)
		.filter((name) => name !== "event")
		.map((name) => ({owner, name, ...Object.getOwnPropertyDescriptor(owner, name)})));
</script>
<script src="/banner/banner.js" defer data-portal="opendata.aude.fr"></script></head>
<body class="accueil"><main id="first"><a id="link" href="#ancre">Un lien</a>
<button id="open" class="ods-manage-cookies-preferences__show-button">Gérer mes cookies</button>
<p style="height: 3000px" id="ancre">Des données</p></main>
<script>window.portal.first = document.getElementById("first");</script></body></html>`

// loaderListens are the loader's listeners on the page's window and document, each once at
// most; the program has none there.
var loaderListens = []string{
	"window click",                   // what opens the preferences
	"document keyup", "window keyup", // the first key, and what has the focus then
	// What is meant for the banner is kept from the page.
	"window click", "window focus", "window focusin", "window keydown", "window keypress",
	"window keyup", "window mousedown", "window pointerdown", "window touchend",
	"window touchmove", "window touchstart", "window wheel",
	"window keydown", "window keypress", "window keyup", // nothing in the dialog has the focus
	"window blur", "window focus", // another tab may have chosen
	"window pagehide", "window pageshow", "window visibilitychange",
	"window afterprint", "window beforeprint", // the charter, on paper
}

// listeners lists all listeners on the page's window, document and elements, in Chromium.
func listeners(p *harness.Page) (list []string) {
	p.T.Helper()
	if harness.EngineOf(p.T) != harness.Chromium {
		return nil
	}
	for target := range strings.FieldsSeq(
		"window document document.documentElement document.body portal.first") {
		object := harness.Call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: target})
		found := harness.Call(p, domdebugger.GetEventListeners,
			domdebugger.GetEventListenersParams{ObjectID: object.Result.ObjectID})
		for _, l := range found.Listeners {
			list = append(list, target+" "+l.Type)
		}
	}
	slices.Sort(list)
	return list
}

// TestPortalIsLeftAlone goes through all that a visitor can click, and finds the portal as it
// was, except for the banner's element and window.cookiesPreferences.
func TestPortalIsLeftAlone(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	bare := strings.Replace(portalWithHabits, "/banner/banner.js", "data:text/javascript,", 1)
	p.Open(harness.ServeText(t, "/portail", "text/html", bare))
	p.Settle()
	before := harness.Eval[map[string]any](p, landscape)
	before["listeners"] = listeners(p)

	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", portalWithHabits))
	compare := func(when string) {
		t.Helper()
		after := harness.Eval[map[string]any](p, landscape)
		listeners := listeners(p)
		for _, l := range loaderListens {
			if i := slices.Index(listeners, l); i >= 0 {
				listeners = slices.Delete(listeners, i, i+1)
			}
		}
		after["listeners"] = listeners
		for key := range before {
			if !reflect.DeepEqual(before[key], after[key]) {
				t.Errorf("%s: %s was\n%v\nand is\n%v", when, key, before[key], after[key])
			}
		}
	}
	compare("with the notice")
	p.OpenDialog("cookies-customize")
	p.Click("cookies-toggle-statistics")
	p.Wait(harness.Started)
	p.Click("cookies-dialog-charter")
	p.Wait(`shadow.querySelector(".charter")`)
	compare("with the charter open")
	p.Press(kb.Escape)
	p.Wait(`$("cookies-save")`)
	p.Choose("cookies-save")
	compare("after saving")
	p.OpenDialog("open")
	p.Press(kb.Escape)
	p.WaitClosed()
	compare("after reopening")

	clicks := harness.Eval[int](p, `portal.clicks`)
	p.Click("link")
	p.Wait(`location.hash === "#ancre"`)
	if got := harness.Eval[int](p, `portal.clicks`); got != clicks+1 {
		t.Errorf("the portal's click handler was called %d times for its link, want once",
			got-clicks)
	}
	checkRequests(p, "after everything")
	if harness.Eval[bool](p, `document.querySelectorAll("cookies-preferences").length !== 1 ||
		document.body.previousElementSibling.localName !== "cookies-preferences"`) {
		t.Error("the banner's element is not the one before <body>")
	}
}
