package harness

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/internal/browser/firefox"
	"cookies-preferences/app/internal/browser/webkit"
	"cookies-preferences/banner/preferences"
)

// Patience bounds every wait, so that a test that hangs ends. It is too long to decide an outcome
// on a busy machine.
const Patience = 2 * time.Minute

// Page is a tab, and the page in it.
type Page struct {
	T        *testing.T
	Driver   browser.Tab
	Patience time.Duration

	profile      browser.Profile
	closeProfile func() error
	document     browser.Document // where scripts run: the tab's page, or a frame in it

	mu       sync.Mutex
	problems []string // console errors, uncaught exceptions and failed requests
	warnings []string // on the console, since the last navigation
	requests []string // URLs, in order, since the last navigation
	expected []string // parts of problems that the test announced
}

// NewPage opens a blank tab in a new profile, of the engine that the test runs in.
func NewPage(t *testing.T) *Page {
	t.Helper()
	b, err := EngineOf(t).get()
	if err != nil {
		t.Fatal(err)
	}
	return NewPageIn(t, b)
}

// NewPageWith opens a blank tab in a new profile of WebKit, whose browser has settings of its own.
func NewPageWith(t *testing.T, settings ...string) *Page {
	t.Helper()
	b, err := EngineOf(t).get()
	if err != nil {
		t.Fatal(err)
	}
	return newPage(t, func(ctx context.Context) (browser.Profile, error) {
		return b.(*webkit.Browser).NewProfileWith(ctx, settings...)
	})
}

// NewPageIn opens a blank tab in a new profile of a browser.
func NewPageIn(t *testing.T, b browser.Browser) *Page {
	t.Helper()
	return newPage(t, b.NewProfile)
}

func newPage(t *testing.T, make func(context.Context) (browser.Profile, error)) *Page {
	t.Helper()
	profile, err := make(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p := &Page{T: t, profile: profile, closeProfile: sync.OnceValue(func() error {
		return profile.Close(context.Background())
	})}
	p.open(profile.NewTab(t.Context(), p.listen))
	return p
}

// Tab opens another blank tab in the same profile.
func (p *Page) Tab() *Page {
	p.T.Helper()
	other := &Page{T: p.T, profile: p.profile, closeProfile: p.closeProfile}
	other.open(p.profile.NewTab(p.T.Context(), other.listen))
	return other
}

// EndSession closes all tabs and removes the profile, as a private window does with its last tab.
func (p *Page) EndSession() {
	p.T.Helper()
	if err := p.closeProfile(); err != nil {
		p.T.Fatal(err)
	}
}

// Attach takes hold of a tab of the same profile that the browser opened. Chromium only.
func (p *Page) Attach(id target.ID) *Page {
	p.T.Helper()
	other := &Page{T: p.T, profile: p.profile, closeProfile: p.closeProfile}
	other.open(p.profile.(*chromium.Profile).Attach(id, other.listen))
	return other
}

// open sets the page's tab. At the end of the test, each problem that was not announced
// fails it.
func (p *Page) open(tab browser.Tab, err error) {
	p.T.Helper()
	if err != nil {
		p.T.Fatal(err)
	}
	p.Driver, p.document, p.Patience = tab, tab, Patience
	p.T.Cleanup(func() {
		if err := p.closeProfile(); err != nil {
			p.T.Error(err)
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, problem := range p.unannounced() {
			p.T.Errorf("the console has: %s", problem)
		}
	})
}

// remarks are errors on the console of Firefox and WebKit that are no fault of the page's.
var remarks = []string{
	"The character encoding of the document was not declared", // Chromium guesses silently
	"The character encoding of a framed document was not declared",
	"Failed to read data from the ReadableStream", // the page was left during a download
	"Fetch API cannot load",                       // likewise, or another problem says so
}

// intoSandbox begins WebKit's error about a script that looks into a sandboxed frame.
const intoSandbox = "Sandbox access violation"

// ofIcon reports whether an event is about a page's icon, which WebKit looks for itself.
func ofIcon(e browser.Event) bool { return strings.Contains(e.Text+" "+e.URL, "/favicon.ico") }

// listen notes an event of the tab.
func (p *Page) listen(e browser.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	isRemark := func(text string) bool { return strings.HasPrefix(e.Text, text) }
	if e.URL == "" && isRemark(intoSandbox) { // a script of the test's, no file, has looked there
		return
	}
	if EngineOf(p.T) == WebKit && e.IsProblem() && ofIcon(e) {
		return
	}
	switch {
	case e.Kind == browser.Request:
		p.requests = append(p.requests, e.URL)
	case e.Kind == browser.ConsoleWarning:
		p.warnings = append(p.warnings, e.Text)
	case e.IsProblem() && !slices.ContainsFunc(remarks, isRemark):
		p.problems = append(p.problems, e.String())
	}
}

// Expect announces a problem, by a part of its text.
func (p *Page) Expect(part string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.expected = append(p.expected, part)
}

// unannounced returns the problems that the test did not announce. The caller has the lock.
func (p *Page) unannounced() []string {
	return slices.DeleteFunc(slices.Clone(p.problems), func(problem string) bool {
		return slices.ContainsFunc(p.expected, func(part string) bool {
			return strings.Contains(problem, part)
		})
	})
}

// Seen returns the requests and the console's warnings since the last navigation.
func (p *Page) Seen() (requests, warnings []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests), slices.Clone(p.warnings)
}

// WasmRequests counts the requests for the program since the last navigation.
func (p *Page) WasmRequests() (n int) {
	requests, _ := p.Seen()
	for _, url := range requests {
		if strings.Contains(url, ".wasm") {
			n++
		}
	}
	return n
}

// Drive has the tab do something, within the page's patience.
func (p *Page) Drive(act func(context.Context) error) {
	p.T.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), p.Patience)
	defer cancel()
	if err := act(ctx); err != nil {
		p.T.Fatal(err)
	}
}

// Preload has a script run before the scripts of each page of the tab to come.
func (p *Page) Preload(script string) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error { return p.Driver.Preload(ctx, script) })
}

// AskNotToBeTracked has the browser send Global Privacy Control.
func (p *Page) AskNotToBeTracked() { p.T.Helper(); p.Drive(p.Driver.SignalGPC) }

// Look emulates the visitor's colours: "light", "dark", or "forced" for forced colours.
func (p *Page) Look(scheme string) {
	p.T.Helper()
	media := browser.Media{ColorScheme: scheme}
	if scheme == "forced" {
		media = browser.Media{ColorScheme: "light", ForcedColors: true}
	}
	p.Emulate(media)
}

// Resize sets the size of the viewport.
func (p *Page) Resize(width, height int) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error { return p.Driver.Resize(ctx, width, height) })
}

// Emulate sets the media features of the visitor's device.
func (p *Page) Emulate(media browser.Media) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error { return p.Driver.Emulate(ctx, media) })
}

// Set sets a setting of Firefox's, for all tabs, until the test ends or reset is called.
func (p *Page) Set(name string, value any) (reset func()) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error {
		return p.Driver.(*firefox.Tab).Set(ctx, name, value)
	})
	return func() { p.Drive(p.profile.(*firefox.Profile).Reset) }
}

// Open goes to an address, or to a path of the site.
func (p *Page) Open(address string) {
	p.T.Helper()
	if strings.HasPrefix(address, "/") {
		address = Site.URL + address
	}
	p.forget()
	p.document = p.Driver
	p.Drive(func(ctx context.Context) error { return p.Driver.Navigate(ctx, address) })
}

// Reload loads the page again and lets it settle.
func (p *Page) Reload() {
	p.T.Helper()
	p.forget()
	p.Drive(p.Driver.Reload)
	p.Settle()
}

// forget drops what was seen on the page that is left.
func (p *Page) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.requests, p.warnings = nil, nil
}

// EnterFrame has scripts run in the page's first frame, until another page is opened. The
// mouse and the keys stay the tab's.
func (p *Page) EnterFrame() {
	p.T.Helper()
	p.Drive(func(ctx context.Context) (err error) {
		p.document, err = p.Driver.Frame(ctx)
		return err
	})
}

// Settle waits until the page has loaded and knows its cookies, and has then twice rendered a
// frame, run its due timers and been idle.
func (p *Page) Settle() {
	p.T.Helper()
	p.Wait(`document.readyState === "complete"`)
	EvalApart[any](p, atRest)
}

// atRest is a promise that the page fulfils once it has nothing left to do, even behind another
// tab, where nothing is rendered.
const atRest = `(async () => {
	// The banner made the same call before, so its answer comes first. A sandboxed page may have no
	// cookies.
	try { await window.cookieStore?.getAll(); } catch {}
	for (let turn = 0; turn < 2; turn++) {
		await new Promise((drawn) => {
			const hidden = setTimeout(drawn, 200);
			requestAnimationFrame(() => { clearTimeout(hidden); drawn(); });
		});
		await new Promise((ran) => setTimeout(ran));
		const idle = window.requestIdleCallback ?? window.setTimeout; // WebKit has none
		await new Promise((rested) => idle.call(window, rested, {timeout: 200}));
	}
	return null;
})()`

// Offline takes the tab's connection away, or gives it back. Chromium only.
func (p *Page) Offline(gone bool) {
	p.T.Helper()
	all := []*network.Conditions{{Offline: gone, DownloadThroughput: -1, UploadThroughput: -1}}
	Call(p, network.EmulateNetworkConditionsByRule,
		network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: all})
}

// PassTime advances the page's clock and timers at once. Chromium only.
func (p *Page) PassTime(d time.Duration) {
	p.T.Helper()
	budget := float64(d.Milliseconds())
	pass := func(
		ctx context.Context, t *chromedp.Target,
	) (emulation.SetVirtualTimePolicyResult, error) {
		return cdp.Call(ctx, t, emulation.SetVirtualTimePolicy,
			emulation.SetVirtualTimePolicyParams{
				Policy: emulation.VirtualTimePolicyAdvance, Budget: &budget,
			})
	}
	ctx, cancel := context.WithTimeout(p.Context(), p.Patience)
	defer cancel()
	over := chromedp.WaitEvent(emulation.VirtualTimeBudgetExpired, nil, pass)
	if _, err := chromedp.Run(ctx, over); err != nil {
		p.T.Fatal(err)
	}
}

// helpers are in front of each script: $ finds an element of the banner, or else of the page, by
// its id. They work even if elements are named like members of the document.
const helpers = `
const { getElementById, querySelector } = Document.prototype;
const shadow = querySelector.call(document, "cookies-preferences")?.shadowRoot ?? document;
const $ = (id) => (shadow === document ? null : shadow.getElementById(id)) ??
	getElementById.call(document, id);
`

// Eval runs a JavaScript expression among the page's own scripts and decodes its value, or
// the value of its promise.
func Eval[T any](p *Page, expression string) T {
	p.T.Helper()
	return evalIn[T](p, browser.PageWorld, expression)
}

// EvalApart is Eval in a world that has the page's elements, but nothing that its scripts
// have changed or added.
func EvalApart[T any](p *Page, expression string) T {
	p.T.Helper()
	return evalIn[T](p, browser.IsolatedWorld, expression)
}

func evalIn[T any](p *Page, world browser.World, expression string) T {
	p.T.Helper()
	value, err := tryEval[T](p, world, p.Patience, expression)
	if err != nil {
		p.T.Fatal(err)
	}
	return value
}

func tryEval[T any](
	p *Page, world browser.World, patience time.Duration, expression string,
) (value T, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	script := "(async () => {" + helpers + "return await (" + expression + "\n) ?? null})()"
	found, err := p.document.Evaluate(ctx, script, world)
	if err != nil {
		return value, fmt.Errorf("%s: %w", expression, err)
	}
	if err := json.Unmarshal(found, &value); err != nil {
		return value, fmt.Errorf("%s gives %s: %w", expression, found, err)
	}
	return value, nil
}

// Wait waits until a JavaScript expression is true.
func (p *Page) Wait(expression string) {
	p.T.Helper()
	p.Until(expression, func() bool {
		return ask[bool](p, browser.PageWorld, "Boolean("+expression+")")
	})
}

// ask evaluates an expression for [Page.Until]. If the page is left meanwhile, it returns the
// zero value: the next page is asked again.
func ask[T any](p *Page, world browser.World, expression string) T {
	p.T.Helper()
	value, err := tryEval[T](p, world, p.Patience, expression)
	if err != nil && !errors.Is(err, browser.ErrLeft) {
		p.T.Fatal(err)
	}
	return value
}

// Until waits until a condition is met; what describes it. A problem that the test did not
// announce ends the wait.
func (p *Page) Until(what string, met func() bool) {
	p.T.Helper()
	deadline := time.Now().Add(p.Patience)
	for !met() {
		p.mu.Lock()
		if len(p.unannounced()) > 0 || time.Now().After(deadline) {
			defer p.mu.Unlock()
			p.T.Fatalf("waited in vain for %s\nwarnings: %q\nproblems: %q",
				what, p.warnings, p.problems)
		}
		p.mu.Unlock()
		time.Sleep(15 * time.Millisecond)
	}
}

// OpenDialog clicks a control that opens the preferences or the charter, and waits for them.
func (p *Page) OpenDialog(control string) {
	p.T.Helper()
	p.Click(control)
	p.WaitDialog()
}

// Choose clicks a control that makes a choice, and waits until the banner has gone.
func (p *Page) Choose(control string) {
	p.T.Helper()
	p.Click(control)
	p.WaitClosed()
}

// Press presses keys on whatever has the focus.
func (p *Page) Press(keys string) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error { return p.Driver.Press(ctx, keys) })
}

// TabKey presses Tab, or Shift and Tab.
func (p *Page) TabKey(back bool) {
	p.T.Helper()
	press := p.Driver.Press
	if back {
		press = p.Driver.PressShifted
	}
	p.Drive(func(ctx context.Context) error { return press(ctx, "\t") })
}

// Focused returns the id of the element that has the focus, in the banner or in the page;
// "" if none has.
func (p *Page) Focused() string {
	p.T.Helper()
	return Eval[string](p, `(shadow.activeElement ?? document.activeElement)?.id ?? ""`)
}

// CheckFocus checks that the element with that id has the focus.
func (p *Page) CheckFocus(want string) {
	p.T.Helper()
	if got := p.Focused(); got != want {
		p.T.Errorf("the focus is on %q, want %q", got, want)
	}
}

// Started is true once the program has taken the dialog over: the loader marks that.
const Started = `shadow.querySelector("[data-program=running]") !== null`

// Unavailable is true while a message says that the preferences don't open.
const Unavailable = `$("cookies-status")?.innerText.includes("n’ont pas pu être chargées")`

// Start makes the program run: it opens the preferences, waits until it has taken them over, and
// closes them. From then on it draws the dialog.
func (p *Page) Start() {
	p.T.Helper()
	p.OpenDialog("cookies-customize")
	p.Wait(Started)
	p.Click("cookies-close")
	p.Wait(`!$("cookies-dialog")?.open`)
}

// WaitNotice waits until the notice is shown.
func (p *Page) WaitNotice() { p.T.Helper(); p.Wait(`$("cookies-accept")?.checkVisibility()`) }

// WaitDialog waits until the preferences or the charter are open.
func (p *Page) WaitDialog() { p.T.Helper(); p.Wait(`$("cookies-dialog")?.open`) }

// WaitClosed waits until there is neither notice nor dialog.
func (p *Page) WaitClosed() {
	p.T.Helper()
	p.Wait(`$("cookies-accept") === null && !$("cookies-dialog")?.open`)
}

// Cookies returns the cookies that the browser would send for the page.
func (p *Page) Cookies() (list []browser.Cookie) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) (err error) {
		list, err = p.Driver.Cookies(ctx)
		return err
	})
	return list
}

// WaitCookies waits until the page has these cookies beside the banner's, and no others.
func (p *Page) WaitCookies(want ...string) {
	p.T.Helper()
	want = slices.Sorted(slices.Values(want))
	p.Until(fmt.Sprintf("the cookies %q alone", want), func() bool {
		var got []string
		for _, c := range p.Cookies() {
			if c.Name != preferences.CookieName {
				got = append(got, c.Name)
			}
		}
		slices.Sort(got)
		return slices.Equal(got, want)
	})
}

// Cookie returns the banner's cookie; nil if there is none.
func (p *Page) Cookie() *browser.Cookie {
	p.T.Helper()
	for _, c := range p.Cookies() {
		if c.Name == preferences.CookieName {
			return &c
		}
	}
	return nil
}

// chromium is the tab, for what only Chromium can do.
func (p *Page) chromium() *chromium.Tab {
	p.T.Helper()
	tab, ok := p.Driver.(*chromium.Tab)
	if !ok {
		p.T.Fatalf("only Chromium can do this, not %s", EngineOf(p.T))
	}
	return tab
}

// Context is chromedp's context of the tab, for what only Chromium's protocol has.
func (p *Page) Context() context.Context { p.T.Helper(); return p.chromium().Context() }

// Call sends a command of Chromium's protocol to the tab.
func Call[P, R any](p *Page, command cdp.Command[P, R], params P) (result R) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) (err error) {
		result, err = chromium.Call(ctx, p.chromium(), command, params)
		return err
	})
	return result
}

// Do carries out actions of chromedp in the tab.
func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.T.Helper()
	ctx, cancel := context.WithTimeout(p.Context(), p.Patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.T.Fatal(err)
	}
}
