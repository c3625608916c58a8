package browsertest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"

	"cookies-preferences/banner/preferences"
)

// toolsWorld is what autoconsent runs in: the page's documents without the page's
// scripts, as in a browser's extension. There is nothing else in it.
const toolsWorld = "autoconsent"

// autoconsent has DuckDuckGo's library, with its own rules and those of the build,
// in each page of the tab to come. What it would tell its extension goes to the
// window's listeners as {tool}, and what they post as {toTool} goes to it. What it
// asks of the page's own scripts, whether there are other banners, is answered no.
func autoconsent(t *testing.T, p *page, config string) {
	t.Helper()
	rule, err := os.ReadFile(filepath.Join(built.Dir, "autoconsent.json"))
	if err != nil {
		t.Fatal(err)
	}
	call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
		WorldName: toolsWorld,
		Source: `(() => {
			const module = {exports: {}};
			` + readPackage(t, "@duckduckgo/autoconsent/dist/autoconsent.cjs.js") + `
			const say = async (message) => {
				if (message.type === "eval") tool.receiveMessageCallback({type: "evalResp", id: message.id, result: false});
				else postMessage({tool: structuredClone(message)}, "*");
			};
			const tool = new module.exports.default(say);
			tool.initialize(` + config + `, {
				autoconsent: [` + string(rule) + `],
				compact: ` + readPackage(t, "@duckduckgo/autoconsent/rules/compact-rules.json") + `,
			});
			addEventListener("message", ({data}) => data.toTool && tool.receiveMessageCallback(data.toTool));
		})()`,
	})
}

// hearing is a page, with a script that waits for the choice, that keeps what
// autoconsent tells.
func hearing(attributes string) string {
	page := strings.Replace(listening(attributes), "<script>", `<script>
		window.told = []; window.states = []; window.ran = 0;
		addEventListener("message", ({data}) => {
			if (data.tool?.type === "report") states.push(data.tool.state.lifecycle);
			else if (data.tool) told.push(data.tool);
		});`, 1)
	return strings.Replace(page, "</main>", `<script type="text/plain" data-cookies="statistics">ran++</script></main>`, 1)
}

// told is what autoconsent has said until now, in short.
func told(p *page) []string {
	p.t.Helper()
	return eval[[]string](p, `told.map((m) => [m.type, m.cmp, m.result, m.details?.msg].filter((part) => part !== undefined).join(" "))`)
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
			p := newPage(t)
			autoconsent(t, p, `{autoAction: null}`)
			p.open(serveText(t, "/portail", "text/html", strings.Replace(hearing(`data-portal="`+aude+`" `+c.attributes), "</head>",
				"<style>"+c.style+"</style></head>", 1)))
			p.wait(`$("cookies-accept") && told.some((m) => m.type === "popupFound")`)
			if c.running {
				p.start()
			}
			eval[any](p, `(document.getElementById("link").focus(), postMessage({toTool: {type: "optOut"}}), null)`)
			p.waitClosed()
			p.wait(`told.some((m) => m.type === "autoconsentDone")`)
			eval[any](p, `(postMessage({toTool: {type: "selfTest"}}), null)`)
			p.wait(`told.some((m) => m.type === "selfTestResult")`)

			const by = " cookies-preferences"
			want := []string{"cmpDetected" + by, "popupFound" + by, "optOutResult" + by + " true", "autoconsentDone" + by, "selfTestResult" + by + " true"}
			if got := told(p); !slices.Equal(got, want) {
				t.Errorf("autoconsent says %q, want %q", got, want)
			}
			checkAllowed(t, p)
			if got := eval[int](p, `told.find((m) => m.type === "autoconsentDone").totalClicks`); got != 1 {
				t.Errorf("it took %d clicks", got)
			}
			if eval[bool](p, `changes.length !== 1 || changes[0].previous !== null || cookiesPreferences.allows("statistics") || ran > 0`) {
				t.Error("the page hears of anything but a refusal, or what waits has run")
			}
			if id := p.focused(); id != "link" {
				t.Errorf("the focus went to %q", id)
			}
		})
	}
}

// TestAutoconsentByItself: told to refuse wherever it can, autoconsent does so
// without anyone's doing, and accepts where it is told that.
func TestAutoconsentByItself(t *testing.T) {
	t.Parallel()
	for action, names := range map[string][]preferences.Name{"optOut": nil, "optIn": optional} {
		t.Run(action, func(t *testing.T) {
			p := newPage(t)
			autoconsent(t, p, `{autoAction: "`+action+`", heuristicMode: "tier2", enableHeuristicDetection: true}`)
			p.open(serveText(t, "/portail", "text/html", hearing(`data-portal="`+aude+`"`)))
			p.wait(`states.includes("done")`)
			p.waitClosed()
			checkAllowed(t, p, names...)
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
	p := newPage(t)
	address := serveText(t, "/portail", "text/html", hearing(`data-portal="`+aude+`"`))
	p.open(address)
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	chosen := p.cookie().Value

	autoconsent(t, p, `{autoAction: "optOut", detectRetries: 1}`)
	p.reload()
	p.wait(`states.includes("nothingDetected")`)
	if got := told(p); len(got) != 0 || p.cookie().Value != chosen {
		t.Errorf("after the choice, autoconsent says %q and the cookie is %s", got, p.cookie().Value)
	}

	p = p.tab()
	autoconsent(t, p, `{autoAction: "optOut"}`)
	p.open(address)
	p.click("open")
	p.waitDialog()
	p.wait(`states.includes("cmpDetected")`)
	p.settle()
	if got := told(p); !slices.Equal(got, []string{"cmpDetected cookies-preferences"}) || p.cookie().Value != chosen {
		t.Errorf("beside the preferences, autoconsent says %q and the cookie is %s", got, p.cookie().Value)
	}
	if !eval[bool](p, `$("cookies-dialog").open && $("cookies-toggle-statistics").checked`) {
		t.Error("the preferences have closed, or show another choice")
	}
}
