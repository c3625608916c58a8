package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"cookies-preferences/charter"
)

// shot is a state of the product that one should look at.
type shot struct {
	name string
	path string
	act  func(p *page) // brings the page there
}

func shots() []shot {
	notice := func(p *page) { p.waitNotice() }
	var list []shot
	for _, host := range charter.Portals() {
		portal := "/portail/" + host
		list = append(list,
			shot{host + "-notice", portal, notice},
			shot{host + "-charter", portal, func(p *page) {
				p.waitNotice()
				p.click("cookies-read-charter")
				p.wait(`shadow.querySelector(".charter")`)
			}},
		)
	}
	portal := "/portail/" + aude
	return append(list,
		shot{"preferences", portal, func(p *page) {
			p.waitNotice()
			p.click("cookies-customize")
			p.wait(`shadow.querySelector(".details")`)
			p.click("cookies-toggle-statistics")
		}},
		shot{"preferences-trackers", portal + "?trackers=matomo+xiti", func(p *page) {
			p.waitNotice()
			p.click("cookies-customize")
			p.wait(`shadow.querySelector(".details")`)
			p.click("cookies-toggle-matomo")
			eval[any](p, `shadow.querySelector(".details").click()`)
		}},
		shot{"saved", portal, func(p *page) {
			p.waitNotice()
			p.click("cookies-refuse")
			p.waitClosed()
		}},
		shot{"preview", "/", notice},
		shot{"preview-chosen", "/", func(p *page) {
			p.waitNotice()
			p.click("cookies-accept")
			p.waitClosed()
		}},
		shot{"preview-charter", "/charte/" + aude, func(p *page) { p.wait(`document.querySelector(".charter table")`) }},
	)
}

// screens are the sizes and themes that the states are looked at in.
var screens = []struct {
	name          string
	width, height int64
	features      []*emulation.MediaFeature
}{
	{"1280", 1280, 900, nil},
	{"390", 390, 844, nil},
	{"320", 320, 640, nil},
	{"1280-dark", 1280, 900, []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}},
	{"390-forced", 390, 844, []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}},
}

// TestPictures brings every state up on every screen, holds it to RGAA 10.11
// (nothing is wider than the screen but a scrolled table), and writes a picture
// of it if -pictures names a folder.
func TestPictures(t *testing.T) {
	if *pictures != "" {
		if err := os.MkdirAll(*pictures, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, screen := range screens {
		for _, s := range shots() {
			name := fmt.Sprintf("%s-%s", s.name, screen.name)
			t.Run(name, func(t *testing.T) {
				p := newPage(t)
				p.do(chromedp.EmulateViewport(screen.width, screen.height))
				if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia,
					emulation.SetEmulatedMediaParams{Features: screen.features}); err != nil {
					t.Fatal(err)
				}
				p.open(s.path)
				s.act(p)
				p.settle()
				checkWidth(t, p)
				if *pictures != "" {
					takePicture(t, p, filepath.Join(*pictures, name+".png"))
				}
			})
		}
	}
}

// checkWidth fails if the page, or anything of the banner's but what scrolls by
// itself, is wider than the screen.
func checkWidth(t *testing.T, p *page) {
	t.Helper()
	wide := eval[[]string](p, `[...shadow.querySelectorAll(".cookies *")]
		.filter((e) => !e.closest(".table-scroll") && e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 0.5)
		.map((e) => e.tagName + "." + e.className + " " + e.id)`)
	if len(wide) > 0 {
		t.Errorf("wider than the screen: %q", wide)
	}
	if eval[bool](p, `document.documentElement.scrollWidth > innerWidth`) {
		t.Error("the page scrolls sideways")
	}
}

func takePicture(t *testing.T, p *page, file string) {
	t.Helper()
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, png, 0o644); err != nil {
		t.Fatal(err)
	}
}
