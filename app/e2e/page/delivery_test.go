package page

import (
	"net/http"
	"os"
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
	// as sends a file of the build in a coding, from the copy beside it.
	as := func(t *testing.T, w http.ResponseWriter, name, coding, extension string) {
		t.Helper()
		content, err := os.ReadFile(filepath.Join(harness.Built.Dir, name+extension))
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Encoding", coding)
		w.Write(content)
	}
	gz := harness.Built.WASM + ".gz"

	for _, c := range []struct {
		name   string
		before func(t *testing.T, name string, w http.ResponseWriter, r *http.Request) bool
		want   []string // the requests for the program, in order
	}{
		{
			name: "a host that compresses nothing",
			want: []string{gz},
		},
		{
			name: "brotli for all",
			before: func(t *testing.T, name string, w http.ResponseWriter, r *http.Request) bool {
				if path.Ext(name) == ".txt" {
					return true
				}
				as(t, w, name, "br", ".br")
				return false
			},
			want: []string{harness.Built.WASM},
		},
		{
			name: "gzip for scripts only", // as nginx does, until WASM is added to its types
			before: func(t *testing.T, name string, w http.ResponseWriter, r *http.Request) bool {
				if path.Ext(name) != ".js" {
					return true
				}
				as(t, w, name, "gzip", ".gz")
				return false
			},
			want: []string{harness.Built.WASM, gz},
		},
		{
			name: "the .gz as the program's coding", // as Apache does, with AddEncoding
			before: func(t *testing.T, name string, w http.ResponseWriter, r *http.Request) bool {
				if path.Ext(name) == ".gz" {
					w.Header().Set("Content-Encoding", "gzip")
				}
				return true
			},
			want: []string{gz},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
				return c.before == nil || c.before(t, name, w, r)
			})
			p := harness.NewPage(t)
			p.Open(harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, "")))
			p.WaitNotice()
			p.Click("cookies-customize")
			p.WaitDialog()
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
			p.Click("cookies-save")
			p.WaitClosed()
			harness.CheckAllowed(t, p)
		})
	}
}

// TestIdleLoad: with data-load="idle" the program is fetched when the page is idle, but not if
// the visitor saves data.
func TestIdleLoad(t *testing.T) {
	t.Parallel()
	for _, save := range []bool{false, true} {
		p := harness.NewPage(t)
		harness.Call(p, emulation.SetDataSaverOverride, emulation.SetDataSaverOverrideParams{DataSaverEnabled: &save})
		p.Open(harness.ServeText(t, "/portail", "text/html", harness.Listening(`data-portal="`+harness.Aude+`" data-load="idle"`)))
		p.WaitNotice()
		if save != harness.Eval[bool](p, `navigator.connection.saveData`) {
			t.Fatal("the browser does not say whether data is saved")
		}
		if !save {
			p.Wait(`performance.getEntriesByType("resource").some((e) => e.name.includes(".wasm"))`)
			continue
		}
		p.Settle()
		p.Settle()
		if n := p.WasmRequests(); n != 0 {
			t.Errorf("though data is saved, the program was requested %d times", n)
		}
	}
}
