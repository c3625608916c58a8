//go:build !js

package chromium

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/internal/browser"
)

// top is the index of the page itself, and of a frame that has a process of its own.
const top = -1

// page is the tab's page, or a frame in it.
type page struct {
	ctx   context.Context // chromedp's, of its process
	index int             // among the frames of the page around it; or top
}

// Evaluate runs a JavaScript expression.
func (p page) Evaluate(
	ctx context.Context, expression string, in browser.World,
) (json.RawMessage, error) {
	return finish(ctx, p.ctx, func(ctx context.Context) (json.RawMessage, error) {
		var world runtime.ExecutionContextID // 0 is the page's own
		var err error
		if in == browser.IsolatedWorld {
			world, err = p.isolatedWorld(ctx)
		} else if p.index != top {
			expression = fmt.Sprintf("window[%d].eval(%s)", p.index, strconv.Quote(expression))
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
}

// isolatedWorld makes an isolated world of the page or frame.
func (p page) isolatedWorld(ctx context.Context) (runtime.ExecutionContextID, error) {
	tree, err := chromedp.Call(ctx, cdppage.GetFrameTree, cdp.Empty{})
	if err != nil {
		return 0, err
	}
	frame := tree.FrameTree.Frame
	if p.index != top {
		if p.index >= len(tree.FrameTree.ChildFrames) {
			return 0, fmt.Errorf("frame %d is gone", p.index)
		}
		frame = tree.FrameTree.ChildFrames[p.index].Frame
	}
	made, err := chromedp.Call(ctx, cdppage.CreateIsolatedWorld,
		cdppage.CreateIsolatedWorldParams{FrameID: frame.ID, WorldName: "driver"})
	return made.ExecutionContextID, err
}

// Frames are the frames in the page's process, then those in processes of their own, of
// whichever tab of the profile. Their events are reported from then on.
func (t *Tab) Frames(ctx context.Context) ([]browser.Document, error) {
	tree, err := Call(ctx, t, cdppage.GetFrameTree, cdp.Empty{})
	if err != nil {
		return nil, err
	}
	var frames []browser.Document
	for i := range tree.FrameTree.ChildFrames {
		frames = append(frames, page{t.ctx, i})
	}
	targets, err := chromedp.Targets(t.ctx)
	if err != nil {
		return nil, err
	}
	own := chromedp.FromContext(t.ctx)
	for _, target := range targets {
		if target.Type != "iframe" || target.BrowserContextID != own.BrowserContextID {
			continue
		}
		t.mu.Lock()
		where, known := t.frames[target.TargetID]
		t.mu.Unlock()
		if !known {
			where, _ = chromedp.NewContext(t.ctx, chromedp.WithTargetID(target.TargetID))
			if err := chromedp.Listen(where, t.dispatch); err != nil {
				return nil, err
			}
			t.mu.Lock()
			t.frames[target.TargetID] = where
			t.mu.Unlock()
		}
		frames = append(frames, page{where, top})
	}
	return frames, nil
}
