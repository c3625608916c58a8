package install

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestReaders writes a choice in the browser, beside the cookies that a portal
// sets by itself, and reads it with the published reader's steps and on a Go
// server; the others are read as before.
func TestReaders(t *testing.T) {
	t.Parallel()
	inGo := harness.Serve(t, "/go", harness.ReadInGo)
	address := harness.Serve(t, "/portail", func(w http.ResponseWriter, _ *http.Request) {
		// What an Opendatasoft portal sets by itself, exempt from consent.
		for _, c := range []string{"sessionid=f3zq; Max-Age=1209600; HttpOnly", "csrftoken=r8vk; Max-Age=31449600", "django_language=fr"} {
			w.Header().Add("Set-Cookie", c+"; Path=/; SameSite=Lax")
		}
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, harness.PortalPage(`data-portal="`+harness.Aude+`"`))
	})
	for button, allowed := range map[string]bool{"cookies-accept": true, "cookies-refuse": false} {
		t.Run(button, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Open(address)
			p.WaitNotice()
			before := harness.Others(p)
			p.Click(button)
			p.WaitClosed()

			read := harness.Eval[map[string]any](p, harness.PublishedReader)
			if read["functional_cookies"] != true {
				t.Errorf("the published reader gets %v", read)
			}
			names := append(preferences.Categories[:], preferences.Trackers[:]...)
			for _, n := range names {
				if read[string(n)] != allowed {
					t.Errorf("the published reader gets %s: %v, want %v", n, read[string(n)], allowed)
				}
			}
			if ms, ok := read["timestamp"].(float64); !ok || time.Since(time.UnixMilli(int64(ms))).Abs() > time.Minute {
				t.Errorf("the published reader gets the time %v", read["timestamp"])
			}

			server := harness.Eval[struct{ Choice map[string]any }](p, `fetch("`+inGo+`").then((response) => response.json())`)
			for _, n := range names {
				if server.Choice[string(n)] != allowed {
					t.Errorf("the server gets %s: %v, want %v", n, server.Choice[string(n)], allowed)
				}
			}

			after := harness.Others(p)
			if len(before) != 3 || len(after) != 3 {
				t.Fatalf("the portal's own cookies were %v and are %v", before, after)
			}
			for name, value := range before {
				if after[name] != value {
					t.Errorf("%s was %q and is %q", name, value, after[name])
				}
			}
			checkHeader(t, p, before)
		})
	}
}

// checkHeader has a server read the portal's own cookies with net/http, from
// the very header that the browser sends.
func checkHeader(t *testing.T, p *harness.Page, want map[string]string) {
	t.Helper()
	headers := make(chan http.Header, 1)
	url := harness.Serve(t, "/header", func(w http.ResponseWriter, r *http.Request) { headers <- r.Header })
	harness.Eval[any](p, `fetch("`+url+`").then(() => null)`)
	header := <-headers
	r := http.Request{Header: header}
	for name, value := range want {
		if c, err := r.Cookie(name); err != nil || c.Value != value {
			t.Errorf("net/http reads %s as %v, %v from %q", name, c, err, header["Cookie"])
		}
	}
	if _, ok := preferences.FromHeader(header["Cookie"], time.Now()); !ok {
		t.Errorf("no choice in %q", strings.Join(header["Cookie"], "; "))
	}
}
