package browsertest

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/internal/browser/chromium"
)

// elsewhere is an address of the site, by a name that makes it another site's.
func elsewhere(address string) string { return named(address, "ailleurs.test") }

// named is an address of the site by another host name.
func named(address, host string) string {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	u.Host = host + ":" + u.Port()
	return u.String()
}

// frame is a frame that fills the window of a page around it.
type frame struct {
	attributes string // of the <iframe>
	foreign    bool   // whether the page around it is another site's
}

// serve serves the page around the frame, and returns its address.
func (f *frame) serve(t *testing.T, address string) string {
	t.Helper()
	around := serveText(t, "/cadre", "text/html; charset=utf-8", `<!doctype html><html lang="fr"><title>Cadre</title>`+
		`<iframe title="Portail" src="`+address+`" `+f.attributes+` style="position: fixed; inset: 0; width: 100%; height: 100%; border: 0"></iframe>`)
	if f.foreign {
		return elsewhere(around)
	}
	return around
}

// framed is a page in a frame of a tab: nil when it is the tab's own.
type framed struct {
	ctx context.Context // of its own process; nil when it is in the process of the page around it
}

// at is where to run a script in the page, the script to run there, and in which
// world: 0 is that of the page's own scripts; apart is one that only has its
// elements.
func (f *framed) at(tab context.Context, script string, apart bool) (context.Context, string, runtime.ExecutionContextID, error) {
	where := tab
	if f != nil && f.ctx != nil {
		where = f.ctx
	}
	if !apart {
		if f != nil && f.ctx == nil {
			script = `document.querySelector("iframe").contentWindow.eval(` + strconv.Quote(script) + `)`
		}
		return where, script, 0, nil
	}
	tree, err := chromedp.Call(where, cdppage.GetFrameTree, cdp.Empty{})
	if err != nil {
		return nil, "", 0, err
	}
	frame := tree.FrameTree.Frame.ID
	if f != nil && f.ctx == nil {
		frame = tree.FrameTree.ChildFrames[0].Frame.ID
	}
	world, err := chromedp.Call(where, cdppage.CreateIsolatedWorld, cdppage.CreateIsolatedWorldParams{FrameID: frame, WorldName: "test"})
	return where, script, world.ExecutionContextID, err
}

// enter goes on in the page's frame, until another page is opened: what is
// evaluated is evaluated there, and its problems are the page's.
func (p *page) enter() {
	p.t.Helper()
	p.driver, p.top = p.driver.frame(p), p.driver
}

// frame drives the page's frame. Mouse and keys are the tab's, as a visitor's are:
// the frame fills the window.
func (c chromiumTab) frame(p *page) driver {
	p.t.Helper()
	if eval[bool](p, `document.querySelector("iframe").contentDocument !== null`) {
		return chromiumTab{p, &framed{}}
	}
	targets, err := chromedp.Targets(p.ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, target := range targets {
		if target.Type != "iframe" || target.BrowserContextID != chromedp.FromContext(p.ctx).BrowserContextID {
			continue
		}
		ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(target.TargetID))
		p.t.Cleanup(cancel)
		if err := chromedp.Listen(ctx, p.hear); err != nil {
			p.t.Fatal(err)
		}
		if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
			p.t.Fatal(err)
		}
		return chromiumTab{p, &framed{ctx: ctx}}
	}
	p.t.Fatal("the page has no frame")
	return nil
}

// pageWith opens a blank tab in a browser of its own, whose profile has these
// settings: what a visitor sets for all sites cannot be set in the tests' own.
func pageWith(t *testing.T, settings string) *page {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "Default"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "Default", "Preferences"), []byte(settings), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, stop, err := chromium.StartIn(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return newTab(t, ctx)
}
