package chromium

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/internal/browser"
)

// page is the tab's page, or a frame in it.
type page struct {
	ctx     context.Context // chromedp's, of its process
	isFrame bool            // the first in the page of that process
}

// Evaluate runs a JavaScript expression.
func (p page) Evaluate(
	ctx context.Context, expression string, in browser.World,
) (json.RawMessage, error) {
	value, err := finish(ctx, p.ctx, func(ctx context.Context) (json.RawMessage, error) {
		var world runtime.ExecutionContextID // 0 is the page's own
		var err error
		if in == browser.IsolatedWorld {
			world, err = p.isolatedWorld(ctx)
		} else if p.isFrame {
			expression = "window[0].eval(" + strconv.Quote(expression) + ")"
		}
		if err != nil {
			return nil, err
		}
		// The browser copies the value, so what the page made of JSON does not matter.
		found, err := chromedp.Run(ctx, chromedp.Evaluate[*runtime.RemoteObject](
			expression, chromedp.EvalAwaitPromise, chromedp.EvalAsValue,
			func(e *runtime.EvaluateParams) { e.ContextID = world }))
		switch {
		case err != nil:
			return nil, err
		case found.UnserializableValue != "":
			return nil, fmt.Errorf("the value %s has no JSON", found.UnserializableValue)
		case len(found.Value) == 0: // undefined
			return json.RawMessage("null"), nil
		}
		return json.RawMessage(found.Value), nil
	})
	if err != nil && strings.Contains(err.Error(), "Inspected target navigated or closed") {
		err = fmt.Errorf("%w: %w", browser.ErrLeft, err)
	}
	return value, err
}

// isolatedWorld makes an isolated world of the page or frame.
func (p page) isolatedWorld(ctx context.Context) (runtime.ExecutionContextID, error) {
	tree, err := chromedp.Call(ctx, cdppage.GetFrameTree, cdp.Empty{})
	if err != nil {
		return 0, err
	}
	frame := tree.FrameTree.Frame
	if p.isFrame {
		if len(tree.FrameTree.ChildFrames) == 0 {
			return 0, errNoFrame
		}
		frame = tree.FrameTree.ChildFrames[0].Frame
	}
	made, err := chromedp.Call(ctx, cdppage.CreateIsolatedWorld,
		cdppage.CreateIsolatedWorldParams{FrameID: frame.ID, WorldName: "driver"})
	return made.ExecutionContextID, err
}

var errNoFrame = errors.New("the page has no frame")

// Frame is the first frame in the page's process, or else one that has a process of its own,
// of whichever tab of the profile. The events of that are reported from then on, once for each
// call.
func (t *Tab) Frame(ctx context.Context) (browser.Document, error) {
	tree, err := Call(ctx, t, cdppage.GetFrameTree, cdp.Empty{})
	if err != nil {
		return nil, err
	}
	if len(tree.FrameTree.ChildFrames) > 0 {
		return page{t.ctx, true}, nil
	}
	targets, err := chromedp.Targets(t.ctx)
	if err != nil {
		return nil, err
	}
	own := chromedp.FromContext(t.ctx)
	for _, target := range targets {
		if target.Type == "iframe" && target.BrowserContextID == own.BrowserContextID {
			frame, _ := chromedp.NewContext(t.ctx, chromedp.WithTargetID(target.TargetID))
			return page{frame, false}, chromedp.Listen(frame, t.dispatch)
		}
	}
	return nil, errNoFrame
}
