package robust

import (
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// pageStyles are pages whose styles apply to all that is in them, or change what the notice is
// laid out in. Where it is seen, it takes no room.
func pageStyles(*testing.T) []hardship {
	style := func(name string, want outcome, css string) hardship {
		return hardship{name: name, want: want, during: takesNoRoom,
			head: `<style>` + css + `</style>`,
			body: `<p style="height: 3000px">Une longue page</p>`}
	}
	blocked := style("hidden by a blocker", notAsked,
		`cookies-preferences { display: none !important }`)
	blocked.during = leavesThePageUsable
	return []hardship{
		blocked,
		style("unset", recorded, `* { all: unset !important }`),
		style("a grid", recorded, `
			body { display: grid; grid-template-rows: auto 1fr auto; min-height: 100vh; gap: 24px }
			button { display: none !important }
			div { position: fixed !important; inset: 0 }`),
		style("everything hidden", notAsked, `* { display: none !important }`),
		style("body transformed", recorded, `body { transform: translateZ(0) }`),
		style("tiny root font", recorded, `html { font-size: 4px }`),
		style("an element of its own scrolls", recorded, `
			html, body { height: 100%; margin: 0; overflow: hidden }
			main { height: 100%; overflow: auto }`),
		{name: "a veil over everything", want: notAsked, body: `<div style="position: fixed;
			z-index: 2147483647; inset: 0; background: rgb(0 0 0 / 50%)"></div>`},
		{name: "hidden until it has loaded", head: `<style>body { display: none }</style>`,
			body: `<script>addEventListener("load", () => {
				document.body.style.display = "block";
			})</script>`},
	}
}

// leavesThePageUsable opens preferences that cannot be seen: the page still scrolls and has its
// keys, and an error says why nothing opens.
func leavesThePageUsable(p *harness.Page) {
	p.T.Helper()
	p.Click("open")
	p.Until("the error", func() bool { return slices.Contains(p.Codes(), "hidden") })
	if harness.Eval[bool](p, `document.querySelector("[inert]") !== null ||
		[document.documentElement, document.body].some((e) =>
			getComputedStyle(e).overflow !== "visible")`) {
		p.T.Error("something is inert, or the page does not scroll")
	}
	p.Scroll(600)
	p.Wait(`scrollY > 0`)
	p.TabTo("link", "Un lien")
}

// takesNoRoom compares the page's own element with and without the banner.
func takesNoRoom(p *harness.Page) {
	p.T.Helper()
	places := harness.EvalApart[[2]string](p, `(() => {
		const place = () =>
			JSON.stringify(document.getElementById("first").getBoundingClientRect());
		const banner = document.querySelector("cookies-preferences");
		const next = banner.nextSibling, parent = banner.parentNode;
		const beside = place();
		banner.remove();
		const alone = place();
		parent.insertBefore(banner, next);
		return [beside, alone];
	})()`)
	if places[0] != places[1] {
		p.T.Errorf("the page's element is at %s, without the banner at %s", places[0], places[1])
	}
}

// documents are pages of other kinds than a portal's.
func documents(*testing.T) []hardship {
	return []hardship{
		{name: "right to left", during: func(p *harness.Page) {
			takesNoRoom(p)
			p.Wait(`shadow.querySelector("[lang]").lang === "fr" &&
				getComputedStyle($("cookies-accept")).direction === "ltr"`)
		}, html: strings.Replace(harness.Ordinary, `lang="fr"`, `lang="ar" dir="rtl"`, 1)},
		{name: "no doctype", html: strings.TrimPrefix(harness.Ordinary, "<!doctype html>")},
		{name: "XHTML", html: `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>` +
			`<html xmlns="http://www.w3.org/1999/xhtml" lang="fr"><head><title>Portail</title>` +
			`{{head}}{{tag}}</head><body><main id="first">` +
			`<p><a id="link" href="#ancre">Un lien</a></p></main>{{body}}</body></html>`,
			tag:    `<script src="{{src}}" defer="" {{attributes}}></script>`,
			header: map[string]string{"Content-Type": "application/xhtml+xml; charset=utf-8"}},
		{name: "a base on another site", head: `<base href="https://ailleurs.example/">`,
			body: `<script>link.href = location.href + "#ancre"</script>`},
	}
}

// tags are ways to insert the script; package install has a tag manager's.
func tags(*testing.T) []hardship {
	return []hardship{
		{name: "without defer", tag: `<script src="{{src}}" {{attributes}}></script>`},
		{name: "as a module", tag: `<script type="module" src="{{src}}" {{attributes}}></script>`},
		{name: "at the end of the body", html: strings.NewReplacer("{{tag}}", "",
			"{{body}}", "{{body}}{{tag}}").Replace(harness.Ordinary)},
	}
}
