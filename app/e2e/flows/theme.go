package flows

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

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
func Accent(t *testing.T) {
	Besides(t)
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Look(scheme)
			p.Open("/portail/" + harness.Aude)
			p.WaitNotice()
			p.Settle() // the portal's own accent has been looked at
			for pair, worst := range harness.Eval[map[string][2]any](p, accentContrasts) {
				contrast, ok := worst[1].(float64)
				t.Logf("%s: %.2f at least, with %s", pair, contrast, worst[0])
				if !ok || contrast < 4.5 {
					t.Errorf("%s: a contrast of %.2f with %s, want 4.5", pair, contrast, worst[0])
				}
			}
		})
	}
}
