package flows

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// HandOver checks that the program takes over the very nodes of the open dialog: what is ticked,
// open, focused and scrolled stays, and nothing is announced. The program answers from then on.
func HandOver(t *testing.T) {
	parallel(t)
	src, let := harness.HeldProgram(t)
	p := harness.OpenPortal(t,
		harness.HeldPage(src, `data-trackers="matomo ga" data-theme="dark"`))
	p.OpenDialog("cookies-customize")
	p.Wait(`shadow.querySelector(".details-panel .declared")`)
	p.Click("cookies-toggle-third_party")
	p.Click("cookies-details-third_party")
	p.Click("cookies-toggle-matomo")
	CheckHandOver(p, let)
	p.CheckFocus("cookies-toggle-matomo")
	p.Press(" ")
	p.Wait(`!$("cookies-toggle-matomo").checked`)
	p.Choose("cookies-save")
	harness.CheckAllowed(p, preferences.Statistics, preferences.ThirdParty)
}

// CheckHandOver lets the program come, and checks that it replaces no node of the open dialog and
// changes nothing that the visitor sees or hears.
func CheckHandOver(p *harness.Page, let func()) {
	p.T.Helper()
	before := harness.Eval[string](p, `(
		window.nodes = [...shadow.querySelectorAll("*")],
		window.texts = nodes.flatMap((node) => [...node.childNodes].filter((it) => it.data)),
		window.losses = [],
		shadow.addEventListener("focusout", () => losses.push("the focus")),
		new MutationObserver((records) => records.forEach(({ target, addedNodes }) =>
			addedNodes.length && losses.push(target.id || target.className)))
			.observe($("cookies-dialog"), { childList: true, subtree: true }),
		`+shown+`)`)
	let()
	p.Wait(harness.Started)
	if after := harness.Eval[string](p, shown); after != before {
		p.T.Errorf("the program shows\n%s\nthe loader\n%s", after, before)
	}
	if harness.Eval[bool](p, `nodes.length !== shadow.querySelectorAll("*").length ||
		[...nodes, ...texts].some((n) => !n.isConnected)`) {
		p.T.Error("the program replaced nodes")
	}
	if losses := harness.Eval[[]string](p, `losses`); len(losses) > 0 {
		p.T.Errorf("taking over changes %q", losses)
	}
}

// shown is what the visitor sees of the dialog, as a text.
const shown = `$("cookies-dialog").outerHTML + JSON.stringify([
	[...shadow.querySelectorAll(".switch")].map((it) => it.checked),
	$("cookies-dialog").scrollTop,
	shadow.activeElement?.id,
])`

// DialogMissing checks that without the dialog's file a message says so, and visitors can choose on
// the notice; the next opening fetches it again.
func DialogMissing(t *testing.T) {
	parallel(t)
	var found atomic.Bool
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if found.Load() || !strings.HasPrefix(name, "dialog-") {
			return true
		}
		http.NotFound(w, r)
		return false
	})
	p := harness.NewPage(t)
	p.Expect("404")
	p.Expect("/dialog-") // as Firefox reports it
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, "")))
	p.Click("cookies-customize")
	harness.CheckError(p, "dialog", "dialog-")
	p.Wait(harness.Unavailable)
	p.Choose("cookies-accept")
	harness.CheckAllowed(p, harness.Optional...)
	found.Store(true)
	p.OpenDialog("open")
	p.Choose("cookies-refuse-all")
	harness.CheckAllowed(p)
}

// ProgramMissing checks that everything works without the program or what runs it, and that an
// error event reports it; the next time the dialog is opened, it is fetched again and takes it
// over.
func ProgramMissing(t *testing.T) {
	parallel(t)
	var missing atomic.Value
	missing.Store("go-")
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if part := missing.Load().(string); part != "" && strings.Contains(name, part) {
			http.NotFound(w, r)
			return false
		}
		if !strings.Contains(name, ".wasm") {
			return true
		}
		w.Header().Set("Content-Type", "text/plain") // from a host that doesn't know the type
		return true
	})

	p := harness.NewPage(t)
	p.Expect("404")
	p.Expect("/go-") // as Firefox reports it
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, "")))
	harness.Eval[any](p, `($("cookies-customize").click(), null)`) // unreached, so asked for once
	p.WaitDialog()
	harness.CheckError(p, "program", "go-")
	p.Press(kb.Escape)
	p.WaitNotice()

	missing.Store(".wasm")
	harness.Eval[any](p, `(errors.length = 0, $("cookies-customize").click(), null)`)
	p.WaitDialog()
	program := strings.TrimSuffix(src, harness.Built.Script) + harness.Built.WASM
	harness.CheckError(p, "program", program, "404")
	p.Click("cookies-toggle-internal")
	p.Click("cookies-dialog-charter")
	p.Wait(`shadow.querySelector(".charter")`)
	p.Press(kb.Escape)
	p.Wait(`$("cookies-toggle-internal")?.checked`)
	p.CheckFocus("cookies-dialog-charter")
	p.Choose("cookies-save")
	harness.CheckAllowed(p, preferences.Internal)

	missing.Store("")
	p.OpenDialog("open")
	p.Wait(harness.Started)
	p.Choose("cookies-accept-all")
	harness.CheckAllowed(p, harness.Optional...)
}
