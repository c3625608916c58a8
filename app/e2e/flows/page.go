package flows

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// InheritedStyles checks that what a page sets on <html> and <body>, for everything in it, changes
// nothing in the banner.
func InheritedStyles(t *testing.T) {
	parallel(t)
	const styles = `[".notice p", ".notice button", ".notice h2"].map((selector) => {
		const style = getComputedStyle(shadow.querySelector(selector));
		const names = [...style].filter((name) => !name.startsWith("--"));
		return Object.fromEntries(names.map((name) => [name, style[name]]));
	})`
	plain := harness.PortalPage(harness.ForAude)
	styled := strings.Replace(plain, "</head>", `<style>html {
		color: red; font: italic small-caps 900 30px/3 cursive; letter-spacing: 5px;
		word-spacing: 9px; text-align: right; text-indent: 40px; text-shadow: 1px 1px red;
		text-transform: uppercase; white-space: pre; word-break: break-all; hyphens: auto;
		overflow-wrap: anywhere; cursor: wait; direction: rtl;
		font-kerning: none; font-feature-settings: "smcp";
	} body {
		-webkit-text-fill-color: red; -webkit-text-stroke: 2px red; line-break: anywhere;
		text-underline-position: under; text-emphasis: dot; text-rendering: optimizeSpeed;
		quotes: "a" "b"; list-style: square; tab-size: 2; caret-color: red; accent-color: red;
	}</style></head>`, 1)
	p := harness.NewPage(t)
	read := func(path, content string) []map[string]string {
		harness.ShowNotice(p, harness.ServeText(t, path, "text/html", content))
		return harness.Eval[[]map[string]string](p, styles)
	}
	want, got := read("/plain", plain), read("/styled", styled)
	for i := range want {
		for name, value := range want[i] {
			if got[i][name] != value {
				t.Errorf("element %d: %s is %s, want %s", i, name, got[i][name], value)
			}
		}
	}
}

// accentContrasts gives the portal's colour 9³ values, from black to white, and some odd ones. It
// returns the lowest contrast of each pair of colours in the notice, with the value that gave it.
const accentContrasts = `(() => {
	const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
	const pen = canvas.getContext("2d", { willReadFrequently: true });
	const luminance = (color) => {
		pen.clearRect(0, 0, 1, 1);
		pen.fillStyle = color;
		pen.fillRect(0, 0, 1, 1);
		const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((byte) => {
			const part = byte / 255;
			return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const contrast = (a, b) => {
		const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
		return (high + 0.05) / (low + 0.05);
	};
	const host = document.querySelector("cookies-preferences");
	const box = shadow.firstElementChild.appendChild(
		document.createElement("i"));
	box.style.background = "var(--surface-low)";
	const values = Array.from({ length: 9 ** 3 }, (_, i) => "rgb(" +
		[i % 9, Math.floor(i / 9) % 9, Math.floor(i / 81)].map((n) => Math.min(n * 32, 255))
			.join(" ") + ")");
	// Transparent ones, and those that few screens have.
	values.push("transparent", "rgb(27 75 130 / 15%)", "oklch(0.6 0.4 30)", "currentcolor",
		"oklch(0.6 0.4 200)", "oklch(0.5 0.4 195)", "color(rec2020 0 1 0)", "color(xyz 0 1 0)",
		"lab(100 125 125)", "inherit");
	const worst = {};
	for (const value of values) {
		host.style.setProperty("--cookies-accent", value);
		const [button, link, notice, low] =
			[$("cookies-refuse"), $("cookies-read-charter"), shadow.querySelector(".notice"), box]
				.map((element) => getComputedStyle(element));
		const pairs = {
			"text on a button": contrast(button.color, button.backgroundColor),
			"button on the notice": contrast(button.backgroundColor, notice.backgroundColor),
			"link on the notice": contrast(link.color, notice.backgroundColor),
			"link on a box": contrast(link.color, low.backgroundColor),
		};
		for (const [pair, got] of Object.entries(pairs)) {
			if (!(worst[pair]?.[1] <= got)) worst[pair] = [value, got];
		}
	}
	return worst;
})()`

// Accent checks that whatever colour a portal gives, text in it and on it can be read, in the light
// and in the dark (WCAG 1.4.3, 1.4.11).
func Accent(t *testing.T) {
	parallel(t)
	p := harness.NewPage(t)
	for _, scheme := range []string{"light", "dark"} {
		p.Look(scheme)
		harness.ShowNotice(p, "/portail/"+harness.Aude)
		p.Settle() // the portal's own accent has been checked
		for pair, worst := range harness.Eval[map[string][2]any](p, accentContrasts) {
			if contrast, ok := worst[1].(float64); !ok || contrast < 4.5 {
				t.Errorf("%s, %s: a contrast of %.2f with %s, want 4.5",
					scheme, pair, contrast, worst[0])
			}
		}
	}
}
