package harness

import (
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

const Aude = "opendata.aude.fr"

// versionOf is the version that a record on a built-in portal carries.
func VersionOf(t *testing.T, host string) string {
	t.Helper()
	text, ok := charter.Portal(host)
	if !ok {
		t.Fatalf("no charter is published for %s", host)
	}
	return charter.Version(text)
}

// checkCookie holds the browser's cookie to DESIGN's attributes and to a choice.
func CheckCookie(t *testing.T, p *Page, want preferences.Preferences, since time.Time) {
	t.Helper()
	c := p.Cookie()
	if c == nil {
		t.Fatal("there is no cookie")
	}
	got, ok := preferences.Decode(c.Value, time.Now())
	if !ok {
		t.Fatalf("the cookie is no choice: %s", c.Value)
	}
	if at := got.Time(); at.Before(since.Add(-time.Second)) || at.After(time.Now().Add(time.Second)) {
		t.Errorf("the choice is dated %v, made after %v", at, since)
	}
	want.Timestamp = got.Timestamp
	if got != want {
		t.Errorf("the cookie says %+v, want %+v", got, want)
	}
	if c.Value != preferences.Encode(want) {
		t.Errorf("the raw cookie is %s\nwant %s", c.Value, preferences.Encode(want))
	}
	if c.Path != "/" || c.Domain != "127.0.0.1" || c.SameSite != "Lax" || c.Secure || c.HTTPOnly {
		t.Errorf("the attributes are %+v", *c)
	}
	life := time.Unix(0, int64(c.Expires*1e9)).Sub(got.Time())
	if d := life - preferences.Lifetime; d < -3*time.Second || d > 3*time.Second {
		t.Errorf("the cookie lives %v from the choice, want %v", life, preferences.Lifetime)
	}
	if size := len(c.Name) + len(c.Value); size > 512 {
		t.Errorf("the cookie has %d octets", size)
	}
}

// checkQuiet reloads and holds the page to asking nothing and fetching no WASM.
func CheckQuiet(t *testing.T, p *Page) {
	t.Helper()
	p.Reload()
	if n := p.WasmRequests(); n != 0 {
		t.Errorf("a return visit requested the program %d times", n)
	}
	if Eval[bool](p, `document.querySelector("cookies-preferences") !== null`) {
		t.Error("a return visit puts up the banner")
	}
}

func Choice(t *testing.T, names ...preferences.Name) preferences.Preferences {
	t.Helper()
	p := preferences.Preferences{Charter: VersionOf(t, Aude)}
	for _, n := range names {
		p = p.With(n, true)
	}
	return p.FollowStatistics()
}
