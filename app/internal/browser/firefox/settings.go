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

// settings are those that Firefox starts with, besides those that its remote agent sets for
// tests.
var settings = map[string]any{
	// Every name is this machine, as *.test is in Chromium.
	"network.dns.forceResolve": "127.0.0.1",
	"network.dns.disableIPv6":  true,
	"network.proxy.type":       0,
	"network.trr.mode":         5,

	// No first run.
	"browser.aboutwelcome.enabled": false,
	"browser.startup.homepage":     "about:blank",
	"browser.startup.page":         0,

	// Fewer processes in reserve: the machine is small.
	"dom.ipc.processPrelaunch.enabled": false,

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
func (t *Tab) Emulate(ctx context.Context, media browser.Media) error {
	values := make(map[string]any)
	if scheme, ok := map[string]int{"dark": 0, "light": 1}[media.ColorScheme]; ok {
		values["layout.css.prefers-color-scheme.content-override"] = scheme
	}
	if media.ForcedColors {
		values["browser.display.document_color_use"] = 2
	}
	if media.ReducedMotion {
		values["ui.prefersReducedMotion"] = 1
	}
	return t.set(ctx, values)
}

// SignalGPC turns Global Privacy Control on for all tabs.
func (t *Tab) SignalGPC(ctx context.Context) error {
	return t.Set(ctx, "privacy.globalprivacycontrol.enabled", true)
}

// Set sets a setting of the whole browser, a bool, an int or a string, as a visitor may in
// about:config.
// It holds until the profile is closed.
func (t *Tab) Set(ctx context.Context, name string, value any) error {
	return t.set(ctx, map[string]any{name: value})
}

func (t *Tab) set(ctx context.Context, values map[string]any) error {
	t.profile.settings = slices.AppendSeq(t.profile.settings, maps.Keys(values))
	return t.browser.inWindow(ctx, `
		for (const [name, value] of Object.entries(`+literal(values)+`)) {
			const type = {number: "Int", boolean: "Bool", string: "String"}[typeof value];
			Services.prefs["set" + type + "Pref"](name, value);
		}`)
}

// Reset sets back what the profile's tabs have set.
func (p *Profile) Reset(ctx context.Context) error {
	names := append([]string{}, p.settings...)
	p.settings = nil
	return p.browser.inWindow(ctx,
		`for (const name of `+literal(names)+`) Services.prefs.clearUserPref(name);`)
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
