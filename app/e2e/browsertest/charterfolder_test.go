package browsertest

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"cookies-preferences/app/build"
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
	src := serveDist(t, own.Dir, nil)
	page := func(path, attributes string) string {
		return serveText(t, path, "text/html", strings.Replace(listening(attributes), "/banner/banner.js", src, 1))
	}
	for _, c := range []struct{ name, attributes, says, version, page, problem string }{
		{"one of the folder", `data-portal="` + ville + `" data-version="` + charter.Version(text) + `"`,
			"Nous gardons peu de choses.", charter.Version(text), ville + ".html", ""},
		{"a published one", `data-portal="` + aude + `"`, "opendata.aude.fr", versionOf(t, aude), aude + ".html", ""},
		{"none", `data-portal="autre.example"`, "Qu’est-ce qu’un cookie", "", "autre.example.html", "charter_unreachable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPage(t)
			if c.problem != "" {
				p.expect("404")
			}
			p.open(page("/portail", c.attributes))
			p.waitNotice()
			p.click("cookies-read-charter")
			p.wait(`shadow.querySelector(".charter")?.innerText.includes(` + strconv.Quote(c.says) + `)`)
			if c.problem != "" {
				checkError(t, p, c.problem, "autre.example.txt", "404")
			} else if links := eval[string](p, `[...shadow.querySelectorAll("a")].map((a) => a.href).join(" ")`); !strings.Contains(links, c.page) {
				t.Errorf("the links are %s, want one to %s", links, c.page)
			}
			p.click("cookies-close")
			p.wait(`$("cookies-dialog") === null`)
			p.click("cookies-accept")
			p.waitClosed()
			if version := eval[string](p, `cookiesPreferences.get().charter ?? ""`); version != c.version {
				t.Errorf("the record is about %q, want %q", version, c.version)
			}
		})
	}
}
