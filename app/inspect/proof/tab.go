//go:build !js

package proof

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long anything that is waited for may take.
const patience = 30 * time.Second

// tab is a tab in a fresh profile. Its methods do nothing once one has failed:
// err says why.
type tab struct {
	ctx   context.Context
	close func()
	err   error

	mu       sync.Mutex
	problems []string // errors and warnings of the page's
	requests []string // URLs
}

// freeze has new Date and Date.now tell one moment.
const freeze = `(() => {
	const moment = %d;
	globalThis.Date = class extends Date {
		constructor(...parts) { parts.length ? super(...parts) : super(moment); }
		static now() { return moment; }
	};
})()`

// newTab opens a portal's page as France sees it, on a screen of that size.
func newTab(browser context.Context, s subject, size screen) *tab {
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t := &tab{ctx: ctx, close: cancel}
	if t.err = chromedp.Listen(ctx, t.hear); t.err != nil {
		return t
	}
	call(t, log.Enable, cdp.Empty{})
	call(t, network.Enable, network.EnableParams{})
	call(t, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Europe/Paris"})
	call(t, emulation.SetLocaleOverride, emulation.SetLocaleOverrideParams{Locale: "fr-FR"})
	call(t, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
		Source: fmt.Sprintf(freeze, Clock.UnixMilli())})
	t.do(chromedp.EmulateViewport(size.Width, size.Height))
	t.colors("light")
	t.do(chromedp.Navigate(s.Page().String()))
	t.waitNotice()
	return t
}

// call runs a command of the browser's protocol.
func call[P, R any](t *tab, command cdp.Command[P, R], params P) (result R) {
	if t.err == nil {
		result, t.err = chromedp.Call(t.ctx, command, params)
	}
	return result
}

// hear takes the browser's events. It must be quick.
func (t *tab) hear(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		t.problems = append(t.problems, e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if slices.Contains([]string{"error", "assert", "warning"}, string(e.Type)) {
			var words []string
			for _, arg := range e.Args {
				words = append(words, string(arg.Value)+arg.Description)
			}
			t.problems = append(t.problems, strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" {
			t.problems = append(t.problems, e.Entry.Text+" "+e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		t.requests = append(t.requests, e.Request.URL)
	}
}

// end closes the tab and returns what failed in it, or what the page reported.
func (t *tab) end(doing string) error {
	t.close()
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.problems) > 0 {
		return fmt.Errorf("%s: the page reports %s", doing, strings.Join(t.problems, "; "))
	}
	if t.err != nil {
		return fmt.Errorf("%s: %w", doing, t.err)
	}
	return nil
}

func (t *tab) broken() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.err != nil || len(t.problems) > 0
}

func (t *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	if t.err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	t.err = chromedp.Do(ctx, actions...)
}

// helpers are in front of each script: $ finds an element of the banner, or else
// of the page, by its id.
const helpers = `
const shadow = document.querySelector("cookies-preferences")?.shadowRoot ?? document;
const $ = (id) => shadow.getElementById(id) ?? document.getElementById(id);
`

// eval runs a JavaScript expression and decodes its value, a promise's too.
func eval[T any](t *tab, expression string) (value T) {
	if t.err != nil {
		return value
	}
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	script := "(async () => {" + helpers + "return JSON.stringify(await (" + expression + "\n) ?? null)})()"
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err == nil {
		err = json.Unmarshal([]byte(text), &value)
	}
	if err != nil {
		t.err = fmt.Errorf("%s: %w", expression, err)
	}
	return value
}

// wait waits until a JavaScript expression is true.
func (t *tab) wait(expression string) {
	for deadline := time.Now().Add(patience); !t.broken(); time.Sleep(15 * time.Millisecond) {
		if eval[bool](t, "Boolean("+expression+")") {
			return
		}
		if t.err == nil && time.Now().After(deadline) {
			t.err = fmt.Errorf("waited in vain for %s", expression)
		}
	}
}

func (t *tab) waitNotice() { t.wait(`$("cookies-accept")?.checkVisibility()`) }
func (t *tab) waitClosed() { t.wait(`!$("cookies-accept") && !$("cookies-dialog")`) }
func (t *tab) waitDetails() {
	t.wait(`shadow.querySelector(".details") && !shadow.querySelector(".loading")`)
}
func (t *tab) waitCharter() {
	t.wait(`shadow.querySelector(".charter") && !shadow.querySelector(".loading")`)
}

// click presses the middle of an element with the mouse, as a visitor does.
func (t *tab) click(id string) {
	t.wait(`$("` + id + `")?.getBoundingClientRect().width`)
	spot := eval[[2]float64](t, `(() => {
		const element = $("`+id+`");
		element.scrollIntoView({block: "nearest"});
		const box = element.getBoundingClientRect();
		return [box.x + box.width / 2, box.y + box.height / 2];
	})()`)
	t.do(chromedp.MouseClickXY(spot[0], spot[1]))
}

// scroll turns the mouse wheel over the page until it has moved.
func (t *tab) scroll() {
	t.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, 600, 60, func(p *input.DispatchMouseEventParams) {
		p.DeltaX, p.DeltaY = 1, 300 // neither may be 0
	}))
	t.wait(`scrollY > 0`)
}

// colors has the device ask for light or dark, and for no motion.
func (t *tab) colors(scheme string) {
	call(t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// asked lists what was requested, each once, sorted.
func (t *tab) asked() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Compact(slices.Sorted(slices.Values(t.requests)))
}
