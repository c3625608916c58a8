package browsertest

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

// patience is how long a test waits for what must come, unless it says otherwise.
const patience = 30 * time.Second

// page is a tab in a profile of its own: what tests speak through.
type page struct {
	t        *testing.T
	ctx      context.Context
	driver   driver
	patience time.Duration
	top      driver        // of the tab, while driver is that of a frame in it
	ahead    time.Duration // by how much the tab's clock is wrong

	mu       sync.Mutex
	problems []string // console errors and uncaught exceptions
	console  []string // console warnings
	requests []string // URLs, in order, since the last navigation
	expected []string // parts of problems that the test announced
}

// newPage opens a blank tab in a new profile. At the end of the test, any problem
// that was not announced fails it.
func newPage(t *testing.T) *page {
	t.Helper()
	if inFirefox(t) {
		return newFirefoxPage(t)
	}
	return newTab(t, browser, chromedp.WithNewBrowserContext())
}

// tab opens another blank tab in the same profile.
func (p *page) tab() *page {
	p.t.Helper()
	return p.driver.tab(p.t)
}

func newTab(t *testing.T, parent context.Context, options ...chromedp.ContextOption) *page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent, options...)
	p := &page{t: t, ctx: ctx, patience: patience}
	p.driver = chromiumTab{page: p}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	call(p, log.Enable, cdp.Empty{})
	call(p, network.Enable, network.EnableParams{})
	t.Cleanup(func() {
		cancel()
		p.checkProblems()
	})
	return p
}

// checkProblems fails the test for each problem that it did not announce.
func (p *page) checkProblems() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, problem := range p.unannounced() {
		p.t.Errorf("the console has: %s", problem)
	}
}

// closeTab closes the tab, as a visitor does. Nothing can be asked of it then.
func (p *page) closeTab() {
	p.t.Helper()
	p.drive(p.driver.close)
}

// slowLine gives the tab a line of 1.6 Mbit/s that takes 150 ms to answer.
func (p *page) slowLine() {
	p.t.Helper()
	call(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 150, DownloadThroughput: 200_000, UploadThroughput: 90_000}},
	})
}

// call runs a command of the browser's protocol.
func call[P, R any](p *page, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	result, err := chromedp.Call(p.ctx, command, params)
	if err != nil {
		p.t.Fatal(err)
	}
	return result
}

// unannounced returns the problems that the test did not announce.
func (p *page) unannounced() []string {
	return slices.DeleteFunc(slices.Clone(p.problems), func(problem string) bool {
		return slices.ContainsFunc(p.expected, func(part string) bool { return strings.Contains(problem, part) })
	})
}

// broken reports whether there is such a problem: then waiting is in vain.
func (p *page) broken() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.unannounced()) > 0
}

// expect announces a console error.
func (p *page) expect(part string) { p.expected = append(p.expected, part) }

func (p *page) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		p.problems = append(p.problems, "uncaught: "+text)
	case *runtime.EventConsoleAPICalled:
		var words []string
		for _, arg := range e.Args {
			words = append(words, string(arg.Value)+arg.Description)
		}
		line := strings.Join(words, " ")
		switch e.Type {
		case "error", "assert":
			p.problems = append(p.problems, "console.error: "+line)
		case "warning":
			p.console = append(p.console, line)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" {
			p.problems = append(p.problems, string(e.Entry.Source)+": "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	}
}

// seen returns what was requested, and warned of, since the last navigation.
func (p *page) seen() (requests, warnings []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests), slices.Clone(p.console)
}

// mark has the page request something of the test's own, and waits until that is seen:
// what it requested before is seen by then.
func (p *page) mark() {
	p.t.Helper()
	name := fmt.Sprintf("/favicon.ico?%d", time.Now().UnixNano())
	eval[any](p, `fetch("`+name+`").then(() => null)`)
	p.until("the request for "+name, func() bool {
		requests, _ := p.seen()
		return slices.ContainsFunc(requests, func(url string) bool { return strings.HasSuffix(url, name) })
	})
}

// programRequests counts the requests for the program's module or for the program
// since the last navigation, whichever are more.
func (p *page) programRequests() (n int) {
	requests, _ := p.seen()
	modules := 0
	for _, url := range requests {
		if strings.Contains(url, "/go-") {
			modules++
		}
	}
	return max(modules, p.wasmRequests())
}

// wasmRequests counts the requests for the program since the last navigation.
func (p *page) wasmRequests() (n int) {
	requests, _ := p.seen()
	for _, url := range requests {
		if strings.Contains(url, ".wasm") {
			n++
		}
	}
	return n
}

// open goes to an address, or to a path of the site.
func (p *page) open(address string) {
	p.t.Helper()
	if strings.HasPrefix(address, "/") {
		address = site.URL + address
	}
	p.mu.Lock()
	p.requests, p.console = nil, nil
	p.mu.Unlock()
	if p.top != nil {
		p.driver, p.top = p.top, nil
	}
	p.drive(func(ctx context.Context) error { return p.driver.navigate(ctx, address) })
}

// reload loads the page again and lets it settle.
func (p *page) reload() {
	p.t.Helper()
	p.mu.Lock()
	p.requests, p.console = nil, nil
	p.mu.Unlock()
	p.drive(p.driver.reload)
	p.settle()
}

// settle waits until the page has loaded, and until it has twice drawn a frame, run
// the timers that were due, and been idle.
func (p *page) settle() {
	p.t.Helper()
	p.wait(`document.readyState === "complete"`)
	eval[any](p, atRest)
}

// atRest is a promise that a page keeps once what it had to do is done. A page that is
// not drawn, since another is in front, keeps it too.
const atRest = `(async () => {
	for (let turn = 0; turn < 2; turn++) {
		await new Promise((drawn) => { requestAnimationFrame(drawn); setTimeout(drawn, 200); });
		await new Promise((ran) => setTimeout(ran));
		await new Promise((idle) => requestIdleCallback(idle, {timeout: 200}));
	}
	return null;
})()`

func (p *page) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// helpers are in front of each script: $ finds an element of the banner, or
// else of the page, by its id. They hold where elements of the page have the
// names of what scripts ask the document.
const helpers = `
const shadow = Document.prototype.querySelector.call(document, "cookies-preferences")?.shadowRoot ?? document;
const $ = (id) => (shadow === document ? null : shadow.getElementById(id)) ?? Document.prototype.getElementById.call(document, id);
`

// eval runs a JavaScript expression and decodes its value, a promise's too. The
// browser copies the value: what the page has made of JSON plays no part.
func eval[T any](p *page, expression string) T {
	p.t.Helper()
	return evalIn[T](p, false, expression)
}

// evalApart is eval in a world of the test's own, which has the page's elements
// and nothing of what its scripts have changed or added.
func evalApart[T any](p *page, expression string) T {
	p.t.Helper()
	return evalIn[T](p, true, expression)
}

func evalIn[T any](p *page, apart bool, expression string) (value T) {
	p.t.Helper()
	value, err := tryEval[T](p, apart, expression)
	if err != nil {
		p.t.Fatal(err)
	}
	return value
}

// tryEval is evalIn for what may go wrong.
func tryEval[T any](p *page, apart bool, expression string) (value T, err error) {
	p.t.Helper()
	script := "(async () => {" + helpers + "return await (" + expression + "\n) ?? null})()"
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	found, err := p.driver.evaluate(ctx, script, apart)
	if err != nil {
		return value, fmt.Errorf("%s: %w", expression, err)
	}
	if err := json.Unmarshal(found, &value); err != nil {
		return value, fmt.Errorf("%s gives %s: %w", expression, found, err)
	}
	return value, nil
}

// wait waits until a JavaScript expression is true.
func (p *page) wait(expression string) {
	p.t.Helper()
	p.until(expression, func() bool {
		met, err := tryEval[bool](p, false, "Boolean("+expression+")")
		if err != nil && !strings.Contains(err.Error(), "Inspected target navigated or closed") { // it is asked again of the page that comes
			p.t.Fatal(err)
		}
		return met
	})
}

// until waits until a condition, which it is told in words too, is met.
func (p *page) until(what string, met func() bool) {
	p.t.Helper()
	deadline := time.Now().Add(p.patience)
	for !met() {
		if p.broken() || time.Now().After(deadline) {
			_, warnings := p.seen()
			p.mu.Lock()
			defer p.mu.Unlock()
			p.t.Fatalf("waited in vain for %s\nwarnings: %q\nproblems: %q", what, warnings, p.problems)
		}
		time.Sleep(15 * time.Millisecond)
	}
}

// click presses the middle of an element with the mouse, as a visitor does.
func (p *page) click(id string) {
	p.t.Helper()
	p.clickAt(p.middle(id))
}

// clickAt presses a spot of the window with the mouse.
func (p *page) clickAt(spot [2]float64) {
	p.t.Helper()
	p.drive(func(ctx context.Context) error { return p.driver.click(ctx, spot) })
}

// middle waits for an element and returns where its middle is in the window.
func (p *page) middle(id string) [2]float64 {
	p.t.Helper()
	p.wait(`$("` + id + `")?.getBoundingClientRect().width`)
	return eval[[2]float64](p, `(() => {
		const element = $("`+id+`");
		element.scrollIntoView({block: "nearest"});
		const box = element.getBoundingClientRect();
		return [box.x + box.width / 2, box.y + box.height / 2];
	})()`)
}

// press presses keys on whatever has the focus.
func (p *page) press(keys string) {
	p.t.Helper()
	p.drive(func(ctx context.Context) error { return p.driver.press(ctx, keys) })
}

// focused returns the id of what has the focus, in the banner or in the page;
// "" when nothing has.
func (p *page) focused() string {
	p.t.Helper()
	return eval[string](p, `(shadow.activeElement ?? document.activeElement)?.id ?? ""`)
}

// started is true once the program runs and has taken the notice's nodes over:
// the dialog's stylesheet has come with it, and hydrate.js has ended.
const started = `shadow.adoptedStyleSheets.length === 2 && !Object.hasOwn(shadow.firstElementChild, "appendChild")`

// start has the program run, as a visitor does who reaches for what needs it.
func (p *page) start() {
	p.t.Helper()
	eval[any](p, `($("cookies-customize").focus(), null)`)
	p.wait(started)
}

// waitNotice and its like wait for a state of the banner.
func (p *page) waitNotice() { p.t.Helper(); p.wait(`$("cookies-accept")?.checkVisibility()`) }
func (p *page) waitDialog() { p.t.Helper(); p.wait(`$("cookies-dialog")?.open`) }
func (p *page) waitClosed() {
	p.t.Helper()
	p.wait(`$("cookies-accept") === null && $("cookies-dialog") === null`)
}

// cookie returns the cookies_preferences cookie as the browser's own protocol
// reports it; nil when there is none.
func (p *page) cookie() *network.Cookie {
	p.t.Helper()
	for _, c := range p.cookies() {
		if c.Name == "cookies_preferences" {
			return c
		}
	}
	return nil
}

// cookies returns all cookies that the page would send.
func (p *page) cookies() []*network.Cookie {
	p.t.Helper()
	var list []*network.Cookie
	p.drive(func(ctx context.Context) (err error) {
		list, err = p.driver.cookies(ctx)
		return err
	})
	return list
}

// scroll turns the mouse wheel over the middle of the page.
func scroll(pixels float64) chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, 640, 200, func(p *input.DispatchMouseEventParams) {
		p.DeltaX, p.DeltaY = 1, pixels
	})
}

// moveAway moves the mouse to where nothing reacts to it.
func moveAway() chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1)
}
