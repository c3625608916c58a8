package browsertest

import (
	"os"
	"path/filepath"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/preview/workshop"
)

// TestFrontPage takes the pictures of README.md, which a page can carry; into the folder
// that -pictures names, if one is (make front).
func TestFrontPage(t *testing.T) {
	t.Parallel()
	t.Run("bandeau", func(t *testing.T) {
		p := newPage(t)
		p.do(chromedp.EmulateViewport(1280, 720))
		features(p, "light")
		showNotice(p, "/portail/"+aude)
		takeSmall(p, "bandeau.webp")
	})
	t.Run("atelier", func(t *testing.T) {
		p := newPage(t)
		p.do(chromedp.EmulateViewport(1280, 800))
		features(p, "light")
		s := workshop.Default(aude)
		s.Accent = "#8a1c3f"
		showWorkshop(p, stateLink(s, workshop.View{Width: 1280}))
		eval[any](p, `(document.querySelector(".columns").scrollIntoView(), scrollBy(0, -16), null)`)
		takeSmall(p, "atelier.webp")
	})
}

// takeSmall takes a picture that a page can carry.
func takeSmall(p *page, name string) {
	p.t.Helper()
	p.settle()
	p.do(moveAway())
	quality := int64(82)
	shot := call(p, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{
		Format: cdppage.CaptureScreenshotFormatWebp, Quality: &quality,
	})
	if size := len(shot.Data); size < 20<<10 || size > 120<<10 {
		p.t.Errorf("%s has %d octets: it is empty, or too heavy for README.md", name, size)
	}
	if *pictures == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*pictures, name), shot.Data, 0o644); err != nil {
		p.t.Fatal(err)
	}
}
