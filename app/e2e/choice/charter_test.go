package choice

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/build"
	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// published is a charter's text as people read it: white space folded, without its markup (the
// angle brackets around an address, the dashes below a table's header). It doesn't use
// charter.Parse, which is what it checks.
func published(t *testing.T, host string) string {
	t.Helper()
	text, ok := charter.Portal(host)
	if !ok {
		t.Fatalf("no charter is published for %s", host)
	}
	var words []string
	for _, word := range strings.Fields(string(text)) {
		if strings.Trim(word, "-") == "" {
			continue
		}
		if strings.HasPrefix(word, "<http") {
			word = strings.Trim(word, "<>")
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// checkDocument checks that a page shows the charter of a portal, word for word.
func checkDocument(t *testing.T, p *harness.Page, host string) {
	t.Helper()
	d := harness.Eval[struct{ Text, Link, LinkText string }](p, `(() => {
		const charter = shadow.querySelector(".charter");
		const title = charter.closest("article, dialog").querySelector("h1, h2");
		const link = charter.querySelector("a");
		return {
			Text: title.innerText + " " + charter.innerText,
			Link: link.href,
			LinkText: link.innerText,
		};
	})()`)
	if got, want := strings.Join(strings.Fields(d.Text), " "), published(t, host); got != want {
		t.Errorf("the charter reads\n%s\nwant\n%s", got, want)
	}
	if d.Link != "https://"+host+"/" || d.LinkText != "https://"+host {
		t.Errorf("the platform's address is a link to %q, reading %q", d.Link, d.LinkText)
	}
}

// TestCharterInTheBanner: each published charter is in the banner's dialog, word for word, with the
// program and, on every other portal, without it.
func TestCharterInTheBanner(t *testing.T) {
	t.Parallel()
	src, _ := harness.HeldProgram(t)
	p := harness.NewPage(t)
	for i, host := range charter.Portals() {
		path := "/portail/" + host
		if i%2 == 0 {
			path = harness.ServeText(t, "/"+host, "text/html", strings.Replace(
				harness.PortalPage(`data-portal="`+host+`"`), "/banner/banner.js", src, 1))
		}
		harness.ShowNotice(p, path)
		p.Click("cookies-read-charter")
		p.Wait(`shadow.querySelector(".charter")`)
		if i%2 == 1 {
			p.Wait(harness.Started)
		}
		checkDocument(t, p, host)
		if id := p.Focused(); id != "cookies-dialog" {
			t.Errorf("the focus is on %q, want the dialog", id)
		}
		p.Click("cookies-close")
		p.Wait(`!$("cookies-dialog")?.open`)
		if id := p.Focused(); id != "cookies-read-charter" {
			t.Errorf("closing leaves the focus on %q", id)
		}
	}
}

// TestCharterWithoutScript: each published charter is also a page that needs no script; its table
// of contents leads to its parts.
func TestCharterWithoutScript(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.Call(p, emulation.SetScriptExecutionDisabled,
		emulation.SetScriptExecutionDisabledParams{Value: true})
	for _, host := range charter.Portals() {
		p.Open("/banner/charters/" + host + ".html")
		checkDocument(t, p, host)
		text := harness.Eval[string](p, `document.body.innerText`)
		if !strings.Contains(text, "le restent sans JavaScript") {
			t.Errorf("the page does not say what holds without JavaScript: %s", text)
		}
		p.Open("/banner/charters/" + host + ".html#cookies-table-1")
		if !harness.Eval[bool](p,
			`document.querySelector(":target").localName === "table" && scrollY > 0`) {
			t.Error("the contents do not lead to the table")
		}
	}
}

// TestCharterContents: in the dialog, the table of contents scrolls to a part and moves the focus
// there, without the program and with it; the page's address and its history stay as they are.
func TestCharterContents(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	p := harness.NewPage(t)
	p.Resize(390, 844)
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, "")))
	before := harness.Eval[string](p, `location.href + history.length`)
	p.Click("cookies-read-charter")
	p.Wait(`shadow.querySelectorAll(".contents button").length === 3`)
	checkContents(p)
	let()
	p.Wait(harness.Started)
	checkContents(p)
	if after := harness.Eval[string](p, `location.href + history.length`); after != before {
		t.Errorf("the page is at %s, was at %s", after, before)
	}
	link := harness.Eval[[2]string](p,
		`(({href, target}) => [href, target])(shadow.querySelector(".charter-page a"))`)
	page := strings.TrimSuffix(src, harness.Built.Script) + "charters/" + harness.Aude + ".html"
	if link != [2]string{page, "_blank"} {
		t.Errorf("the charter's own page is linked as %q", link)
	}
}

// checkContents follows the table of contents to the charter's table.
func checkContents(p *harness.Page) {
	p.T.Helper()
	harness.Eval[any](p, `(shadow.querySelectorAll(".contents button")[2].focus(), null)`)
	p.Press(kb.Enter)
	p.Wait(`shadow.activeElement?.id === "cookies-table-1"`)
	at := harness.Eval[[3]float64](p, `(({scrollTop, scrollHeight, clientHeight}) => [
		$("cookies-table-1").getBoundingClientRect().top,
		shadow.querySelector(".dialog-header").getBoundingClientRect().bottom,
		scrollHeight - clientHeight - scrollTop,
	])($("cookies-dialog"))`)
	if table, title, rest := at[0], at[1], at[2]; table < title || table > title+30 && rest > 1 {
		p.T.Errorf("the table begins at %.0f px, the dialog's title ends at %.0f, "+
			"and %.0f px are left to scroll", table, title, rest)
	}
	if !harness.Eval[bool](p, `$("cookies-close").getBoundingClientRect().top > 0`) {
		p.T.Error("« Fermer » is out of sight")
	}
}

// TestDeclaredCookies: the details of each category in the preferences have the charter's own
// definition and the cookies that it declares.
func TestDeclaredCookies(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	for _, host := range charter.Portals() {
		text, _ := charter.Portal(host)
		c, err := charter.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		harness.ShowNotice(p, "/portail/"+host)
		p.Click("cookies-customize")
		p.Wait(`shadow.querySelectorAll(".details").length === 4`)
		harness.Eval[any](p,
			`shadow.querySelectorAll(".details").forEach((it) => { it.open = true; })`)
		p.Wait(`shadow.querySelectorAll(
			".details-panel .declared, .details-panel p:nth-child(2)").length === 4`)
		shown := harness.Eval[[]string](p,
			`[...shadow.querySelectorAll(".category")].map((e) => e.innerText)`)
		for i, category := range c.Categories {
			if !strings.Contains(shown[i], category.Definition) {
				t.Errorf("category %d: the definition is not in %q", category.Kind, shown[i])
			}
			for _, cookie := range c.Cookies(category.Kind) {
				if !strings.Contains(shown[i], cookie.Name) ||
					!strings.Contains(shown[i], cookie.Purpose) {
					t.Errorf("category %d: %s is not in %q", category.Kind, cookie.Name, shown[i])
				}
			}
		}
	}
}

// TestStandardCharter: if the portal's charter is missing or can't be read, the banner shows the
// standard one, and reports what is wrong and where.
func TestStandardCharter(t *testing.T) {
	t.Parallel()
	absent := harness.Serve(t, "/absent.txt", http.NotFound)
	malformed := harness.ServeText(t, "/charte.txt", "text/plain; charset=utf-8",
		"Charte cookies\n\nCookies nécessaires\n\nNom\tFinalités\nsessionid\tConnexion\tde trop\n")
	for _, c := range []struct {
		attributes, code string
		parts            []string
		problem          string // on the browser's console
	}{
		{`data-portal="donnees.ville.test"`, "portal_unknown", []string{"donnees.ville.test"}, ""},
		{`data-charter="` + absent + `"`, "charter_unreachable", []string{absent, "404"}, "404"},
		{`data-charter="` + malformed + `"`, "charter_malformed",
			[]string{malformed, "line 6"}, ""},
	} {
		t.Run(c.code, func(t *testing.T) {
			p := harness.NewPage(t)
			if c.problem != "" {
				p.Expect(c.problem)
			}
			harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html",
				harness.Listening(c.attributes)))
			p.Click("cookies-read-charter")
			p.Wait(`shadow.querySelectorAll(".charter tbody tr").length === 4`)
			text := harness.Eval[string](p, `shadow.querySelector(".charter").innerText`)
			for _, part := range []string{"Qu’est-ce qu’un cookie", harness.Site.URL} {
				if !strings.Contains(text, part) {
					t.Errorf("the standard charter does not say %q: %s", part, text)
				}
			}
			harness.CheckError(p, c.code, c.parts...)
		})
	}
}

// TestCharterWithoutTheProgram: a charter of data-charter needs the program. Without it, the
// visitor reads and hears that it doesn't come, keeps the focus, and can choose.
func TestCharterWithoutTheProgram(t *testing.T) {
	t.Parallel()
	charter := harness.ServeText(t, "/charte.txt", "text/plain; charset=utf-8", "Charte")
	p := openWithout(t, harness.Built.WASM, `data-charter="`+charter+`"`, "")
	harness.Eval[any](p, `($("cookies-customize").click(), null)`) // unreached, so fetched once
	p.WaitDialog()
	harness.CheckError(p, "program", harness.Built.WASM, "404")
	p.Wait(`$("cookies-along").textContent === "La charte n’a pas pu être chargée."`)
	p.CheckFocus("cookies-dialog")
	p.Click("cookies-details-internal")
	p.Wait(`$("cookies-details-internal-panel").innerText.includes("n’a pas pu être chargée")`)
	p.Click("cookies-toggle-internal")
	p.Choose("cookies-save")
	harness.CheckAllowed(p, preferences.Internal)
}

// TestUnplacedCookies: from the preferences, visitors go to the table of the cookies without a
// category, and back to their switches, without the program and with it.
func TestUnplacedCookies(t *testing.T) {
	t.Parallel()
	const text = "Charte cookies\n\nCookies statistiques\n\nNom\tDurée\n_pk_id\t13 mois\n\n" +
		"Outils du site\n\nNom\tDurée\nfilm\t1 an\ncarte\t1 jour\n"
	rendered, err := build.CharterJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	src, let := harness.HeldProgram(t)
	harness.ServeText(t, "/charters/"+harness.Aude+".json", "application/json", string(rendered))
	harness.ServeText(t, "/charters/"+harness.Aude+".txt", "text/plain; charset=utf-8", text)
	p := harness.OpenPortal(t, harness.HeldPage(src, ""))
	p.OpenDialog("cookies-customize")
	p.Click("cookies-toggle-internal")
	const see = `shadow.querySelector("#cookies-details-internal-panel [data-part]")`
	visit := func() {
		t.Helper()
		p.Wait(see)
		p.Click("cookies-details-internal")
		p.ClickOn(see)
		p.Wait(`shadow.activeElement?.id === "cookies-table-2"`)
		if !harness.Eval[bool](p, `$("cookies-close").innerText === "Retour à mes choix"`) {
			t.Error("the charter doesn't lead back")
		}
	}
	back := func() {
		t.Helper()
		p.Wait(`shadow.activeElement?.id === "cookies-dialog-charter"`)
		if !harness.Eval[bool](p, `$("cookies-toggle-internal").checked`) {
			t.Error("the way back drops the draft")
		}
	}
	visit()
	p.Click("cookies-close")
	back()
	visit()
	flows.CheckHandOver(p, let)
	p.CheckFocus("cookies-table-2")
	p.Press(kb.Escape)
	back()
	visit()
	p.Press(kb.Escape)
	back()
	p.Choose("cookies-save")
	harness.CheckAllowed(p, preferences.Internal)
}
