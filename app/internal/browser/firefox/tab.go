//go:build !js

package firefox

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	"cookies-preferences/app/internal/browser"
)

// Profile is a user context, in the protocol's words.
type Profile struct {
	browser *Browser
	id      string
}

// NewProfile makes an empty profile.
func (b *Browser) NewProfile(ctx context.Context) (browser.Profile, error) {
	var made struct {
		UserContext string `json:"userContext"`
	}
	err := b.bidi.call(ctx, "browser.createUserContext", object{}, &made)
	return &Profile{b, made.UserContext}, err
}

// Close closes the profile's tabs and removes it.
func (p *Profile) Close(ctx context.Context) error {
	params := object{"userContext": p.id}
	return p.browser.bidi.call(ctx, "browser.removeUserContext", params, nil)
}

// NewTab opens a blank tab in front.
func (p *Profile) NewTab(ctx context.Context, listen func(browser.Event)) (browser.Tab, error) {
	var made struct {
		Context string `json:"context"`
	}
	params := object{"type": "tab", "userContext": p.id}
	if err := p.browser.bidi.call(ctx, "browsingContext.create", params, &made); err != nil {
		return nil, err
	}
	p.browser.tabs.listen(made.Context, listen)
	return &Tab{document{p.browser, made.Context}}, nil
}

// document is a page or a frame: a browsing context, in the protocol's words.
type document struct {
	browser *Browser
	id      string
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
		Type   string `json:"type"`
		Result struct {
			Type  string `json:"type"`
			Value any    `json:"value"`
		} `json:"result"`
		ExceptionDetails struct {
			Text string `json:"text"`
		} `json:"exceptionDetails"`
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
type Tab struct{ document }

// Frames are the frames right below the tab's page.
func (t *Tab) Frames(ctx context.Context) ([]browser.Document, error) {
	frames, err := t.frames(ctx)
	var list []browser.Document
	for _, frame := range frames {
		list = append(list, frame)
	}
	return list, err
}

func (t *Tab) frames(ctx context.Context) (list []document, err error) {
	var tree struct {
		Contexts []struct {
			Children []struct {
				Context string `json:"context"`
			} `json:"children"`
		} `json:"contexts"`
	}
	params := object{"root": t.id}
	if err := t.browser.bidi.call(ctx, "browsingContext.getTree", params, &tree); err != nil {
		return nil, err
	}
	for _, top := range tree.Contexts {
		for _, child := range top.Children {
			list = append(list, document{t.browser, child.Context})
		}
	}
	return list, nil
}

// call sends a command about the tab.
func (t *Tab) call(ctx context.Context, method string, params object, result any) error {
	params["context"] = t.id
	return t.browser.bidi.call(ctx, method, params, result)
}

// Close closes the tab as a visitor does.
func (t *Tab) Close(ctx context.Context) error {
	return t.call(ctx, "browsingContext.close", object{}, nil)
}

// Activate puts the tab in front.
func (t *Tab) Activate(ctx context.Context) error {
	return t.call(ctx, "browsingContext.activate", object{}, nil)
}

// Navigate goes to an address and waits until the page has loaded.
func (t *Tab) Navigate(ctx context.Context, address string) error {
	params := object{"url": address, "wait": "complete"}
	return t.call(ctx, "browsingContext.navigate", params, nil)
}

// Reload loads the page again and waits until it has loaded.
func (t *Tab) Reload(ctx context.Context) error {
	return t.call(ctx, "browsingContext.reload", object{"wait": "complete"}, nil)
}

// Back goes back in the history. It does not wait for the page.
func (t *Tab) Back(ctx context.Context) error {
	return t.call(ctx, "browsingContext.traverseHistory", object{"delta": -1}, nil)
}

// Resize sets the size of the viewport.
func (t *Tab) Resize(ctx context.Context, width, height int) error {
	params := object{"viewport": object{"width": width, "height": height}}
	return t.call(ctx, "browsingContext.setViewport", params, nil)
}

// Screenshot is a PNG of the viewport.
func (t *Tab) Screenshot(ctx context.Context) ([]byte, error) {
	var taken struct {
		Data string `json:"data"`
	}
	if err := t.call(ctx, "browsingContext.captureScreenshot", object{}, &taken); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(taken.Data)
}

// Preload has a script run before the scripts of each page and frame to come.
func (t *Tab) Preload(ctx context.Context, script string) (browser.Undo, error) {
	var added struct {
		Script string `json:"script"`
	}
	params := object{"functionDeclaration": "() => {" + script + "\n}", "contexts": []string{t.id}}
	if err := t.browser.bidi.call(ctx, "script.addPreloadScript", params, &added); err != nil {
		return nil, err
	}
	return func(ctx context.Context) error {
		params := object{"script": added.Script}
		return t.browser.bidi.call(ctx, "script.removePreloadScript", params, nil)
	}, nil
}
