package page

import (
	"net/http"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"cookies-preferences/app/e2e/harness"
)

// TestDelivery: the program comes compressed from any host, and no request is made to find out
// how. A .gz that is missing or wrong is among the failures of package robust.
func TestDelivery(t *testing.T) {
	t.Parallel()
	gz := harness.Built.WASM + ".gz"
	type sent struct{ coding, copy string } // the declared coding, and the extension of the copy
	for _, c := range []struct {
		name  string
		files map[string]sent // by extension; others go as they are
		want  []string        // the requests for the program, in order
	}{
		{"a host that compresses nothing", nil, []string{gz}},
		{"brotli", map[string]sent{".js": {"br", ".br"}, ".wasm": {"br", ".br"}},
			[]string{harness.Built.WASM}},
		// As nginx does, until WASM is added to its types.
		{"gzip for scripts only", map[string]sent{".js": {"gzip", ".gz"}},
			[]string{harness.Built.WASM, gz}},
		// As Apache does, with AddEncoding.
		{"the .gz as the program's coding", map[string]sent{".gz": {"gzip", ""}}, []string{gz}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			src := harness.ServeBuild(t, func(
				name string, w http.ResponseWriter, r *http.Request,
			) bool {
				file := c.files[path.Ext(name)]
				if file.coding != "" {
					w.Header().Set("Content-Encoding", file.coding)
				}
				http.ServeFile(w, r, filepath.Join(harness.Built.Dir, name+file.copy))
				return false
			})
			p := harness.OpenPortal(t, harness.HeldPage(src, ""))
			p.OpenDialog("cookies-customize")
			p.Wait(harness.Started)
			requests, _ := p.Seen()
			var programs []string
			for _, url := range requests {
				if strings.Contains(url, ".wasm") {
					programs = append(programs, path.Base(url))
				}
			}
			if !slices.Equal(programs, c.want) {
				t.Errorf("the requests for the program are %q, want %q", programs, c.want)
			}
		})
	}
}

// TestIdleLoad: with data-load="idle" the program is fetched when the page is idle, but not run,
// and not fetched if the visitor saves data.
func TestIdleLoad(t *testing.T) {
	t.Parallel()
	for _, save := range []bool{false, true} {
		p := harness.NewPage(t)
		harness.Call(p, emulation.SetDataSaverOverride,
			emulation.SetDataSaverOverrideParams{DataSaverEnabled: &save})
		harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html",
			harness.PortalPage(harness.ForAude+` data-load="idle"`)))
		if save != harness.Eval[bool](p, `navigator.connection.saveData`) {
			t.Fatal("the browser does not say whether data is saved")
		}
		if !save {
			p.Wait(`performance.getEntriesByType("resource").some((e) => e.name.includes(".wasm"))`)
			p.Settle()
			if harness.Eval[bool](p, harness.Started) {
				t.Error("the program runs though nothing is open")
			}
			continue
		}
		p.Settle()
		p.Settle()
		requests, _ := p.Seen()
		for _, url := range requests {
			if strings.Contains(url, "/banner/") && path.Base(url) != "banner.js" {
				t.Errorf("though data is saved, the browser requested %s", url)
			}
		}
	}
}
