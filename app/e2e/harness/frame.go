package harness

import (
	"context"
	"net/url"
	"strconv"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// elsewhere is an address of the site, by a name that makes it another site's.
func Elsewhere(address string) string { return Named(address, "ailleurs.test") }

// named is an address of the site by another host name.
func Named(address, host string) string {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	u.Host = host + ":" + u.Port()
	return u.String()
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

// frame drives the page's frame. Mouse and keys are the tab's, as a visitor's are:
// the frame fills the window.
func (c chromiumTab) Frame(p *Page) driver {
	p.T.Helper()
	if Eval[bool](p, `document.querySelector("iframe").contentDocument !== null`) {
		return chromiumTab{p, &framed{}}
	}
	targets, err := chromedp.Targets(p.Ctx)
	if err != nil {
		p.T.Fatal(err)
	}
	for _, target := range targets {
		if target.Type != "iframe" || target.BrowserContextID != chromedp.FromContext(p.Ctx).BrowserContextID {
			continue
		}
		ctx, cancel := chromedp.NewContext(p.Ctx, chromedp.WithTargetID(target.TargetID))
		p.T.Cleanup(cancel)
		if err := chromedp.Listen(ctx, p.hear); err != nil {
			p.T.Fatal(err)
		}
		if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
			p.T.Fatal(err)
		}
		return chromiumTab{p, &framed{ctx: ctx}}
	}
	p.T.Fatal("the page has no frame")
	return nil
}
