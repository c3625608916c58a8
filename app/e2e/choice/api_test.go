package choice

import (
	"strings"
	"testing"

	"cookies-preferences/app/build"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestInterface: window.cookiesPreferences, before and after each change.
func TestInterface(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, harness.ForAude)
	members := harness.Eval[string](p, `Object.keys(cookiesPreferences).sort().join()`)
	if members != "allows,forget,get,onChange,open,refuse,version,watch" {
		t.Errorf("the interface has %s", members)
	}
	if got := harness.Eval[string](p, `cookiesPreferences.version`); got != build.Version {
		t.Errorf("the version is %q, want %q", got, build.Version)
	}
	checkAllows := func(want bool, names ...preferences.Name) {
		t.Helper()
		for _, name := range names {
			script := `cookiesPreferences.allows("` + string(name) + `")`
			if got := harness.Eval[bool](p, script); got != want {
				t.Errorf("allows(%q) is %v", name, got)
			}
		}
	}
	names := preferences.Optional()
	none := []preferences.Name{"nothing", "constructor", "__proto__", "timestamp", "charter"}
	checkAllows(true, preferences.Functional)
	checkAllows(false, names...)
	checkAllows(false, none...)
	harness.Eval[any](p, `(window.calls = [], window.end =
		cookiesPreferences.onChange((now, before) => calls.push([now, before])), null)`)

	if harness.Eval[bool](p, `cookiesPreferences.get() !== null`) {
		t.Error("there is a choice before any")
	}
	p.Choose("cookies-accept")
	checkAllows(true, names...)
	checkAllows(false, none...)
	p.Wait(`changes.length === 1`)
	for _, change := range []string{`[changes[0].preferences, changes[0].previous]`, `calls[0]`} {
		if !harness.Eval[bool](p, change+`[0].statistics === true && `+change+`[1] === null`) {
			t.Errorf("the first change is %v", harness.Eval[any](p, change))
		}
	}
	harness.Eval[any](p, `(cookiesPreferences.get().statistics = false, null)`)
	checkAllows(true, preferences.Statistics) // the caller has a copy

	harness.Eval[any](p, `(end(), cookiesPreferences.refuse(), null)`)
	p.Wait(`changes.length === 2`)
	checkAllows(false, names...)
	if harness.Eval[bool](p, `changes[1].previous.statistics !== true || calls.length !== 1`) {
		t.Error("the change has no previous choice, or a listener was called after its end")
	}

	if harness.Eval[bool](p, `(cookiesPreferences.forget(),
		cookiesPreferences.get() !== null || document.cookie !== "")`) {
		t.Error("forget() did not forget at once")
	}
	p.WaitNotice()
	harness.Eval[any](p, `(cookiesPreferences.open(), null)`)
	p.WaitDialog()
	if got := harness.Eval[int](p, `changes.length`); got != 3 {
		t.Errorf("there are %d changes, want 3", got)
	}
}

// TestCallsAtOnce: calls made as soon as the script has run are answered, in order, before the
// browser has given its cookies and before the program runs. A refusal by a script closes the
// notice without a message, and leaves the focus where it is.
func TestCallsAtOnce(t *testing.T) {
	t.Parallel()
	page := strings.Replace(harness.Listening(harness.ForAude), "</head>",
		`<script type="module">
			if (cookiesPreferences.get()) cookiesPreferences.forget();
			else { cookiesPreferences.refuse(); cookiesPreferences.open(); }
		</script></head>`, 1)
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", page))
	p.WaitDialog()
	harness.CheckAllowed(p)
	if harness.Eval[bool](p, `$("cookies-accept") !== null`) {
		t.Error("the notice is up though the page refused")
	}
	p.Reload()
	p.WaitNotice()
	if p.Cookie() != nil || harness.Eval[int](p, `changes.length`) != 1 {
		t.Errorf("forget() left %v, the changes %v", p.Cookie(), harness.Eval[any](p, `changes`))
	}
	harness.Eval[any](p, `($("link").focus(), cookiesPreferences.refuse(), null)`)
	p.WaitClosed()
	harness.CheckAllowed(p)
	p.Settle()
	text := harness.Eval[string](p, `$("cookies-status").innerText`)
	if id := p.Focused(); text != "" || id != "link" {
		t.Errorf("the message is %q, want none, and the focus on %q", text, id)
	}
}

// TestScriptTwice: a second script in the page reports itself and leaves the first one's banner
// alone.
func TestScriptTwice(t *testing.T) {
	t.Parallel()
	p := harness.OpenPortal(t, strings.Replace(harness.Listening(harness.ForAude), "</body>",
		`<script src="/banner/banner.js" defer `+harness.ForAude+`></script></body>`, 1))
	harness.CheckError(p, "twice")
	n := harness.Eval[int](p, `document.querySelectorAll("cookies-preferences").length`)
	if n != 1 {
		t.Errorf("there are %d banners", n)
	}
	p.Choose("cookies-accept")
	if n := harness.Eval[int](p, `changes.length`); n != 1 {
		t.Errorf("there are %d changes, want one", n)
	}
}
