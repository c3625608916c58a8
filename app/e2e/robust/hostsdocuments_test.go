package robust

import (
	"strings"

	"cookies-preferences/app/e2e/harness"
)

// hostDocuments are pages of another kind than a portal's.
func hostDocuments() []hardship {
	const closed = `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="fr"><head>` +
		`<title>Portail</title>{{tag}}</head><body><main id="first"><h1>Jeux de données</h1><p><a id="link" href="#ancre">Un lien</a></p></main>{{body}}</body></html>`
	english := strings.NewReplacer(`lang="fr"`, `lang="en"`, "Jeux de données", "Datasets")
	return []hardship{
		{name: "the page's addresses are another host's", head: `<base href="https://ailleurs.example/">`,
			body: `<script>document.getElementById("link").href = location.href + "#ancre"</script>`, act: "save"},
		{name: "the page has no doctype", html: strings.TrimPrefix(harness.Ordinary, "<!doctype html>"), act: "save", during: unmoved},
		{name: "the page is XHTML", html: closed, tag: `<script src="{{src}}" defer="defer" {{attributes}}></script>`,
			header: map[string]string{"Content-Type": "application/xhtml+xml"}, act: "save", during: unmoved},
		{name: "the page is written from right to left", html: strings.Replace(harness.Ordinary, `lang="fr"`, `lang="ar" dir="rtl"`, 1), act: "save", during: inFrench},
		{name: "the page is in English", html: english.Replace(harness.Ordinary), act: "save", during: inFrench},
		{name: "the page is a set of frames", html: `<html><head><title>Portail</title>{{tag}}</head><frameset cols="*"><frame src="about:blank"></frameset></html>`},
		{name: "the page has 30 000 elements", body: `<ul><script>document.write("<li>Un jeu de données</li>".repeat(30000))</script></ul>`, act: "save"},
	}
}

// inFrench holds the banner to saying its language and its direction itself.
func inFrench(p *harness.Page) {
	p.T.Helper()
	unmoved(p)
	said := harness.EvalApart[[2]string](p, `(({lang}, {direction}) => [lang, direction])(shadow.querySelector("[lang]"), getComputedStyle($("cookies-accept")))`)
	if said != [2]string{"fr", "ltr"} {
		p.T.Errorf("the banner's language and direction are %q", said)
	}
}
