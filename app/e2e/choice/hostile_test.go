package choice

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestTwoTabs: a withdrawal in one tab holds in another that was open before.
func TestTwoTabs(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Click("open")
	p.WaitDialog()
	p.Press("\x1b")
	p.WaitClosed()
	other := preferences.Preferences{Charter: harness.VersionOf(t, harness.Aude), Timestamp: time.Now().UnixMilli()}
	// As another tab of the same profile does.
	harness.Eval[any](p, `(document.cookie = "cookies_preferences=`+preferences.Encode(other)+`; Path=/", null)`)
	if harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("a consent that was withdrawn elsewhere is still in force")
	}
	p.Click("open")
	p.WaitDialog()
	if harness.Eval[bool](p, `$("cookies-toggle-statistics").checked`) {
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
			p := harness.NewPage(t)
			p.Open(harness.Serve(t, "/portail", func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Cookie") == "" {
					w.Header().Set("Set-Cookie", "cookies_preferences="+preferences.Encode(ahead)+"; Path=/")
				}
				w.Header().Set("Content-Type", "text/html")
				fmt.Fprint(w, harness.Listening(`data-portal="`+harness.Aude+`"`))
			}))
			p.Wait(`window.cookiesPreferences`)
			if opener != "" {
				p.Click(opener)
				p.WaitDialog()
				p.Click("cookies-refuse-all")
				p.WaitClosed()
			} else {
				harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
			}
			if harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
				t.Error("the planted consent outlasts the refusal")
			}
			p.Reload()
			if harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
				t.Error("the planted consent is back after a reload")
			}
		})
	}
}

// TestRefusalByScript: a privacy tool refuses for the visitor, who is told of
// nothing they did, and keeps the focus where it was.
func TestRefusalByScript(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	harness.Eval[any](p, `(document.getElementById("link").focus(), cookiesPreferences.refuse(), null)`)
	if harness.Eval[bool](p, `$("cookies-accept") !== null || $("cookies-status").innerText !== "" ||
		cookiesPreferences.get() === null || cookiesPreferences.allows("statistics")`) {
		t.Error("the notice is up, the visitor is told something, or nothing was refused")
	}
	if id := p.Focused(); id != "link" {
		t.Errorf("the focus went to %q", id)
	}
}

// TestForgetWhileOpen: the preferences are not locked by it.
func TestForgetWhileOpen(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	p.Click("cookies-customize")
	p.WaitDialog()
	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	p.Wait(`$("cookies-dialog") === null && $("cookies-accept") !== null`)
	p.Click("open")
	p.WaitDialog()
}

// TestScriptTwice: the second script leaves the first one's banner alone.
func TestScriptTwice(t *testing.T) {
	t.Parallel()
	tag := `<script src="/banner/banner.js" defer data-portal="` + harness.Aude + `"></script>`
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "</body>", tag+"</body>", 1)))
	p.WaitNotice()
	harness.CheckError(t, p, "twice")
	if n := harness.Eval[int](p, `document.querySelectorAll("cookies-preferences").length`); n != 1 {
		t.Errorf("there are %d banners", n)
	}
	p.Click("cookies-accept")
	p.WaitClosed()
	if n := harness.Eval[int](p, `changes.length`); n != 1 {
		t.Errorf("the choice was told %d times", n)
	}
}

// TestProgramEndsUnderThePointer: a program that ends at each start is not started
// again because the notice that comes back finds the mouse over its button.
func TestProgramEndsUnderThePointer(t *testing.T) {
	t.Parallel()
	page := strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "<script",
		`<script>crypto.getRandomValues = () => { throw new Error("refused by the page"); };</script><script`, 1)
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", page))
	p.WaitNotice()
	p.Click("cookies-customize")
	p.Wait(`$("cookies-status").innerText.includes("L’ouverture a échoué")`)
	p.Do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, p.Middle("cookies-customize")[0]+2, p.Middle("cookies-customize")[1]))
	p.Settle()
	if n := harness.Eval[int](p, `errors.length`); n != 1 {
		t.Errorf("the program was started %d times", n)
	}
	p.Click("cookies-customize") // asked again, it is tried again
	p.Wait(`errors.length === 2`)
	p.Click("cookies-refuse")
	p.WaitClosed()
}

// TestProgramEndsWithATimer: a program that ends while a timer of its own is on its
// way leaves the page alive, with what it has recorded, and is there again when it is
// asked for.
func TestProgramEndsWithATimer(t *testing.T) {
	t.Parallel()
	for range 3 { // the timer is there or not, as it comes
		p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
		p.WaitNotice()
		p.Start()
		// An extension takes away what is the program's, which breaks it.
		harness.Eval[any](p, `(shadow.querySelector(".notice").remove(), cookiesPreferences.refuse(), null)`)
		p.Wait(`errors.length > 0`)
		p.Settle()
		harness.CheckError(t, p, "program", "the program ended")
		p.Wait(`$("cookies-accept") === null && $("cookies-status").innerText.includes("enregistrés")`)
		harness.CheckAllowed(t, p)
		p.Click("open")
		p.WaitDialog()
		p.Click("cookies-accept-all")
		p.WaitClosed()
		harness.CheckAllowed(t, p, append(preferences.Categories[:], preferences.Trackers[:]...)...)
	}
}

// TestProgramEnds: a program that ends takes what no longer answers with it, and
// leaves a notice that does.
func TestProgramEnds(t *testing.T) { flows.ProgramEnds(t) }
