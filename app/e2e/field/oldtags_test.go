package field

import (
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// waiting is a script that waits for the statistics.
func waiting(attributes, code string) string {
	return `<script type="text/plain" data-cookies="statistics" ` + attributes + `>` + code +
		`</script>`
}

// oldPage opens a page with old tags in it, accepts everything, and checks it; then does so again
// after a reload, where the choice is known.
func oldPage(t *testing.T, attributes, head, body string, check func(p *harness.Page)) {
	t.Helper()
	page := strings.Replace(harness.Listening(harness.ForAude+" "+attributes),
		"</head>", head+"</head>", 1)
	page = strings.Replace(page, "</main>", "<h1>Jeux de données</h1></main>"+body+
		`<p id="foot">Pied de page</p>`, 1)
	p := harness.OpenPortal(t, page)
	p.Choose("cookies-accept")
	check(p)
	p.Reload()
	check(p)
	if harness.Eval[bool](p, `errors.length > 0`) {
		t.Errorf("the banner reports %v", harness.Eval[any](p, `errors`))
	}
}

// wantPage checks that nothing of the page was lost, and that its functions are its own again.
func wantPage(p *harness.Page) {
	p.T.Helper()
	p.Settle()
	if !harness.Eval[bool](p, `$("first")?.innerText.includes("Jeux de données") &&
		$("foot")?.innerText === "Pied de page"`) {
		p.T.Error("the page was emptied")
	}
	p.Wait(`["write", "addEventListener"].every((name) => !Object.hasOwn(document, name))`)
}

// TestDocumentWrite: what an old tag writes into the page comes at its place, and the page stays.
func TestDocumentWrite(t *testing.T) {
	t.Parallel()
	const hit = `document.write('<img id="hit" alt="" width="1" height="1" src="/favicon.ico?s=1">')`
	atItsPlace := func(p *harness.Page) {
		p.T.Helper()
		p.Wait(`$("hit")`)
		wantPage(p)
		if !harness.Eval[bool](p, `$("hit").previousElementSibling.localName === "script" &&
			$("hit").nextElementSibling.id === "foot" && $("hit").complete`) {
			p.T.Error("what was written is not where the script is")
		}
	}
	t.Run("orestbida/cookieconsent #154", func(t *testing.T) {
		t.Parallel()
		oldPage(t, "", "", waiting("", hit), atItsPlace)
	})
	t.Run("from a file", func(t *testing.T) {
		t.Parallel()
		src := harness.ServeText(t, "/w.js", "text/javascript", hit)
		oldPage(t, "", "", waiting(`src="`+src+`"`, ""), atItsPlace)
	})
	t.Run("AmauriC/tarteaucitron.js #465", func(t *testing.T) {
		t.Parallel()
		harness.ServeText(t, "/core.js", "text/javascript",
			`order.push("core"); document.write('<i id="inner">écrit</i>')`)
		oldPage(t, "", `<script>window.order = []</script>`+waiting("",
			`document.write('<b id="inhead">tôt</b>')`), waiting("", `
			document.open();
			document.write('<table id="t"><tr>');
			for (let i = 0; i < 3; i++) document.write('<td>' + i + '</td>');
			document.writeln('</tr></table><div id="w"', '></div></div>');
			document.getElementById("w").textContent = "trouvé";
			document.write('<scr' + 'ipt src="core.js"></scr' + 'ipt>');
			document.write('<scr' + 'ipt>order.push("after core")');
			document.write('</scr' + 'ipt><nosc' + 'ript><img src="/absent.gif"></nosc' + 'ript>');
			document.write('<p id="last" onclick="order.push(this.id)">fin</p>');
			document.close();
			order.push("own")`)+waiting("", `order.push("next")`),
			func(p *harness.Page) {
				p.Wait(`order.includes("next")`)
				wantPage(p)
				got := harness.Eval[[]string](p, `($("last").click(), [$("t").innerText.trim(),
					$("w").textContent, $("inner").previousElementSibling.localName,
					$("inhead").parentNode.localName, ...order])`)
				want := []string{"0\t1\t2", "trouvé", "script", "body",
					"own", "core", "after core", "next", "last"}
				if !slices.Equal(got, want) {
					p.T.Errorf("the page has %q, want %q", got, want)
				}
			})
	})
	t.Run("scripts that were written run at once", func(t *testing.T) {
		t.Parallel()
		oldPage(t, "", "", waiting("", `document.write("<script>window.x = 1<\/script>");
			document.write("<script type='text/x-template' id=tpl>{{x}}<\/script>");
			window.seen = x + 1;
			Promise.resolve().then(() => document.write("<b id=then>après</b>"));
			const inner = document.createElement("script");
			inner.text = "document.write('<b id=inner>dedans</b>')";
			document.body.append(inner);`), func(p *harness.Page) {
			p.Wait(`$("then") && $("inner")`)
			wantPage(p)
			if got := harness.Eval[int](p, `seen`); got != 2 {
				p.T.Errorf("the script sees %d", got)
			}
		})
	})
	t.Run("the page's own", func(t *testing.T) {
		t.Parallel()
		p := harness.OpenPortal(t, strings.Replace(harness.Listening(harness.ForAude), "</main>",
			`</main>`+waiting("", hit), 1))
		p.Choose("cookies-accept")
		p.Wait(`$("hit")`)
		harness.Eval[any](p, `(document.open(), document.write("<p id=rewritten>Refait"),
			document.close(), null)`)
		p.Wait(`document.getElementById("rewritten") && !document.getElementById("hit")`)
	})
}

// TestLateListeners: the listeners of a script that comes after its event are called, once; the
// page's own are not called again.
func TestLateListeners(t *testing.T) {
	t.Parallel()
	const page = `<script>window.seen = []; window.own = [];
		addEventListener("load", () => own.push("load"));
		document.addEventListener("DOMContentLoaded", () => own.push("ready"));
		document.addEventListener("readystatechange", () => own.push(document.readyState));
		window.onload = () => own.push("onload");</script>`
	const listeners = `
		document.addEventListener("DOMContentLoaded", (e) => seen.push(
			[e.type, e.target === document, e.currentTarget === document].join()));
		addEventListener("DOMContentLoaded", {handleEvent(e) { seen.push("window " + e.type) }});
		addEventListener("load", function (e) { seen.push(e.type + (this === window)) });`
	want := func(events ...string) func(p *harness.Page) {
		return func(p *harness.Page) {
			p.T.Helper()
			wantPage(p)
			p.Wait(`seen.length >= ` + string(rune('0'+len(events))))
			p.Settle()
			if got := harness.Eval[[]string](p, `seen`); !slices.Equal(got, events) {
				p.T.Errorf("the listeners saw %q, want %q", got, events)
			}
			own := harness.Eval[[]string](p, `own`)
			if want := []string{"interactive", "ready", "complete", "load", "onload"}; !slices.Equal(
				own, want) {
				p.T.Errorf("the page's own saw %q, want %q", own, want)
			}
		}
	}
	all := want("DOMContentLoaded,true,true", "window DOMContentLoaded", "loadtrue")
	t.Run("mtoensing/simpletoc #62", func(t *testing.T) {
		t.Parallel()
		oldPage(t, "", page, waiting("", listeners), all)
	})
	t.Run("after an integration", func(t *testing.T) {
		t.Parallel()
		oldPage(t, `data-integrations="datalayer"`, page, waiting("", listeners), all)
	})
	t.Run("kiprotect/klaro #370", func(t *testing.T) {
		t.Parallel()
		src := harness.ServeText(t, "/chat.js", "text/javascript", listeners)
		oldPage(t, "", page, waiting(`src="`+src+`"`, ""), all)
	})
	for name, attributes := range map[string]string{
		"a module": `data-type="module"`, "a module from a file": `data-type="module" src="m.js"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			harness.ServeText(t, "/m.js", "text/javascript", listeners)
			oldPage(t, "", page, waiting(attributes, listeners), all)
		})
	}
	t.Run("complianz/complianz-gdpr #295", func(t *testing.T) {
		t.Parallel()
		oldPage(t, "", page, waiting("", `
			function ready() {
				document.removeEventListener("DOMContentLoaded", ready);
				removeEventListener("load", ready);
				seen.push("ready");
			}
			document.addEventListener("DOMContentLoaded", ready);
			document.addEventListener("DOMContentLoaded", ready);
			addEventListener("load", ready);
			const stop = new AbortController();
			addEventListener("load", () => seen.push("stopped"), {signal: stop.signal});
			stop.abort();
			const before = window.onload;
			window.onload = () => { before?.(); seen.push("onload") };`)+waiting("", `
			const first = window.onload;
			window.onload = () => { first?.(); seen.push("second") };`), want("ready", "onload", "second"))
	})
	t.Run("currentScript", func(t *testing.T) {
		t.Parallel()
		const code = `document.currentScript.after(Object.assign(
			document.createElement("b"), {className: "mark"}));
			seen.push(document.currentScript.dataset.cookies);`
		src := harness.ServeText(t, "/current.js", "text/javascript", code)
		oldPage(t, "", page, waiting("", code)+waiting(`src="`+src+`"`, ""),
			want("statistics", "statistics"))
	})
}
