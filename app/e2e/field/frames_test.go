package field

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// framedPage opens a page with content that waits for third parties. /video is what it waits for.
func framedPage(t *testing.T, body string) *harness.Page {
	t.Helper()
	harness.ServeText(t, "/video", "text/html",
		`<!doctype html><html lang="fr"><title>Vidéo</title><p>Une vidéo`)
	return harness.OpenPortal(t, strings.Replace(harness.Listening(harness.ForAude), "</main>",
		body+"</main>", 1))
}

// frame is a frame that waits for a video.
func frame(attributes string) string {
	return `<iframe id="v" data-cookies="third_party" data-src="video" title="Vidéo" width="560"
		height="315" ` + attributes + `></iframe>`
}

// wantEarly checks that an error event names n addresses that were given before the choice, and
// nothing else.
func wantEarly(p *harness.Page, n int) {
	p.T.Helper()
	p.Settle()
	codes := harness.Eval[[]string](p, `errors.map(({code, message}) =>
		message.includes("third_party") ? code : message)`)
	if want := slices.Repeat([]string{"early"}, n); !slices.Equal(codes, want) {
		p.T.Errorf("the error events are %q, want %q", codes, want)
	}
}

// wantWaiting waits until a frame has its placeholder, and no address.
func wantWaiting(p *harness.Page, frame string) {
	p.T.Helper()
	p.Wait(frame + `.contentDocument?.querySelector("#cookies-allow") &&
		!` + frame + `.hasAttribute("src")`)
}

// wantVideo waits until a frame has its content.
func wantVideo(p *harness.Page, frame string) {
	p.T.Helper()
	p.Wait(frame + `.contentDocument?.title === "Vidéo"`)
}

// TestFramesThatWait: a frame waits with its placeholder, whatever stands in for its address.
func TestFramesThatWait(t *testing.T) {
	t.Parallel()
	for name, attributes := range map[string]string{
		"complianz/complianz-gdpr #339": `src="about:blank"`,
		"kiprotect/klaro #361":          `src=""`,
		"javascript":                    `src="javascript:void(0)"`,
		"a text":                        `srcdoc="<p>Bientôt une vidéo"`,
		"an empty text":                 `srcdoc="" src="about:blank#x"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := framedPage(t, frame(attributes))
			wantWaiting(p, `$("v")`)
			p.ClickOn(harness.InFrame("v", "#cookies-allow"))
			wantVideo(p, `$("v")`)
			entries := harness.Eval[int](p, `history.length`)
			harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
			wantWaiting(p, `$("v")`)
			if now := harness.Eval[int](p, `history.length`); now != entries {
				t.Errorf("the withdrawal made %d entries in the history", now-entries)
			}
			wantEarly(p, 0)
		})
	}
}

// TestSandboxedCopy: a router's copy of a sandboxed frame that waits opens with the sandbox that the
// page wrote; no frame is freed by an attribute that anyone can write.
func TestSandboxedCopy(t *testing.T) {
	t.Parallel()
	p := framedPage(t, frame(`sandbox="allow-scripts"`)+strings.Replace(
		frame(`sandbox="" data-cookies-sandbox="0.5"`), `id="v"`, `id="forged"`, 1))
	wantWaiting(p, `$("v")`)
	wantWaiting(p, `$("forged")`)
	harness.Eval[any](p, `(() => {
		for (const id of ["v", "forged"]) $(id).replaceWith($(id).cloneNode());
		$("forged").dataset.cookiesSandbox = "0.5";
	})()`)
	wantWaiting(p, `$("v")`)
	p.ClickOn(harness.InFrame("v", "#cookies-allow"))
	p.Wait(`$("v").getAttribute("sandbox") === "allow-scripts" && $("forged").hasAttribute("src")`)
	if got := harness.Eval[string](p, `$("forged").getAttribute("sandbox")`); strings.Contains(got,
		"scripts") {
		t.Errorf("a forged key frees a frame: sandbox=%q", got)
	}
}

// TestLazyLoaders: what a lazy loader gives to content that waits is taken back, and named once.
func TestLazyLoaders(t *testing.T) {
	t.Parallel()
	onLoad := func(code string) string {
		return `<script>addEventListener("load", () => {` + code + `})</script>`
	}
	const each = `for (const f of document.querySelectorAll("[data-src]")) `
	for name, loader := range map[string]string{
		"wp-media/wp-rocket #8152": onLoad(each + `f.src = f.dataset.src`),
		"fabiodalez-dev/FAZ-Cookie-Manager #167": onLoad(
			each + `{ f.src = f.dataset.src; delete f.dataset.src }`),
		"verlok/vanilla-lazyload #564": onLoad(`new MutationObserver(() => {
			` + each + `f.src = f.dataset.src }).observe(document, {subtree: true, childList: true});
			document.body.append("lu")`),
		"by its reference, again and again": onLoad(`const f = document.querySelector("#v");
			const load = () => { if (!f.getAttribute("src")) f.src = "video" };
			new MutationObserver(load).observe(f, {attributes: true});
			load()`),
		"in the page's own markup": `<script>const $v = document.querySelector("#v"); $v.src = "video"</script>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := framedPage(t, frame("")+loader)
			p.Settle()
			if strings.HasPrefix(name, "by its reference") {
				// The loader insists: what waits leaves the page rather than come too early.
				p.Wait(`$("v") === null`)
				wantEarly(p, 1)
				return
			}
			wantWaiting(p, `$("v")`)
			wantEarly(p, 1)
			p.Choose("cookies-refuse")
			p.Settle()
			wantWaiting(p, `$("v")`)
			p.ClickOn(harness.InFrame("v", "#cookies-allow"))
			wantVideo(p, `$("v")`)
			wantEarly(p, 1)
		})
	}
	t.Run("images", func(t *testing.T) {
		t.Parallel()
		p := framedPage(t, `<img id="i" alt="" data-cookies="third_party" data-src="/favicon.ico?i"
			data-srcset="/favicon.ico?i 2x"><img id="own" alt="" data-cookies="third_party"
			data-src="/favicon.ico?own" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`+
			onLoad(`const i = document.querySelector("#i"); i.src = i.dataset.src;
				i.srcset = i.dataset.srcset`))
		p.Wait(`!$("i").hasAttribute("src") && !$("i").hasAttribute("srcset") && errors.length`)
		wantEarly(p, 1)
		got := harness.Eval[string](p, `$("own").getAttribute("src").slice(0, 5)`)
		if got != "data:" {
			t.Errorf("the image's stand-in is %q", got)
		}
		p.Choose("cookies-accept")
		p.Wait(`$("i").getAttribute("src") === "/favicon.ico?i" &&
			$("own").getAttribute("src") === "/favicon.ico?own"`)
	})
}

// TestShadowRoots: content waits in open shadow roots too, whenever they come, and in those handed
// to watch().
func TestShadowRoots(t *testing.T) {
	t.Parallel()
	p := framedPage(t, `<v-v id="there"><template shadowrootmode="open">`+frame("")+
		`<div id="deep"><template shadowrootmode="open">`+frame("")+`</template></div></template></v-v>
		<x-v id="upgraded"></x-v>`)
	const there, deep, later, upgraded, closed = `$("there").shadowRoot.getElementById("v")`,
		`$("there").shadowRoot.getElementById("deep").shadowRoot.getElementById("v")`,
		`$("later").shadowRoot.getElementById("v")`, `$("upgraded").shadowRoot.getElementById("v")`,
		`closedRoot.getElementById("v")`
	p.Settle()
	harness.Eval[any](p, fmt.Sprintf(`(() => {
		const later = document.createElement("section");
		later.id = "later";
		later.attachShadow({mode: "open"}).innerHTML = %[1]q;
		document.body.append(later);
		const section = document.createElement("section");
		window.closedRoot = section.attachShadow({mode: "closed"});
		closedRoot.innerHTML = %[1]q;
		document.body.append(section);
		cookiesPreferences.watch(closedRoot);
		customElements.define("x-v", class extends HTMLElement {
			constructor() { super().attachShadow({mode: "open"}).innerHTML = %[1]q; }
		});
	})()`, frame("")))
	frames := []string{there, deep, later, upgraded, closed}
	for _, f := range frames {
		wantWaiting(p, f)
	}
	p.Choose("cookies-accept")
	for _, f := range frames {
		wantVideo(p, f)
	}
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	for _, f := range frames {
		wantWaiting(p, f)
	}
	// What comes into a root later waits, and scripts in one run.
	harness.Eval[any](p, fmt.Sprintf(`(() => {
		const div = document.createElement("div");
		div.innerHTML = %q;
		$("there").shadowRoot.append(div);
		const script = document.createElement("script");
		script.type = "text/plain";
		script.dataset.cookies = "functional_cookies";
		script.text = "window.ranInside = true";
		$("upgraded").shadowRoot.append(script);
	})()`, strings.Replace(frame(""), `id="v"`, `id="w"`, 1)))
	wantWaiting(p, `$("there").shadowRoot.getElementById("w")`)
	p.Wait(`window.ranInside`)
	if !harness.Eval[bool](p, `(() => {
		try { cookiesPreferences.watch(document.body) } catch (error) {
			return error instanceof TypeError;
		}
	})()`) {
		t.Error("watch() takes anything")
	}
	wantEarly(p, 0)
}

// TestShadowRootsAlone: each way in which a root comes is enough by itself.
func TestShadowRootsAlone(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"a host that is added": `host.attachShadow({mode: "open"}).innerHTML = html;
			document.body.append(host)`,
		"a component that is added": `class C extends HTMLElement {
				constructor() { super().attachShadow({mode: "open"}).innerHTML = html; }
			}
			customElements.define("x-v", C);
			document.body.append(document.createElement("x-v"))`,
		"a component that is defined later": `document.body.append(document.createElement("x-v"));
			setTimeout(() => customElements.define("x-v", class extends HTMLElement {
				constructor() { super().attachShadow({mode: "open"}).innerHTML = html; }
			}))`,
		"handed over before it is added": `const root = host.attachShadow({mode: "closed"});
			root.innerHTML = html;
			cookiesPreferences.watch(root);
			document.body.append(host)`,
		"handed over": `document.body.append(host);
			setTimeout(() => {
				const root = host.attachShadow({mode: "closed"});
				root.innerHTML = html;
				cookiesPreferences.watch(root);
			})`,
		"beside what is in the way": `document.body.append(host);
			host.outerHTML = '<fieldset form="f" name="shadowRoot"></fieldset><form id="f"></form>' +
				'<button is="x-button"></button>';
			const other = document.createElement("p");
			other.attachShadow({mode: "open"}).innerHTML = html;
			document.body.append(other)`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := framedPage(t, "")
			p.Settle()
			harness.Eval[any](p, fmt.Sprintf(`(() => {
				const host = document.createElement("section"), html = %q;
				%s;
			})()`, frame(""), script))
			p.Choose("cookies-accept")
			p.Wait(`performance.getEntriesByType("resource").some(({name}) => name.endsWith("/video"))`)
			wantEarly(p, 0)
		})
	}
}

// TestUnreadableNode: a node that can't be read never costs the others.
func TestUnreadableNode(t *testing.T) {
	t.Parallel()
	const broken = `<script>
		for (const [id, name] of [["dataset", "dataset"], ["src", "src"], ["local", "localName"]]) {
			Object.defineProperty(document.getElementById(id), name, {
				get() { throw new Error("Permission denied to access property " + name) },
				set() { throw new Error("Permission denied to write property " + name) },
			});
		}</script>`
	gates := func(id string) string { return strings.Replace(frame(""), `id="v"`, `id="`+id+`"`, 1) }
	p := framedPage(t, gates("dataset")+gates("src")+gates("local")+frame("")+waiting("",
		`window.ran = true`)+broken)
	p.Choose("cookies-accept")
	wantVideo(p, `$("v")`)
	p.Wait(`window.ran`)
	harness.Eval[any](p, fmt.Sprintf(`(() => {
		const all = document.createElement("div");
		all.innerHTML = %q;
		Object.defineProperty(all.firstChild, "dataset", {get() { throw new Error("denied") }});
		const text = document.createElement("form");
		Object.defineProperty(text, "localName", {get() { throw new Error("denied") }});
		document.body.append(text, ...all.children);
	})()`, gates("bad")+gates("good")))
	wantVideo(p, `$("good")`)
	if !harness.Eval[bool](p, `errors.length > 0 && errors.every(({code, message}) =>
		code === "content" && /[Dd]enied/.test(message))`) {
		t.Errorf("the error events are %v", harness.Eval[any](p, `errors`))
	}
}
