package install

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"cookies-preferences/app/build"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/charter"
)

// TestCharterFolder: with a folder of charters built in, the one script shows each
// portal its own, by the tag that the build gives, and the published ones as ever. A
// portal that has none is shown the standard charter.
func TestCharterFolder(t *testing.T) {
	t.Parallel()
	const ville = "donnees.ville.example"
	text := []byte("Charte cookies de la ville\n\nNous gardons peu de choses.\n")
	own, err := build.Dist(t.Context(), build.Options{
		Out: filepath.Join(t.TempDir(), "dist"), Compression: build.Fast,
		Charters: []build.Charter{{Host: ville, Text: text}},
	})
	if err != nil {
		t.Fatal(err)
	}
	src := harness.ServeDist(t, own.Dir, nil)
	page := func(path, attributes string) string {
		return harness.ServeText(t, path, "text/html", strings.Replace(harness.Listening(attributes), "/banner/banner.js", src, 1))
	}
	for _, c := range []struct{ name, attributes, says, version, page, problem string }{
		{"one of the folder", `data-portal="` + ville + `" data-version="` + charter.Version(text) + `"`,
			"Nous gardons peu de choses.", charter.Version(text), ville + ".html", ""},
		{"a published one", `data-portal="` + harness.Aude + `"`, "opendata.aude.fr", harness.VersionOf(t, harness.Aude), harness.Aude + ".html", ""},
		{"none", `data-portal="autre.example"`, "Qu’est-ce qu’un cookie", "", "autre.example.html", "charter_unreachable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := harness.NewPage(t)
			if c.problem != "" {
				p.Expect("404")
			}
			p.Open(page("/portail", c.attributes))
			p.WaitNotice()
			p.Click("cookies-read-charter")
			p.Wait(`shadow.querySelector(".charter")?.innerText.includes(` + strconv.Quote(c.says) + `)`)
			if c.problem != "" {
				harness.CheckError(t, p, c.problem, "autre.example.txt", "404")
			} else if links := harness.Eval[string](p, `[...shadow.querySelectorAll("a")].map((a) => a.href).join(" ")`); !strings.Contains(links, c.page) {
				t.Errorf("the links are %s, want one to %s", links, c.page)
			}
			p.Click("cookies-close")
			p.Wait(`$("cookies-dialog") === null`)
			p.Click("cookies-accept")
			p.WaitClosed()
			if version := harness.Eval[string](p, `cookiesPreferences.get().charter ?? ""`); version != c.version {
				t.Errorf("the record is about %q, want %q", version, c.version)
			}
		})
	}
}
