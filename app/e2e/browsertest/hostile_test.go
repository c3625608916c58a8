package browsertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/banner/preferences"
)

// TestClobberedNames: elements that a portal's editors can write do not pass for
// what the script asks the page.
func TestClobberedNames(t *testing.T) {
	t.Parallel()
	page := strings.Replace(portalPage(`data-portal="`+aude+`"`), "<main",
		`<img name="currentScript" alt="" src="`+site.URL+`/ailleurs/x.js"><img name="cookie" alt=""><main`, 1)
	p := newPage(t)
	p.expect("404")
	p.open(serveText(t, "/portail", "text/html", page))
	p.waitNotice()
	p.click("cookies-customize")
	p.waitDialog()
	requests, _ := p.seen()
	for _, url := range requests {
		if strings.Contains(url, ".wasm") && !strings.HasPrefix(url, site.URL+"/banner/") {
			t.Errorf("the program is fetched from %s", url)
		}
	}
	if eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("something is allowed")
	}
}

// TestPageLayout: the banner's element takes no room in the page.
func TestPageLayout(t *testing.T) {
	t.Parallel()
	for name, style := range map[string]string{
		"grid":   "body { display: grid; grid-template-rows: auto 1fr auto; min-height: 100vh; gap: 24px }",
		"flex":   "body { display: flex; flex-direction: column; gap: 24px }",
		"unset":  "* { all: unset !important }",
		"fixed":  "div { position: fixed !important; inset: 0 }",
		"button": "button { all: unset !important; display: none !important }",
	} {
		t.Run(name, func(t *testing.T) {
			with := strings.Replace(portalPage(`data-portal="`+aude+`"`), "</head>", "<style>"+style+"</style></head>", 1)
			without := strings.Replace(with, "/banner/banner.js", "data:text/javascript,", 1)
			const place = `JSON.stringify(document.getElementById("first").getBoundingClientRect())`
			p := newPage(t)
			p.open(serveText(t, "/sans", "text/html", without))
			p.settle()
			before := eval[string](p, place)
			p.open(serveText(t, "/avec", "text/html", with))
			p.waitNotice()
			if after := eval[string](p, place); after != before {
				t.Errorf("the portal was at %s and is at %s", before, after)
			}
			p.click("cookies-refuse")
			p.waitClosed()
		})
	}
}

// TestBodyReplaced: a framework that draws the page anew takes the banner away;
// it comes back when it is asked for.
func TestBodyReplaced(t *testing.T) {
	t.Parallel()
	p := openListening(t, `data-portal="`+aude+`"`)
	p.waitNotice()
	p.click("cookies-customize")
	p.waitDialog()
	p.press("\x1b")
	p.wait(`$("cookies-dialog") === null`)
	eval[any](p, `(document.body.innerHTML = "<button id='again' data-cookies-preferences='open'>Gérer mes cookies</button>", null)`)
	p.click("again")
	p.waitDialog()
	p.click("cookies-refuse-all")
	p.waitClosed()
	if p.cookie() == nil {
		t.Error("the choice was not recorded")
	}
}

// TestHiddenByABlocker: what hides the banner, by the rules that blockers have,
// leaves the page usable, by mouse, wheel and keys, and everything optional refused.
func TestHiddenByABlocker(t *testing.T) {
	t.Parallel()
	for _, rule := range []string{"display: none", "visibility: hidden", "opacity: 0; pointer-events: none; z-index: -1"} {
		t.Run(rule, func(t *testing.T) {
			page := strings.Replace(listening(`data-portal="`+aude+`"`), "</head>",
				"<style>cookies-preferences { "+strings.ReplaceAll(rule, ";", " !important;")+" !important } main { height: 5000px }</style></head>", 1)
			page = strings.Replace(page, "</main>", `<script type="text/plain" data-cookies="statistics">window.ran = true</script></main>`, 1)
			p := newPage(t)
			p.open(serveText(t, "/portail", "text/html", page))
			p.wait(`window.cookiesPreferences && $("cookies-accept")`)
			checkUsable(t, p)
			p.click("open")
			if strings.HasPrefix(rule, "visibility") {
				// The preferences are seen all the same: browsers show what is modal.
				p.waitDialog()
				p.press("\x1b")
				p.wait(`$("cookies-dialog") === null`)
			} else {
				checkError(t, p, "hidden", "cannot be seen")
			}
			checkUsable(t, p)
			if eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics") || document.cookie !== "" || window.ran`) {
				t.Error("something was chosen, or runs")
			}
		})
	}
}

// checkUsable holds a page to answering the wheel, the mouse and the Tab key.
func checkUsable(t *testing.T, p *page) {
	t.Helper()
	eval[any](p, `(scrollTo(0, 0), history.replaceState(null, "", "#"), document.activeElement.blur(), null)`)
	if eval[bool](p, `document.querySelector("[inert]") !== null || [document.documentElement, document.body].some((e) => getComputedStyle(e).overflow !== "visible")`) {
		t.Error("something is inert, or the page does not scroll")
	}
	p.click("link")
	p.wait(`location.hash === "#ancre"`)
	for range 10 {
		p.press(kb.Tab)
		if p.focused() == "open" {
			break
		}
	}
	if id := p.focused(); id != "open" {
		t.Errorf("from the link, Tab goes to %q", id)
	}
	p.do(scroll(600))
	p.wait(`scrollY > 0`)
	eval[any](p, `(scrollTo(0, 0), null)`)
}

// TestTwoTabs: a withdrawal in one tab holds in another that was open before.
func TestTwoTabs(t *testing.T) {
	t.Parallel()
	p := openListening(t, `data-portal="`+aude+`"`)
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	p.click("open")
	p.waitDialog()
	p.press("\x1b")
	p.waitClosed()
	other := preferences.Preferences{Charter: versionOf(t, aude), Timestamp: time.Now().UnixMilli()}
	// As another tab of the same profile does.
	eval[any](p, `(document.cookie = "cookies_preferences=`+preferences.Encode(other)+`; Path=/", null)`)
	if eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("a consent that was withdrawn elsewhere is still in force")
	}
	p.click("open")
	p.waitDialog()
	if eval[bool](p, `$("cookies-toggle-statistics").checked`) {
		t.Error("the preferences show a consent that was withdrawn elsewhere")
	}
}

// TestPlantedAhead: a record dated ahead, such as another host of the domain can
// plant, does not outlast the visitor's own choice.
func TestPlantedAhead(t *testing.T) {
	t.Parallel()
	ahead := preferences.Preferences{Statistics: true, Timestamp: time.Now().Add(23 * time.Hour).UnixMilli()}.FollowStatistics()
	for _, opener := range []string{"", "open"} {
		t.Run("by "+opener, func(t *testing.T) {
			p := newPage(t)
			p.open(serve(t, "/portail", func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Cookie") == "" {
					w.Header().Set("Set-Cookie", "cookies_preferences="+preferences.Encode(ahead)+"; Path=/")
				}
				w.Header().Set("Content-Type", "text/html")
				fmt.Fprint(w, listening(`data-portal="`+aude+`"`))
			}))
			p.wait(`window.cookiesPreferences`)
			if opener != "" {
				p.click(opener)
				p.waitDialog()
				p.click("cookies-refuse-all")
				p.waitClosed()
			} else {
				eval[any](p, `(cookiesPreferences.refuse(), null)`)
			}
			if eval[bool](p, `cookiesPreferences.allows("statistics")`) {
				t.Error("the planted consent outlasts the refusal")
			}
			p.reload()
			if eval[bool](p, `cookiesPreferences.allows("statistics")`) {
				t.Error("the planted consent is back after a reload")
			}
		})
	}
}

// TestRefusalByScript: a privacy tool refuses for the visitor, who is told of
// nothing they did, and keeps the focus where it was.
func TestRefusalByScript(t *testing.T) {
	t.Parallel()
	p := openListening(t, `data-portal="`+aude+`"`)
	p.waitNotice()
	eval[any](p, `(document.getElementById("link").focus(), cookiesPreferences.refuse(), null)`)
	if eval[bool](p, `$("cookies-accept") !== null || $("cookies-status").innerText !== "" ||
		cookiesPreferences.get() === null || cookiesPreferences.allows("statistics")`) {
		t.Error("the notice is up, the visitor is told something, or nothing was refused")
	}
	if id := p.focused(); id != "link" {
		t.Errorf("the focus went to %q", id)
	}
}

// TestForgetWhileOpen: the preferences are not locked by it.
func TestForgetWhileOpen(t *testing.T) {
	t.Parallel()
	p := openListening(t, `data-portal="`+aude+`"`)
	p.waitNotice()
	p.click("cookies-customize")
	p.waitDialog()
	eval[any](p, `(cookiesPreferences.forget(), null)`)
	p.wait(`$("cookies-dialog") === null && $("cookies-accept") !== null`)
	p.click("open")
	p.waitDialog()
}

// TestScriptTwice: the second script leaves the first one's banner alone.
func TestScriptTwice(t *testing.T) {
	t.Parallel()
	tag := `<script src="/banner/banner.js" defer data-portal="` + aude + `"></script>`
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", strings.Replace(listening(`data-portal="`+aude+`"`), "</body>", tag+"</body>", 1)))
	p.waitNotice()
	checkError(t, p, "twice")
	if n := eval[int](p, `document.querySelectorAll("cookies-preferences").length`); n != 1 {
		t.Errorf("there are %d banners", n)
	}
	p.click("cookies-accept")
	p.waitClosed()
	if n := eval[int](p, `changes.length`); n != 1 {
		t.Errorf("the choice was told %d times", n)
	}
}

// TestProgramEnds: a program that ends takes what no longer answers with it, and
// leaves a notice that does.
func TestProgramEnds(t *testing.T) {
	besides(t)
	page := strings.Replace(listening(`data-portal="`+aude+`"`), "<script",
		`<script>HTMLDialogElement.prototype.showModal = () => { throw new Error("refused by the page"); };</script><script`, 1)
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", page))
	p.waitNotice()
	p.click("cookies-customize")
	checkError(t, p, "program", "the program ended", "refused by the page")
	p.wait(`$("cookies-status").innerText.includes("L’ouverture a échoué")`)
	if eval[bool](p, `$("cookies-dialog") !== null || document.querySelectorAll("cookies-preferences").length !== 1`) {
		t.Error("what the program drew is still there")
	}
	p.click("cookies-refuse")
	p.waitClosed()
	if got, ok := preferences.Decode(p.cookie().Value, time.Now()); !ok || got.Statistics {
		t.Errorf("the cookie says %+v", got)
	}
}

// TestProgramEndsUnderThePointer: a program that ends at each start is not started
// again because the notice that comes back finds the mouse over its button.
func TestProgramEndsUnderThePointer(t *testing.T) {
	t.Parallel()
	page := strings.Replace(listening(`data-portal="`+aude+`"`), "<script",
		`<script>crypto.getRandomValues = () => { throw new Error("refused by the page"); };</script><script`, 1)
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", page))
	p.waitNotice()
	p.click("cookies-customize")
	p.wait(`$("cookies-status").innerText.includes("L’ouverture a échoué")`)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, p.middle("cookies-customize")[0]+2, p.middle("cookies-customize")[1]))
	p.settle()
	if n := eval[int](p, `errors.length`); n != 1 {
		t.Errorf("the program was started %d times", n)
	}
	p.click("cookies-customize") // asked again, it is tried again
	p.wait(`errors.length === 2`)
	p.click("cookies-refuse")
	p.waitClosed()
}

// TestProgramEndsWithATimer: a program that ends while a timer of its own is on its
// way leaves the page alive, with what it has recorded, and is there again when it is
// asked for.
func TestProgramEndsWithATimer(t *testing.T) {
	t.Parallel()
	for range 3 { // the timer is there or not, as it comes
		p := openListening(t, `data-portal="`+aude+`"`)
		p.waitNotice()
		p.start()
		// An extension takes away what is the program's, which breaks it.
		eval[any](p, `(shadow.querySelector(".notice").remove(), cookiesPreferences.refuse(), null)`)
		p.wait(`errors.length > 0`)
		p.settle()
		checkError(t, p, "program", "the program ended")
		p.wait(`$("cookies-accept") === null && $("cookies-status").innerText.includes("enregistrés")`)
		checkAllowed(t, p)
		p.click("open")
		p.waitDialog()
		p.click("cookies-accept-all")
		p.waitClosed()
		checkAllowed(t, p, append(preferences.Categories[:], preferences.Trackers[:]...)...)
	}
}

// TestTheme: data-theme decides, whatever the visitor's system prefers.
func TestTheme(t *testing.T) {
	t.Parallel()
	background := func(theme string) string {
		p := openListening(t, `data-portal="`+aude+`" data-theme="`+theme+`"`)
		p.waitNotice()
		return eval[string](p, `getComputedStyle(shadow.querySelector(".notice")).backgroundColor`)
	}
	if light, dark, auto := background("light"), background("dark"), background("auto"); light == dark || light != auto {
		t.Errorf("light is %s, dark %s, auto %s for a visitor who prefers light", light, dark, auto)
	}
}

// TestInheritedStyles: what a page sets on <body> for all that is in it changes
// nothing in the banner.
func TestInheritedStyles(t *testing.T) {
	besides(t)
	const styles = `JSON.stringify([".notice p", ".notice button", ".notice h2"].map((selector) => {
		const style = getComputedStyle(shadow.querySelector(selector));
		return Object.fromEntries([...style].filter((name) => !name.startsWith("--")).map((name) => [name, style[name]]));
	}))`
	plain := portalPage(`data-portal="` + aude + `"`)
	styled := strings.Replace(plain, "</head>", `<style>body {
		color: red; font: italic small-caps 900 30px/3 cursive; letter-spacing: 5px; word-spacing: 9px; text-align: right;
		text-indent: 40px; text-shadow: 1px 1px red; text-transform: uppercase; white-space: pre; word-break: break-all;
		overflow-wrap: anywhere; hyphens: auto; quotes: "a" "b"; cursor: wait; direction: rtl; list-style: square; tab-size: 2;
		-webkit-text-fill-color: red; -webkit-text-stroke: 2px red; caret-color: red; accent-color: red; line-break: anywhere;
		text-underline-position: under; text-emphasis: dot; font-kerning: none; font-feature-settings: "smcp"; text-rendering: optimizeSpeed;
	}</style></head>`, 1)
	p := newPage(t)
	read := func(path, content string) []map[string]string {
		p.open(serveText(t, path, "text/html", content))
		p.waitNotice()
		var list []map[string]string
		if err := json.Unmarshal([]byte(eval[string](p, styles)), &list); err != nil {
			t.Fatal(err)
		}
		return list
	}
	want, got := read("/sans", plain), read("/avec", styled)
	for i := range want {
		for name, value := range want[i] {
			if got[i][name] != value {
				t.Errorf("element %d: %s is %s, want %s", i, name, got[i][name], value)
			}
		}
	}
}
