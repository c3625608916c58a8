package install

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/build"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/charter"
)

// TestLongCharterFolder: a build with a charter of one's own shows it to its portal, by the tag
// that the build lists. TestDistCharters shows what such a build holds.
func TestLongCharterFolder(t *testing.T) {
	t.Parallel()
	const host = "donnees.ville.example"
	text := []byte("Charte cookies de la ville\n\nNous conservons peu de choses.\n")
	built, err := build.Dist(t.Context(), build.Options{
		Out: filepath.Join(t.TempDir(), "dist"), Fast: true,
		Charters: []build.Charter{{Host: host, Text: text}},
	})
	if err != nil {
		t.Fatal(err)
	}
	src := harness.ServeDist(t, built.Dir, nil)
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", portalPage(fmt.Sprintf(
		`<script src="%s" defer data-portal="%s" data-version="%s"></script>`,
		src, host, charter.Version(text)))))
	p.WaitNotice()
	p.Click("cookies-read-charter")
	p.Wait(`shadow.querySelector(".charter")?.innerText.includes("Nous conservons peu de choses.")`)
	links := harness.Eval[string](p, `[...shadow.querySelectorAll("a")].map((a) => a.href).join(" ")`)
	if !strings.Contains(links, "/charters/"+host+".html") {
		t.Errorf("the links are %s, want one to the charter's own page", links)
	}
	p.Click("cookies-close")
	p.Wait(`$("cookies-dialog") === null`)
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Wait(`cookiesPreferences.get().charter === "` + charter.Version(text) + `"`)
}
