package browsertest

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// listening is a page that keeps the banner's events in window.errors and
// window.changes.
func listening(attributes string) string {
	return strings.Replace(portalPage(attributes), "<script", `<script>
		window.errors = []; window.changes = [];
		document.addEventListener("cookies_preferences:error", (e) => errors.push(e.detail));
		document.addEventListener("cookies_preferences:change", (e) => changes.push(e.detail));
	</script><script`, 1)
}

// checkError holds the event and the console to one error that says what and
// where.
func checkError(t *testing.T, p *page, code string, parts ...string) {
	t.Helper()
	p.wait(`errors.length > 0`)
	type report struct{ Code, Message string }
	errors := eval[[]report](p, `errors`)
	if len(errors) != 1 || errors[0].Code != code {
		t.Fatalf("the error events are %+v, want one %s", errors, code)
	}
	for _, part := range parts {
		if !strings.Contains(errors[0].Message, part) {
			t.Errorf("the message %q does not say %q", errors[0].Message, part)
		}
	}
	_, warnings := p.seen()
	line := fmt.Sprintf("[cookies-preferences] %s: %s", code, errors[0].Message)
	if !slices.ContainsFunc(warnings, func(w string) bool { return strings.Contains(unquote(w), line) }) {
		t.Errorf("the console has %q, want the line %q", warnings, line)
	}
}

// unquote undoes the JSON in which the protocol gives console arguments.
func unquote(s string) string { return strings.NewReplacer(`\"`, `"`, `\n`, "\n").Replace(s) }

// TestStandardCharter: whatever is wrong with the portal's charter, the banner
// works with the standard text, and says what and where.
func TestStandardCharter(t *testing.T) {
	t.Parallel()
	octets := func(content string) string {
		return serve(t, "/"+fmt.Sprint(len(content))+".txt", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			fmt.Fprint(w, content)
		})
	}
	missing := site.URL + "/banner/absent.txt"
	closed := "http://" + freePort(t) + "/charte.txt"
	malformed := octets("Charte cookies\n\nPhrase.\n\nCookies nécessaires\n\nNom\tFinalités\nsessionid\tConnexion\tde trop\n")
	ftp := octets("Charte cookies\n\nA quoi servent les cookies sur la plateforme <ftp://ville.test>\n")
	latin1 := octets("Charte cookies\n\nD\xe9finitions\n")
	large := octets("Charte cookies\n\n" + strings.Repeat("Une phrase. ", 30000))
	empty := octets("\n\n")
	html := serveText(t, "/page.txt", "text/html", "<p>Une page de connexion</p>")

	for _, c := range []struct {
		name, attributes, code string
		parts                  []string
		announce               string // the console error that the browser itself logs
	}{
		{"unknown portal", `data-portal="donnees.ville.test"`, "portal_unknown", []string{"donnees.ville.test"}, ""},
		{"not found", `data-charter="` + missing + `"`, "charter_unreachable", []string{missing, "404"}, "404"},
		{"no answer", `data-charter="` + closed + `"`, "charter_unreachable", []string{closed}, "ERR_CONNECTION_REFUSED"},
		{"an HTML page", `data-charter="` + html + `"`, "charter_unreachable", []string{html, "HTML"}, ""},
		{"a column too many", `data-charter="` + malformed + `"`, "charter_malformed", []string{malformed, "line 8"}, ""},
		{"not http", `data-charter="` + ftp + `"`, "charter_malformed", []string{ftp, "line 3"}, ""},
		{"not UTF-8", `data-charter="` + latin1 + `"`, "charter_malformed", []string{latin1, "line 3"}, ""},
		{"too large", `data-charter="` + large + `"`, "charter_malformed", []string{large}, ""},
		{"empty", `data-charter="` + empty + `"`, "charter_malformed", []string{empty}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPage(t)
			if c.announce != "" {
				p.expect(c.announce)
			}
			p.open(serveText(t, "/portail", "text/html", listening(c.attributes)))
			p.waitNotice()
			p.click("cookies-read-charter")
			p.wait(`shadow.querySelectorAll(".charter tbody tr").length === 4`)
			text := eval[string](p, `shadow.querySelector(".charter").innerText`)
			for _, part := range []string{"Qu’est-ce qu’un cookie", "csrftoken", site.URL} {
				if !strings.Contains(text, part) {
					t.Errorf("the standard charter does not say %q: %s", part, text)
				}
			}
			checkError(t, p, c.code, c.parts...)
			p.click("cookies-close")
			p.wait(`$("cookies-dialog") === null`)
			p.click("cookies-accept")
			p.waitClosed()
			if !eval[bool](p, `cookiesPreferences.allows("third_party")`) {
				t.Error("the choice was not recorded")
			}
		})
	}
}

// TestProgramMissing: without the program the page works, everything optional
// is refused, and the integrator is told; a later attempt starts anew.
func TestProgramMissing(t *testing.T) {
	besides(t)
	var broken atomic.Bool // read by the server, set by the test
	broken.Store(true)
	src := serveBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(name, ".wasm") {
			return true
		}
		if broken.Load() {
			http.NotFound(w, r)
			return false
		}
		w.Header().Set("Content-Type", "text/plain") // a host that does not know the type
		return true
	})
	page := strings.Replace(listening(`data-portal="`+aude+`"`), "/banner/banner.js", src, 1)

	p := newPage(t)
	p.expect("404")
	p.open(serveText(t, "/portail", "text/html", page))
	p.waitNotice()
	p.click("cookies-customize")
	checkError(t, p, "program", strings.TrimSuffix(src, built.Script)+built.WASM, "404")
	p.wait(`$("cookies-status").innerText.includes("L’ouverture a échoué")`)
	if eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics") ||
		!cookiesPreferences.allows("functional_cookies") || $("cookies-customize").hasAttribute("aria-busy")`) {
		t.Error("without the program there must be no consent, and nothing that waits for it")
	}
	broken.Store(false)
	p.click("open")
	p.waitDialog() // the program was fetched again
	p.click("cookies-refuse-all")
	p.waitClosed()
	if p.cookie() == nil {
		t.Error("the choice was not recorded")
	}
}

// TestChoiceWithoutProgram: a visitor whose line never brings the program can
// still accept and refuse.
func TestChoiceWithoutProgram(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(filepath.Join(built.Dir, "banner.js"))
	if err != nil {
		t.Fatal(err)
	}
	src := serveText(t, "/banner.js", "text/javascript", string(script))
	for button, want := range map[string]bool{"cookies-accept": true, "cookies-refuse": false} {
		t.Run(button, func(t *testing.T) {
			p := newPage(t)
			p.open(serveText(t, "/portail", "text/html",
				strings.Replace(listening(`data-portal="`+aude+`"`), "/banner/banner.js", src, 1)))
			p.waitNotice()
			p.click(button)
			p.waitClosed()
			if eval[bool](p, `cookiesPreferences.allows("statistics")`) != want || p.cookie() == nil {
				t.Errorf("the cookie is %v", p.cookie())
			}
		})
	}
}
