//go:build !js

package firefox

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// settings are those that Firefox starts with: it requests nothing by itself, and shows
// nothing in front of the page. Firefox's remote agent sets some of them too.
var settings = map[string]any{
	// Every name is this machine, as *.test is in Chromium.
	"network.dns.forceResolve": "127.0.0.1",
	"network.dns.disableIPv6":  true,
	"network.proxy.type":       0,
	"network.trr.mode":         5,

	// No request in advance.
	"network.prefetch-next":                   false,
	"network.dns.disablePrefetch":             true,
	"network.predictor.enabled":               false,
	"network.http.speculative-parallel-limit": 0,
	"network.captive-portal-service.enabled":  false,
	"network.connectivity-service.enabled":    false,

	// No request of the browser's own services.
	"app.update.disabledForTesting":              true,
	"app.normandy.enabled":                       false,
	"app.shield.optoutstudies.enabled":           false,
	"browser.newtabpage.enabled":                 false,
	"browser.region.network.url":                 "",
	"browser.safebrowsing.malware.enabled":       false,
	"browser.safebrowsing.phishing.enabled":      false,
	"browser.safebrowsing.downloads.enabled":     false,
	"browser.safebrowsing.blockedURIs.enabled":   false,
	"browser.search.update":                      false,
	"datareporting.policy.dataSubmissionEnabled": false,
	"datareporting.healthreport.uploadEnabled":   false,
	"dom.push.connection.enabled":                false,
	"extensions.getAddons.cache.enabled":         false,
	"extensions.systemAddon.update.enabled":      false,
	"extensions.update.enabled":                  false,
	"geo.provider.network.url":                   "",
	"media.gmp-manager.updateEnabled":            false,
	"services.settings.server":                   "data:,#remote-settings-dummy/v1",
	"toolkit.telemetry.enabled":                  false,
	"toolkit.telemetry.server":                   "",
	"toolkit.telemetry.unified":                  false,

	// No first run, no question on the way out.
	"browser.aboutwelcome.enabled":                                false,
	"browser.shell.checkDefaultBrowser":                           false,
	"browser.startup.homepage":                                    "about:blank",
	"browser.startup.page":                                        0,
	"browser.tabs.warnOnClose":                                    false,
	"browser.warnOnQuit":                                          false,
	"datareporting.policy.dataSubmissionPolicyBypassNotification": true,
	"startup.homepage_welcome_url":                                "about:blank",

	// Fewer processes in reserve: the machine is small.
	"dom.ipc.processPrelaunch.enabled": false,

	// The setting for reduced motion, which exists only once it is set; see Emulate.
	reducedMotion: 0,

	// Visitors of French portals.
	"intl.accept_languages": "fr-FR, fr",
}

// userPreferences is the profile's user.js.
func userPreferences() string {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		fmt.Fprintf(&text, "user_pref(%s, %s);\n", literal(name), literal(settings[name]))
	}
	return text.String()
}

// Set sets a setting, as a visitor may in about:config, and returns the function that
// resets it. It holds for the whole browser.
func (b *Browser) Set(ctx context.Context, name string, value any) (undo func(context.Context) error, err error) {
	var kind string
	switch value.(type) {
	case bool:
		kind = "Bool"
	case int:
		kind = "Int"
	case string:
		kind = "String"
	default:
		return nil, fmt.Errorf("%s: a setting is a bool, an int or a string, not %T", name, value)
	}
	// A setting that the browser does not know, or of another type, would change nothing.
	known := fmt.Sprintf("if (Services.prefs.getPrefType(%s) !== Services.prefs.PREF_%s) "+
		"throw new Error('Firefox has no such setting: ' + %[1]s)",
		literal(name), strings.ToUpper(kind))
	script := fmt.Sprintf("%s; Services.prefs.set%sPref(%s, %s)", known, kind, literal(name), literal(value))
	if err := b.inWindow(ctx, script); err != nil {
		return nil, err
	}
	reset := fmt.Sprintf("Services.prefs.clearUserPref(%s)", literal(name))
	if first, ok := settings[name]; ok {
		reset = fmt.Sprintf("Services.prefs.set%sPref(%s, %s)", kind, literal(name), literal(first))
	}
	return func(ctx context.Context) error { return b.inWindow(ctx, reset) }, nil
}

// inWindow runs a script in the browser's own window.
func (b *Browser) inWindow(ctx context.Context, script string) error {
	_, err := b.evaluate(ctx, object{"context": b.window}, "(() => {"+script+"; return ''})()")
	return err
}

// literal writes a value in JavaScript.
func literal(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // of a constant of ours
	}
	return string(text)
}
