package page

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestAccentThatIsNone: what a portal's stylesheet gives for its colour and is none
// counts for nothing, in the notice, in the preferences and in frames that wait. What is
// one is kept, whatever becomes of the element first.
func TestAccentThatIsNone(t *testing.T) {
	t.Parallel()
	const button = `getComputedStyle($("cookies-refuse")).backgroundColor`
	show := func(t *testing.T, style string) *harness.Page {
		p := harness.NewPage(t)
		p.Open(harness.ServeText(t, "/portail", "text/html", harness.PortalPage(`data-portal="`+harness.Aude+`"`)+`<style>`+style+`</style>
			<iframe id="video" title="Vidéo" width="560" height="315" data-cookies="third_party" data-src="video"></iframe>`))
		p.WaitNotice()
		p.Settle()
		return p
	}
	ours := harness.Eval[string](show(t, ""), button)
	const taken = `</style><script>new MutationObserver((_, observer) => {
		const element = document.querySelector("cookies-preferences");
		if (!element) return;
		observer.disconnect();
		element.remove();
	}).observe(document, { childList: true, subtree: true });</script><style>`
	for _, c := range []struct {
		name, accent string
		kept         bool
		more         string
	}{
		{name: "nothing", accent: ""}, {name: "digits", accent: "8a1c3f"}, {name: "a digit too few", accent: "#8a1c3"},
		{name: "a word", accent: "rouge"}, {name: "an address", accent: "url(x)"},
		{name: "an absent property", accent: "var(--absent)"}, {name: "a circle", accent: "var(--circle)"},
		{name: "a colour", accent: "#8a1c3f", kept: true}, {name: "black", accent: "black", kept: true},
		{name: "the text's", accent: "currentcolor", kept: true},
		{name: "a colour, the element taken out", accent: "#8a1c3f", kept: true, more: taken},
		{name: "a colour that the text has", accent: "oklch(0.4 0.1 250)", kept: true, more: `body cookies-preferences { --cookies-text: oklch(0.4 0.1 250); }`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := show(t, `:root { --circle: var(--circle); } body cookies-preferences { --cookies-accent: `+c.accent+` !important; }`+c.more)
			if found := harness.Eval[string](p, button); (found != ours) != c.kept {
				t.Errorf("the button is %s; ours is %s", found, ours)
			}
			const inFrame = `document.getElementById("video").contentDocument?.getElementById("cookies-allow")`
			p.Wait(inFrame)
			if found := harness.Eval[string](p, `getComputedStyle(`+inFrame+`).backgroundColor`); (found != ours) != c.kept {
				t.Errorf("the frame's button is %s; ours is %s", found, ours)
			}
			p.Click("cookies-customize")
			p.WaitDialog()
			if found := harness.Eval[string](p, `getComputedStyle($("cookies-save")).backgroundColor`); (found != ours) != c.kept {
				t.Errorf("the dialog's button is %s; ours is %s", found, ours)
			}
		})
	}
}

// TestAccentThatBecomesOne: what was none is taken once the element is put back and it has
// become one.
func TestAccentThatBecomesOne(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", harness.PortalPage(`data-portal="`+harness.Aude+`"`)+`<style>cookies-preferences { --cookies-accent: var(--late); }</style>`))
	p.WaitNotice()
	p.Settle()
	const button = `getComputedStyle($("cookies-refuse")).backgroundColor`
	ours := harness.Eval[string](p, button)
	harness.Eval[any](p, `(() => {
		document.documentElement.style.setProperty("--late", "#8a1c3f");
		const body = document.createElement("body");
		body.append(...[...document.body.childNodes].filter((node) => node.localName !== "cookies-preferences"));
		document.body.replaceWith(body);
		return null;
	})()`)
	p.WaitNotice()
	p.Wait(button + ` !== "` + ours + `"`)
}

// TestThemeInFrames: frames that wait have the portal's theme whether the notice is up,
// was answered, or this is a return visit, where the banner's element stands in the page
// no longer than it takes to ask, and once.
func TestThemeInFrames(t *testing.T) {
	t.Parallel()
	const frame = `<iframe id="video" title="Vidéo" width="560" height="315" data-cookies="third_party" data-src="video"></iframe>`
	const inFrame = `document.getElementById("video").contentDocument?.getElementById("cookies-allow")`
	const look = `[getComputedStyle(` + inFrame + `).backgroundColor, getComputedStyle(` + inFrame + `).borderTopLeftRadius]`
	const again = `(document.getElementById("video").outerHTML = ` + "`" + frame + "`" + `, null)`
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", `<!doctype html><script>
		window.standIns = 0;
		new MutationObserver((records) => {
			for (const { addedNodes } of records) for (const node of addedNodes) standIns += node.localName === "cookies-preferences";
		}).observe(document, { childList: true, subtree: true });
		</script>`+harness.PortalPage(`data-portal="`+harness.Aude+`"`)+`<style>cookies-preferences { --cookies-accent: #8a1c3f; --cookies-radius: 6px; }</style>`+frame))
	p.WaitNotice()
	p.Wait(inFrame)
	themed := harness.Eval[[2]string](p, look)
	notice := harness.Eval[[2]string](p, `[getComputedStyle($("cookies-refuse")).backgroundColor, getComputedStyle($("cookies-refuse")).borderTopLeftRadius]`)
	if themed != notice {
		t.Errorf("beside the notice the frame's button is %s; the notice's %s", themed, notice)
	}
	check := func(when string) {
		t.Helper()
		p.Wait(inFrame)
		if got := harness.Eval[[2]string](p, look); got != themed {
			t.Errorf("%s the frame's button is %s, it was %s", when, got, themed)
		}
	}
	p.Click("cookies-refuse")
	p.WaitClosed()
	harness.Eval[any](p, again)
	check("once it was answered")
	p.Reload()
	check("on a return visit")
	harness.Eval[any](p, again)
	check("in another frame")
	if n := harness.Eval[int](p, `standIns`); n != 1 || harness.Eval[bool](p, `document.querySelector("cookies-preferences") !== null`) {
		t.Errorf("an element of ours was put into a page that asks nothing %d times, or stays", n)
	}
}

// TestAccent: whatever colour a portal gives, what is written in it and on it can
// be read, in the light and in the dark (WCAG 1.4.3, 1.4.11).
func TestAccent(t *testing.T) { flows.Accent(t) }
