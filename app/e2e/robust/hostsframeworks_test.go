package robust

import (
	"slices"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"cookies-preferences/app/e2e/harness"
)

// hostSwaps are pages that take away what the banner stands in, once it is up.
func hostSwaps(t *testing.T) []hardship {
	const main = `<main id=first><a id=link href=#ancre>Un lien</a></main>`
	swap := func(source string) func(p *harness.Page) {
		return func(p *harness.Page) {
			p.WaitNotice()
			harness.Eval[any](p, `(`+source+`, null)`)
			p.Settle()
		}
	}
	// back is such a page where the notice is put up again.
	back := func(source string) func(p *harness.Page) {
		return func(p *harness.Page) { swap(source)(p); p.WaitNotice() }
	}
	turbo := harness.ServeText(t, "/turbo.js", "text/javascript", harness.ReadPackage(t, "@hotwired/turbo/dist/turbo.es2017-umd.js"))
	visited := harness.ServeText(t, "/visite", "text/html; charset=utf-8", strings.NewReplacer(
		"{{head}}", `<script src="`+turbo+`"></script>`, "{{tag}}", "", "{{body}}", `<p id="visited">La page suivante</p>`).Replace(harness.Ordinary))
	return []hardship{
		{name: "the body's content is replaced", during: swap(`document.body.innerHTML = '` + main + `'`)},
		{name: "the body is replaced", during: back(`(() => {
			const body = document.createElement("body");
			body.innerHTML = '` + main + `';
			document.body = body;
		})()`), act: "save"},
		{name: "the document is written anew", during: back(`document.open(), document.write('<!doctype html><title>Portail</title>` + main + `'), document.close()`)},
		{name: "Turbo 8 goes to another page", head: `<script src="` + turbo + `"></script>`, during: func(p *harness.Page) {
			p.WaitNotice()
			harness.Eval[any](p, `(Turbo.visit("`+visited+`"), null)`)
			p.Wait(`document.getElementById("visited")`)
			p.WaitNotice()
			p.Settle()
		}, act: "save"},
		{name: "a script wraps the page's content", body: `<script src="` + library(t, "/jquery.js", "jquery/dist/jquery.js") + `"></script>`,
			during: swap(`jQuery("body").wrapInner("<div id='page'></div>")`), act: "save"},
	}
}

// hostLibraries are pages of widespread libraries.
func hostLibraries(t *testing.T) []hardship {
	script := func(address string) string { return `<script src="` + address + `"></script>` }
	angular := strings.NewReplacer(`<html lang="fr"`, `<html lang="fr" ng-app`, "Jeux de données", "{{ 'Jeux de ' + 'données' }}").Replace(harness.Ordinary)
	zone := script(library(t, "/zone.js", "zone.js/bundles/zone.umd.js"))
	react18 := script(library(t, "/react.js", "react-18/umd/react.development.js")) + script(library(t, "/react-dom.js", "react-dom-18/umd/react-dom.development.js"))
	react19 := script(harness.ServeText(t, "/react-19.js", "text/javascript", bundled(t, `
		export * from "react"; export * from "react-dom/client";`)))
	return []hardship{
		{name: "AngularJS 1.8 runs the page", html: angular, head: script(library(t, "/angular.js", "angular/angular.js")), act: "save"},
		{name: "zone.js wraps what the browser gives", head: zone, act: "save"},
		{name: "zone.js wraps what the browser gives: accept what only the program can write", head: zone,
			attributes: `data-portal="` + harness.Aude + `" data-trackers="ga matomo"`},
		{name: "React 18 hydrates an element of the page", html: hydrated(`document.getElementById("first")`, ""), head: react18, act: "save"},
		{name: "React 18 hydrates the document", html: hydrated("document", ""), head: react18, act: "save", during: redrawn,
			announced: []string{"Warning: Expected server HTML", "Warning: An error occurred during hydration", "Hydration failed", "There was an error while hydrating"}},
		{name: "React 18 hydrates the document, and then puts the tag in", html: strings.Replace(hydrated("document", `
			const tag = document.createElement("script");
			tag.src = "{{src}}";
			tag.setAttribute("data-portal", "`+harness.Aude+`");
			document.head.append(tag);`), "{{tag}}", "", 1), head: react18, act: "save"},
		{name: "a page draws its body anew as soon as the banner is in it", act: "save", before: `new MutationObserver((_, observer) => {
			if (!document.querySelector("cookies-preferences")) return;
			observer.disconnect();
			const body = document.body.cloneNode(true);
			body.querySelector("cookies-preferences").remove();
			document.body.replaceWith(body);
		}).observe(document, {childList: true, subtree: true});`},
		{name: "React 19 hydrates the document", html: hydrated("document", ""), head: react19, act: "save"},
	}
}

// redrawn waits until React 18 has found that the document differs, has drawn it anew,
// and the notice is back.
func redrawn(p *harness.Page) {
	p.T.Helper()
	p.Until("the mismatch", func() bool {
		return slices.ContainsFunc(p.Problems(), func(problem string) bool { return strings.Contains(problem, "There was an error while hydrating") })
	})
	p.WaitNotice()
}

// library serves a file of the npm packages and returns its address.
func library(t *testing.T, path, name string) string {
	t.Helper()
	return harness.ServeText(t, path, "text/javascript; charset=utf-8", harness.ReadPackage(t, name))
}

// bundled is a script that puts what a module exports into the page's React, as
// the libraries' own scripts for pages do.
func bundled(t *testing.T, module string) string {
	t.Helper()
	result := api.Build(api.BuildOptions{
		Stdin:      &api.StdinOptions{Contents: module, ResolveDir: harness.Built.Root + "/.build/readers"},
		Bundle:     true,
		Format:     api.FormatIIFE,
		GlobalName: "React",
		Footer:     map[string]string{"js": "var ReactDOM = React;"},
		Define:     map[string]string{"process.env.NODE_ENV": `"development"`},
	})
	for _, e := range result.Errors {
		t.Fatal(e.Text)
	}
	return string(result.OutputFiles[0].Contents)
}

// hydrated is an ordinary page that React takes over, as if a server had drawn it
// with React: what is in an element, or all of the document. That is once the
// banner is up, unless it is put up by what the page's component does then.
func hydrated(container, effect string) string {
	ready := `document.querySelector("cookies-preferences")`
	if effect != "" {
		ready = "true"
	}
	return strings.Replace(harness.Ordinary, "{{body}}", `{{body}}<script>
		const inReact = (node) => {
			if (node.nodeType === Node.TEXT_NODE) return node.data;
			const props = {};
			for (const {name, value} of node.attributes) props[name === "charset" ? "charSet" : name] = name === "defer" ? true : value;
			if (node.localName === "script") return React.createElement("script", {...props, dangerouslySetInnerHTML: {__html: node.text}});
			return React.createElement(node.localName, props, ...[...node.childNodes].map(inReact));
		};
		const container = `+container+`;
		const drawn = [...container.childNodes].filter((node) => node.nodeType !== Node.DOCUMENT_TYPE_NODE).map(inReact);
		const Page = () => {
			React.useEffect(() => { `+effect+` }, []);
			return React.createElement(React.Fragment, null, ...drawn);
		};
		addEventListener("load", function hydrate() {
			if (`+ready+`) ReactDOM.hydrateRoot(container, React.createElement(Page));
			else setTimeout(hydrate, 10);
		});
	</script>`, 1)
}
