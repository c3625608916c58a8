package install

import (
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/preview/workshop"
)

// TestLongFrontPage takes the pictures of README.md, and writes them into the folder that
// -pictures names (make front).
func TestLongFrontPage(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Do(chromedp.EmulateViewport(1280, 720))
	p.Look("light")
	harness.ShowNotice(p, "/portail/"+harness.Aude)
	takePicture(p, "bandeau.webp")

	p.Do(chromedp.EmulateViewport(1280, 800))
	s := workshop.Default(harness.Aude)
	s.Accent = "#8a1c3f"
	harness.ShowWorkshop(p, harness.StateLink(s, workshop.View{Width: 1280}))
	harness.Eval[any](p,
		`(document.querySelector(".columns").scrollIntoView(), scrollBy(0, -16), null)`)
	takePicture(p, "atelier.webp")
}

// takePicture takes a picture small enough for README.md.
func takePicture(p *harness.Page, name string) {
	p.T.Helper()
	p.Settle()
	p.MoveAway()
	quality := int64(82)
	shot := harness.Call(p, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{
		Format: cdppage.CaptureScreenshotFormatWebp, Quality: &quality,
	})
	if size := len(shot.Data); size < 20<<10 || size > 120<<10 {
		p.T.Errorf("%s has %d bytes: it is empty, or too heavy for README.md", name, size)
	}
	harness.KeepPicture(p.T, name, shot.Data)
}
