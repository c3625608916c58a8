package firefox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/webdriver"
)

// Profile is a user context, in the protocol's words.
type Profile struct {
	browser  *Browser
	id       string
	settings []string // changed by its tabs
}

// NewProfile makes an empty profile.
func (b *Browser) NewProfile(ctx context.Context) (browser.Profile, error) {
	var made struct{ UserContext string }
	err := b.bidi.call(ctx, "browser.createUserContext", object{}, &made)
	return &Profile{browser: b, id: made.UserContext}, err
}

// Close closes the profile's tabs, removes it, and sets back what they have set.
func (p *Profile) Close(ctx context.Context) error {
	params := object{"userContext": p.id}
	return errors.Join(p.Reset(ctx),
		p.browser.bidi.call(ctx, "browser.removeUserContext", params, nil))
}

// NewTab opens a blank tab in front.
func (p *Profile) NewTab(ctx context.Context, listen func(browser.Event)) (browser.Tab, error) {
	var made struct{ Context string }
	params := object{"type": "tab", "userContext": p.id}
	if err := p.browser.bidi.call(ctx, "browsingContext.create", params, &made); err != nil {
		return nil, err
	}
	p.browser.tabs.listen(made.Context, listen)
	return &Tab{newDocument(p.browser, made.Context), p}, nil
}

// document is a page or a frame: a browsing context, in the protocol's words.
//
// Firefox gives a click to the documents of one process: a frame of another site must be clicked
// itself.
type document struct {
	webdriver.Input
	browser *Browser
	id      string
}

func newDocument(b *Browser, id string) document {
	perform := func(ctx context.Context, device object) error {
		params := object{"context": id, "actions": []object{device}}
		return b.bidi.call(ctx, "input.performActions", params, nil)
	}
	return document{perform, b, id}
}

// Evaluate runs an expression. A sandbox is the protocol's isolated world.
func (d document) Evaluate(
	ctx context.Context, expression string, in browser.World,
) (json.RawMessage, error) {
	target := object{"context": d.id}
	if in == browser.IsolatedWorld {
		target["sandbox"] = "driver"
	}
	script := "(async () => JSON.stringify(await (" + expression + "\n)) ?? 'null')()"
	text, err := d.browser.evaluate(ctx, target, script)
	return json.RawMessage(text), err
}

// evaluate runs an expression whose value, or that of its promise, must be a string.
func (b *Browser) evaluate(ctx context.Context, target object, expression string) (string, error) {
	var evaluated struct {
		Type   string
		Result struct {
			Type  string
			Value any
		}
		ExceptionDetails struct{ Text string }
	}
	err := b.bidi.call(ctx, "script.evaluate", object{
		"expression": expression, "target": target, "awaitPromise": true, "userActivation": false,
	}, &evaluated)
	if err != nil {
		return "", err
	}
	if evaluated.Type == "exception" {
		return "", errors.New(evaluated.ExceptionDetails.Text)
	}
	text, ok := evaluated.Result.Value.(string)
	if !ok {
		return "", fmt.Errorf("the value is of type %s, want a string", evaluated.Result.Type)
	}
	return text, nil
}

// Tab is a tab of Firefox.
type Tab struct {
	document
	profile *Profile
}

// Frame is the first frame in the tab's page.
func (t *Tab) Frame(ctx context.Context) (browser.Document, error) {
	var tree struct {
		Contexts []struct {
			Children []struct{ Context string }
		}
	}
	params := object{"root": t.id}
	if err := t.browser.bidi.call(ctx, "browsingContext.getTree", params, &tree); err != nil {
		return nil, err
	}
	if len(tree.Contexts) == 0 || len(tree.Contexts[0].Children) == 0 {
		return nil, errors.New("the page has no frame")
	}
	return newDocument(t.browser, tree.Contexts[0].Children[0].Context), nil
}

// call sends a command about the tab.
func (t *Tab) call(ctx context.Context, method string, params object) error {
	params["context"] = t.id
	return t.browser.bidi.call(ctx, method, params, nil)
}

// Close closes the tab as a visitor does.
func (t *Tab) Close(ctx context.Context) error {
	return t.call(ctx, "browsingContext.close", object{})
}

// Navigate goes to an address and waits until the page has loaded.
func (t *Tab) Navigate(ctx context.Context, address string) error {
	params := object{"url": address, "wait": "complete"}
	return t.call(ctx, "browsingContext.navigate", params)
}

// Reload loads the page again and waits until it has loaded. Firefox may take the end of a request
// that this stops for that of the page's own: then it is made again.
func (t *Tab) Reload(ctx context.Context) error {
	for {
		err := t.call(ctx, "browsingContext.reload", object{"wait": "complete"})
		if err == nil || ctx.Err() != nil || !strings.Contains(err.Error(), aborted[0]) {
			return err
		}
	}
}

// Back goes back in the history. It does not wait for the page.
func (t *Tab) Back(ctx context.Context) error {
	return t.call(ctx, "browsingContext.traverseHistory", object{"delta": -1})
}

// Resize sets the size of the viewport.
func (t *Tab) Resize(ctx context.Context, width, height int) error {
	params := object{"viewport": object{"width": width, "height": height}}
	return t.call(ctx, "browsingContext.setViewport", params)
}

// Picture is a picture of what the window shows, in PNG.
func (t *Tab) Picture(ctx context.Context) ([]byte, error) {
	var got struct{ Data []byte }
	params := object{"context": t.id}
	err := t.browser.bidi.call(ctx, "browsingContext.captureScreenshot", params, &got)
	return got.Data, err
}

// Preload has a script run before the scripts of each page and frame to come.
func (t *Tab) Preload(ctx context.Context, script string) error {
	params := object{"functionDeclaration": "() => {" + script + "\n}", "contexts": []string{t.id}}
	return t.browser.bidi.call(ctx, "script.addPreloadScript", params, nil)
}
