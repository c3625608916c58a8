package choice

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"

	"cookies-preferences/app/e2e/harness"
)

// autoconsent adds DuckDuckGo's library to each later page of the tab, with its own rules and that
// of the build. It runs in a world without the page's scripts, as in an extension. Its messages go
// to the window's listeners as {tool}. Its questions about the page's own scripts, for other
// banners, are answered no.
func autoconsent(t *testing.T, p *harness.Page, config string) {
	t.Helper()
	rule, err := os.ReadFile(filepath.Join(harness.Built.Dir, "autoconsent.json"))
	if err != nil {
		t.Fatal(err)
	}
	library := harness.ReadPackage(t, "@duckduckgo/autoconsent/dist/autoconsent.cjs.js")
	rules := harness.ReadPackage(t, "@duckduckgo/autoconsent/rules/compact-rules.json")
	harness.Call(p, cdppage.AddScriptToEvaluateOnNewDocument,
		cdppage.AddScriptToEvaluateOnNewDocumentParams{WorldName: "autoconsent", Source: `(() => {
			const module = {exports: {}};
			` + library + `
			const tool = new module.exports.default(async (message) => {
				if (message.type === "eval") {
					tool.receiveMessageCallback({type: "evalResp", id: message.id, result: false});
				} else {
					postMessage({tool: structuredClone(message)}, "*");
				}
			});
			tool.initialize(` + config + `,
				{autoconsent: [` + string(rule) + `], compact: ` + rules + `});
		})()`})
}

// toolPage is a page that keeps the messages of autoconsent, with a script that waits for a choice.
func toolPage(attributes, style string) string {
	return strings.NewReplacer("<script>", `<script>
		window.messages = []; window.states = []; window.ran = 0;
		addEventListener("message", ({data: {tool}}) => {
			if (tool?.type === "report") states.push(tool.state.lifecycle);
			else if (tool) messages.push(tool);
		});`,
		"</head>", "<style>"+style+"</style></head>",
		"</main>", `<script type="text/plain" data-cookies="statistics">ran++</script></main>`,
	).Replace(harness.Listening(harness.ForAude + " " + attributes))
}

// toolMessages are those of autoconsent so far, in short.
func toolMessages(p *harness.Page) []string {
	p.T.Helper()
	return harness.Eval[[]string](p, `messages.map((m) =>
		[m.type, m.cmp, m.result].filter((part) => part !== undefined).join(" "))`)
}

// TestAutoconsent: DuckDuckGo's autoconsent finds the notice by our rule, among all of its own, and
// refuses, even in a notice that a blocker hides.
func TestAutoconsent(t *testing.T) {
	t.Parallel()
	for name, page := range map[string]string{
		"declared": toolPage(
			`data-trackers="ga matomo" data-categories="statistics" data-version="1"`, ""),
		"hidden by a blocker": toolPage("", "cookies-preferences { display: none !important }"),
	} {
		t.Run(name, func(t *testing.T) {
			p := harness.NewPage(t)
			autoconsent(t, p, `{autoAction: "optOut"}`)
			p.Open(harness.ServeText(t, "/portail", "text/html", page))
			p.Wait(`messages.some((m) => m.type === "autoconsentDone")`)
			p.WaitClosed()
			const by = " cookies-preferences"
			want := []string{"cmpDetected" + by, "popupFound" + by,
				"optOutResult" + by + " true", "autoconsentDone" + by}
			if got := toolMessages(p); !slices.Equal(got, want) {
				t.Errorf("autoconsent says %q, want %q", got, want)
			}
			harness.CheckAllowed(p)
			if n := harness.Eval[int](p, `changes.length`); n != 1 {
				t.Errorf("there are %d changes, want one", n)
			}
			if harness.Eval[bool](p, `ran > 0`) {
				t.Error("a script ran that waits")
			}
		})
	}
}

// TestAutoconsentAfterTheChoice: autoconsent leaves an earlier choice alone, on later pages and in
// the preferences that the visitor opens.
func TestAutoconsentAfterTheChoice(t *testing.T) {
	t.Parallel()
	p := harness.OpenPortal(t, toolPage("", ""))
	p.Choose("cookies-accept")
	chosen := p.Cookie().Value
	check := func(state string, messages ...string) {
		t.Helper()
		p.Wait(`states.includes("` + state + `")`)
		p.Settle()
		if got := toolMessages(p); !slices.Equal(got, messages) || p.Cookie().Value != chosen {
			t.Errorf("autoconsent says %q, and the cookie is %s", got, p.Cookie().Value)
		}
	}
	autoconsent(t, p, `{autoAction: "optOut", detectRetries: 1}`)
	p.Reload()
	check("nothingDetected")

	address := harness.Eval[string](p, `location.href`)
	p = p.Tab()
	autoconsent(t, p, `{autoAction: "optOut"}`)
	p.Open(address)
	p.OpenDialog("open")
	check("cmpDetected", "cmpDetected cookies-preferences")
	if !harness.Eval[bool](p,
		`$("cookies-dialog").open && $("cookies-toggle-statistics").checked`) {
		t.Error("the preferences have closed, or show another choice")
	}
}
