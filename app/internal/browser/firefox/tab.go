//go:build !js

package firefox

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
)

// Profile is a user context, in the protocol's words: a set of cookies and storages.
type Profile struct {
	browser *Browser
	id      string
}

// NewProfile makes an empty profile.
func (b *Browser) NewProfile(ctx context.Context) (*Profile, error) {
	var made struct {
		UserContext string `json:"userContext"`
	}
	if err := b.bidi.call(ctx, "browser.createUserContext", object{}, &made); err != nil {
		return nil, err
	}
	return &Profile{b, made.UserContext}, nil
}

// Close closes the profile's tabs and removes it.
func (p *Profile) Close(ctx context.Context) error {
	return p.browser.bidi.call(ctx, "browser.removeUserContext", object{"userContext": p.id}, nil)
}

// Tab is a tab of a profile.
type Tab struct {
	browser *Browser
	profile *Profile
	id      string
}

// NewTab opens a blank tab in front. hear is called for each event, one after the other.
func (p *Profile) NewTab(ctx context.Context, hear func(Event)) (*Tab, error) {
	var made struct {
		Context string `json:"context"`
	}
	if err := p.browser.bidi.call(ctx, "browsingContext.create", object{"type": "tab", "userContext": p.id}, &made); err != nil {
		return nil, err
	}
	p.browser.tabs.listen(made.Context, hear)
	return &Tab{p.browser, p, made.Context}, nil
}

// Frames are the frames right below the tab's page.
func (t *Tab) Frames(ctx context.Context) ([]*Tab, error) {
	var tree struct {
		Contexts []struct {
			Children []struct {
				Context string `json:"context"`
			} `json:"children"`
		} `json:"contexts"`
	}
	if err := t.browser.bidi.call(ctx, "browsingContext.getTree", object{"root": t.id}, &tree); err != nil {
		return nil, err
	}
	var frames []*Tab
	for _, top := range tree.Contexts {
		for _, child := range top.Children {
			frames = append(frames, &Tab{t.browser, t.profile, child.Context})
		}
	}
	return frames, nil
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

// Navigate goes to an address, and waits until it is loaded.
func (t *Tab) Navigate(ctx context.Context, address string) error {
	return t.call(ctx, "browsingContext.navigate", object{"url": address, "wait": "complete"}, nil)
}

// Reload loads the page again, and waits until it is loaded.
func (t *Tab) Reload(ctx context.Context) error {
	return t.call(ctx, "browsingContext.reload", object{"wait": "complete"}, nil)
}

// Back goes back in the history. It does not wait for the page.
func (t *Tab) Back(ctx context.Context) error {
	return t.call(ctx, "browsingContext.traverseHistory", object{"delta": -1}, nil)
}

// Resize sets the size of the viewport, in CSS pixels.
func (t *Tab) Resize(ctx context.Context, width, height int) error {
	return t.call(ctx, "browsingContext.setViewport", object{"viewport": object{"width": width, "height": height}}, nil)
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
func (t *Tab) Preload(ctx context.Context, script string) (undo func(context.Context) error, err error) {
	var added struct {
		Script string `json:"script"`
	}
	params := object{"functionDeclaration": "() => {" + script + "\n}", "contexts": []string{t.id}}
	if err := t.browser.bidi.call(ctx, "script.addPreloadScript", params, &added); err != nil {
		return nil, err
	}
	return func(ctx context.Context) error {
		return t.browser.bidi.call(ctx, "script.removePreloadScript", object{"script": added.Script}, nil)
	}, nil
}

// Evaluate runs a JavaScript expression in the page, and returns its value or that of its
// promise, which must be a string.
func (t *Tab) Evaluate(ctx context.Context, expression string) (string, error) {
	return t.browser.evaluate(ctx, object{"context": t.id}, expression)
}

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
