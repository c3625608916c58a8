package browsertest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// nonce is what the page's policy asks of a script.
const nonce = "bm9uY2U"

// serveGates serves a page with gated scripts, under a policy that lets nothing
// run but what has the nonce, and no text become a script.
func serveGates(t *testing.T, attributes, body string) *page {
	t.Helper()
	for n := range 20 {
		serve(t, fmt.Sprintf("/%d.js", n), func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprintf(w, "ran.push(%d)", n)
		})
	}
	content := strings.Replace(portalPage(attributes), "<script", `<script nonce="`+nonce+`">window.ran = []</script><script nonce="`+nonce+`"`, 1)
	content = strings.Replace(content, "</main>", strings.ReplaceAll(body, "<script", `<script nonce="`+nonce+`"`)+"</main>", 1)
	p := newPage(t)
	p.open(serve(t, "/portail", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src 'self'; frame-src 'self'; connect-src 'self'; "+
			"script-src 'nonce-"+nonce+"' 'strict-dynamic' 'wasm-unsafe-eval'; require-trusted-types-for 'script'")
		fmt.Fprint(w, content)
	}))
	return p
}

// TestGatedScripts: none runs before the choice; then exactly those allowed, once,
// in the document's order, those that came later too.
func TestGatedScripts(t *testing.T) {
	besides(t)
	const body = `
		<script type="text/plain" data-cookies="statistics">ran.push(0)</script>
		<script type="text/plain" data-cookies="statistics" src="1.js"></script>
		<script type="text/plain" data-cookies="statistics">ran.push(2)</script>
		<script type="text/plain" data-cookies="statistics" data-type="module" src="3.js"></script>
		<script type="text/plain" data-cookies="matomo" defer src="4.js"></script>
		<script type="text/plain" data-cookies="third_party">ran.push(5)</script>
		<script type="text/plain" data-cookies="statistics" data-type="text/javascript" src="6.js"></script>
		<script type="text/plain" data-cookies="internal" src="7.js"></script>
		<script type="text/plain" data-cookies="functional_cookies">ran.push(8)</script>
		<script type="text/plain" data-cookies="statistics" async src="9.js"></script>
		<script type="text/plain" data-cookies="statistics">ran.push(10)</script>`
	p := serveGates(t, `data-portal="`+aude+`"`, body)
	p.waitNotice()
	p.settle()
	if got := eval[[]int](p, `ran`); !slices.Equal(got, []int{8}) {
		t.Fatalf("before the choice, %v ran, want what is necessary, 8", got)
	}
	p.click("cookies-customize")
	p.waitDialog()
	p.click("cookies-toggle-statistics")
	p.click("cookies-save")
	p.waitClosed()
	check := func(want ...int) {
		t.Helper()
		p.wait(fmt.Sprintf(`ran.length >= %d`, len(want)))
		p.settle()
		got := slices.DeleteFunc(eval[[]int](p, `ran`), func(n int) bool { return n == 9 })
		if !slices.Equal(got, want) {
			t.Errorf("%v ran, want %v", got, want)
		}
	}
	check(8, 0, 1, 2, 3, 4, 6, 10)
	if !eval[bool](p, `ran.includes(9)`) {
		t.Error("the async one did not run")
	}

	// What comes later: into the page, with a view, by an attribute.
	eval[any](p, `(() => {
		const view = document.createElement("div");
		for (const [name, src, text] of [["statistics", "11.js", ""], ["third_party", "12.js", ""], ["matomo", "", "ran.push(13)"]]) {
			const script = document.createElement("script");
			script.type = "text/plain";
			script.nonce = "`+nonce+`";
			script.dataset.cookies = name;
			if (src) script.src = trustedTypes.createPolicy("page-" + src, { createScriptURL: (url) => url }).createScriptURL(src);
			else script.text = trustedTypes.createPolicy("page-text", { createScript: (text) => text }).createScript(text);
			view.append(script);
		}
		document.body.append(view);
	})()`)
	check(8, 0, 1, 2, 3, 4, 6, 10, 11, 13)

	// Another choice runs the rest, and nothing twice.
	p.click("open")
	p.waitDialog()
	p.click("cookies-accept-all")
	p.waitClosed()
	check(8, 0, 1, 2, 3, 4, 6, 10, 11, 13, 5, 7, 12)

	// On the next page they run at once.
	p.reload()
	check(0, 1, 2, 3, 4, 5, 6, 7, 8, 10)
}

// TestGatedFrames: a frame and an image have no address before the choice, lose
// it with the consent, and take none that is a script.
func TestGatedFrames(t *testing.T) {
	t.Parallel()
	serveText(t, "/video", "text/html", "<title>Vidéo</title><p>Une vidéo")
	p := serveGates(t, `data-portal="`+aude+`"`, `
		<iframe id="video" title="Vidéo" width="400" height="225" data-cookies="third_party" data-src="video"></iframe>
		<img id="pixel" alt="" data-cookies="statistics" data-src="/statique/icon.svg">
		<iframe id="script" title="Script" data-cookies="third_party" data-src="javascript:parent.ran.push(1)"></iframe>`)
	p.waitNotice()
	addresses := func() []string {
		return eval[[]string](p, `["video", "pixel", "script"].map((id) => $(id).getAttribute("src") ?? "")`)
	}
	if got := addresses(); !slices.Equal(got, []string{"", "", ""}) {
		t.Errorf("before the choice, the addresses are %q", got)
	}
	p.click("cookies-accept")
	p.wait(`$("video").contentDocument?.title === "Vidéo"`)
	if got := addresses(); !slices.Equal(got, []string{"video", "/statique/icon.svg", ""}) {
		t.Errorf("after it, the addresses are %q", got)
	}
	entries := eval[int](p, `history.length`)
	eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.wait(`$("video").contentDocument?.title !== "Vidéo"`)
	if got := addresses(); !slices.Equal(got, []string{"", "", ""}) {
		t.Errorf("after the withdrawal, the addresses are %q", got)
	}
	if now := eval[int](p, `history.length`); now != entries {
		t.Errorf("the withdrawal made %d entries in the history", now-entries)
	}
}

// TestWrongGate: a name that is none is reported, once.
func TestWrongGate(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", strings.Replace(listening(`data-portal="`+aude+`"`), "</main>",
		strings.Repeat(`<script type="text/plain" data-cookies="stats">errors.push("ran")</script>`, 2)+"</main>", 1)))
	p.waitNotice()
	checkError(t, p, "attribute", `data-cookies="stats"`, "statistics")
	p.click("cookies-accept")
	p.waitClosed()
	p.settle()
	if n := eval[int](p, `errors.length`); n != 1 {
		t.Errorf("there are %d errors, want one", n)
	}
}

// TestOddGates: what a browser does not run holds up nothing, and what a script's
// author has put on it stays.
func TestOddGates(t *testing.T) {
	t.Parallel()
	for _, n := range []string{"0", "1", "2"} {
		serveText(t, "/"+n+".js", "text/javascript", "ran.push("+n+")")
	}
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", strings.Replace(listening(`data-portal="`+aude+`"`), "</main>", `
		<script>window.ran = []</script>
		<script type="text/plain" data-cookies="statistics" nomodule src="0.js"></script>
		<script type="text/plain" data-cookies="statistics" data-type="application/json" src="1.js"></script>
		<script type="text/plain" data-cookies="statistics" data-type="text/plain">never</script>
		<script type="text/plain" data-cookies="statistics" src="2.js" onload="ran.push('loaded')"></script>
		<script type="text/plain" data-cookies="statistics">ran.push("last")</script></main>`, 1)))
	p.waitNotice()
	p.click("cookies-accept")
	p.wait(`ran.includes("last") && ran.includes("loaded")`)
	if got := eval[[]any](p, `ran`); fmt.Sprint(got) != "[2 loaded last]" {
		t.Errorf("%v ran, want 2, its onload, and the last", got)
	}
}
