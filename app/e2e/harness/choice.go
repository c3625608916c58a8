package harness

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// Everything is all that a visitor can allow on a page with the tracker matomo.
var Everything = []preferences.Name{
	preferences.Statistics, preferences.Internal, preferences.ThirdParty, preferences.Matomo,
}

// Optional are all categories and trackers that a visitor can allow.
var Optional = preferences.Optional()

// VersionOf is the charter's version in a record of a built-in portal.
func VersionOf(t *testing.T, host string) string {
	t.Helper()
	text, ok := charter.Portal(host)
	if !ok {
		t.Fatalf("no charter is published for %s", host)
	}
	return charter.Version(text)
}

// Choice allows these names, on the portal [Aude].
func Choice(t *testing.T, names ...preferences.Name) preferences.Preferences {
	t.Helper()
	return preferences.Preferences{
		Allowed: preferences.SetOf(names...), Charter: VersionOf(t, Aude),
	}.FollowStatistics()
}

// AcceptedAt is a cookie's value that allows everything, chosen at a time.
func AcceptedAt(at time.Time) string {
	return preferences.Encode(preferences.Preferences{
		Allowed: preferences.SetOf(Optional...), Timestamp: at.UnixMilli(),
	})
}

// Record returns the banner's cookie, and the choice that it records.
func (p *Page) Record() (browser.Cookie, preferences.Preferences) {
	p.T.Helper()
	c := p.Cookie()
	if c == nil {
		p.T.Fatal("there is no cookie")
	}
	choice, ok := preferences.Decode(c.Value, time.Now())
	if !ok {
		p.T.Fatalf("the cookie is no valid record: %s", c.Value)
	}
	return *c, choice
}

// CheckCookie checks the cookie's attributes, and that it records a choice made since.
func CheckCookie(p *Page, want preferences.Preferences, since time.Time) {
	p.T.Helper()
	c, got := p.Record()
	at := got.Time()
	if at.Before(since.Add(-time.Second)) || at.After(time.Now().Add(time.Second)) {
		p.T.Errorf("the choice is dated %v, made after %v", at, since)
	}
	want.Timestamp = got.Timestamp
	if got != want {
		p.T.Errorf("the cookie says %+v, want %+v", got, want)
	}
	if c.Value != preferences.Encode(want) {
		p.T.Errorf("the raw cookie is %s\nwant %s", c.Value, preferences.Encode(want))
	}
	if c.Path != "/" || c.Domain != "127.0.0.1" || c.SameSite != "Lax" || c.Secure || c.HTTPOnly {
		p.T.Errorf("the attributes are %+v", c)
	}
	life := c.Expires.Sub(at)
	if d := life - preferences.Lifetime; d < -3*time.Second || d > 3*time.Second {
		p.T.Errorf("the cookie lives %v from the choice, want %v", life, preferences.Lifetime)
	}
	if size := len(c.Name) + len(c.Value); size > 512 {
		p.T.Errorf("the cookie has %d bytes", size)
	}
}

// CheckAllowed checks that the record allows just these names.
func CheckAllowed(p *Page, names ...preferences.Name) {
	p.T.Helper()
	_, got := p.Record()
	for _, n := range Optional {
		if got.Allows(n) != slices.Contains(names, n) {
			p.T.Errorf("%s is %v, want allowed: %q", n, got.Allows(n), names)
		}
	}
}

// CheckQuiet reloads the page, and checks that it asks nothing and fetches neither the dialog, nor
// the program, nor a charter.
func CheckQuiet(p *Page) {
	p.T.Helper()
	p.Reload()
	requests, _ := p.Seen()
	for _, part := range []string{"/dialog-", "/go-", ".wasm", "/charters/"} {
		for _, url := range requests {
			if strings.Contains(url, part) {
				p.T.Errorf("a return visit requested %s", url)
			}
		}
	}
	if Eval[bool](p, `document.querySelector("cookies-preferences") !== null`) {
		p.T.Error("a return visit shows the banner")
	}
}

// CountWrites has the page note in window.written each record that it gives the browser to keep.
func CountWrites(p *Page) {
	p.T.Helper()
	Eval[any](p, `(() => {
		window.written = [];
		const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
		Object.defineProperty(Document.prototype, "cookie", { ...cookie, set(line) {
			if (!/Max-Age=0/.test(line)) written.push(line);
			cookie.set.call(this, line);
		} });
	})()`)
}

// CheckOneRecord checks that exactly one record was written since [CountWrites], and announced.
func CheckOneRecord(p *Page) {
	p.T.Helper()
	p.Wait(`changes.length > 0`)
	p.Settle()
	if got := Eval[[2]int](p, `[written.length, changes.length]`); got != [2]int{1, 1} {
		p.T.Errorf("%d records were written and %d announced, want one", got[0], got[1])
	}
}

// CheckNothingKept checks that the page's origin keeps nothing but the banner's cookie.
func CheckNothingKept(p *Page) {
	p.T.Helper()
	kept := Eval[[]string](p, `(async () => [
		...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(),
		...(await indexedDB.databases()).map(({ name }) => name),
	])()`)
	for _, c := range p.Cookies() {
		if c.Name != preferences.CookieName {
			kept = append(kept, c.Name)
		}
	}
	if len(kept) > 0 {
		p.T.Errorf("the browser keeps %q", kept)
	}
}

// CheckError checks that the page got one error event, that the console has the same
// message, and that it has these parts. The page is one of [Listening].
func CheckError(p *Page, code string, parts ...string) {
	p.T.Helper()
	p.Wait(`errors.length > 0`)
	type report struct{ Code, Message string }
	errors := Eval[[]report](p, `errors`)
	if len(errors) != 1 || errors[0].Code != code {
		p.T.Fatalf("the error events are %+v, want one %s", errors, code)
	}
	for _, part := range parts {
		if !strings.Contains(errors[0].Message, part) {
			p.T.Errorf("the message %q lacks %q", errors[0].Message, part)
		}
	}
	line := fmt.Sprintf("[cookies-preferences] %s: %s", code, errors[0].Message)
	p.Until("the console's line "+line, func() bool {
		_, lines := p.Seen()
		return slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, line) })
	})
}
