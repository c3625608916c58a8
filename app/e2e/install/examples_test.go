package install

import (
	"fmt"
	"io"
	"net/http"
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

// examples holds, by name, what each example of web/docs/api.md must do.
var examples = map[string]func(*examplePage){
	"matomo": func(p *examplePage) {
		p.acceptAfterNothing()
		p.Wait(`window.matomo?.includes("trackPageView")`)
	},
	"frame": frameWaits,
	"later": frameWaits,
	"image": func(p *examplePage) {
		p.acceptAfterNothing()
		p.waitRequest("/pixel.gif")
	},
	"allows": func(p *examplePage) {
		p.WaitNotice()
		if harness.Eval[bool](p.Page, `"measured" in document.documentElement.dataset`) {
			p.T.Error("it measures before the choice")
		}
		p.acceptAfterNothing()
		p.Wait(`document.documentElement.dataset.measured === "yes"`)
	},
	"change": func(p *examplePage) {
		p.acceptAfterNothing()
		p.Wait(`document.title === "Avec les vidéos"`)
		harness.Eval[any](p.Page,
			`(console.log = (line) => { window.logged = line }, cookiesPreferences.refuse(), null)`)
		p.Wait(`document.title === "Sans les vidéos" && logged === "the statistics were withdrawn"`)
	},
	"button": func(p *examplePage) {
		p.WaitNotice()
		harness.Eval[any](p.Page,
			`([...document.querySelectorAll("button")].at(-1).id = "example", null)`)
		p.OpenDialog("example")
	},
	"forget": func(p *examplePage) {
		p.acceptAfterNothing()
		p.WaitClosed()
		p.Click("oublier")
		p.WaitNotice()
		if p.Cookie() != nil {
			p.T.Error("the choice is still there")
		}
	},
	"errors": func(p *examplePage) {
		p.WaitNotice()
		p.waitRequest("code=attribute")
	},
	"google": func(p *examplePage) {
		p.acceptAfterNothing()
		p.Wait(`window.google?.join() ===
			"consent default,consent update,js " + dataLayer[2]?.[1] + ",config G-ABC123"`)
	},
	"manager": func(p *examplePage) {
		p.acceptAfterNothing()
		p.Wait(`Array.from(dataLayer, ([command, action, {analytics_storage}]) =>
			command + action + analytics_storage).join() ===
			"consentdefaultdenied,consentdefaultdenied,consentupdategranted"`)
	},
}

func frameWaits(p *examplePage) {
	p.Wait(`document.querySelector("iframe").contentDocument?.getElementById("cookies-allow")`)
	p.acceptAfterNothing()
	p.waitRequest("/embed/1")
}

// TestDocumentation: each example of web/docs/api.md does what that page says.
func TestDocumentation(t *testing.T) {
	t.Parallel()
	text := harness.MustRead("web/docs/api.md")
	found := example.FindAllStringSubmatch(text, -1)
	blocks, tested := strings.Count(text, "\n```")/2, len(examples)+1
	if blocks != len(found) || blocks != tested {
		t.Errorf("of %d blocks, %d are examples; %d are tested", blocks, len(found), tested)
	}
	for _, match := range found {
		name, language, code := match[1], match[2], match[3]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if language == "ts" {
				compileTypeScript(t, code)
				return
			}
			test, ok := examples[name]
			if !ok {
				t.Fatal("nothing tests this example")
			}
			test(openExample(t, language, code))
		})
	}
}

// examplePage is a page with an example, whose requests are recorded.
type examplePage struct {
	*harness.Page
	requested func() []string // the paths, with what was posted
}

// acceptAfterNothing accepts everything, before which the example must have requested nothing.
func (p *examplePage) acceptAfterNothing() {
	p.T.Helper()
	p.WaitNotice()
	p.Settle()
	if requests := p.requested(); len(requests) > 0 {
		p.T.Errorf("before the choice, the page has requested %q", requests)
	}
	p.Click("cookies-accept")
	p.Wait(`cookiesPreferences.allows("third_party")`)
}

func (p *examplePage) waitRequest(part string) {
	p.T.Helper()
	p.Until("the request "+part, func() bool {
		return strings.Contains(strings.Join(p.requested(), "\n"), part)
	})
}

// openExample opens a page with an example. The hosts of ville.example become paths of the test.
func openExample(t *testing.T, language, code string) *examplePage {
	t.Helper()
	var mu sync.Mutex
	var requests []string
	root := strings.TrimSuffix(harness.Serve(t, "/", nil), "/")
	serve := func(path, contentType, body string) {
		harness.Serve(t, path, func(w http.ResponseWriter, r *http.Request) {
			posted, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			requests = append(requests, path+string(posted))
			w.Header().Set("Content-Type", contentType)
			fmt.Fprint(w, body)
		})
	}
	serve("/gtag.js", "text/javascript",
		"window.google = dataLayer.map(([command, action]) => command + ' ' + action)")
	serve("/matomo.js", "text/javascript", "window.matomo = _paq.map(([call]) => call)")
	serve("/embed/1", "text/html", "<title>Vidéo</title>")
	serve("/pixel.gif", "image/gif", "GIF89a")
	serve("/journal", "text/plain", "")

	code = regexp.MustCompile(`https://[a-z]+\.ville\.example/`).ReplaceAllString(code, root+"/")
	code = strings.ReplaceAll(code, "'/journal'", "'"+root+"/journal'")
	if language == "js" {
		code = `<script type="module">` + code + "</script>"
	}
	attributes := harness.ForAude
	if strings.Contains(code, "gtag") {
		attributes += ` data-integrations="consent-mode"`
	}
	place := "</main>"
	if strings.Contains(code, "cookies_preferences:error") { // goes before the banner's script
		place, attributes = "<script", attributes+` data-theme="rose"`
	}
	p := &examplePage{harness.NewPage(t), func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(requests)
	}}
	p.Open(harness.ServeText(t, "/portail", "text/html",
		strings.Replace(harness.PortalPage(attributes), place, code+place, 1)))
	return p
}

// compileTypeScript compiles a script that refers to the declarations, and asks for a service that
// a portal has declared, followed by calls of what is not declared, each of which must be an error.
func compileTypeScript(t *testing.T, code string) {
	t.Helper()
	compiler, err := filepath.Abs("../../../.build/readers/node_modules/typescript/bin/tsc")
	if err != nil {
		t.Fatal(err)
	}
	code += "const youtube: boolean | undefined = window.cookiesPreferences?.get()?.youtube\n\t" +
		"?? window.cookiesPreferences?.allows('youtube');\n"
	for _, wrong := range []string{"allows('google')", "set({})", "get().ga"} {
		code += "// @ts-expect-error\nwindow.cookiesPreferences!." + wrong + ";\n"
	}
	folder := t.TempDir()
	writeFile(t, filepath.Join(folder, "example.ts"), code)
	writeFile(t, filepath.Join(folder, "cookies-preferences.d.ts"),
		harness.MustRead("web/docs/cookies-preferences.d.ts"))
	writeFile(t, filepath.Join(folder, "services.d.ts"),
		"interface CookiesServices { youtube: boolean }\n")
	command := exec.Command("node", compiler, "--noEmit", "--strict", "--skipDefaultLibCheck",
		"--target", "es2022", "--module", "preserve", "example.ts", "services.d.ts")
	command.Dir = folder
	if output, err := command.CombinedOutput(); err != nil {
		t.Errorf("TypeScript says: %s (%v); make readers installs it", output, err)
	}
}
