package robust

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// pageScripts are pages whose scripts or elements have changed what the banner's script asks
// the page for.
func pageScripts(*testing.T) []hardship {
	var named strings.Builder
	for _, name := range []string{
		"currentScript", "cookie", "body", "head", "documentElement", "querySelector",
		"addEventListener", "createElement", "cookieStore", "trustedTypes", "dataLayer", "_paq",
		"cookies-accept", "cookies-status", "cookies-dialog", "cookies-toggle-statistics",
	} {
		named.WriteString(`<img name="` + name + `" id="` + name + `" alt="">`)
	}
	script := func(source string) string { return `<script>` + source + `</script>` }
	return []hardship{
		{name: "Prototype 1.6", head: script(prototypeJS)},
		{name: "options of all objects", head: script(`
			for (const name of ["once", "capture", "passive",
				"detail", "timestamp", "statistics"]) {
				Object.prototype[name] = true;
			}
			Object.prototype.extend = function (other) { return Object.assign(this, other); };`)},
		{name: "elements with the names that scripts use", body: named.String()},
		{name: "window.cookiesPreferences is taken", want: notAsked,
			head: script(`window.cookiesPreferences = {};`)},
		{name: "no shadow roots", want: notAsked,
			head: script(`Element.prototype.attachShadow = () => undefined;`)},
		{name: "frames are never drawn, as in a hidden tab",
			head: script(`window.requestAnimationFrame = () => 1;`)},
	}
}

// prototypeJS does to a page what Prototype 1.6 does: arrays and strings say how they become
// JSON, and lists have enumerable methods.
const prototypeJS = `
	Array.prototype.toJSON = function () {
		return "[" + this.map((item) => Object.toJSON(item)).join(", ") + "]";
	};
	String.prototype.toJSON = function () { return '"' + this + '"'; };
	Number.prototype.toJSON = function () { return String(this); };
	Object.toJSON = (value) =>
		value === null ? "null" : value.toJSON ? value.toJSON() : String(value);
	Array.prototype.first = function () { return this[0]; };
	Array.prototype.last = function () { return this[this.length - 1]; };
	Function.prototype.bind = function (self, ...first) {
		const f = this;
		return function (...rest) { return f.apply(self, first.concat(rest)); };
	};
	Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };`

// pageLibraries are pages of widespread libraries, as npm has them. Next.js, with React, is in
// install.
func pageLibraries(t *testing.T) []hardship {
	turbo := harness.Library(t, "@hotwired/turbo/dist/turbo.es2017-umd.js")
	second := harness.ServeText(t, "/visit", "text/html; charset=utf-8", strings.NewReplacer(
		"{{head}}", turbo, "{{tag}}", "", "{{body}}", `<p id="visited">La page suivante</p>`,
	).Replace(harness.Ordinary))
	angular := strings.NewReplacer(`<html lang="fr"`, `<html lang="fr" ng-app`,
		"Jeux de données", "{{ 'Jeux de ' + 'données' }}").Replace(harness.Ordinary)
	return []hardship{
		{name: "Turbo 8 visits another page", head: turbo, during: func(p *harness.Page) {
			harness.Eval[any](p, `(Turbo.visit("`+second+`"), null)`)
			p.Wait(`document.getElementById("visited")`)
			p.WaitNotice()
			p.Settle()
		}},
		{name: "AngularJS 1.8", html: angular, head: harness.Library(t, "angular/angular.js")},
		{name: "zone.js", head: harness.Library(t, "zone.js/bundles/zone.umd.js")},
	}
}
