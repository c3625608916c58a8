package field

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestMatomoWithoutCookies: where the page's Matomo measures without cookies, exempt from consent,
// a choice is about its cookies and never stops it, by the integration and without it.
func TestMatomoWithoutCookies(t *testing.T) {
	t.Parallel()
	const setUp = `<script>window._paq = [["requireCookieConsent"], ["trackPageView"]]</script></head>`
	for report, attributes := range map[string]string{
		"AmauriC/tarteaucitron.js #1028":             `data-trackers="matomo"`,
		"SocialGouv/code-du-travail-numerique #7301": `data-trackers="matomo" data-integrations="matomo"`,
	} {
		t.Run(report, func(t *testing.T) {
			t.Parallel()
			p := harness.OpenPortal(t, strings.Replace(
				harness.Listening(harness.ForAude+" "+attributes), "</head>", setUp, 1))
			calls := []string{"requireCookieConsent", "trackPageView"}
			check := func(more ...string) {
				t.Helper()
				calls = append(calls, more...)
				p.Wait(fmt.Sprintf("_paq.length === %d", len(calls)))
				p.Settle()
				if got := harness.Eval[[]string](p, `_paq.flat()`); !slices.Equal(got, calls) {
					t.Errorf("Matomo's queue is %q, want %q", got, calls)
				}
			}
			check()
			p.Choose("cookies-accept")
			check("setCookieConsentGiven")
			harness.Eval[any](p, `(document.cookie = "_pk_id.1.1=1; Path=/", null)`)
			p.OpenDialog("open")
			p.Choose("cookies-refuse-all")
			check("forgetCookieConsentGiven", "deleteCookies")
			p.Wait(`!document.cookie.includes("_pk_id")`)
		})
	}
}
