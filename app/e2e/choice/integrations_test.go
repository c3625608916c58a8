package choice

import (
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// queued is what a page finds in the queues of Matomo's and Google's scripts. A call of gtag is an
// object of the class Arguments, and Google takes no other.
const queued = `({
	paq: (window._paq ?? []).map((call) => call.join(" ")),
	layer: (window.dataLayer ?? []).map((entry) => {
		if (Object.prototype.toString.call(entry) !== "[object Arguments]") {
			const { statistics, third_party } = entry.cookies_preferences;
			return entry.event + " statistics=" + statistics + " third_party=" + third_party;
		}
		const [command, action, states] = entry;
		const words = Object.keys(states).map((name) => name + "=" + states[name]);
		return [command, action, ...words].join(" ");
	}),
})`

// TestIntegrations: each integration informs its script in its own words, before what waits for the
// choice opens: nothing is allowed at first, then one call follows each choice.
func TestIntegrations(t *testing.T) {
	t.Parallel()
	states := func(ads, analytics string) string {
		return " ad_storage=" + ads + " ad_user_data=" + ads + " ad_personalization=" + ads +
			" analytics_storage=" + analytics
	}
	attributes := harness.ForAude + `
		data-integrations="datalayer matomo consent-mode"`
	content := strings.Replace(harness.Listening(attributes), "</main>",
		`<script type="text/plain" data-cookies="ga">window.found = `+queued+`</script></main>`, 1)
	p := harness.NewPage(t)
	address := harness.ServeText(t, "/portail", "text/html", content)
	harness.ShowNotice(p, address)
	p.Wait(`window.dataLayer?.length`)
	var paq, layer []string
	check := func(when, expression string) {
		t.Helper()
		got := harness.Eval[struct{ Paq, Layer []string }](p, expression)
		if !slices.Equal(got.Paq, paq) {
			t.Errorf("%s: Matomo's queue is %q, want %q", when, got.Paq, paq)
		}
		if !slices.Equal(got.Layer, layer) {
			t.Errorf("%s: the data layer has %q, want %q", when, got.Layer, layer)
		}
	}
	paq = []string{"requireConsent"}
	layer = []string{"consent default" + states("denied", "denied")}
	check("before the choice", queued)

	p.Click("cookies-accept")
	p.Wait(`window.found`)
	paq = append(paq, "setConsentGiven")
	layer = append(layer, "consent update"+states("granted", "granted"),
		"cookies_preferences statistics=true third_party=true")
	check("a script that opens finds", `found`)

	p.Open(address)
	p.Wait(`window.found`)
	check("on the next page, a script that opens finds", `found`)

	p.OpenDialog("open")
	p.Click("cookies-toggle-third_party")
	p.Choose("cookies-save")
	layer = append(layer, "consent update"+states("denied", "granted"),
		"cookies_preferences statistics=true third_party=false")
	check("third parties refused", queued)

	denied := []string{"consent update" + states("denied", "denied"),
		"cookies_preferences statistics=false third_party=false"}
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	paq, layer = append(paq, "forgetConsentGiven", "deleteCookies"), append(layer, denied...)
	check("all refused", queued)

	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	layer = append(layer, denied...)
	check("forgotten", queued)
}

// TestIntegrationMissing: if the file that informs other scripts can't be fetched, nothing that
// waits opens, whatever the choice; the visitor chooses all the same.
func TestIntegrationMissing(t *testing.T) {
	t.Parallel()
	p := openWithout(t, "integrations-", `data-integrations="consent-mode"`,
		`<script type="text/plain" data-cookies="ga">window.ran = true</script>`)
	harness.CheckError(p, "integrations", "stays closed")
	p.Click("cookies-accept")
	p.Wait(`cookiesPreferences.allows("ga")`)
	p.Settle()
	if harness.Eval[bool](p, `"ran" in window`) {
		t.Error("what waits for the choice was opened")
	}
}

// TestGatesMissing: the same if the file that opens and closes what waits can't be fetched.
func TestGatesMissing(t *testing.T) {
	t.Parallel()
	p := openWithout(t, "gates-", "",
		`<script type="text/plain" data-cookies="ga">window.ran = true</script>`+
			`<img data-cookies="third_party" data-src="/favicon.ico" alt="">`)
	harness.CheckError(p, "gates", "stays closed")
	p.Click("cookies-accept")
	p.Wait(`cookiesPreferences.allows("ga")`)
	p.Settle()
	if harness.Eval[bool](p, `"ran" in window || document.images[0].hasAttribute("src")`) {
		t.Error("what waits for the choice was opened")
	}
}
