package install

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// requirement is a row of the table in web/docs/policies.md.
type requirement struct {
	directive string
	sources   []string // any of them will do
	without   string   // what happens without them
}

// requirements reads the table.
func requirements(t *testing.T) (list []requirement) {
	t.Helper()
	_, rest, found := strings.Cut(harness.MustRead("web/docs/policies.md"),
		"\n## What a policy must allow\n")
	_, table, ruled := strings.Cut(rest, "\n|---|---|---|---|\n")
	if !found || !ruled {
		t.Fatal("web/docs/policies.md has no table of what a policy must allow")
	}
	table, _, _ = strings.Cut(table, "\n\n")
	for row := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(row), "| "), " | ")
		if len(cells) != 4 {
			t.Fatalf("the row %q has %d cells, want 4", row, len(cells))
		}
		list = append(list,
			requirement{strings.Trim(cells[0], "`"), strings.Split(cells[1], ", or "), cells[3]})
	}
	return list
}

// TestPolicyTable: a policy that allows what the table of web/docs/policies.md says is enough,
// and each row is necessary: without it, what its last cell says is what happens. The page,
// the script and the charter are on three hosts.
func TestPolicyTable(t *testing.T) {
	t.Parallel()
	src := harness.Elsewhere(harness.ServeBuild(t,
		func(_ string, w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Access-Control-Allow-Origin", "*")
			return true
		}))
	charter := harness.Named(harness.Serve(t, "/charte.txt",
		func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Access-Control-Allow-Origin", "*")
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			fmt.Fprint(w, "Charte de la ville\n\nNos serveurs sont à la mairie.\n")
		}), "charte.test")
	page := func(attributes string) string {
		return strings.NewReplacer("{{head}}", "", "{{body}}", "", "{{tag}}",
			`<script nonce="`+harness.Nonce+`" src="`+src+`" defer `+attributes+
				`></script>`).Replace(harness.Ordinary)
	}
	own := page(`data-charter="` + charter + `" data-version="1"`)
	builtIn := page(harness.ForAude)
	sources := map[string]string{
		"the script's host":          harness.Elsewhere(harness.Site.URL),
		"the nonce of its tag":       "'nonce-" + harness.Nonce + "'",
		"`'wasm-unsafe-eval'`":       "'wasm-unsafe-eval'",
		"the host of `data-charter`": harness.Named(harness.Site.URL, "charte.test"),
	}

	// check opens two pages, with a charter of the portal's own and a built-in one, under a policy
	// of some rows, with their first or last sources.
	check := func(name string, rows []requirement, last bool, want string) {
		directives := make(map[string]string)
		for _, row := range rows {
			source := row.sources[0]
			if last {
				source = row.sources[len(row.sources)-1]
			}
			if sources[source] == "" {
				t.Fatalf("web/docs/policies.md names an unknown source, %q", source)
			}
			directives[row.directive] += " " + sources[source]
		}
		policy := "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
		for directive, list := range directives {
			policy += "; " + directive + list
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := harness.NewPage(t)
			if want != everythingWorks { // the browser reports what it blocks
				for _, part := range append(harness.Blocked, "unsafe-eval") {
					p.Expect(part)
				}
			}
			serve := func(path, page string) string {
				return harness.Serve(t, path, func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Type", "text/html; charset=utf-8")
					w.Header().Set("Content-Security-Policy", policy)
					fmt.Fprint(w, page)
				})
			}
			got := works(p, serve("/portail", own), serve("/autre", builtIn))
			if got != want {
				t.Errorf("under %s: %s, want: %s", policy, got, want)
			}
		})
	}
	table := requirements(t)
	check("all, hosts", table, false, everythingWorks)
	check("all, nonce", table, true, everythingWorks)
	for i, row := range table {
		rest := slices.Delete(slices.Clone(table), i, i+1)
		check("without "+row.directive+" "+row.sources[0], rest, false, row.without)
	}
}

const everythingWorks = "everything works"

// works opens the preferences and the charter on both pages, and returns what happens, in the
// table's words.
func works(p *harness.Page, own, builtIn string) string {
	p.T.Helper()
	p.Open(own)
	p.Settle()
	if !p.Sight().API {
		return "there is no banner"
	}
	ownCharter := reads(p)
	p.Open(builtIn)
	p.Settle()
	builtInCharter := reads(p)
	switch {
	case strings.Contains(ownCharter, "Nos serveurs sont à la mairie") && builtInCharter != "":
		return everythingWorks
	case ownCharter != "" && builtInCharter != "":
		return "the standard charter is shown"
	case builtInCharter != "":
		return "a charter that `data-charter` names is not shown; all else works"
	case ownCharter == "":
		return "no charter is shown; the preferences work"
	}
	return "a built-in charter is not shown"
}

// reads opens the preferences and moves a switch, and then opens the charter. It returns the
// charter's text; "" if a message says that it doesn't come.
func reads(p *harness.Page) (text string) {
	p.T.Helper()
	p.OpenDialog("cookies-customize")
	p.Click("cookies-toggle-internal")
	p.Wait(`$("cookies-toggle-internal").checked`)
	p.Click("cookies-close")
	p.Wait(`!$("cookies-dialog")?.open`)
	p.OpenDialog("cookies-read-charter")
	const failed = `shadow.querySelector(".loading")?.innerText.includes("pas pu être chargée")`
	p.Wait(`shadow.querySelector(".charter") || ` + failed)
	return harness.Eval[string](p, `shadow.querySelector(".charter")?.innerText ?? ""`)
}
