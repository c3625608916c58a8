package page

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// prerendering has the page note what it is like while it is prerendered, report to the server
// then, and note whether the first picture that the visitor sees has the notice.
const prerendering = `<script>
	const shadow = () => document.querySelector("cookies-preferences")?.shadowRoot;
	const asks = () => Boolean(shadow()?.getElementById("cookies-accept")?.checkVisibility());
	window.before = null;
	const note = () => {
		before = {
			prerendering: document.prerendering, asks: asks(), chosen: document.cookie !== "",
			ran: ran.length > 0,
		};
		fetch("seen", { method: "POST" });
	};
	addEventListener("load", async () => {
		while (!asks() && !ran.length) await new Promise((done) => setTimeout(done));
		await fetch("video"); // the banner has had as long for whatever else it might do
		note();
	});
	document.addEventListener("prerenderingchange",
		() => requestAnimationFrame(() => { window.first = asks(); }));
</script>`

// driving has a page prerender the next one, and do an act of its visitor's once
// that is there, and then follow the link to it. The page drives itself, for
// Chromium prerenders nothing for a page that a debugger is attached to.
func driving(page, act string) string {
	page = strings.Replace(page, "<script>", `<script type="speculationrules">
		{"prerender": [{"urls": ["suite"]}]}</script><script>`, 1)
	return strings.Replace(page, "</body>", `<script type="module">
		const $ = (id) =>
			document.querySelector("cookies-preferences")?.shadowRoot.getElementById(id);
		await fetch("wait");
		`+act+`;
		document.getElementById("next").click();
	</script></body>`, 1)
}

// TestPrerendered: a page that is prerendered before the visitor chooses, or changes their mind,
// on the page before it, is right once the visitor goes to it: even its first picture doesn't
// ask again. Until then the choice is read, and nothing written.
func TestPrerendered(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		chosen  bool   // everything is allowed to begin with
		act     string // what happens on the page before, once the next one is prerendered
		allowed []preferences.Name
	}{
		{name: "accepted", act: `$("cookies-accept").click()`, allowed: harness.Optional},
		{name: "withdrawn", chosen: true, act: `cookiesPreferences.refuse()`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			seen := make(chan struct{})
			report := sync.OnceFunc(func() { close(seen) })
			harness.ServeText(t, "/video", "text/html", "<title>Vidéo</title><p>Une vidéo")
			harness.Serve(t, "/seen", func(http.ResponseWriter, *http.Request) { report() })
			harness.Serve(t, "/wait", func(_ http.ResponseWriter, r *http.Request) {
				select {
				case <-seen:
				case <-r.Context().Done(): // the visitor left
				}
			})
			harness.ServeText(t, "/suite", "text/html", strings.Replace(
				harness.HistoryPage("/banner/banner.js", "", "portail"),
				"<script>", prerendering+"<script>", 1))
			address := harness.Serve(t, "/portail", func(w http.ResponseWriter, _ *http.Request) {
				if test.chosen {
					value := harness.AcceptedAt(time.Now().Add(-time.Second))
					w.Header().Set("Set-Cookie",
						"cookies_preferences="+value+"; Path=/; Max-Age=1000")
				}
				w.Header().Set("Content-Type", "text/html")
				page := harness.HistoryPage("/banner/banner.js", "", "suite")
				fmt.Fprint(w, driving(page, test.act))
			})

			p := openAlone(t, address, "/suite")
			p.Wait(`window.first !== undefined`)
			before := harness.Eval[map[string]bool](p, `before`)
			want := map[string]bool{"prerendering": true,
				"asks": !test.chosen, "chosen": test.chosen, "ran": test.chosen}
			if !maps.Equal(before, want) {
				t.Errorf("while it was prerendered it was %v, want %v", before, want)
			}
			if harness.Eval[bool](p, `first`) {
				t.Error("the first picture of the page asks again")
			}
			harness.CheckHistoryGates(p, len(test.allowed) > 0)
			harness.CheckNotAsked(p)
			harness.CheckAllowed(p, test.allowed...)
			if n := harness.Eval[int](p, `changes.length`); n != 1 {
				t.Errorf("the page got %d change events, want one", n)
			}
		})
	}
}

// openAlone opens an address in a tab of a new profile, and attaches to the tab only once it
// has gone, by itself, to a path that it prerendered.
func openAlone(t *testing.T, address, path string) (p *harness.Page) {
	t.Helper()
	blank := harness.NewPage(t)
	profile := chromedp.FromContext(blank.Context()).BrowserContextID
	tab := target.CreateTargetParams{URL: address, BrowserContextID: profile}
	if _, err := chromedp.CallBrowser(blank.Context(), target.CreateTarget, tab); err != nil {
		t.Fatal(err)
	}
	blank.Until("the tab at "+path, func() bool {
		targets, err := chromedp.CallBrowser(blank.Context(),
			target.GetTargets, target.GetTargetsParams{})
		if err != nil {
			t.Fatal(err)
		}
		for _, tab := range targets.TargetInfos {
			if tab.BrowserContextID == profile && tab.Type == "page" && tab.Subtype == "" &&
				strings.HasSuffix(tab.URL, path) {
				p = blank.Attach(tab.TargetID)
			}
		}
		return p != nil
	})
	return p
}
