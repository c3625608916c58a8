package page

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"testing"

	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/charter"
)

// TestPortalHead: the text at the head of a demo portal stands out of the lightest
// pixel of the drawing behind it, since no style tells that contrast (RGAA 3.2).
func TestPortalHead(t *testing.T) {
	t.Parallel()
	for _, host := range charter.Portals() {
		for _, width := range []int64{1280, 320} {
			t.Run(fmt.Sprintf("%s %d", host, width), func(t *testing.T) {
				p := harness.NewPage(t)
				p.Do(chromedp.EmulateViewport(width, 900))
				p.Open("/portail/" + host)
				p.WaitNotice()
				faintest := harness.Eval[float64](p, faintestOfHead)
				lightest := lightestOfHead(p)
				// The faintest text is white through which some of the drawing is seen.
				text := faintest + (1-faintest)*lightest
				contrast := (linear(text) + 0.05) / (linear(lightest) + 0.05)
				if contrast < 4.5 {
					t.Errorf("the contrast is %.2f", contrast)
				}
			})
		}
	}
}

// faintestOfHead is a script that returns how opaque the faintest text is, and
// leaves the drawing alone on the page. All of the text is white.
const faintestOfHead = `(() => {
	const texts = [...document.querySelectorAll(".hero :is(h1, p, a, span)")];
	const other = texts.find((e) => getComputedStyle(e).color !== "rgb(255, 255, 255)");
	if (other) {
		throw new Error(other.innerText + " is not white");
	}
	const faintest = Math.min(...texts.map((e) => Number(getComputedStyle(e).opacity)));
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(".hero > * { visibility: hidden } cookies-preferences { display: none !important }");
	document.adoptedStyleSheets.push(sheet);
	return faintest;
})()`

// lightestOfHead returns the lightest grey that a pixel of the head is as light
// as, in 0…1.
func lightestOfHead(p *harness.Page) (lightest float64) {
	p.T.Helper()
	shot, err := chromedp.Run(p.Ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.T.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		p.T.Fatal(err)
	}
	box := harness.Eval[[4]int](p, `(() => {
		const box = document.querySelector(".hero").getBoundingClientRect();
		return [Math.ceil(box.left), Math.ceil(box.top), Math.floor(box.right), Math.floor(Math.min(box.bottom, innerHeight))];
	})()`)
	for y := box[1] + 1; y < box[3]-1; y++ {
		for x := box[0] + 1; x < box[2]-1; x++ {
			r, g, b, _ := picture.At(x, y).RGBA()
			luminance := 0.2126*linear(float64(r)/0xffff) + 0.7152*linear(float64(g)/0xffff) + 0.0722*linear(float64(b)/0xffff)
			lightest = math.Max(lightest, luminance)
		}
	}
	return gamma(lightest)
}

// linear is the light that a part of a colour, in 0…1, gives (WCAG's relative
// luminance).
func linear(part float64) float64 {
	if part <= 0.04045 {
		return part / 12.92
	}
	return math.Pow((part+0.055)/1.055, 2.4)
}

// gamma undoes linear.
func gamma(light float64) float64 {
	if light <= 0.0031308 {
		return light * 12.92
	}
	return 1.055*math.Pow(light, 1/2.4) - 0.055
}
