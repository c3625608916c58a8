package preview

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestWorkshopOnAnyHost: the build works from any folder of a host that serves its files as
// they are and lacks those of a type that it does not know; and, once visited, without it.
func TestWorkshopOnAnyHost(t *testing.T) {
	t.Parallel()
	files := http.StripPrefix("/outils/cookies", http.FileServer(http.Dir(harness.Built.Dir)))
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".br") {
			http.NotFound(w, r)
			return
		}
		files.ServeHTTP(w, r)
	}))
	defer host.Close()
	p := harness.NewPage(t)
	p.Expect("404") // of those files, which the service worker does without
	p.Open(host.URL + "/outils/cookies/atelier/")
	waitPreview(p, asks)
	p.Wait(`navigator.serviceWorker.controller`)

	p.Expect("ERR_FAILED")
	host.CloseClientConnections()
	host.Close()
	p.Reload()
	archive := harness.UseWorkshop(p, "Rien de plus.")
	for _, name := range []string{
		"banner.js", harness.Built.Dialog, harness.Built.Go, harness.Built.WASM,
		"charte-" + harness.Aude + ".txt", "charters/" + harness.Aude + ".json",
		"charters/standard.json", "gpc.json",
	} {
		if len(archive[name]) == 0 {
			t.Errorf("the archive has %d files, and no %s", len(archive), name)
		}
	}
}
