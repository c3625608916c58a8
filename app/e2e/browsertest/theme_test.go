package browsertest

import "testing"

// accentContrasts gives the portal's colour each of 9³ values, from black to white,
// and some odd ones, and returns the lowest contrast that each pair of colours then has in the
// notice, with the colour that gave it.
const accentContrasts = `(() => {
	const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
	const pen = canvas.getContext("2d", { willReadFrequently: true });
	const luminance = (color) => {
		pen.clearRect(0, 0, 1, 1);
		pen.fillStyle = color;
		pen.fillRect(0, 0, 1, 1);
		const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((octet) => {
			const part = octet / 255;
			return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const contrast = (a, b) => {
		const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
		return (high + 0.05) / (low + 0.05);
	};
	const host = document.querySelector("cookies-preferences");
	const look = (element) => getComputedStyle(element);
	const low = shadow.firstElementChild.firstElementChild.appendChild(document.createElement("i"));
	low.style.background = "var(--surface-low)";
	const worst = {};
	const accents = Array.from({ length: 9 ** 3 }, (_, i) =>
		"rgb(" + [i % 9, Math.floor(i / 9) % 9, Math.floor(i / 81)].map((n) => Math.min(n * 32, 255)).join(" ") + ")");
	// See-through ones, and those that few screens have.
	accents.push("transparent", "rgb(27 75 130 / 15%)", "oklch(0.6 0.4 30)", "oklch(0.6 0.4 200)", "oklch(0.5 0.4 195)",
		"color(rec2020 0 1 0)", "color(xyz 0 1 0)", "lab(100 125 125)", "currentcolor", "inherit");
	for (const accent of accents) {
		host.style.setProperty("--cookies-accent", accent);
		const button = look($("cookies-refuse")), link = look($("cookies-read-charter"));
		const pairs = {
			"text on a button": contrast(button.color, button.backgroundColor),
			"button on the notice": contrast(button.backgroundColor, look(shadow.querySelector(".notice")).backgroundColor),
			"link on the notice": contrast(link.color, look(shadow.querySelector(".notice")).backgroundColor),
			"link on a box": contrast(link.color, look(low).backgroundColor),
		};
		for (const [pair, value] of Object.entries(pairs)) {
			if (!(worst[pair]?.[1] <= value)) worst[pair] = [accent, value];
		}
	}
	host.style.removeProperty("--cookies-accent");
	low.remove();
	return worst;
})()`

// TestAccent: whatever colour a portal gives, what is written in it and on it can
// be read, in the light and in the dark (WCAG 1.4.3, 1.4.11).
func TestAccent(t *testing.T) {
	besides(t)
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			p := newPage(t)
			p.driver.look(p, scheme)
			p.open("/portail/" + aude)
			p.waitNotice()
			p.settle() // the portal's own accent has been looked at
			for pair, worst := range eval[map[string][2]any](p, accentContrasts) {
				contrast, ok := worst[1].(float64)
				t.Logf("%s: %.2f at least, with %s", pair, contrast, worst[0])
				if !ok || contrast < 4.5 {
					t.Errorf("%s: a contrast of %.2f with %s, want 4.5", pair, contrast, worst[0])
				}
			}
		})
	}
}

// TestAccentThatIsNone: what a portal's stylesheet gives for its colour and is none
// counts for nothing, in the notice, in the preferences and in frames that wait. What is
// one is kept, whatever becomes of the element first.
func TestAccentThatIsNone(t *testing.T) {
	t.Parallel()
	const button = `getComputedStyle($("cookies-refuse")).backgroundColor`
	show := func(t *testing.T, style string) *page {
		p := newPage(t)
		p.open(serveText(t, "/portail", "text/html", portalPage(`data-portal="`+aude+`"`)+`<style>`+style+`</style>
			<iframe id="video" title="Vidéo" width="560" height="315" data-cookies="third_party" data-src="video"></iframe>`))
		p.waitNotice()
		p.settle()
		return p
	}
	ours := eval[string](show(t, ""), button)
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
			if found := eval[string](p, button); (found != ours) != c.kept {
				t.Errorf("the button is %s; ours is %s", found, ours)
			}
			const inFrame = `document.getElementById("video").contentDocument?.getElementById("cookies-allow")`
			p.wait(inFrame)
			if found := eval[string](p, `getComputedStyle(`+inFrame+`).backgroundColor`); (found != ours) != c.kept {
				t.Errorf("the frame's button is %s; ours is %s", found, ours)
			}
			p.click("cookies-customize")
			p.waitDialog()
			if found := eval[string](p, `getComputedStyle($("cookies-save")).backgroundColor`); (found != ours) != c.kept {
				t.Errorf("the dialog's button is %s; ours is %s", found, ours)
			}
		})
	}
}

// TestAccentThatBecomesOne: what was none is taken once the element is put back and it has
// become one.
func TestAccentThatBecomesOne(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", portalPage(`data-portal="`+aude+`"`)+`<style>cookies-preferences { --cookies-accent: var(--late); }</style>`))
	p.waitNotice()
	p.settle()
	const button = `getComputedStyle($("cookies-refuse")).backgroundColor`
	ours := eval[string](p, button)
	eval[any](p, `(() => {
		document.documentElement.style.setProperty("--late", "#8a1c3f");
		const body = document.createElement("body");
		body.append(...[...document.body.childNodes].filter((node) => node.localName !== "cookies-preferences"));
		document.body.replaceWith(body);
		return null;
	})()`)
	p.waitNotice()
	p.wait(button + ` !== "` + ours + `"`)
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
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", `<!doctype html><script>
		window.standIns = 0;
		new MutationObserver((records) => {
			for (const { addedNodes } of records) for (const node of addedNodes) standIns += node.localName === "cookies-preferences";
		}).observe(document, { childList: true, subtree: true });
		</script>`+portalPage(`data-portal="`+aude+`"`)+`<style>cookies-preferences { --cookies-accent: #8a1c3f; --cookies-radius: 6px; }</style>`+frame))
	p.waitNotice()
	p.wait(inFrame)
	themed := eval[[2]string](p, look)
	notice := eval[[2]string](p, `[getComputedStyle($("cookies-refuse")).backgroundColor, getComputedStyle($("cookies-refuse")).borderTopLeftRadius]`)
	if themed != notice {
		t.Errorf("beside the notice the frame's button is %s; the notice's %s", themed, notice)
	}
	check := func(when string) {
		t.Helper()
		p.wait(inFrame)
		if got := eval[[2]string](p, look); got != themed {
			t.Errorf("%s the frame's button is %s, it was %s", when, got, themed)
		}
	}
	p.click("cookies-refuse")
	p.waitClosed()
	eval[any](p, again)
	check("once it was answered")
	p.reload()
	check("on a return visit")
	eval[any](p, again)
	check("in another frame")
	if n := eval[int](p, `standIns`); n != 1 || eval[bool](p, `document.querySelector("cookies-preferences") !== null`) {
		t.Errorf("an element of ours was put into a page that asks nothing %d times, or stays", n)
	}
}
