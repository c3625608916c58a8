package choice

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestStandardCharter: whatever is wrong with the portal's charter, the banner
// works with the standard text, and says what and where.
func TestStandardCharter(t *testing.T) {
	t.Parallel()
	octets := func(content string) string {
		return harness.Serve(t, "/"+fmt.Sprint(len(content))+".txt", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			fmt.Fprint(w, content)
		})
	}
	missing := harness.Site.URL + "/banner/absent.txt"
	closed := "http://" + harness.FreePort(t) + "/charte.txt"
	malformed := octets("Charte cookies\n\nPhrase.\n\nCookies nécessaires\n\nNom\tFinalités\nsessionid\tConnexion\tde trop\n")
	ftp := octets("Charte cookies\n\nA quoi servent les cookies sur la plateforme <ftp://ville.test>\n")
	latin1 := octets("Charte cookies\n\nD\xe9finitions\n")
	large := octets("Charte cookies\n\n" + strings.Repeat("Une phrase. ", 30000))
	empty := octets("\n\n")
	html := harness.ServeText(t, "/page.txt", "text/html", "<p>Une page de connexion</p>")

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
			p := harness.NewPage(t)
			if c.announce != "" {
				p.Expect(c.announce)
			}
			p.Open(harness.ServeText(t, "/portail", "text/html", harness.Listening(c.attributes)))
			p.WaitNotice()
			p.Click("cookies-read-charter")
			p.Wait(`shadow.querySelectorAll(".charter tbody tr").length === 4`)
			text := harness.Eval[string](p, `shadow.querySelector(".charter").innerText`)
			for _, part := range []string{"Qu’est-ce qu’un cookie", "csrftoken", harness.Site.URL} {
				if !strings.Contains(text, part) {
					t.Errorf("the standard charter does not say %q: %s", part, text)
				}
			}
			harness.CheckError(t, p, c.code, c.parts...)
			p.Click("cookies-close")
			p.Wait(`$("cookies-dialog") === null`)
			p.Click("cookies-accept")
			p.WaitClosed()
			if !harness.Eval[bool](p, `cookiesPreferences.allows("third_party")`) {
				t.Error("the choice was not recorded")
			}
		})
	}
}

// TestChoiceWithoutProgram: a visitor whose line never brings the program can
// still accept and refuse.
func TestChoiceWithoutProgram(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(filepath.Join(harness.Built.Dir, "banner.js"))
	if err != nil {
		t.Fatal(err)
	}
	src := harness.ServeText(t, "/banner.js", "text/javascript", string(script))
	for button, want := range map[string]bool{"cookies-accept": true, "cookies-refuse": false} {
		t.Run(button, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Open(harness.ServeText(t, "/portail", "text/html",
				strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "/banner/banner.js", src, 1)))
			p.WaitNotice()
			p.Click(button)
			p.WaitClosed()
			if harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) != want || p.Cookie() == nil {
				t.Errorf("the cookie is %v", p.Cookie())
			}
		})
	}
}

// TestProgramMissing: without the program the page works, everything optional
// is refused, and the integrator is told; a later attempt starts anew.
func TestProgramMissing(t *testing.T) { flows.ProgramMissing(t) }
