//go:build !js

package firefox

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cookies-preferences/app/internal/browser"
)

// reducedMotion is the setting behind prefers-reduced-motion.
const reducedMotion = "ui.prefersReducedMotion"

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

// Emulate sets media features for all tabs.
func (t *Tab) Emulate(ctx context.Context, media browser.Media) (browser.Undo, error) {
	values := make(map[string]any)
	if scheme, ok := map[string]int{"dark": 0, "light": 1}[media.ColorScheme]; ok {
		values["layout.css.prefers-color-scheme.content-override"] = scheme
	}
	if media.ForcedColors {
		values["browser.display.document_color_use"] = 2
	}
	if media.ReducedMotion {
		values[reducedMotion] = 1
	}
	return t.browser.set(ctx, values)
}

// SignalGPC turns Global Privacy Control on for all tabs.
func (t *Tab) SignalGPC(ctx context.Context) (browser.Undo, error) {
	return t.browser.set(ctx, map[string]any{"privacy.globalprivacycontrol.enabled": true})
}

// Set sets a setting of the whole browser, a bool or an int.
func (t *Tab) Set(ctx context.Context, name string, value any) (browser.Undo, error) {
	return t.browser.set(ctx, map[string]any{name: value})
}

// set sets settings, as a visitor may in about:config.
func (b *Browser) set(ctx context.Context, values map[string]any) (browser.Undo, error) {
	var change, undo strings.Builder
	for name, value := range values {
		kind := "Int"
		if _, ok := value.(bool); ok {
			kind = "Bool"
		}
		// A setting that the browser doesn't know, or of another type, would change nothing.
		fmt.Fprintf(&change, "if (Services.prefs.getPrefType(%s) !== Services.prefs.PREF_%s) "+
			"throw new Error('Firefox has no such setting: ' + %[1]s);\n",
			literal(name), strings.ToUpper(kind))
		fmt.Fprintf(&change, "Services.prefs.set%sPref(%s, %s);\n", kind, literal(name),
			literal(value))
		if first, ok := settings[name]; ok {
			fmt.Fprintf(&undo, "Services.prefs.set%sPref(%s, %s);\n", kind, literal(name),
				literal(first))
		} else {
			fmt.Fprintf(&undo, "Services.prefs.clearUserPref(%s);\n", literal(name))
		}
	}
	return func(ctx context.Context) error { return b.inWindow(ctx, undo.String()) },
		b.inWindow(ctx, change.String())
}

// inWindow runs a script in the browser's own window.
func (b *Browser) inWindow(ctx context.Context, script string) error {
	_, err := b.evaluate(ctx, object{"context": b.window}, "(() => {"+script+" return ''})()")
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
