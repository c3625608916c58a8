package field

import (
	"regexp"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// exampleBlock is an example in the documentation that a page can run.
var exampleBlock = regexp.MustCompile("(?ms)^```(html|js)\n(.*?)^```$")

// TestScriptNeverComes: where a blocker keeps the banner's script away, no example of the
// documentation throws, and no button is there that would do nothing.
func TestScriptNeverComes(t *testing.T) {
	t.Parallel()
	for _, report := range []string{"AFixt/cookie-banner #66", "easylist/easylist #21093"} {
		t.Run(report, func(t *testing.T) {
			t.Parallel()
			var body strings.Builder
			found := exampleBlock.FindAllStringSubmatch(harness.MustRead("web/docs/api.md"), -1)
			if len(found) < 9 {
				t.Fatalf("the documentation has %d examples", len(found))
			}
			for _, match := range found {
				code := match[2]
				if match[1] == "js" {
					code = `<script type="module">` + code + "\nwindow.after++;\n</script>"
				}
				body.WriteString(strings.ReplaceAll(code, "</script>\n", "\nwindow.after++;\n</script>\n"))
			}
			p := harness.NewPage(t)
			p.Expect("/banner/none.js")
			p.Expect("404")
			page := portalPage(`<script>window.after = 0</script>`, "<main></main>"+body.String())
			page = strings.Replace(page, "/banner/banner.js", "/banner/none.js", 1)
			p.Open(harness.ServeText(t, "/portail", "text/html", page))
			p.Settle()
			ran := strings.Count(body.String(), "window.after++") -
				strings.Count(body.String(), "text/plain")
			if got := harness.Eval[int](p, `after`); got != ran {
				t.Errorf("%d examples have run to their end, want %d", got, ran)
			}
			if n := harness.Eval[int](p, `[...document.querySelectorAll("button")].filter(
				(button) => button.checkVisibility()).length`); n != 0 {
				t.Errorf("%d buttons are there that do nothing", n)
			}
		})
	}
}
