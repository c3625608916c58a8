package install

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// requirement is a row of the table in web/docs/policies.md of what a policy must allow.
type requirement struct {
	directive string
	sources   []string // any of them
	without   string   // what a visitor meets where it is missing
}

// requirements reads the table.
func requirements(t *testing.T) (list []requirement) {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(harness.Built.Root, "web/docs/policies.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(readme), "\n## What a policy must allow\n")
	_, table, _ := strings.Cut(section, "\n|---|---|---|---|\n")
	if table, _, _ = strings.Cut(table, "\n\n"); !found || table == "" {
		t.Fatal("web/docs/policies.md has no table of what a policy must allow")
	}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 4 {
			t.Fatalf("web/docs/policies.md has the line %q, want four cells", line)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		list = append(list, requirement{strings.Trim(cells[0], "`"), strings.Split(cells[1], ", or "), cells[3]})
	}
	return list
}

// TestPolicyTable: what the table of web/docs/policies.md says is enough for a policy, and none of
// it can be left out: without each line, just what the line says is missing. The
// page, the script and the charter are on a host each.
func TestPolicyTable(t *testing.T) {
	t.Parallel()
	src := harness.Elsewhere(harness.ServeBuild(t, func(_ string, w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		return true
	}))
	charter := harness.Named(harness.Serve(t, "/charte.txt", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		fmt.Fprint(w, "Charte de la ville\n\nNos serveurs sont à la mairie.\n")
	}), "charte.test")
	page := strings.NewReplacer("{{head}}", "", "{{body}}", "", "{{tag}}",
		`<script nonce="`+harness.Nonce+`" src="`+src+`" defer data-charter="`+charter+`" data-version="1"></script>`).Replace(harness.Ordinary)
	sources := map[string]string{
		"the script's host":          harness.Elsewhere(harness.Site.URL),
		"the nonce of its tag":       "'nonce-" + harness.Nonce + "'",
		"`'wasm-unsafe-eval'`":       "'wasm-unsafe-eval'",
		"the host of `data-charter`": harness.Named(harness.Site.URL, "charte.test"),
	}
	table := requirements(t)

	// The policy of the table without a line (-1: with all), taking of each line's
	// sources the one at choice, if it has so many.
	written := func(without, choice int) string {
		directives := make(map[string]string)
		for i, a := range table {
			source, known := sources[a.sources[min(choice, len(a.sources)-1)]]
			if !known {
				t.Fatalf("web/docs/policies.md names the sources %q: which are they?", a.sources)
			}
			if i != without {
				directives[a.directive] += " " + source
			}
		}
		text := "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
		for directive, list := range directives {
			text += "; " + directive + list
		}
		return text
	}
	for choice := range 2 {
		for without := -1; without < len(table); without++ {
			name, want := "all of it", "everything works"
			if without >= 0 {
				a := table[without]
				name, want = "without "+a.directive+" "+a.sources[min(choice, len(a.sources)-1)], a.without
			}
			t.Run(fmt.Sprintf("%d %s", choice+1, name), func(t *testing.T) {
				p := harness.NewPage(t)
				if without >= 0 { // the browser says what it blocks
					for _, part := range append(harness.Blocked, "unsafe-eval") {
						p.Expect(part)
					}
				}
				p.Open(harness.Serve(t, "/portail", func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Type", "text/html; charset=utf-8")
					w.Header().Set("Content-Security-Policy", written(without, choice))
					fmt.Fprint(w, page)
				}))
				p.Settle()
				if got := works(p); got != want {
					t.Errorf("the visitor meets %q, want %q", got, want)
				}
			})
		}
	}
}

// works is what a visitor meets who asks for the charter and the preferences, in
// the words of the table.
func works(p *harness.Page) string {
	p.T.Helper()
	if !p.Sight().API {
		return "there is no banner"
	}
	failed := func() int {
		return len(slices.DeleteFunc(p.Sight().Errors, func(code string) bool { return code != "program" }))
	}
	for i, button := range []string{"cookies-customize", "cookies-read-charter"} {
		p.Click(button)
		p.Until(button+" to answer", func() bool { return p.Sight().Dialog || failed() > i })
		if failed() > i {
			continue
		}
		if button == "cookies-read-charter" {
			p.Wait(`shadow.querySelector(".charter")?.innerText`)
			if !harness.Eval[bool](p, `shadow.querySelector(".charter").innerText.includes("Nos serveurs sont à la mairie")`) {
				return "the standard charter is shown"
			}
		}
		p.Click("cookies-close")
		p.Wait(`$("cookies-dialog") === null`)
	}
	switch failed() {
	case 0:
		return "everything works"
	case 2:
		return "neither the preferences nor the charter open"
	}
	return "one of the preferences and the charter opens"
}
