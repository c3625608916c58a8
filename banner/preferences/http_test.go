package preferences

import (
	"net/http"
	"testing"
)

// TestSetCookieIsParsedByHTTP holds what SetCookie writes to another reader.
func TestSetCookieIsParsedByHTTP(t *testing.T) {
	p := Preferences{Statistics: true, Charter: "0a1b2c3d", Timestamp: now.UnixMilli() - 1000}
	for _, a := range []Attributes{
		{},
		{Secure: true},
		{Domain: "aude.fr"},
		{Secure: true, Domain: ".data.aude.fr"},
	} {
		for _, clear := range []bool{false, true} {
			line, value, age := SetCookie(p, a, now), Encode(p), 15_551_999
			if clear {
				line, value, age = Clear(a), "", -1 // net/http's way to say Max-Age=0
			}
			c, err := http.ParseSetCookie(line)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			if c.Name != CookieName || c.Value != value || c.Quoted {
				t.Errorf("%s: read as %s=%s", line, c.Name, c.Value)
			}
			if c.Path != "/" || c.MaxAge != age || c.SameSite != http.SameSiteLaxMode ||
				c.Domain != a.Domain || c.Secure != a.Secure || c.HttpOnly || len(c.Unparsed) > 0 {
				t.Errorf("%s: read as %+v", line, c)
			}
		}
	}
}

// TestBesideOtherCookies: a server that reads its cookies through net/http
// reads them all, ours too.
func TestBesideOtherCookies(t *testing.T) {
	p := Preferences{Internal: true, Charter: "v1", Timestamp: now.UnixMilli()}
	r := &http.Request{Header: http.Header{}}
	r.AddCookie(&http.Cookie{Name: "sessionid", Value: "0123456789abcdef"})
	r.Header.Set("Cookie", r.Header.Get("Cookie")+"; "+CookieName+"="+Encode(p))
	r.AddCookie(&http.Cookie{Name: "csrftoken", Value: "a-b_c"})
	r.AddCookie(&http.Cookie{Name: "django_language", Value: "fr"})

	for name, want := range map[string]string{
		"sessionid":       "0123456789abcdef",
		"csrftoken":       "a-b_c",
		"django_language": "fr",
		CookieName:        Encode(p),
	} {
		if c, err := r.Cookie(name); err != nil || c.Value != want {
			t.Errorf("%s: got %v %v, want %s", name, c, err, want)
		}
	}
	if n := len(r.Cookies()); n != 4 {
		t.Errorf("%d cookies, want 4", n)
	}
	if got, ok := FromHeader(r.Header["Cookie"], now); !ok || got != p {
		t.Errorf("got %+v %v, want %+v", got, ok, p)
	}
}
