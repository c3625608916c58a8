package choice

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// openWith opens a page with further content, whose visitor has chosen before. Nothing of it is
// fetched from elsewhere.
func openWith(t *testing.T, attributes, more string, chosen preferences.Preferences) *harness.Page {
	t.Helper()
	p := harness.NewPage(t)
	for _, part := range harness.Blocked {
		p.Expect(part)
	}
	chosen.Timestamp = time.Now().UnixMilli()
	value := preferences.Encode(chosen)
	p.Open(harness.Serve(t, "/portail", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "frame-src 'self'; img-src 'self'")
		if _, err := r.Cookie(preferences.CookieName); err != nil {
			http.SetCookie(w, &http.Cookie{Name: preferences.CookieName, Value: value, Path: "/"})
		}
		page := harness.Listening(harness.ForAude + ` data-version="v1" ` + attributes)
		fmt.Fprint(w, strings.Replace(page, "</main>", more+"</main>", 1))
	}))
	return p
}

// TestAddressesOfServices: content of a refused service stays closed under the name of its allowed
// category however its address is written. What only looks like the service's opens, and closes
// once the page gives it an address of theirs.
func TestAddressesOfServices(t *testing.T) {
	t.Parallel()
	theirs := []string{
		"//www.youtube.com/embed/x", "HTTPS://WWW.YOUTUBE.COM/embed/x", "https://youtu.be/x",
		"https://www.youtube.com./embed/x", "https://m.youtube.com:8443/watch?v=x",
		"https://ville@www.youtube.com/embed/x", "https://consent.youtube.com/m?continue=x",
		" https://www.youtube-nocookie.com/embed/x\n", `https:\\www.youtube.com\embed\x`,
		"https://www.you\ttube.com/embed/x", "https://www.youtube%2Ecom/embed/x",
		"https://www.ｙｏｕｔｕｂｅ.com/embed/x", "https://youtube.com?v=x", "https://youtube.com#x",
		"https://www.google.com/a/../maps/embed?pb=x", "https://maps.google.com?output=embed",
	}
	others := []string{
		"https://youtube.com.evil.test/embed/x", "https://notyoutube.com/embed/x",
		"https://evil.test/www.youtube.com/embed/x", "https://evil.test/?https://www.youtube.com/",
		"https://www.youtube.com@evil.test/", "https://youtube.co/embed/x",
		"https://www.google.com/mapsengine", "https://evil.test#www.youtube.com",
	}
	var frames strings.Builder
	frame := func(kind string, addresses []string) {
		for i, address := range addresses {
			fmt.Fprintf(&frames, `<iframe id="%s%d" title="Cadre" width="400" height="300"
				data-cookies="third_party" data-src="%s"></iframe>`, kind, i, address)
		}
	}
	frame("their", theirs)
	frame("other", others)
	chosen := preferences.Preferences{Charter: "v1"}.With(preferences.ThirdParty, true).
		With("youtube", false).With("google-maps", false)
	p := openWith(t, `data-services="youtube google-maps"`, frames.String(), chosen)
	p.Wait(fmt.Sprintf(`document.querySelectorAll("iframe[src]").length >= %d`, len(others)))
	p.Wait(harness.InFrame("their0", "#cookies-allow"))
	p.Settle()
	for kind, addresses := range map[string][]string{"their": theirs, "other": others} {
		for i, address := range addresses {
			id := fmt.Sprint(kind, i)
			got := harness.Eval[bool](p, `$("`+id+`").hasAttribute("src")`)
			if got != (kind == "other") {
				t.Errorf("%q is open: %v", address, got)
			}
		}
	}
	harness.Eval[any](p, `($("other0").dataset.src = "https://youtu.be/x", null)`)
	p.Wait(`!$("other0").hasAttribute("src")`)
	for i, address := range theirs {
		id := fmt.Sprint("their", i)
		p.Wait(harness.InFrame(id, "#cookies-allow"))
		text := harness.Eval[string](p, harness.InFrame(id, "body")+`.innerText`)
		if !strings.Contains(text, "YouTube") && !strings.Contains(text, "Google Maps") {
			t.Errorf("%q says %q", address, text)
		}
	}
}

// TestNamesOfGates: only one exact name opens what waits: no list, no other case, and no member
// that every object has.
func TestNamesOfGates(t *testing.T) {
	t.Parallel()
	names := []string{
		"youtube umap", "youtube,umap", "third_party youtube", "YouTube", "YOUTUBE", "Third_Party",
		"constructor", "__proto__", "toString", "hasOwnProperty", "charter", "asked", "timestamp",
		"true", "youtube;", " youtube", "functional",
	}
	var gates strings.Builder
	for i, name := range names {
		fmt.Fprintf(&gates, `<script type="text/plain" data-cookies="%s">ran.push(%[1]q)</script>
			<iframe id="gate%d" title="Cadre" data-cookies="%[1]s"
			data-src="https://www.youtube.com/embed/x"></iframe>`, name, i)
	}
	more := `<script>window.ran = [];</script>` + gates.String() +
		`<script type="text/plain" data-cookies="youtube">ran.push("the last")</script>`
	var all preferences.Preferences
	for _, n := range append(harness.Optional, "youtube", "umap") {
		all = all.With(n, true)
	}
	all.Charter = "v1"
	p := openWith(t, `data-services="youtube umap"`, more, all)
	p.Wait(`ran.includes("the last")`)
	p.Settle()
	if got := harness.Eval[string](p, `ran.join(" ")`); got != "the last" {
		t.Errorf("there ran %s", got)
	}
	if got := harness.Eval[int](p, `document.querySelectorAll("iframe[src]").length`); got != 0 {
		t.Errorf("%d frames are open", got)
	}
	got := harness.Eval[[]string](p, `[...document.querySelectorAll("iframe")]
		.map((e) => e.dataset.cookies).concat([undefined, null, 1, [], {}])
		.filter((name) => cookiesPreferences.allows(name)).map(String)`)
	if len(got) != 0 {
		t.Errorf("allowed are %q", got)
	}
}

// TestExemptOnOnePortal: a tracker that is exempt of consent on one portal of a domain waits for
// the visitor's on the others, whatever the first one records. An objection there holds on all.
func TestExemptOnOnePortal(t *testing.T) {
	t.Parallel()
	portal := func(host, attributes string) string {
		page := harness.Listening(
			`data-portal="` + host + `" data-domain="ville.test" ` + attributes)
		page = strings.Replace(page, "</main>",
			`<script type="text/plain" data-cookies="matomo">window.measured = true</script>
			<script type="text/plain" data-cookies="functional_cookies">window.ready = true</script>
			</main>`, 1)
		return harness.Named(harness.ServeText(t, "/"+host, "text/html", page), host)
	}
	exempt := portal("donnees.ville.test", `data-exempt="matomo"`)
	plain := portal("carte.ville.test", "")
	asks := portal("agenda.ville.test", `data-trackers="matomo"`)
	p := harness.NewPage(t)
	measures := func(when string, want bool) {
		t.Helper()
		p.Wait(`window.ready`)
		p.Settle()
		got := harness.Eval[[]bool](p,
			`[Boolean(window.measured), cookiesPreferences.allows("matomo")]`)
		if got[0] != want || got[1] != want {
			t.Errorf("%s, Matomo measures and is allowed: %v, want %v", when, got, want)
		}
	}
	harness.ShowNotice(p, exempt)
	p.Choose("cookies-refuse")
	measures("exempt", true)
	p.Open(plain)
	measures("refused with the statistics", false)
	harness.ShowNotice(p, asks)
	measures("before an answer", false)

	p.Open(exempt)
	p.OpenDialog("open")
	p.Wait(harness.Started)
	p.Click("cookies-toggle-matomo")
	p.Choose("cookies-save")
	p.Open(plain)
	for range 2 {
		p.OpenDialog("open")
		p.Choose("cookies-accept-all")
	}
	p.Open(exempt)
	measures("objected before all was accepted elsewhere", false)
	p.Open(asks)
	measures("objected elsewhere", false)
}
