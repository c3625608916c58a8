package browsertest

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/banner/preferences"
)

// everything is all that a visitor of a page with the tracker matomo can allow.
var everything = []preferences.Name{preferences.Statistics, preferences.Internal, preferences.ThirdParty, preferences.Matomo}

// TestLeaving: whoever leaves 10 ms after the choice, with nothing cached and on
// a slow line, finds it in the cookie on the next page, and is not asked again:
// fifty of fifty, half of them acceptances that only the program can write.
func TestLeaving(t *testing.T) {
	t.Parallel()
	attributes := `data-portal="` + aude + `" data-trackers="matomo"`
	address := serveText(t, "/portail", "text/html", portalPage(attributes))
	next := serveText(t, "/suite", "text/html", portalPage(attributes))
	t.Run("tries", func(t *testing.T) {
		for try := range 50 {
			button, allowed := "cookies-accept", everything
			if try%2 == 1 {
				button, allowed = "cookies-refuse", nil
			}
			t.Run(fmt.Sprintf("%d %s", try, button), func(t *testing.T) {
				t.Parallel()
				p := newPage(t)
				p.patience = 90 * time.Second // several programs at a time
				p.slowLine()
				p.open(address)
				p.waitNotice()
				eval[any](p, `($("`+button+`").click(), null)`)
				time.Sleep(10 * time.Millisecond)
				p.open(next)
				p.wait(`(window.asked ||= Boolean($("cookies-accept")), window.cookiesPreferences?.get())`)
				if eval[bool](p, `window.asked`) {
					t.Error("the next page asks again")
				}
				checkAllowed(t, p, allowed...)
			})
		}
	})
}

// TestAnotherTab: while the program that records a choice is on its way, no other
// tab asks, be it open already or opened meanwhile; and all have the choice then.
func TestAnotherTab(t *testing.T) {
	t.Parallel()
	src, let := heldProgram(t)
	address := serveText(t, "/portail", "text/html", heldPage(src, `data-trackers="matomo"`))
	p := newPage(t)
	p.open(address)
	p.waitNotice()
	before := p.tab()
	before.open(address)
	before.waitNotice()

	p.click("cookies-accept")
	p.waitClosed()
	before.waitClosed()
	after := p.tab()
	after.open(address)
	after.settle()
	after.waitClosed()
	if eval[bool](after, `cookiesPreferences.allows("statistics")`) {
		t.Error("another tab allows what is not recorded yet")
	}
	let()
	for _, tab := range []*page{p, before, after} {
		tab.wait(`cookiesPreferences.allows("statistics")`)
		tab.wait(`changes.length > 0`)
		tab.settle()
		if n := eval[int](tab, `changes.length`); n != 1 {
			t.Errorf("a tab hears of %d changes, want one", n)
		}
	}
	checkAllowed(t, p, everything...)

	// And the other way round, without the program.
	eval[any](p, `(cookiesPreferences.refuse(), null)`)
	before.wait(`!cookiesPreferences.allows("statistics") && changes.length === 2`)
}

// TestClosedTab: a tab that is closed while the program is on its way loses no
// choice either: the next visit records it, dated when it was made.
func TestClosedTab(t *testing.T) {
	t.Parallel()
	src, let := heldProgram(t)
	address := serveText(t, "/portail", "text/html", heldPage(src, `data-trackers="matomo"`))
	p := newPage(t)
	p.open(address)
	p.waitNotice()
	next := p.tab()
	next.open(serveText(t, "/vide", "text/html", "<p>Une page sans bandeau"))
	since := time.Now()
	p.click("cookies-refuse")
	p.waitClosed()
	p.closeTab()
	let()
	time.Sleep(time.Second)

	next.open(address)
	next.wait(`(window.asked ||= Boolean($("cookies-accept")), cookiesPreferences.get())`)
	if eval[bool](next, `window.asked`) {
		t.Error("the next visit asks again")
	}
	checkAllowed(t, next)
	if got, _ := preferences.Decode(next.cookie().Value, time.Now()); got.Time().After(since.Add(time.Second)) {
		t.Errorf("the choice is dated %v, it was made at %v", got.Time(), since)
	}
}

// doubleClick presses the middle of an element twice, as fast as hands do.
func doubleClick(p *page, id string) {
	p.t.Helper()
	spot := p.middle(id)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, spot[0], spot[1]))
	for count := int64(1); count <= 2; count++ {
		for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
			p.do(chromedp.MouseEvent(kind, spot[0], spot[1], chromedp.ButtonLeft, chromedp.ClickCount(int(count))))
		}
	}
}

// TestDoubleClick makes one choice of a double click, before the program is there
// and after, whoever writes it; and on « Personnaliser », none.
func TestDoubleClick(t *testing.T) {
	t.Parallel()
	for _, attributes := range []string{"", `data-trackers="matomo"`} {
		for _, started := range []bool{false, true} {
			for button, allowed := range map[string]bool{"cookies-accept": true, "cookies-refuse": false} {
				t.Run(fmt.Sprint(attributes, started, button), func(t *testing.T) {
					p := openListening(t, `data-portal="`+aude+`" `+attributes)
					p.waitNotice()
					if started {
						p.start()
					}
					doubleClick(p, button)
					p.waitClosed()
					p.wait(`changes.length > 0`)
					p.settle()
					if n := eval[int](p, `changes.length`); n != 1 {
						t.Errorf("a double click made %d changes, want one", n)
					}
					if eval[bool](p, `cookiesPreferences.allows("third_party")`) != allowed {
						t.Error("the choice is another")
					}
				})
			}
		}
	}
	t.Run("cookies-customize", func(t *testing.T) {
		p := openListening(t, `data-portal="`+aude+`"`)
		p.waitNotice()
		doubleClick(p, "cookies-customize")
		p.waitDialog()
		p.settle()
		if eval[bool](p, `!$("cookies-dialog").open || cookiesPreferences.get() !== null || $("cookies-toggle-statistics").checked`) {
			t.Error("a double click on « Personnaliser » did more than open the preferences")
		}
	})
}

// TestChoiceDuringStart: the choice made while the program starts is the one that
// counts, the last if there are several; none before it is allowed meanwhile.
func TestChoiceDuringStart(t *testing.T) {
	t.Parallel()
	for _, attributes := range []string{"", `data-trackers="matomo"`} {
		t.Run(attributes, func(t *testing.T) {
			src, let := heldProgram(t)
			p := newPage(t)
			p.open(serveText(t, "/portail", "text/html", heldPage(src, attributes)))
			p.waitNotice()
			eval[any](p, `($("cookies-customize").focus(), null)`) // the program starts
			p.click("cookies-accept")
			p.waitClosed()
			eval[any](p, `(cookiesPreferences.refuse(), null)`)
			if eval[bool](p, `cookiesPreferences.allows("statistics")`) {
				t.Error("what was refused last is allowed")
			}
			let()
			p.wait(`cookiesPreferences.get()`)
			p.wait(started)
			p.settle()
			checkAllowed(t, p)
			if eval[bool](p, `changes.length && changes.at(-1).preferences.statistics`) {
				t.Error("the last change is not the last choice")
			}
			p.waitClosed()
		})
	}
}

// TestKeysDuringStart: Tab and Enter, pressed before, while and after Go takes
// over, do what they would have done: one choice, by the button that had the
// focus, and the focus is left in the banner.
func TestKeysDuringStart(t *testing.T) {
	t.Parallel()
	for _, attributes := range []string{"", `data-trackers="matomo"`} {
		for _, wait := range []time.Duration{0, 20, 40, 60, 80, 120, 200} {
			t.Run(fmt.Sprint(attributes, wait), func(t *testing.T) {
				src, let := heldProgram(t)
				p := newPage(t)
				p.open(serveText(t, "/portail", "text/html", heldPage(src, attributes)))
				p.waitNotice()
				eval[any](p, `($("cookies-read-charter").focus(), $("cookies-accept").focus(), null)`)
				let()
				time.Sleep(wait * time.Millisecond)
				p.press(kb.Tab)
				if got := p.focused(); got != "cookies-refuse" {
					t.Fatalf("Tab went to %q, want the button after the first", got)
				}
				p.press(kb.Enter)
				p.waitClosed()
				p.wait(`changes.length > 0`)
				p.wait(started)
				p.settle()
				if n := eval[int](p, `changes.length`); n != 1 {
					t.Errorf("there are %d changes, want one", n)
				}
				checkAllowed(t, p)
				if got := p.focused(); !strings.HasPrefix(got, "cookies-") {
					t.Errorf("the focus is on %q, want it in the banner", got)
				}
			})
		}
	}
}

// TestJournalOfAnotherQuestion: what was accepted and not recorded yet is no
// acceptance of what another page asks.
func TestJournalOfAnotherQuestion(t *testing.T) {
	t.Parallel()
	src, let := heldProgram(t)
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", heldPage(src, `data-trackers="matomo"`)))
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	p.open(serveText(t, "/suite", "text/html", heldPage(src, `data-trackers="matomo ga"`)))
	p.waitNotice()
	let()
	p.settle()
	if p.cookie() != nil {
		t.Errorf("the cookie says %s", p.cookie().Value)
	}
}

// TestWithdrawalWithoutTheProgram: where the preferences cannot open, a visitor who
// has accepted can refuse all the same.
func TestWithdrawalWithoutTheProgram(t *testing.T) {
	besides(t)
	src := serveBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(name, ".wasm") {
			http.NotFound(w, r)
			return false
		}
		return true
	})
	p := newPage(t)
	p.expect("404")
	p.open(serveText(t, "/portail", "text/html", heldPage(src, "")))
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	p.click("open")
	p.waitNotice()
	p.wait(`$("cookies-status").innerText.includes("L’ouverture a échoué")`)
	if !eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("the choice in force is gone")
	}
	p.click("cookies-refuse")
	p.waitClosed()
	checkAllowed(t, p)
}

// TestAtOnce: what a page does with the banner before the browser has told of its
// cookies counts: nothing is asked after it, each change is told once.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	const accepted = `document.cookie = "cookies_preferences=" + encodeURIComponent(JSON.stringify({statistics: true, matomo: true, timestamp: Date.now() - 9})) + "; Path=/";`
	// The browser tells of its cookies before the page does anything, or long after,
	// what they were before; of later ones as it does.
	const (
		first = `const { getAll } = CookieStore.prototype; let asked = 0;
			CookieStore.prototype.getAll = function (name) { return asked++ ? getAll.call(this, name) : told(); };`
		early = `(() => { const told = () => Promise.resolve([]); ` + first + ` })();`
		late  = `(() => { const seen = document.cookie.split("; ").filter(Boolean).map((pair) => ({ value: pair.split("=")[1] }));
			const told = () => new Promise((resolve) => setTimeout(resolve, 100, seen)); ` + first + ` })();`
	)
	for name, c := range map[string]struct {
		before, at string // scripts
		choice     string // what is chosen then
		asks       bool
		changes    int
	}{
		"nothing":                          {choice: "none", asks: true},
		"nothing, chosen":                  {before: accepted, choice: "true"},
		"refuse":                           {at: "cookiesPreferences.refuse()", choice: "false", changes: 1},
		"refuse, chosen":                   {before: accepted, at: "cookiesPreferences.refuse()", choice: "false", changes: 1},
		"forget, chosen":                   {before: accepted, at: "cookiesPreferences.forget()", choice: "none", asks: true, changes: 1},
		"chosen elsewhere, told early":     {before: early, at: accepted, choice: "true", changes: 1},
		"chosen elsewhere, told late":      {before: late, at: accepted, choice: "true", changes: 1},
		"refused elsewhere, told late":     {before: accepted + late, at: strings.ReplaceAll(accepted, "true", "false"), choice: "false", changes: 1},
		"get":                              {at: "cookiesPreferences.get()", choice: "none", asks: true},
		"no cookieStore":                   {before: `delete Window.prototype.cookieStore; delete window.cookieStore;`, choice: "none", asks: true},
		"no cookieStore, chosen":           {before: `delete window.cookieStore;` + accepted, choice: "true"},
		"a cookieStore that never answers": {before: `CookieStore.prototype.getAll = () => new Promise(() => {});`, choice: "none", asks: true},
		"a broken cookieStore":             {before: `CookieStore.prototype.getAll = () => Promise.reject(new Error("no")); ` + accepted, choice: "true"},
	} {
		t.Run(name, func(t *testing.T) {
			content := strings.Replace(listening(`data-portal="`+aude+`"`), "</head>",
				`<script defer src="data:text/javascript,`+url.PathEscape(c.at)+`"></script></head>`, 1)
			content = strings.Replace(content, "<script>", "<script>"+c.before, 1)
			p := newPage(t)
			p.open(serveText(t, "/portail", "text/html", content))
			if c.asks {
				p.waitNotice()
			}
			p.wait(fmt.Sprintf(`changes.length >= %d`, c.changes))
			p.wait(fmt.Sprintf(`Boolean($("cookies-accept")) === %v`, c.asks))
			p.settle()
			if got := eval[string](p, `String(cookiesPreferences.get()?.statistics ?? "none")`); got != c.choice {
				t.Errorf("the statistics are %s, want %s", got, c.choice)
			}
			if up := eval[bool](p, `Boolean($("cookies-accept"))`); up != c.asks {
				t.Errorf("the notice is up: %v, want %v", up, c.asks)
			}
			if got := eval[int](p, `changes.length`); got != c.changes {
				t.Errorf("%d changes were told, want %d", got, c.changes)
			}
		})
	}
}

// TestJournalAfterAnotherPage: what waits to be recorded is void once the visitor
// has chosen again, on a page that asks about something else too.
func TestJournalAfterAnotherPage(t *testing.T) {
	t.Parallel()
	src, let := heldProgram(t)
	first := serveText(t, "/portail", "text/html", heldPage(src, `data-trackers="matomo"`))
	other := serveText(t, "/autre", "text/html", heldPage(src, `data-trackers="ga"`))
	p := newPage(t)
	p.open(first)
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	p.open(other)
	p.waitNotice()
	p.click("cookies-refuse")
	p.waitClosed()
	let()
	p.open(first)
	p.waitNotice() // it asks about Matomo, which the other page does not
	p.start()
	p.settle()
	if eval[bool](p, `cookiesPreferences.allows("statistics") || cookiesPreferences.allows("matomo")`) {
		t.Error("what was accepted before the refusal is allowed")
	}
	checkAllowed(t, p)
}

// TestForgetDuringStart: a choice that is forgotten while the program starts is
// asked again, and the program can still be reached.
func TestForgetDuringStart(t *testing.T) {
	t.Parallel()
	content := strings.Replace(listening(`data-portal="`+aude+`"`), "<script>", `<script>
		const { instantiate } = WebAssembly;
		WebAssembly.instantiate = async (...parts) => {
			await new Promise((resolve) => { window.go = resolve; });
			return instantiate(...parts);
		};`, 1)
	address := serveText(t, "/portail", "text/html", content)
	for _, chosen := range []bool{false, true} {
		p := newPage(t)
		p.open(address)
		p.waitNotice()
		if chosen {
			p.click("cookies-accept")
			p.waitClosed()
			p.click("open")
		} else {
			eval[any](p, `($("cookies-customize").focus(), null)`)
		}
		p.wait(`window.go`)
		eval[any](p, `(cookiesPreferences.forget(), window.go(), null)`)
		p.waitNotice()
		p.wait(started)
		p.settle()
		p.waitNotice()
		p.click("cookies-customize")
		p.waitDialog()
		p.click("cookies-refuse-all")
		p.waitClosed()
		if eval[bool](p, `cookiesPreferences.get()?.statistics !== false || errors.length > 0`) {
			t.Errorf("chosen before: %v: the refusal is not recorded: %v", chosen, eval[any](p, `errors`))
		}
	}
}

// TestReturnVisitWaitsForNoCookie: once there is a choice, and nothing in the page
// that waits for it, the script never holds the page up to read the cookie. It hears
// of another choice all the same, written while the page was drawn, and never brings
// back one that was withdrawn while it waited for the browser's answer.
func TestReturnVisitWaitsForNoCookie(t *testing.T) {
	t.Parallel()
	const countReads = `window.reads = 0; (() => {
		const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
		Object.defineProperty(Document.prototype, "cookie", { ...cookie, get() { reads++; return cookie.get.call(this); } });
	})();`
	// What happens when the browser is asked for the second time.
	again := func(act string) string {
		return `const { getAll } = CookieStore.prototype; let asked = 0;
			CookieStore.prototype.getAll = async function (name) {
				const cookies = getAll.call(this, name);
				if (++asked < 2) return cookies;
				` + act + `
			};`
	}
	const elsewhere = `await cookieStore.set({ name: "cookies_preferences", sameSite: "lax",
		value: encodeURIComponent(JSON.stringify({ statistics: false, timestamp: Date.now() + 9 })) });`
	for name, c := range map[string]struct {
		script  string // of the page, on the return visit
		reads   bool
		changes []bool // whether statistics are allowed then
	}{
		"the same":         {},
		"chosen elsewhere": {again(elsewhere + `return getAll.call(this, name);`), true, []bool{false}},
		"chosen elsewhere, and the page has asked": {
			again(elsewhere + `cookiesPreferences.get(); return getAll.call(this, name);`), true, []bool{false}},
		"withdrawn while the answer waits": {
			again(`await cookies; document.cookie = "cookies_preferences=; Path=/; Max-Age=0";
				await new Promise((resolve) => setTimeout(resolve, 60)); return cookies;`), true, []bool{false}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			src := serveBuild(t, nil)
			p := newPage(t)
			p.open(serveText(t, "/portail", "text/html", heldPage(src, "")+`<script>`+countReads+`
				window.heard = [];
				document.addEventListener("cookies_preferences:change", ({ detail }) => heard.push(detail.preferences?.statistics === true));
				if (performance.getEntriesByType("navigation")[0].type === "reload") {
					`+c.script+`
				}
			</script>`))
			p.waitNotice()
			p.click("cookies-accept")
			p.waitClosed()
			if !eval[bool](p, `cookiesPreferences.allows("statistics")`) {
				t.Fatal("statistics are not allowed")
			}
			p.reload()
			if c.changes != nil {
				p.wait(`heard.length`)
			}
			p.settle()
			if reads := eval[int](p, `reads`); (reads > 0) != c.reads {
				t.Errorf("it read document.cookie %d times", reads)
			}
			if changes := eval[[]bool](p, `heard`); !slices.Equal(changes, c.changes) {
				t.Errorf("it told of %v, want %v", changes, c.changes)
			}
			if c.changes != nil && eval[bool](p, `cookiesPreferences.allows("statistics")`) {
				t.Error("what was refused is allowed again")
			}
		})
	}
}
