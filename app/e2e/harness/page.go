package harness

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Patience is how long a test waits for what must come. It decides nothing on a machine
// that works, however busy that is: it ends what hangs.
const Patience = 2 * time.Minute

// page is a tab in a profile of its own: what tests speak through.
type Page struct {
	T        *testing.T
	Ctx      context.Context
	Driver   driver
	Patience time.Duration
	Top      driver        // of the tab, while driver is that of a frame in it
	Ahead    time.Duration // by how much the tab's clock is wrong

	Mu       sync.Mutex
	Problems []string // console errors and uncaught exceptions
	console  []string // console warnings
	requests []string // URLs, in order, since the last navigation
	expected []string // parts of problems that the test announced
}

// newPage opens a blank tab in a new profile. At the end of the test, any problem
// that was not announced fails it.
func NewPage(t *testing.T) *Page {
	t.Helper()
	if InFirefox(t) {
		return NewFirefoxPage(t)
	}
	return NewTab(t, Browser, chromedp.WithNewBrowserContext())
}

// tab opens another blank tab in the same profile.
func (p *Page) Tab() *Page {
	p.T.Helper()
	return p.Driver.tab(p.T)
}

func NewTab(t *testing.T, parent context.Context, options ...chromedp.ContextOption) *Page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent, options...)
	p := &Page{T: t, Ctx: ctx, Patience: Patience}
	p.Driver = chromiumTab{page: p}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	Call(p, log.Enable, cdp.Empty{})
	Call(p, network.Enable, network.EnableParams{})
	t.Cleanup(func() {
		cancel()
		p.checkProblems()
	})
	return p
}

// checkProblems fails the test for each problem that it did not announce.
func (p *Page) checkProblems() {
	p.Mu.Lock()
	defer p.Mu.Unlock()
	for _, problem := range p.unannounced() {
		p.T.Errorf("the console has: %s", problem)
	}
}

// call runs a command of the browser's protocol.
func Call[P, R any](p *Page, command cdp.Command[P, R], params P) R {
	p.T.Helper()
	result, err := chromedp.Call(p.Ctx, command, params)
	if err != nil {
		p.T.Fatal(err)
	}
	return result
}

// unannounced returns the problems that the test did not announce.
func (p *Page) unannounced() []string {
	return slices.DeleteFunc(slices.Clone(p.Problems), func(problem string) bool {
		return slices.ContainsFunc(p.expected, func(part string) bool { return strings.Contains(problem, part) })
	})
}

// broken reports whether there is such a problem: then waiting is in vain.
func (p *Page) broken() bool {
	p.Mu.Lock()
	defer p.Mu.Unlock()
	return len(p.unannounced()) > 0
}

// expect announces a console error.
func (p *Page) Expect(part string) { p.expected = append(p.expected, part) }

func (p *Page) hear(event any) {
	p.Mu.Lock()
	defer p.Mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		p.Problems = append(p.Problems, "uncaught: "+text)
	case *runtime.EventConsoleAPICalled:
		var words []string
		for _, arg := range e.Args {
			words = append(words, string(arg.Value)+arg.Description)
		}
		line := strings.Join(words, " ")
		switch e.Type {
		case "error", "assert":
			p.Problems = append(p.Problems, "console.error: "+line)
		case "warning":
			p.console = append(p.console, line)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" {
			p.Problems = append(p.Problems, string(e.Entry.Source)+": "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	}
}

// seen returns what was requested, and warned of, since the last navigation.
func (p *Page) Seen() (requests, warnings []string) {
	p.Mu.Lock()
	defer p.Mu.Unlock()
	return slices.Clone(p.requests), slices.Clone(p.console)
}

// wasmRequests counts the requests for the program since the last navigation.
func (p *Page) WasmRequests() (n int) {
	requests, _ := p.Seen()
	for _, url := range requests {
		if strings.Contains(url, ".wasm") {
			n++
		}
	}
	return n
}

// open goes to an address, or to a path of the site.
func (p *Page) Open(address string) {
	p.T.Helper()
	if strings.HasPrefix(address, "/") {
		address = Site.URL + address
	}
	p.Mu.Lock()
	p.requests, p.console = nil, nil
	p.Mu.Unlock()
	if p.Top != nil {
		p.Driver, p.Top = p.Top, nil
	}
	p.Drive(func(ctx context.Context) error { return p.Driver.navigate(ctx, address) })
}

// reload loads the page again and lets it settle.
func (p *Page) Reload() {
	p.T.Helper()
	p.Mu.Lock()
	p.requests, p.console = nil, nil
	p.Mu.Unlock()
	p.Drive(p.Driver.reload)
	p.Settle()
}

// Settle waits until the page has loaded, and until the browser has told it of its cookies
// and it has then twice drawn a frame, run the timers that were due, and been idle.
func (p *Page) Settle() {
	p.T.Helper()
	p.Wait(`document.readyState === "complete"`)
	EvalApart[any](p, atRest)
}

// atRest is a promise that a page keeps once what it had to do is done. A page that is
// not drawn, since another is in front, keeps it too.
const atRest = `(async () => {
	// The banner has asked the same before, and is answered first. A page may have no cookies.
	try { await window.cookieStore?.getAll(); } catch {}
	for (let turn = 0; turn < 2; turn++) {
		await new Promise((drawn) => {
			const hidden = setTimeout(drawn, 200);
			requestAnimationFrame(() => { clearTimeout(hidden); drawn(); });
		});
		await new Promise((ran) => setTimeout(ran));
		await new Promise((idle) => requestIdleCallback(idle, {timeout: 200}));
	}
	return null;
})()`

func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.T.Helper()
	ctx, cancel := context.WithTimeout(p.Ctx, p.Patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.T.Fatal(err)
	}
}

// helpers are in front of each script: $ finds an element of the banner, or
// else of the page, by its id. They hold where elements of the page have the
// names of what scripts ask the document.
const Helpers = `
const shadow = Document.prototype.querySelector.call(document, "cookies-preferences")?.shadowRoot ?? document;
const $ = (id) => (shadow === document ? null : shadow.getElementById(id)) ?? Document.prototype.getElementById.call(document, id);
`

// eval runs a JavaScript expression and decodes its value, a promise's too. The
// browser copies the value: what the page has made of JSON plays no part.
func Eval[T any](p *Page, expression string) T {
	p.T.Helper()
	return evalIn[T](p, false, expression)
}

// evalApart is eval in a world of the test's own, which has the page's elements
// and nothing of what its scripts have changed or added.
func EvalApart[T any](p *Page, expression string) T {
	p.T.Helper()
	return evalIn[T](p, true, expression)
}

func evalIn[T any](p *Page, apart bool, expression string) (value T) {
	p.T.Helper()
	value, err := tryEval[T](p, apart, expression)
	if err != nil {
		p.T.Fatal(err)
	}
	return value
}

// tryEval is evalIn for what may go wrong.
func tryEval[T any](p *Page, apart bool, expression string) (value T, err error) {
	p.T.Helper()
	script := "(async () => {" + Helpers + "return await (" + expression + "\n) ?? null})()"
	ctx, cancel := context.WithTimeout(p.Ctx, p.Patience)
	defer cancel()
	found, err := p.Driver.evaluate(ctx, script, apart)
	if err != nil {
		return value, fmt.Errorf("%s: %w", expression, err)
	}
	if err := json.Unmarshal(found, &value); err != nil {
		return value, fmt.Errorf("%s gives %s: %w", expression, found, err)
	}
	return value, nil
}

// wait waits until a JavaScript expression is true.
func (p *Page) Wait(expression string) {
	p.T.Helper()
	p.Until(expression, func() bool {
		met, err := tryEval[bool](p, false, "Boolean("+expression+")")
		if err != nil && !strings.Contains(err.Error(), "Inspected target navigated or closed") { // it is asked again of the page that comes
			p.T.Fatal(err)
		}
		return met
	})
}

// until waits until a condition, which it is told in words too, is met.
func (p *Page) Until(what string, met func() bool) {
	p.T.Helper()
	deadline := time.Now().Add(p.Patience)
	for !met() {
		if p.broken() || time.Now().After(deadline) {
			_, warnings := p.Seen()
			p.Mu.Lock()
			defer p.Mu.Unlock()
			p.T.Fatalf("waited in vain for %s\nwarnings: %q\nproblems: %q", what, warnings, p.Problems)
		}
		time.Sleep(15 * time.Millisecond)
	}
}

// click presses the middle of an element with the mouse, as a visitor does.
func (p *Page) Click(id string) {
	p.T.Helper()
	p.ClickAt(p.Middle(id))
}

// clickAt presses a spot of the window with the mouse.
func (p *Page) ClickAt(spot [2]float64) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error { return p.Driver.click(ctx, spot) })
}

// middle waits for an element and returns where its middle is in the window.
func (p *Page) Middle(id string) [2]float64 {
	p.T.Helper()
	p.Wait(`$("` + id + `")?.getBoundingClientRect().width`)
	return Eval[[2]float64](p, `(() => {
		const element = $("`+id+`");
		element.scrollIntoView({block: "nearest"});
		const box = element.getBoundingClientRect();
		return [box.x + box.width / 2, box.y + box.height / 2];
	})()`)
}

// press presses keys on whatever has the focus.
func (p *Page) Press(keys string) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error { return p.Driver.Press(ctx, keys) })
}

// focused returns the id of what has the focus, in the banner or in the page;
// "" when nothing has.
func (p *Page) Focused() string {
	p.T.Helper()
	return Eval[string](p, `(shadow.activeElement ?? document.activeElement)?.id ?? ""`)
}

// started is true once the program runs and has taken the notice's nodes over:
// the dialog's stylesheet has come with it, and hydrate.js has ended.
const Started = `shadow.adoptedStyleSheets.length === 2 && !Object.hasOwn(shadow.firstElementChild, "appendChild")`

// start has the program run, as a visitor does who reaches for what needs it.
func (p *Page) Start() {
	p.T.Helper()
	p.Wait(`$("cookies-customize")`)
	Eval[any](p, `($("cookies-customize").focus(), null)`)
	p.Wait(Started)
}

// waitNotice and its like wait for a state of the banner.
func (p *Page) WaitNotice() { p.T.Helper(); p.Wait(`$("cookies-accept")?.checkVisibility()`) }

func (p *Page) WaitDialog() { p.T.Helper(); p.Wait(`$("cookies-dialog")?.open`) }

func (p *Page) WaitClosed() {
	p.T.Helper()
	p.Wait(`$("cookies-accept") === null && $("cookies-dialog") === null`)
}

// cookie returns the cookies_preferences cookie as the browser's own protocol
// reports it; nil when there is none.
func (p *Page) Cookie() *network.Cookie {
	p.T.Helper()
	for _, c := range p.Cookies() {
		if c.Name == "cookies_preferences" {
			return c
		}
	}
	return nil
}

// cookies returns all cookies that the page would send.
func (p *Page) Cookies() []*network.Cookie {
	p.T.Helper()
	var list []*network.Cookie
	p.Drive(func(ctx context.Context) (err error) {
		list, err = p.Driver.cookies(ctx)
		return err
	})
	return list
}

// scroll turns the mouse wheel over the middle of the page.
func Scroll(pixels float64) chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, 640, 200, func(p *input.DispatchMouseEventParams) {
		p.DeltaX, p.DeltaY = 1, pixels
	})
}

// moveAway moves the mouse to where nothing reacts to it.
func MoveAway() chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1)
}
