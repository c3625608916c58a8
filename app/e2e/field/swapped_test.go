package field

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// router is a library that puts the next page in place of this one, without loading it.
type router struct {
	report string   // what people report of it
	files  []string // in the npm packages
	start  string   // what the page's script does
	body   string   // attributes of <body>
	main   string   // attributes of <main>

	morphs bool // the next page's scripts are texts of this one's, which have run
}

// routers are those of the field. Livewire's and Astro's come from their frameworks alone; what
// they do to a page is written here.
var routers = []router{
	{
		report: "bigskysoftware/htmx #1015",
		files:  []string{"htmx.org/dist/htmx.min.js"},
		body:   `hx-boost="true"`,
	},
	{
		report: "infinum/cookies_eu #82",
		files:  []string{"@hotwired/turbo/dist/turbo.es2017-umd.js"},
	},
	{
		report: "swup/swup #301",
		files: []string{"swup/dist/Swup.umd.js", "@swup/head-plugin/dist/index.umd.js",
			"@swup/scripts-plugin/dist/index.umd.js"},
		start: `new Swup({animationSelector: false, plugins: [new SwupHeadPlugin(),
			new SwupScriptsPlugin({head: true, body: true})]})`,
		main: `id="swup"`,
	},
	{
		report: "orestbida/cookieconsent #315",
		files:  []string{"@barba/core/dist/barba.umd.js"},
		start:  `barba.init({transitions: [{name: "none", leave() {}, enter() {}}]})`,
		body:   `data-barba="wrapper"`,
		main:   `data-barba="container" data-barba-namespace="a"`,
	},
	{
		report: "bigskysoftware/idiomorph #140",
		files:  []string{"idiomorph/dist/idiomorph.js"},
		start: `go((html) => {
			Idiomorph.morph(document.documentElement, html);
		})`,
		morphs: true,
	},
	{
		report: "coollabsio/coolify #11516",
		start: `go((html) => {
			const next = new DOMParser().parseFromString(html, "text/html");
			const has = [...document.head.children].map(({outerHTML}) => outerHTML);
			for (const one of next.head.children) {
				if (!has.includes(one.outerHTML)) document.head.append(run(one));
			}
			for (const one of next.body.querySelectorAll("script")) one.replaceWith(run(one));
			document.body.replaceWith(document.adoptNode(next.body));
		}, () => document.documentElement.outerHTML)`,
	},
	{
		report: "orestbida/cookieconsent #814",
		start: `go((html) => {
			const next = new DOMParser().parseFromString(html, "text/html");
			const ran = [...document.scripts].map(({src, text}) => src || text);
			const root = document.documentElement;
			for (const name of root.getAttributeNames()) root.removeAttribute(name);
			for (const {name, value} of next.documentElement.attributes) root.setAttribute(name, value);
			for (const one of next.querySelectorAll("script")) {
				if (ran.includes(one.src || one.text)) one.dataset.astroExec = "";
			}
			for (const one of [...document.head.children]) {
				const same = [...next.head.children].find((other) => other.isEqualNode(one));
				if (same && one.localName !== "script") same.remove();
				else one.remove();
			}
			document.head.append(...next.head.children);
			document.body.replaceWith(next.body);
			for (const one of document.querySelectorAll("script:not([data-astro-exec])")) {
				if (!one.type) one.replaceWith(run(one));
			}
		})`,
	},
}

// going has a page go to others as frameworks do: show puts a page in, and keep gives what Back
// shows.
const going = `
	const run = (one) => {
		if (one.localName !== "script") return one;
		const script = document.createElement("script");
		for (const {name, value} of one.attributes) script.setAttribute(name, value);
		script.text = one.text;
		return script;
	};
	const go = (show, keep) => {
		const pages = new Map();
		let here = location.href;
		const shown = async (next) => {
			const back = pages.get(next);
			if (back && !document.dispatchEvent(new CustomEvent("livewire:navigate",
				{cancelable: true, detail: {url: new URL(next), history: true, cached: true}}))) return;
			if (keep) pages.set(here, keep());
			here = next;
			show(back ?? await (await fetch(next)).text());
		};
		addEventListener("click", (event) => {
			const link = event.target.closest?.("a[href]");
			if (!link || event.ctrlKey) return; // but not "|| event.defaultPrevented", as many do
			event.preventDefault();
			const next = link.href;
			shown(next).then(() => history.pushState({}, "", next));
		});
		addEventListener("popstate", () => shown(location.href));
	};
	`

// swapped is a portal of three pages that a router swaps.
type swapped struct {
	*harness.Page
	videos *atomic.Int32 // how often the video was fetched
}

// openSwapped opens the first page.
func openSwapped(t *testing.T, r router) swapped {
	var videos atomic.Int32
	harness.Serve(t, "/video", func(w http.ResponseWriter, _ *http.Request) {
		videos.Add(1)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(`<!doctype html><html lang="fr"><title>Vidéo</title><p>Une vidéo`))
	})
	harness.ServeText(t, "/router.js", "text/javascript", `(() => {
		if (window.routed) return;
		window.routed = true;
		`+going+r.start+`
	})()`)
	harness.ServeText(t, "/tracker.js", "text/javascript", `ran("the head's")`)
	var head strings.Builder
	for _, file := range r.files {
		head.WriteString(harness.Library(t, file))
	}
	head.WriteString(`<script>window.errors ??= []; window.runs ??= [];
		window.ran ??= (what) => runs.push(what);
		document.addEventListener("cookies_preferences:error", (e) => errors.push(e.detail.message))
		</script>
		<script type="text/plain" data-cookies="statistics" src="tracker.js"></script>
		<script defer src="router.js"></script>`)
	page := func(here, there string) string { // with a link there
		html := portalPage(head.String(), `<header>Portail</header><main `+r.main+`>
			<h1 id="at-`+here+`">Page `+here+`</h1><a id="next" href="`+there+`">Page `+there+`</a>`+
			frame("")+opener+`
			<a id="link" href="`+there+`" data-cookies-preferences="open">Cookies</a>
			<script type="text/plain" data-cookies="statistics">ran("`+here+`'s own")</script></main>`)
		return strings.Replace(html, "<body", "<body "+r.body, 1)
	}
	harness.ServeText(t, "/b", "text/html; charset=utf-8", page("b", "c"))
	harness.ServeText(t, "/c", "text/html; charset=utf-8", page("c", "a"))
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/a", "text/html; charset=utf-8", page("a", "b")))
	return swapped{p, &videos}
}

// follow goes to the other page by its link.
func (p swapped) follow(to string) {
	p.T.Helper()
	p.Click("next")
	p.Wait(`$("at-` + to + `")`)
	p.Settle()
}

// wantRuns checks what has run of the scripts that wait, and that no error was reported.
func (p swapped) wantRuns(want ...string) {
	p.T.Helper()
	if got := harness.Eval[[]string](p.Page, `runs`); !slices.Equal(got, want) {
		p.T.Errorf("there ran %q, want %q", got, want)
	}
	if errors := harness.Eval[[]string](p.Page, `errors`); len(errors) > 0 {
		p.T.Errorf("the error events say %q", errors)
	}
}

// TestSwappedUnanswered: the notice and the preferences outlive a page that a router replaces, and
// what waits in the next page waits.
func TestSwappedUnanswered(t *testing.T) {
	t.Parallel()
	for _, r := range routers {
		t.Run(r.report, func(t *testing.T) {
			t.Parallel()
			p := openSwapped(t, r)
			p.WaitNotice()
			p.follow("b")
			p.WaitNotice()
			if n := harness.Eval[int](p.Page,
				`document.querySelectorAll("cookies-preferences").length`); n != 1 {
				t.Errorf("the page has %d banners", n)
			}
			wantWaiting(p.Page, `$("v")`)
			for _, opener := range []string{"o", "link"} { // a link goes nowhere
				p.Click(opener)
				p.WaitDialog()
				p.Press("\x1b")
				p.Wait(`!$("cookies-dialog")?.open`)
				p.Settle()
				if got := p.Focused(); got != opener || !harness.Eval[bool](p.Page, `!!$("at-b")`) {
					t.Errorf("after %s, the focus is on %q", opener, got)
				}
			}
			p.wantRuns()
			p.Click("cookies-refuse")
			p.WaitClosed()
			p.follow("c")
			if !harness.Eval[bool](p.Page, `!shadow.querySelector(".notice")`) {
				t.Error("the next page asks again")
			}
			if n := p.videos.Load(); n != 0 {
				t.Errorf("the video was fetched %d times", n)
			}
		})
	}
}

// TestSwappedAccepted: what is allowed opens in the next page too; what is in the head of both runs
// once. After a withdrawal, the Back button brings nothing back.
func TestSwappedAccepted(t *testing.T) {
	t.Parallel()
	for _, r := range routers {
		t.Run(r.report, func(t *testing.T) {
			t.Parallel()
			p := openSwapped(t, r)
			p.WaitNotice()
			p.Click("cookies-accept")
			p.WaitClosed()
			wantVideo(p.Page, `$("v")`)
			p.Wait(`runs.length === 2`)
			p.follow("b")
			wantVideo(p.Page, `$("v")`)
			p.Settle()
			if r.morphs {
				p.wantRuns("the head's", "a's own")
			} else {
				p.wantRuns("the head's", "a's own", "b's own")
			}
			p.follow("c")
			harness.Eval[any](p.Page, `(cookiesPreferences.refuse(), null)`)
			wantWaiting(p.Page, `$("v")`)
			p.Settle()
			before := p.videos.Load()
			for _, page := range []string{"b", "a"} {
				harness.Eval[any](p.Page, `(runs.length = 0, history.back(), null)`)
				p.Wait(`$("at-` + page + `")`)
				wantWaiting(p.Page, `$("v")`)
				p.Settle()
				p.wantRuns()
			}
			if n := p.videos.Load() - before; n != 0 {
				t.Errorf("after the withdrawal the video was fetched %d times", n)
			}
		})
	}
}

// TestWrittenAgain: a script that ran doesn't run again where the page writes its content again, and
// one that writes all of it doesn't do so for ever.
func TestWrittenAgain(t *testing.T) {
	t.Parallel()
	const gate = `<script type="text/plain" data-cookies="statistics">`
	for name, again := range map[string]string{
		"by the page": `main.innerHTML += "<p>Suite</p>"`,
		"as a copy":   `main.after(main.cloneNode(true))`,
		"by a script": `document.querySelector("p").click()`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			harness.ServeText(t, "/counter.js", "text/javascript", `runs.push("external")`)
			p := portal(t, `<script>window.runs = []</script>`,
				`<main><p onclick="document.body.innerHTML += '<p>Suite</p>'">Portail</p>`+
					gate+`runs.push("inline")</script>`+
					strings.Replace(gate, "script ", `script src="counter.js" `, 1)+`</script></main>`)
			p.Choose("cookies-accept")
			p.Wait(`runs.length === 2`)
			harness.Eval[any](p, `(() => { const main = document.querySelector("main"); `+again+` })()`)
			p.Settle()
			p.Settle()
			if got := harness.Eval[[]string](p, `runs`); len(got) != 2 {
				t.Errorf("there ran %q", got)
			}
		})
	}
}

// TestTwiceInHead: scripts of the head that differ in an attribute run, each once.
func TestTwiceInHead(t *testing.T) {
	t.Parallel()
	harness.ServeText(t, "/site.js", "text/javascript",
		`(window.runs ??= []).push(document.currentScript.dataset.site)`)
	gate := func(site string) string {
		return `<script type="text/plain" data-cookies="statistics" src="site.js"` + site + `></script>`
	}
	p := portal(t, gate(` data-site="1"`)+gate(` data-site="2" id="second"`), "")
	p.Choose("cookies-accept")
	p.Wait(`window.runs?.join() === "1,2"`)
	harness.Eval[any](p, `(document.head.insertAdjacentHTML("beforeend", `+
		"`"+gate(` data-site="1"`)+gate(` data-site="3"`)+"`"+`), null)`)
	p.Wait(`runs.join() === "1,2,3"`)
}
