package choice

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestLeaving: a visitor who leaves 10 ms after the choice, with nothing cached and on a
// slow connection, finds it in the cookie on the next page, and is not asked again. Half of
// the choices are acceptances that only the program can write.
func TestLeaving(t *testing.T) { testLeaving(t, 2) }

// TestLongLeaving leaves so fifty times.
func TestLongLeaving(t *testing.T) { testLeaving(t, 50) }

func testLeaving(t *testing.T, tries int) {
	t.Parallel()
	attributes := `data-portal="` + harness.Aude + `" data-trackers="matomo"`
	address := harness.ServeText(t, "/portail", "text/html", harness.PortalPage(attributes))
	next := harness.ServeText(t, "/suite", "text/html", harness.PortalPage(attributes))
	t.Run("tries", func(t *testing.T) {
		for try := range tries {
			button, allowed := "cookies-accept", harness.Everything
			if try%2 == 1 {
				button, allowed = "cookies-refuse", nil
			}
			t.Run(fmt.Sprintf("%d %s", try, button), func(t *testing.T) {
				t.Parallel()
				p := harness.NewPage(t)
				slowLine(p)
				p.Open(address)
				p.WaitNotice()
				harness.Eval[any](p, `($("`+button+`").click(), null)`)
				time.Sleep(10 * time.Millisecond)
				p.Open(next)
				p.Wait(`(window.asked ||= Boolean($("cookies-accept")), window.cookiesPreferences?.get())`)
				if harness.Eval[bool](p, `window.asked`) {
					t.Error("the next page asks again")
				}
				harness.CheckAllowed(t, p, allowed...)
			})
		}
	})
}

// TestAnotherTab: while the program that records a choice is on its way, no other
// tab asks, be it open already or opened meanwhile; and all have the choice then.
func TestAnotherTab(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	address := harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, `data-trackers="matomo"`))
	p := harness.NewPage(t)
	p.Open(address)
	p.WaitNotice()
	before := p.Tab()
	before.Open(address)
	before.WaitNotice()

	p.Click("cookies-accept")
	p.WaitClosed()
	before.WaitClosed()
	after := p.Tab()
	after.Open(address)
	after.Settle()
	after.WaitClosed()
	if harness.Eval[bool](after, `cookiesPreferences.allows("statistics")`) {
		t.Error("another tab allows what is not recorded yet")
	}
	let()
	for _, tab := range []*harness.Page{p, before, after} {
		tab.Wait(`cookiesPreferences.allows("statistics")`)
		tab.Wait(`changes.length > 0`)
		tab.Settle()
		if n := harness.Eval[int](tab, `changes.length`); n != 1 {
			t.Errorf("a tab hears of %d changes, want one", n)
		}
	}
	harness.CheckAllowed(t, p, harness.Everything...)

	// And the other way round, without the program.
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	before.Wait(`!cookiesPreferences.allows("statistics") && changes.length === 2`)
}

// TestClosedTab: a tab that is closed while the program is on its way loses no
// choice either: the next visit records it, dated when it was made.
func TestClosedTab(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	address := harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, `data-trackers="matomo"`))
	p := harness.NewPage(t)
	p.Open(address)
	p.WaitNotice()
	next := p.Tab()
	next.Open(harness.ServeText(t, "/vide", "text/html", "<p>Une page sans bandeau"))
	since := time.Now()
	p.Click("cookies-refuse")
	p.WaitClosed()
	closeTab(p)
	let()
	time.Sleep(time.Second)

	next.Open(address)
	next.Wait(`(window.asked ||= Boolean($("cookies-accept")), cookiesPreferences.get())`)
	if harness.Eval[bool](next, `window.asked`) {
		t.Error("the next visit asks again")
	}
	harness.CheckAllowed(t, next)
	if got, _ := preferences.Decode(next.Cookie().Value, time.Now()); got.Time().After(since.Add(time.Second)) {
		t.Errorf("the choice is dated %v, it was made at %v", got.Time(), since)
	}
}

// doubleClick presses the middle of an element twice, as fast as hands do.
func doubleClick(p *harness.Page, id string) {
	p.T.Helper()
	spot := p.Middle(id)
	p.Do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, spot[0], spot[1]))
	for count := int64(1); count <= 2; count++ {
		for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
			p.Do(chromedp.MouseEvent(kind, spot[0], spot[1], chromedp.ButtonLeft, chromedp.ClickCount(int(count))))
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
					p := harness.OpenListening(t, `data-portal="`+harness.Aude+`" `+attributes)
					p.WaitNotice()
					if started {
						p.Start()
					}
					doubleClick(p, button)
					p.WaitClosed()
					p.Wait(`changes.length > 0`)
					p.Settle()
					if n := harness.Eval[int](p, `changes.length`); n != 1 {
						t.Errorf("a double click made %d changes, want one", n)
					}
					if harness.Eval[bool](p, `cookiesPreferences.allows("third_party")`) != allowed {
						t.Error("the choice is another")
					}
				})
			}
		}
	}
	t.Run("cookies-customize", func(t *testing.T) {
		p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
		p.WaitNotice()
		doubleClick(p, "cookies-customize")
		p.WaitDialog()
		p.Settle()
		if harness.Eval[bool](p, `!$("cookies-dialog").open || cookiesPreferences.get() !== null || $("cookies-toggle-statistics").checked`) {
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
			src, let := harness.HeldProgram(t)
			p := harness.NewPage(t)
			p.Open(harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, attributes)))
			p.WaitNotice()
			harness.Eval[any](p, `($("cookies-customize").focus(), null)`) // the program starts
			p.Click("cookies-accept")
			p.WaitClosed()
			harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
			if harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
				t.Error("what was refused last is allowed")
			}
			let()
			p.Wait(`cookiesPreferences.get()`)
			p.Wait(harness.Started)
			p.Settle()
			harness.CheckAllowed(t, p)
			if harness.Eval[bool](p, `changes.length && changes.at(-1).preferences.statistics`) {
				t.Error("the last change is not the last choice")
			}
			p.WaitClosed()
		})
	}
}

// TestKeysDuringStart: Tab and Enter, pressed before, while and after Go takes
// over, do what they would have done: one choice, by the button that had the
// focus, and the focus is left in the banner.
func TestKeysDuringStart(t *testing.T) {
	t.Parallel()
	for _, attributes := range []string{"", `data-trackers="matomo"`} {
		for _, wait := range []time.Duration{0, 60, 200} {
			t.Run(fmt.Sprint(attributes, wait), func(t *testing.T) {
				src, let := harness.HeldProgram(t)
				p := harness.NewPage(t)
				p.Open(harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, attributes)))
				p.WaitNotice()
				harness.Eval[any](p, `($("cookies-read-charter").focus(), $("cookies-accept").focus(), null)`)
				let()
				time.Sleep(wait * time.Millisecond)
				p.Press(kb.Tab)
				if got := p.Focused(); got != "cookies-refuse" {
					t.Fatalf("Tab went to %q, want the button after the first", got)
				}
				p.Press(kb.Enter)
				p.WaitClosed()
				p.Wait(`changes.length > 0`)
				p.Wait(harness.Started)
				p.Settle()
				if n := harness.Eval[int](p, `changes.length`); n != 1 {
					t.Errorf("there are %d changes, want one", n)
				}
				harness.CheckAllowed(t, p)
				if got := p.Focused(); !strings.HasPrefix(got, "cookies-") {
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
	src, let := harness.HeldProgram(t)
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, `data-trackers="matomo"`)))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Open(harness.ServeText(t, "/suite", "text/html", harness.HeldPage(src, `data-trackers="matomo ga"`)))
	p.WaitNotice()
	let()
	p.Settle()
	if p.Cookie() != nil {
		t.Errorf("the cookie says %s", p.Cookie().Value)
	}
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
			content := strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "</head>",
				`<script defer src="data:text/javascript,`+url.PathEscape(c.at)+`"></script></head>`, 1)
			content = strings.Replace(content, "<script>", "<script>"+c.before, 1)
			p := harness.NewPage(t)
			p.Open(harness.ServeText(t, "/portail", "text/html", content))
			if c.asks {
				p.WaitNotice()
			}
			p.Wait(fmt.Sprintf(`changes.length >= %d`, c.changes))
			p.Wait(fmt.Sprintf(`Boolean($("cookies-accept")) === %v`, c.asks))
			p.Settle()
			if got := harness.Eval[string](p, `String(cookiesPreferences.get()?.statistics ?? "none")`); got != c.choice {
				t.Errorf("the statistics are %s, want %s", got, c.choice)
			}
			if up := harness.Eval[bool](p, `Boolean($("cookies-accept"))`); up != c.asks {
				t.Errorf("the notice is up: %v, want %v", up, c.asks)
			}
			if got := harness.Eval[int](p, `changes.length`); got != c.changes {
				t.Errorf("%d changes were told, want %d", got, c.changes)
			}
		})
	}
}

// TestJournalAfterAnotherPage: what waits to be recorded is void once the visitor
// has chosen again, on a page that asks about something else too.
func TestJournalAfterAnotherPage(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	first := harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, `data-trackers="matomo"`))
	other := harness.ServeText(t, "/autre", "text/html", harness.HeldPage(src, `data-trackers="ga"`))
	p := harness.NewPage(t)
	p.Open(first)
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Open(other)
	p.WaitNotice()
	p.Click("cookies-refuse")
	p.WaitClosed()
	let()
	p.Open(first)
	p.WaitNotice() // it asks about Matomo, which the other page does not
	p.Start()
	p.Settle()
	if harness.Eval[bool](p, `cookiesPreferences.allows("statistics") || cookiesPreferences.allows("matomo")`) {
		t.Error("what was accepted before the refusal is allowed")
	}
	harness.CheckAllowed(t, p)
}

// TestForgetDuringStart: a choice that is forgotten while the program starts is
// asked again, and the program can still be reached.
func TestForgetDuringStart(t *testing.T) {
	t.Parallel()
	content := strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "<script>", `<script>
		const { instantiate } = WebAssembly;
		WebAssembly.instantiate = async (...parts) => {
			await new Promise((resolve) => { window.go = resolve; });
			return instantiate(...parts);
		};`, 1)
	address := harness.ServeText(t, "/portail", "text/html", content)
	for _, chosen := range []bool{false, true} {
		p := harness.NewPage(t)
		p.Open(address)
		p.WaitNotice()
		if chosen {
			p.Click("cookies-accept")
			p.WaitClosed()
			p.Click("open")
		} else {
			harness.Eval[any](p, `($("cookies-customize").focus(), null)`)
		}
		p.Wait(`window.go`)
		harness.Eval[any](p, `(cookiesPreferences.forget(), window.go(), null)`)
		p.WaitNotice()
		p.Wait(harness.Started)
		p.Settle()
		p.WaitNotice()
		p.Click("cookies-customize")
		p.WaitDialog()
		p.Click("cookies-refuse-all")
		p.WaitClosed()
		if harness.Eval[bool](p, `cookiesPreferences.get()?.statistics !== false || errors.length > 0`) {
			t.Errorf("chosen before: %v: the refusal is not recorded: %v", chosen, harness.Eval[any](p, `errors`))
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
			src := harness.ServeBuild(t, nil)
			p := harness.NewPage(t)
			p.Open(harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, "")+`<script>`+countReads+`
				window.heard = [];
				document.addEventListener("cookies_preferences:change", ({ detail }) => heard.push(detail.preferences?.statistics === true));
				if (performance.getEntriesByType("navigation")[0].type === "reload") {
					`+c.script+`
				}
			</script>`))
			p.WaitNotice()
			p.Click("cookies-accept")
			p.WaitClosed()
			if !harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
				t.Fatal("statistics are not allowed")
			}
			p.Reload()
			if c.changes != nil {
				p.Wait(`heard.length`)
			}
			p.Settle()
			if reads := harness.Eval[int](p, `reads`); (reads > 0) != c.reads {
				t.Errorf("it read document.cookie %d times", reads)
			}
			if changes := harness.Eval[[]bool](p, `heard`); !slices.Equal(changes, c.changes) {
				t.Errorf("it told of %v, want %v", changes, c.changes)
			}
			if c.changes != nil && harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
				t.Error("what was refused is allowed again")
			}
		})
	}
}

// TestWithdrawalWithoutTheProgram: where the preferences cannot open, a visitor who
// has accepted can refuse all the same.
func TestWithdrawalWithoutTheProgram(t *testing.T) { flows.WithdrawalWithoutTheProgram(t) }
