package field

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"

	"cookies-preferences/app/e2e/harness"
)

// cramped is a script that returns what texts of a part of the banner overlap, or are cut off.
const cramped = `((root) => {
	const found = [], texts = [];
	const hidden = (e) => !e.checkVisibility({visibilityProperty: true}) ||
		e.closest(".visually-hidden");
	const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	for (let node; node = walker.nextNode();) {
		const parent = node.parentElement;
		if (!node.data.trim() || hidden(parent)) continue;
		const range = root.ownerDocument.createRange();
		range.selectNodeContents(node);
		for (const box of range.getClientRects()) texts.push({node, parent, box});
	}
	const out = (box, other) => box.left < other.left - 2 || box.right > other.right + 2 ||
		box.top < other.top - 2 || box.bottom > other.bottom + 2;
	for (const {node, parent, box} of texts) {
		for (const other of texts) {
			if (other.node === node || parent.contains(other.parent)) continue;
			const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
			const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
			if (wide > 3 && high > 6) found.push(node.data + " over " + other.node.data);
		}
		const control = parent.closest("button, summary");
		if (control && out(box, control.getBoundingClientRect())) found.push(node.data + " cut");
	}
	for (const e of [root, ...root.querySelectorAll("*")]) {
		if (e.closest(".visually-hidden, .switch")) continue;
		// « Détails » stands out by its padding.
		if (e.scrollWidth > e.clientWidth + 7 && e.clientWidth > 1) {
			found.push(e.className + " is " + e.scrollWidth + " px wide in " + e.clientWidth);
		}
	}
	return found;
})(%s)`

// checkRoom checks that nothing in a part of the banner overlaps or is cut off.
func checkRoom(p *harness.Page, part, when string) {
	p.T.Helper()
	p.Settle()
	for _, fault := range harness.Eval[[]string](p, fmt.Sprintf(cramped, part)) {
		p.T.Errorf("%s: %s", when, fault)
	}
}

// checkSizes shows the notice, the preferences with every switch and detail, and a placeholder on
// a wide and a narrow screen, and checks their texts' size, in px, and room.
func checkSizes(t *testing.T, p *harness.Page, least float64) {
	t.Helper()
	for _, width := range []int{1280, 320} {
		when := fmt.Sprintf("at %d px", width)
		p.Drive(func(ctx context.Context) error { return p.Driver.Resize(ctx, width, 700) })
		harness.ShowNotice(p, harness.ServeText(t, fmt.Sprintf("/%d", width), "text/html",
			portalPage(`<style>html { font-size: 10px }</style>`, `<script>
				document.querySelector("script[src]").dataset.trackers = "ga matomo xiti";
			</script>`+opener+`<iframe id="video" title="Vidéo" width="280" height="400"
				data-cookies="third_party" data-src="/video"></iframe>`)))
		p.Wait(harness.InFrame("video", "#cookies-allow"))
		for _, text := range []string{`shadow.querySelector(".notice p")`, `$("cookies-refuse")`,
			harness.InFrame("video", "#cookies-why")} {
			const size = `parseFloat(getComputedStyle(%s).fontSize)`
			if got := harness.Eval[float64](p, fmt.Sprintf(size, text)); got < least*0.9 {
				t.Errorf("%s: %s has %v px, want about %v", when, text, got, least)
			}
		}
		checkRoom(p, `shadow.querySelector(".notice")`, when)
		// At its end: before, what scrolls goes under the buttons.
		harness.Eval[any](p, `(`+harness.InFrame("video", ".cookies")+`.scrollTo(0, 9999), null)`)
		checkRoom(p, harness.InFrame("video", ".cookies"), when)
		p.OpenDialog("cookies-customize")
		p.Wait(harness.Started)
		harness.Eval[any](p, `(shadow.querySelectorAll("details").forEach(
			(details) => { details.open = true; }), null)`)
		checkRoom(p, `shadow.querySelector(".dialog-body")`, when+", preferences")
		checkRoom(p, `shadow.querySelector(".dialog-footer")`, when+", preferences")
		checkRoom(p, `shadow.querySelector(".dialog-header")`, when+", preferences")
	}
}

// TestTextSize: the banner's texts have the size that the visitor has set in the browser, whatever
// the page's root has.
func TestTextSize(t *testing.T) {
	t.Parallel()
	t.Run("uswds/uswds #6582", func(t *testing.T) {
		t.Parallel()
		p := harness.NewPage(t)
		harness.Call(p, page.SetFontSizes, page.SetFontSizesParams{
			FontSizes: &page.FontSizes{Standard: 32, Fixed: 26}})
		checkSizes(t, p, 32)
	})
}

// TestFirefoxTextZoom: so they have with Firefox's zoom of texts alone, and with a least size.
func TestFirefoxTextZoom(t *testing.T) {
	t.Run("shopware/shopware #16056", func(t *testing.T) {
		p := harness.NewPage(t)
		defer p.Set("browser.display.os-zoom-behavior", 2)()
		p.Set("ui.textScaleFactor", 200)
		checkSizes(t, p, 16) // the zoom isn't part of the computed size
		if got := harness.Eval[float64](p, `$("cookies-save").getBoundingClientRect().height`); got < 60 {
			t.Errorf("texts aren't zoomed: a button is %v px high", got)
		}
	})
	t.Run("digdir/designsystemet #4429", func(t *testing.T) {
		p := harness.NewPage(t)
		defer p.Set("font.minimum-size.x-western", 32)()
		checkSizes(t, p, 16)
		if got := harness.Eval[float64](p, `$("cookies-save").getBoundingClientRect().height`); got < 60 {
			t.Errorf("there is no least size: a button is %v px high", got)
		}
	})
}

// phone has the visitor use a phone of a size.
func phone(p *harness.Page, width, height int64) {
	p.T.Helper()
	harness.Call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 2, Mobile: true})
}

// bounds is a script that returns an element's edges.
const bounds = `(({left, top, right, bottom}) => [left, top, right, bottom])(
	%s.getBoundingClientRect())`

// checkInside checks that elements are within left, top, right and bottom edges.
func checkInside(p *harness.Page, edges [4]float64, elements ...string) {
	p.T.Helper()
	p.Settle()
	for _, element := range elements {
		got := harness.Eval[[4]float64](p, fmt.Sprintf(bounds, element))
		if got[0] < edges[0] || got[1] < edges[1] || got[2] > edges[2] || got[3] > edges[3] {
			p.T.Errorf("%s is at %v, want it within %v", element, got, edges)
		}
	}
}

// buttons are the notice's.
var buttons = []string{`$("cookies-accept")`, `$("cookies-refuse")`, `$("cookies-customize")`}

// TestSafeArea: nothing is under a phone's home bar or beside its notch.
func TestSafeArea(t *testing.T) {
	t.Parallel()
	for report, c := range map[string]struct {
		width, height            int64
		top, left, bottom, right int64
	}{
		"inexorabletash/travellermap #190": {390, 844, 47, 0, 34, 0},
		"avniproject/avni-client #2114":    {844, 390, 0, 47, 21, 47},
	} {
		t.Run(report, func(t *testing.T) {
			t.Parallel()
			p := harness.NewPage(t)
			phone(p, c.width, c.height)
			harness.Call(p, emulation.SetSafeAreaInsetsOverride,
				emulation.SetSafeAreaInsetsOverrideParams{Insets: &emulation.SafeAreaInsets{
					Top: &c.top, Left: &c.left, Bottom: &c.bottom, Right: &c.right}})
			harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", portalPage(
				`<meta name="viewport" content="width=device-width, viewport-fit=cover">`, opener)))
			safe := [4]float64{float64(c.left), float64(c.top), float64(c.width - c.right),
				float64(c.height - c.bottom)}
			checkInside(p, safe, append(buttons, `shadow.querySelector(".notice")`)...)
			p.OpenDialog("cookies-customize")
			checkInside(p, safe, `$("cookies-dialog")`)
			p.Choose("cookies-refuse-all")
			checkInside(p, safe, `shadow.querySelector(".status > p")`)
		})
	}
}

// TestWidePage: on a page that is wider than the phone, the banner is in the part that is seen.
func TestWidePage(t *testing.T) {
	t.Parallel()
	t.Run("GoogleChrome/web.dev #8262", func(t *testing.T) {
		t.Parallel()
		p := harness.NewPage(t)
		phone(p, 390, 844)
		harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", portalPage("",
			opener+`<table style="width: 1200px"><tr><td>x</table>`)))
		if got := harness.Eval[[2]float64](p, `[innerWidth, visualViewport.width]`); got[1] > 400 {
			t.Fatalf("the page is not wider than the phone: %v", got)
		}
		seen := [4]float64{0, 0, 390, 844}
		checkInside(p, seen, buttons...)
		p.OpenDialog("cookies-customize")
		checkInside(p, seen, `$("cookies-dialog")`, `$("cookies-save")`)
		p.Choose("cookies-save")
		checkInside(p, seen, `shadow.querySelector(".status > p")`)
	})
}

// TestColorScheme: where the page says whether it is light or dark, the banner is so too, at once.
func TestColorScheme(t *testing.T) {
	t.Parallel()
	const isDark = `getComputedStyle(shadow.querySelector(".notice")).backgroundColor !==
		"rgb(255, 255, 255)"`
	meta := func(schemes string) string {
		return `<meta name="color-scheme" content="` + schemes + `">`
	}
	style := func(css string) string { return `<style>` + css + `</style>` }
	for _, c := range []struct {
		report, system, head string
		dark                 bool
	}{
		{"thunder-id/thunderid #3686", "dark", meta("light"), false},
		{"only light by its styles", "dark", style(":root { color-scheme: only light }"), false},
		{"dark by its styles", "light", style("body { color-scheme: dark }"), true},
		{"both", "dark", meta("light dark"), true},
		{"both, by its styles", "light", style(":root { color-scheme: dark light }"), false},
		{"neither", "dark", "", true},
	} {
		t.Run(c.report, func(t *testing.T) {
			t.Parallel()
			p := harness.NewPage(t)
			p.Look(c.system)
			harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html",
				portalPage(c.head, opener)))
			if got := harness.Eval[bool](p, isDark); got != c.dark {
				t.Errorf("the notice is dark: %v, want %v", got, c.dark)
			}
		})
	}
	t.Run("68publishers/cookie-consent #98", func(t *testing.T) {
		t.Parallel()
		p := harness.NewPage(t)
		p.Look("light")
		harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html",
			portalPage(style(`[data-bs-theme=dark] { color-scheme: dark }`), opener)))
		turn := func(script string, dark bool) {
			t.Helper()
			harness.Eval[any](p, `(() => {`+script+`})()`)
			p.Settle()
			if got := harness.Eval[bool](p, isDark); got != dark {
				t.Errorf("after %s the notice is dark: %v", script, got)
			}
		}
		turn(`document.documentElement.dataset.bsTheme = "dark"`, true)
		turn(`document.documentElement.dataset.bsTheme = "light"`, false)
		turn(`document.documentElement.style.colorScheme = "dark"`, true)
		turn(`document.documentElement.style.colorScheme = ""`, false)
		turn(`document.body.dataset.bsTheme = "dark"`, true)
	})
}
