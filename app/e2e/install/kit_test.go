package install

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
)

// TestLongStarterKit changes an application of the shape of Huwise's starter kit by the recipe, as
// it is written, and serves its export under a path: Piano measures what the visitor allows alone.
func TestLongStarterKit(t *testing.T) {
	t.Parallel()
	hits := make(chan struct{}, 100)
	collector := httptest.NewTLSServer(http.HandlerFunc(
		func(http.ResponseWriter, *http.Request) { hits <- struct{}{} }))
	t.Cleanup(collector.Close)
	files := namedBlocks(t, "Le kit de démarrage de Huwise")
	files["src/app/choix-client.jsx"] = namedBlocks(t, "Une application Next.js")["app/choix-client.jsx"]
	const kit, layout, utils = "app/e2e/install/testdata/kit/", "src/app/layout.js", "src/utils/cookieUtils"
	files[utils+".js"] = isAllowed.ReplaceAllLiteralString(
		harness.MustRead(kit+utils+".js"), files[utils+".ts"])
	delete(files, utils+".ts") // the kit's is TypeScript
	files[layout] = adapt(t, harness.MustRead(kit+layout),
		"</title>", "</title>"+recipeTag, "{children}",
		`{children}<button id="open" data-cookies-preferences="open">Gérer mes cookies</button>`)
	app := buildNext(t, "testdata/kit", files,
		"NEXT_PUBLIC_PIANO_ANALYTICS_SITE_ID=1",
		"NEXT_PUBLIC_PIANO_ANALYTICS_COLLECT_DOMAIN="+collector.Listener.Addr().String())

	folder := uploaded(t)
	export := os.DirFS(filepath.Join(app, "out"))
	if err := os.CopyFS(filepath.Join(folder, "portail"), export); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(folder, "favicon.ico"), "")
	address, _ := startNginx(t, folder, adapt(t, recipe(t, "Le kit de démarrage de Huwise", "nginx"),
		"/var/www", folder))
	address += "portail/"
	changeOfMind(t, address)

	p := harness.NewPage(t)
	measured := func(more int, act func()) {
		t.Helper()
		act()
		for range more {
			select {
			case <-hits:
			case <-time.After(harness.Patience):
				t.Fatal("a page is not measured")
			}
		}
		p.Settle()
		if len(hits) > 0 {
			t.Fatalf("there are %d hits more than %d", len(hits), more)
		}
	}
	measured(0, func() { harness.ShowNotice(p, address) })
	measured(0, func() { p.Click("next"); p.Wait(`$("second")`) })
	measured(1, func() { p.Choose("cookies-accept") })
	measured(1, func() { p.Click("back"); p.Wait(`$("first")`) })
	measured(1, p.Reload)
	measured(0, func() { p.OpenDialog("open"); p.Choose("cookies-refuse-all") })
	measured(0, func() { p.Click("next"); p.Wait(`$("second")`) })
	measured(0, p.Reload)
}

// isAllowed is the function that the recipe replaces.
var isAllowed = regexp.MustCompile(`(?ms)^export function isPianoAnalyticsAllowed.*?^}\n`)

// recipeTag is the recipe's tag.
const recipeTag = `<script src="/portail/cookies/banner.js" async data-portal="opendata.aude.fr"></script>`
