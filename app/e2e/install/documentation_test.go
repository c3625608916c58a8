package install

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

var example = regexp.MustCompile("(?ms)^<!-- example: ([a-z]+) -->\n```([a-z]+)\n(.*?)^```$")

// documented is a portal's page with an example of web/docs/api.md in it.
type documented struct {
	*harness.Page

	mu    sync.Mutex
	calls []string // what the page has asked of the hosts of ville.example, and of its own
}

// called returns what was asked, in order.
func (d *documented) called() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.calls)
}

// waitCall waits until something was asked.
func (d *documented) waitCall(part string) {
	d.T.Helper()
	d.Wait(fmt.Sprintf(`fetch("calls").then((r) => r.text()).then((text) => text.includes(%q))`, part))
}

// none holds a page to having asked nothing yet.
func (d *documented) none() {
	d.T.Helper()
	d.WaitNotice()
	d.Settle()
	if calls := d.called(); len(calls) > 0 {
		d.T.Errorf("before the choice, the page has asked for %q", calls)
	}
}

// accept accepts everything.
func (d *documented) accept() {
	d.T.Helper()
	d.Click("cookies-accept")
	d.Wait(`cookiesPreferences.allows("third_party")`)
}

// openDocumented opens a page with an example of the given language in it.
func openDocumented(t *testing.T, language, code string) *documented {
	t.Helper()
	d := &documented{Page: harness.NewPage(t)}
	heard := func(path, contentType, body string) string {
		return harness.Serve(t, path, func(w http.ResponseWriter, r *http.Request) {
			posted, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			d.mu.Lock()
			d.calls = append(d.calls, r.URL.Path[strings.LastIndex(r.URL.Path, "/"):]+string(posted))
			d.mu.Unlock()
			w.Header().Set("Content-Type", contentType)
			fmt.Fprint(w, body)
		})
	}
	harness.Serve(t, "/calls", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Join(d.called(), "\n")) })
	script := heard("/gtag.js", "text/javascript", "window.google = dataLayer.map(([command, action]) => command + ' ' + action)")
	heard("/matomo.js", "text/javascript", "window.matomo = _paq.map(([call]) => call)")
	heard("/embed/1", "text/html", "<title>Vidéo</title>")
	heard("/pixel.gif", "image/gif", "GIF89a")
	folder := strings.TrimSuffix(script, "gtag.js")
	journal := heard("/journal", "text/plain", "")

	code = regexp.MustCompile(`https://[a-z]+\.ville\.example/`).ReplaceAllString(code, folder)
	code = strings.ReplaceAll(code, "'/journal'", "'"+journal+"'")
	if language == "js" {
		code = "<script type=\"module\">" + code + "</script>"
	}
	attributes := `data-portal="` + harness.Aude + `"`
	if strings.Contains(code, "gtag") {
		attributes += ` data-integrations="consent-mode"`
	}
	content := harness.PortalPage(attributes)
	if strings.Contains(code, "cookies_preferences:error") { // goes before the banner's script
		content = strings.Replace(harness.PortalPage(`data-theme="rose" `+attributes), "<script", code+"<script", 1)
	} else {
		content = strings.Replace(content, "</main>", code+"</main>", 1)
	}
	d.Open(harness.ServeText(t, "/portail", "text/html", content))
	return d
}

// TestDocumentation: each example of web/docs/api.md does what the page says of it.
func TestDocumentation(t *testing.T) {
	t.Parallel()
	allowedFrame := func(d *documented) {
		d.none()
		d.Wait(`document.querySelector("iframe").contentDocument?.getElementById("cookies-allow")`)
		d.accept()
		d.waitCall("/1")
	}
	tests := map[string]func(*documented){
		"matomo": func(d *documented) {
			d.none()
			d.accept()
			d.Wait(`window.matomo?.includes("trackPageView")`)
		},
		"frame": allowedFrame,
		"later": allowedFrame,
		"image": func(d *documented) {
			d.none()
			d.accept()
			d.waitCall("/pixel.gif")
		},
		"allows": func(d *documented) {
			d.none()
			if harness.Eval[bool](d.Page, `"measured" in document.documentElement.dataset`) {
				d.T.Error("it measures before the choice")
			}
			d.accept()
			d.Wait(`document.documentElement.dataset.measured === "yes"`)
		},
		"change": func(d *documented) {
			d.WaitNotice()
			d.accept()
			d.Wait(`document.title === "Avec les vidéos"`)
			harness.Eval[any](d.Page, `(console.log = (line) => { window.said = line }, cookiesPreferences.refuse(), null)`)
			d.Wait(`document.title === "Sans les vidéos" && window.said === "the statistics were withdrawn"`)
		},
		"button": func(d *documented) {
			d.WaitNotice()
			harness.Eval[any](d.Page, `([...document.querySelectorAll("button")].at(-1).id = "example", null)`)
			d.Click("example")
			d.WaitDialog()
		},
		"forget": func(d *documented) {
			d.WaitNotice()
			d.accept()
			d.WaitClosed()
			d.Click("oublier")
			d.WaitNotice()
			if d.Cookie() != nil {
				d.T.Error("the choice is still there")
			}
		},
		"errors": func(d *documented) {
			d.WaitNotice()
			d.waitCall("code=attribute")
		},
		"google": func(d *documented) {
			d.none()
			d.accept()
			d.Wait(`window.google?.join() === "consent default,consent update,js " + dataLayer[2]?.[1] + ",config G-ABC123"`)
		},
	}

	examples := example.FindAllStringSubmatch(harness.MustRead("web/docs/api.md"), -1)
	if fences := strings.Count(harness.MustRead("web/docs/api.md"), "\n```") / 2; fences != len(examples) {
		t.Errorf("%d of %d blocks of code are examples", len(examples), fences)
	}
	for _, match := range examples {
		name, language, code := match[1], match[2], match[3]
		t.Run(name, func(t *testing.T) {
			if language == "ts" {
				compileTypeScript(t, code)
				return
			}
			test, ok := tests[name]
			if !ok {
				t.Fatal("nothing tests this example")
			}
			delete(tests, name)
			test(openDocumented(t, language, code))
		})
	}
	for name := range tests {
		t.Errorf("there is no example %s", name)
	}
}

// compileTypeScript has TypeScript check a script that refers to the declarations,
// and refuse it once it asks for what is not declared.
func compileTypeScript(t *testing.T, code string) {
	t.Helper()
	compiler, err := filepath.Abs(filepath.Join("..", "..", "..", ".build", "readers", "node_modules", "typescript", "bin", "tsc"))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	check := func(code string) (string, error) {
		for name, text := range map[string]string{
			"example.ts":               code,
			"cookies-preferences.d.ts": harness.MustRead("web/docs/cookies-preferences.d.ts"),
		} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		command := exec.Command("node", compiler, "--noEmit", "--strict", "--target", "es2022", "--module", "preserve", "example.ts")
		command.Dir = folder
		output, err := command.CombinedOutput()
		return string(output), err
	}
	if output, err := check(code); err != nil {
		t.Fatalf("TypeScript says: %s (%v); make readers installs it", output, err)
	}
	for _, wrong := range []string{`window.cookiesPreferences.allows('google')`, `window.cookiesPreferences.set({})`, `window.cookiesPreferences.get().ga`} {
		if output, err := check(code + wrong); err == nil || !strings.Contains(output, "example.ts") {
			t.Errorf("%s is not refused: %s", wrong, output)
		}
	}
}
