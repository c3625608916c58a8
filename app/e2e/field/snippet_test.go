package field

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestNoSnippet: search engines may not show the banner's words as the portal's. They look for
// data-nosnippet on the elements div, section and span alone.
func TestNoSnippet(t *testing.T) {
	t.Parallel()
	const marked = `closest(":is(div, section, span)[data-nosnippet]") !== null`
	t.Run("nhsuk/cookie-consent #106", func(t *testing.T) {
		t.Parallel()
		p := portal(t, "", `<iframe id="video" title="Vidéo" width="560" height="315"
			data-cookies="third_party" data-src="/video"></iframe>`)
		p.Wait(harness.InFrame("video", "#cookies-allow"))
		check := func(element string) {
			t.Helper()
			if !harness.Eval[bool](p, element+"."+marked) {
				t.Errorf("%s can become a snippet", element)
			}
		}
		check(`$("cookies-accept")`)
		check(harness.InFrame("video", "#cookies-allow"))
		p.OpenDialog("cookies-customize")
		p.Wait(harness.Started)
		check(`$("cookies-save")`)
		p.Click("cookies-dialog-charter")
		p.Wait(`shadow.querySelector(".charter")`)
		check(`shadow.querySelector(".charter p")`)
		check(`$("cookies-status")`)
	})
}
