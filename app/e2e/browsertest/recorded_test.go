package browsertest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
)

var update = flag.Bool("update", false, "rewrite the texts in testdata that walks and trees are compared with")

// checkRecorded compares a text with the one in testdata, or rewrites that.
func checkRecorded(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join("testdata", filepath.FromSlash(name))
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	recorded, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(text, "\n"), strings.Split(string(recorded), "\n")
	for i := range max(len(got), len(want)) {
		if line(got, i) != line(want, i) {
			t.Fatalf("%s, line %d: there is\n%s\nrecorded is\n%s\nIf this is meant: go test ./app/e2e/browsertest -run '^%s$' -update",
				file, i+1, line(got, i), line(want, i), strings.Split(t.Name(), "/")[0])
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// alwaysThatDay makes every page begin on 15 January 2030 at 10:00 in Paris, so
// that what is recorded does not change with the day.
const alwaysThatDay = `{
	const real = Date, ahead = Date.UTC(2030, 0, 15, 9) - Date.now();
	globalThis.Date = class Date extends real {
		constructor(...when) { when.length ? super(...when) : super(real.now() + ahead); }
		static now() { return real.now() + ahead; }
	};
}`

// mute marks what is told in a region that was born with it.
const mute = "(MUET) "

// hearAnnouncements keeps in window.announcements what live regions tell, in
// shadow trees too. A region that comes with its text already in it stays silent
// in most screen readers: that is noted.
const hearAnnouncements = `{
	window.announcements = [];
	const texts = new WeakMap();
	const listen = (root) => new MutationObserver(() => {
		for (const region of root.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
			const text = region.innerText.trim(), before = texts.get(region);
			texts.set(region, text);
			if (text && text !== before) announcements.push(before === undefined ? "` + mute + `" + text : text);
		}
	}).observe(root, {subtree: true, childList: true, characterData: true});
	const attach = Element.prototype.attachShadow;
	Element.prototype.attachShadow = function (init) {
		const root = attach.call(this, init);
		listen(root);
		return root;
	};
	document.addEventListener("DOMContentLoaded", () => listen(document.body));
}`

// recordedPage opens a bare portal page of which what is seen can be recorded.
func recordedPage(t *testing.T, attributes string) *page {
	t.Helper()
	p := newPage(t)
	record(p)
	p.open(serveText(t, "/portail", "text/html", portalPage(`data-portal="`+aude+`" `+attributes)))
	p.waitNotice()
	return p
}

// record readies a tab for that.
func record(p *page) {
	p.t.Helper()
	call(p, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Europe/Paris"})
	for _, script := range []string{alwaysThatDay, hearAnnouncements} {
		call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	}
}

// announced returns what was told since it was last asked.
func (p *page) announced() []string {
	p.t.Helper()
	return eval[[]string](p, `announcements.splice(0)`)
}
