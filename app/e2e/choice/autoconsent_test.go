package choice

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// toolsWorld is what autoconsent runs in: the page's documents without the page's
// scripts, as in a browser's extension. There is nothing else in it.
const toolsWorld = "autoconsent"

// autoconsent has DuckDuckGo's library, with its own rules and those of the build,
// in each page of the tab to come. What it would tell its extension goes to the
// window's listeners as {tool}, and what they post as {toTool} goes to it. What it
// asks of the page's own scripts, whether there are other banners, is answered no.
func autoconsent(t *testing.T, p *harness.Page, config string) {
	t.Helper()
	rule, err := os.ReadFile(filepath.Join(harness.Built.Dir, "autoconsent.json"))
	if err != nil {
		t.Fatal(err)
	}
	harness.Call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
		WorldName: toolsWorld,
		Source: `(() => {
			const module = {exports: {}};
			` + harness.ReadPackage(t, "@duckduckgo/autoconsent/dist/autoconsent.cjs.js") + `
			const say = async (message) => {
				if (message.type === "eval") tool.receiveMessageCallback({type: "evalResp", id: message.id, result: false});
				else postMessage({tool: structuredClone(message)}, "*");
			};
			const tool = new module.exports.default(say);
			tool.initialize(` + config + `, {
				autoconsent: [` + string(rule) + `],
				compact: ` + harness.ReadPackage(t, "@duckduckgo/autoconsent/rules/compact-rules.json") + `,
			});
			addEventListener("message", ({data}) => data.toTool && tool.receiveMessageCallback(data.toTool));
		})()`,
	})
}

// hearing is a page, with a script that waits for the choice, that keeps what
// autoconsent tells.
func hearing(attributes string) string {
	page := strings.Replace(harness.Listening(attributes), "<script>", `<script>
		window.told = []; window.states = []; window.ran = 0;
		addEventListener("message", ({data}) => {
			if (data.tool?.type === "report") states.push(data.tool.state.lifecycle);
			else if (data.tool) told.push(data.tool);
		});`, 1)
	return strings.Replace(page, "</main>", `<script type="text/plain" data-cookies="statistics">ran++</script></main>`, 1)
}

// told is what autoconsent has said until now, in short.
func told(p *harness.Page) []string {
	p.T.Helper()
	return harness.Eval[[]string](p, `told.map((m) => [m.type, m.cmp, m.result, m.details?.msg].filter((part) => part !== undefined).join(" "))`)
}

// TestAutoconsentRefuses: DuckDuckGo's autoconsent finds the notice by our rule,
// among all of its own, and refuses for the visitor, who keeps the focus; by its
// own account and by the record.
func TestAutoconsentRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		attributes, style string
		running           bool
	}{
		"plain":               {},
		"with declared names": {attributes: `data-trackers="ga matomo" data-categories="statistics" data-version="2026-11"`},
		"hidden by a blocker": {style: "cookies-preferences { display: none !important }"},
		"beside its program":  {running: true},
	} {
		t.Run(name, func(t *testing.T) {
			p := harness.NewPage(t)
			autoconsent(t, p, `{autoAction: null}`)
			p.Open(harness.ServeText(t, "/portail", "text/html", strings.Replace(hearing(`data-portal="`+harness.Aude+`" `+c.attributes), "</head>",
				"<style>"+c.style+"</style></head>", 1)))
			p.Wait(`$("cookies-accept") && told.some((m) => m.type === "popupFound")`)
			if c.running {
				p.Start()
			}
			harness.Eval[any](p, `(document.getElementById("link").focus(), postMessage({toTool: {type: "optOut"}}), null)`)
			p.WaitClosed()
			p.Wait(`told.some((m) => m.type === "autoconsentDone")`)
			harness.Eval[any](p, `(postMessage({toTool: {type: "selfTest"}}), null)`)
			p.Wait(`told.some((m) => m.type === "selfTestResult")`)

			const by = " cookies-preferences"
			want := []string{"cmpDetected" + by, "popupFound" + by, "optOutResult" + by + " true", "autoconsentDone" + by, "selfTestResult" + by + " true"}
			if got := told(p); !slices.Equal(got, want) {
				t.Errorf("autoconsent says %q, want %q", got, want)
			}
			harness.CheckAllowed(t, p)
			if got := harness.Eval[int](p, `told.find((m) => m.type === "autoconsentDone").totalClicks`); got != 1 {
				t.Errorf("it took %d clicks", got)
			}
			if harness.Eval[bool](p, `changes.length !== 1 || changes[0].previous !== null || cookiesPreferences.allows("statistics") || ran > 0`) {
				t.Error("the page hears of anything but a refusal, or what waits has run")
			}
			if id := p.Focused(); id != "link" {
				t.Errorf("the focus went to %q", id)
			}
		})
	}
}

// TestAutoconsentByItself: told to refuse wherever it can, autoconsent does so
// without anyone's doing, and accepts where it is told that.
func TestAutoconsentByItself(t *testing.T) {
	t.Parallel()
	for action, names := range map[string][]preferences.Name{"optOut": nil, "optIn": harness.Optional} {
		t.Run(action, func(t *testing.T) {
			p := harness.NewPage(t)
			autoconsent(t, p, `{autoAction: "`+action+`", heuristicMode: "tier2", enableHeuristicDetection: true}`)
			p.Open(harness.ServeText(t, "/portail", "text/html", hearing(`data-portal="`+harness.Aude+`"`)))
			p.Wait(`states.includes("done")`)
			p.WaitClosed()
			harness.CheckAllowed(t, p, names...)
			if got := told(p); slices.ContainsFunc(got, func(m string) bool {
				return strings.HasPrefix(m, "autoconsentError") || !strings.Contains(m, "cookies-preferences")
			}) {
				t.Errorf("autoconsent says %q", got)
			}
		})
	}
}

// TestAutoconsentAfterTheChoice: what a visitor has chosen stays, on the pages
// after it and in the preferences, which they open by themselves.
func TestAutoconsentAfterTheChoice(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	address := harness.ServeText(t, "/portail", "text/html", hearing(`data-portal="`+harness.Aude+`"`))
	p.Open(address)
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	chosen := p.Cookie().Value

	autoconsent(t, p, `{autoAction: "optOut", detectRetries: 1}`)
	p.Reload()
	p.Wait(`states.includes("nothingDetected")`)
	if got := told(p); len(got) != 0 || p.Cookie().Value != chosen {
		t.Errorf("after the choice, autoconsent says %q and the cookie is %s", got, p.Cookie().Value)
	}

	p = p.Tab()
	autoconsent(t, p, `{autoAction: "optOut"}`)
	p.Open(address)
	p.Click("open")
	p.WaitDialog()
	p.Wait(`states.includes("cmpDetected")`)
	p.Settle()
	if got := told(p); !slices.Equal(got, []string{"cmpDetected cookies-preferences"}) || p.Cookie().Value != chosen {
		t.Errorf("beside the preferences, autoconsent says %q and the cookie is %s", got, p.Cookie().Value)
	}
	if !harness.Eval[bool](p, `$("cookies-dialog").open && $("cookies-toggle-statistics").checked`) {
		t.Error("the preferences have closed, or show another choice")
	}
}
