package firefox

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// inView is a script that lists the banner's buttons that are not wholly in the
// window, or that something lies over, and says where the page scrolls sideways.
const inView = `(() => {
	const buttons = [...shadow.querySelectorAll(".notice button, .dialog-footer button")].filter((b) => b.checkVisibility());
	const outer = shadow.querySelector("dialog[open]") ? ".dialog-footer button" : ".notice button";
	const faults = buttons.filter((b) => b.matches(outer)).filter((b) => {
		const box = b.getBoundingClientRect();
		const at = shadow.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
		return box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight || !b.contains(at);
	}).map((b) => b.innerText);
	for (const element of [document.documentElement, ...shadow.querySelectorAll("*")]) {
		const { overflowX } = getComputedStyle(element);
		if (["auto", "scroll"].includes(overflowX) && element.scrollWidth > element.clientWidth + 1 || element === document.documentElement
			&& element.scrollWidth > innerWidth) faults.push("<" + element.localName + "> scrolls sideways");
	}
	return buttons.length ? faults : ["no button"];
})()`

// TestFirefoxLooks: in each of the visitor's colours, on a small phone and on a
// desktop, all that can be pressed is in view and nothing scrolls sideways. It writes
// a picture of each if -pictures names a folder.
func TestFirefoxLooks(t *testing.T) {
	for _, c := range []struct {
		scheme        string
		width, height int
	}{{"light", 320, 640}, {"dark", 320, 640}, {"dark", 1280, 900}, {"forced", 320, 640}} {
		size := strconv.Itoa(c.width)
		t.Run(c.scheme+" "+size, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Look(c.scheme)
			p.Drive(func(ctx context.Context) error { return p.Driver.Resize(ctx, c.width, c.height) })
			harness.ShowPlaceholder(p)
			if dark := harness.Eval[bool](p, `matchMedia("(prefers-color-scheme: dark)").matches`); dark != (c.scheme == "dark") {
				t.Errorf("the page is asked for the dark: %v", dark)
			}
			if forced := harness.Eval[bool](p, `matchMedia("(forced-colors: active)").matches`); forced != (c.scheme == "forced") {
				t.Errorf("the colours are forced: %v", forced)
			}
			look := func(layer string) {
				t.Helper()
				if faults := harness.Eval[[]string](p, inView); len(faults) > 0 {
					t.Errorf("%s: %q", layer, faults)
				}
				if *harness.Pictures != "" {
					takePicture(p, filepath.Join(*harness.Pictures, "firefox-"+layer+"-"+c.scheme+"-"+size+".png"))
				}
			}
			look("notice")
			p.Click("cookies-customize")
			p.WaitDialog()
			look("preferences")
		})
	}
}

// takePicture writes a picture of what is in sight, in Firefox.
func takePicture(p *harness.Page, file string) {
	p.T.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.T.Fatal(err)
	}
	p.Drive(func(ctx context.Context) error {
		png, err := p.Driver.Screenshot(ctx)
		if err != nil {
			return err
		}
		return os.WriteFile(file, png, 0o644)
	})
}
