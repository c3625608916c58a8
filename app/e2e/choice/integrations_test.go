package choice

import (
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// queued is what a page finds in the queues of Matomo's and of Google's scripts: a
// call of gtag is an object of the class Arguments, and Google takes no other.
const queued = `({
	paq: (window._paq ?? []).map((call) => call.join(" ")),
	layer: (window.dataLayer ?? []).map((entry) => {
		if (Object.prototype.toString.call(entry) !== "[object Arguments]") return "event " + JSON.stringify(entry);
		const [command, action, states] = entry;
		return [command, action, ...Object.keys(states).map((name) => name + "=" + states[name])].join(" ");
	}),
})`

type queues struct{ Paq, Layer []string }

const (
	deniedStates  = " ad_storage=denied ad_user_data=denied ad_personalization=denied analytics_storage=denied"
	grantedStates = " ad_storage=granted ad_user_data=granted ad_personalization=granted analytics_storage=granted"
)

// TestIntegrations: each tells in its own words, before what waits for the choice
// is opened: nothing allowed, then one call for each choice.
func TestIntegrations(t *testing.T) {
	t.Parallel()
	event := func(statistics, thirdParty bool) string {
		word := map[bool]string{true: "true", false: "false"}
		s, o := word[statistics], word[thirdParty]
		return `event {"event":"cookies_preferences","cookies_preferences":{"functional_cookies":true,"statistics":` + s + `,"internal":` + o +
			`,"third_party":` + o + `,"ga":` + s + `,"matomo":` + s + `,"xiti":` + s + `,"at":` + s + `,"piano":` + s + `,"eulerian":` + s + `}}`
	}
	content := strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`" data-integrations="datalayer matomo consent-mode"`), "</main>",
		`<script type="text/plain" data-cookies="ga">window.found = `+queued+`</script></main>`, 1)
	p := harness.NewPage(t)
	address := harness.ServeText(t, "/portail", "text/html", content)
	p.Open(address)
	p.WaitNotice()
	p.Wait(`window.dataLayer?.length`)
	check := func(name, expression string, paq, layer []string) {
		t.Helper()
		got := harness.Eval[queues](p, expression)
		if !slices.Equal(got.Paq, paq) {
			t.Errorf("%s: Matomo is told %q, want %q", name, got.Paq, paq)
		}
		if !slices.Equal(got.Layer, layer) {
			t.Errorf("%s: the data layer has %q, want %q", name, got.Layer, layer)
		}
	}
	paq, layer := []string{"requireConsent"}, []string{"consent default" + deniedStates}
	check("before the choice", queued, paq, layer)

	p.Click("cookies-accept")
	p.Wait(`window.found`)
	paq = append(paq, "setConsentGiven")
	layer = append(layer, "consent update"+grantedStates, event(true, true))
	check("what is opened finds", `found`, paq, layer)
	check("accepted", queued, paq, layer)

	// On the next page, where the choice is known.
	p.Open(address)
	p.Wait(`window.found`)
	check("what is opened on the next page finds", `found`, paq, layer)

	// Third parties are refused, the statistics stay.
	p.Click("open")
	p.WaitDialog()
	p.Click("cookies-toggle-third_party")
	p.Click("cookies-toggle-internal")
	p.Click("cookies-save")
	p.WaitClosed()
	layer = append(layer, "consent update"+strings.Replace(deniedStates, "analytics_storage=denied", "analytics_storage=granted", 1), event(true, false))
	check("third parties refused", queued, paq, layer)

	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	paq = append(paq, "forgetConsentGiven", "deleteCookies")
	layer = append(layer, "consent update"+deniedStates, event(false, false))
	check("all refused", queued, paq, layer)

	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	layer = append(layer, "consent update"+deniedStates, event(false, false))
	check("forgotten", queued, paq, layer)
}

// TestNoIntegration: what the page does not ask for adds nothing to it.
func TestNoIntegration(t *testing.T) {
	t.Parallel()
	for attribute, want := range map[string][2]bool{ // has _paq, has dataLayer
		"":                                  {false, false},
		`data-integrations="matomo"`:        {true, false},
		`data-integrations="datalayer"`:     {false, true},
		`data-integrations="consent-mode"`:  {false, true},
		`data-integrations="matomo google"`: {false, false}, // wrong: reported, and absent
	} {
		p := harness.OpenListening(t, `data-portal="`+harness.Aude+`" `+attribute)
		p.WaitNotice()
		p.Click("cookies-accept")
		p.WaitClosed()
		p.Settle()
		if strings.Contains(attribute, "google") {
			harness.CheckError(t, p, "attribute", `data-integrations="matomo google"`)
		}
		if got := harness.Eval[[2]bool](p, `["_paq" in window, "dataLayer" in window]`); got != want {
			t.Errorf("%s: _paq, dataLayer are there: %v, want %v", attribute, got, want)
		}
		requests, _ := p.Seen()
		fetched := slices.ContainsFunc(requests, func(url string) bool { return strings.Contains(url, "integrations-") })
		if fetched != (want != [2]bool{}) {
			t.Errorf("%s: the integrations are fetched: %v", attribute, fetched)
		}
	}
}

// TestIntegrationMissing: where other scripts cannot be told of the choice, nothing
// that waits for it is opened, whatever it allows; the visitor chooses all the same.
func TestIntegrationMissing(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Expect("404")
	p.Expect("integrations")
	alone := harness.Serve(t, "/banner.js", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, filepath.Join(harness.Built.Dir, "banner.js"))
	})
	p.Open(harness.ServeText(t, "/portail", "text/html", strings.NewReplacer("/banner/banner.js", alone, "</main>",
		`<script type="text/plain" data-cookies="ga">window.found = true</script></main>`).Replace(
		harness.Listening(`data-portal="`+harness.Aude+`" data-integrations="consent-mode"`))))
	p.WaitNotice()
	harness.CheckError(t, p, "integrations", "stays closed")
	p.Click("cookies-accept")
	p.Wait(`cookiesPreferences.allows("ga")`)
	p.Settle()
	if harness.Eval[bool](p, `"found" in window`) {
		t.Error("what waits for the choice was opened")
	}
}
