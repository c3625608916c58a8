package robust

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// difference is what is different in WebKit about a hardship.
type difference struct {
	lacks     *flows.Lack // why it isn't met there
	opens     bool        // whether the preferences open, as they don't elsewhere
	announced []string    // parts of errors that WebKit logs
}

// differences are by the kind and the name of a hardship.
var differences = map[string]difference{
	"connection/offline once the page is there":          {lacks: flows.Offline},
	"cookies/scripts' cookies are dropped":               {lacks: flows.Refusal},
	"scripts/Prototype 1.6":                              {lacks: flows.Worlds},
	"scripts/frames are never drawn, as in a hidden tab": {lacks: flows.Worlds},

	"content policies/hash and strict-dynamic": {opens: true},
	"hosts/COEP": {announced: []string{
		"Cross-Origin-Resource-Policy", "Cross-origin script load denied"}},
	"hosts/another site, without CORS": {
		announced: []string{"Access-Control-Allow-Origin"}},
}

// meetInWebKit meets hardships of a kind, as they are there.
func meetInWebKit(t *testing.T, kind string, cases []hardship) {
	for _, h := range cases {
		d := differences[kind+"/"+h.name]
		if d.lacks != nil {
			continue
		}
		if d.opens {
			h.want = recorded
		}
		h.announced = append(h.announced, d.announced...)
		meetAll(t, kind, []hardship{h})
	}
}

// webKitSettings are what WebKit's own settings take away.
var webKitSettings = []hardship{
	{name: "all cookies refused", want: cookiesRefused,
		settings: []string{"--cookies-policy=never"},
		during:   holds(`(document.cookie = "any=1; Path=/", document.cookie === "")`)},
	{name: "no localStorage", settings: []string{"--enable-html5-local-storage=false"},
		during: holds(`!window.localStorage`)},
	{name: "no WebAssembly, as in Lockdown Mode", settings: []string{"JSC_useWasm=false"},
		during: holds(`typeof WebAssembly === "undefined"`)},
	{name: "no cookieStore, as before Safari 18.4",
		settings: []string{"--features=-CookieStoreAPI"}, during: holds(`!window.cookieStore`)},
	{name: "no Trusted Types, as before Safari 26",
		settings: []string{"--features=-TrustedTypes"}, during: holds(`!window.trustedTypes`)},
}

// newPage opens a tab in a browser with the hardship's settings.
func (h hardship) newPage(t *testing.T) *harness.Page {
	t.Helper()
	if len(h.settings) > 0 {
		return harness.NewPageWith(t, h.settings...)
	}
	return harness.NewPage(t)
}
