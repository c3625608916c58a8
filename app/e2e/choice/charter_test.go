package choice

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/charter"
)

// TestCharterWithoutScript reads each published charter as the page of its own
// that a host serves, in a browser that runs no script; its contents lead to its
// parts.
func TestCharterWithoutScript(t *testing.T) {
	t.Parallel()
	for _, host := range charter.Portals() {
		t.Run(host, func(t *testing.T) {
			p := harness.NewPage(t)
			harness.Call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			p.Open("/banner/charters/" + host + ".html")
			flows.CheckDocument(t, harness.Eval[flows.Document](p, flows.ReadDocument), host)
			if text := harness.Eval[string](p, `document.body.innerText`); !strings.Contains(text, "toujours sans JavaScript") {
				t.Errorf("the page does not say what holds without JavaScript: %s", text)
			}
			p.Open("/banner/charters/" + host + ".html#cookies-table-1")
			if !harness.Eval[bool](p, `document.querySelector(":target").localName === "table" && scrollY > 0`) {
				t.Error("the contents do not lead to the table")
			}
		})
	}
}

// TestCharterContents: in the dialog, the contents scroll to a part and move the
// focus there; the page's address and its history stay as they are.
func TestCharterContents(t *testing.T) {
	t.Parallel()
	for _, window := range [][2]int64{{1280, 800}, {390, 844}} {
		t.Run(fmt.Sprint(window[0]), func(t *testing.T) {
			p := harness.NewPage(t)
			p.Do(chromedp.EmulateViewport(window[0], window[1]))
			p.Open("/portail/" + harness.Aude)
			p.WaitNotice()
			before := harness.Eval[string](p, `location.href + history.length`)
			p.Click("cookies-read-charter")
			p.Wait(`shadow.querySelectorAll(".contents button").length === 3`)
			harness.Eval[any](p, `(shadow.querySelectorAll(".contents button")[2].focus(), null)`)
			p.Press(kb.Enter)
			p.Wait(`shadow.activeElement?.id === "cookies-table-1"`)
			at := harness.Eval[[3]float64](p, `(({scrollTop, scrollHeight, clientHeight}) => [
				$("cookies-table-1").getBoundingClientRect().top,
				shadow.querySelector(".dialog-header").getBoundingClientRect().bottom,
				scrollHeight - clientHeight - scrollTop,
			])(shadow.querySelector(".dialog-scroll"))`)
			if table, title, rest := at[0], at[1], at[2]; table < title || table > title+30 && rest > 1 {
				t.Errorf("the table begins at %.0f px, the dialog's title ends at %.0f, and %.0f are left to scroll", table, title, rest)
			}
			if !harness.Eval[bool](p, `$("cookies-dialog").scrollTop === 0 && $("cookies-close").getBoundingClientRect().top > 0`) {
				t.Error("« Fermer » is out of sight")
			}
			if after := harness.Eval[string](p, `location.href + history.length`); after != before {
				t.Errorf("the page is at %s, was at %s", after, before)
			}
			link := harness.Eval[[2]string](p, `(() => { const a = shadow.querySelector(".charter-page a"); return [a.href, a.target]; })()`)
			if link[0] != harness.Site.URL+"/banner/charters/"+harness.Aude+".html" || link[1] != "_blank" {
				t.Errorf("the charter's own page is linked as %q", link)
			}
		})
	}
}

// TestDefinitions finds, in the preferences, the charter's own definition of
// each category and the cookies it declares for it.
func TestDefinitions(t *testing.T) {
	t.Parallel()
	for _, host := range charter.Portals() {
		t.Run(host, func(t *testing.T) {
			text, _ := charter.Portal(host)
			c, err := charter.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			p := harness.NewPage(t)
			p.Open("/portail/" + host)
			p.WaitNotice()
			p.Click("cookies-customize")
			p.Wait(`shadow.querySelectorAll(".details").length === 4`)
			harness.Eval[any](p, `shadow.querySelectorAll(".details").forEach((d) => d.click())`)
			p.Wait(`shadow.querySelectorAll(".details-panel .declared, .details-panel p:nth-child(2)").length === 4`)
			shown := harness.Eval[[]string](p, `[...shadow.querySelectorAll(".category")].map((e) => e.innerText)`)
			for i, category := range c.Categories {
				if !strings.Contains(shown[i], category.Definition) {
					t.Errorf("category %d: the definition is not in %q", category.Kind, shown[i])
				}
				for _, cookie := range c.Cookies(category.Kind) {
					if !strings.Contains(shown[i], cookie.Name) || !strings.Contains(shown[i], cookie.Purpose) {
						t.Errorf("category %d: %s is not in %q", category.Kind, cookie.Name, shown[i])
					}
				}
			}
			locked := harness.Eval[[2]bool](p, `[$("cookies-toggle-functional_cookies").checked, $("cookies-toggle-functional_cookies").disabled]`)
			if locked != [2]bool{true, true} {
				t.Errorf("« nécessaires » is checked, locked: %v", locked)
			}
			p.Click("cookies-dialog-charter")
			p.Wait(`shadow.querySelector(".charter")`)
			p.Click("cookies-close")
			p.Wait(`$("cookies-save") && shadow.activeElement?.id === "cookies-dialog-charter"`) // back to the choices
		})
	}
}

// TestManyCookies: of hundreds of declared cookies, the preferences draw those of
// a category when its details are opened, all of them, and keep them.
func TestManyCookies(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString("Charte cookies\n\nCookies statistiques\n\nNom du prestataire\tNom du cookies\tFinalités\n")
	for i := range 500 {
		fmt.Fprintf(&text, "Prestataire %d\tcookie_%d\tCompter les visites.\n", i, i)
	}
	where := harness.ServeText(t, "/charte.txt", "text/plain", text.String())
	p := harness.OpenListening(t, `data-charter="`+where+`"`)
	p.WaitNotice()
	p.Click("cookies-customize")
	p.Wait(`shadow.querySelectorAll(".details").length === 4`)
	if n := harness.Eval[int](p, `shadow.querySelectorAll(".declared > li").length`); n > 50 {
		t.Errorf("%d cookies are drawn before they are wanted", n)
	}
	p.Click("cookies-details-statistics")
	p.Wait(`shadow.querySelectorAll(".declared > li").length === 500`)
	p.Click("cookies-toggle-internal")
	p.Wait(`$("cookies-toggle-internal").parentNode.innerText.includes("autorisé")`)
	if harness.Eval[bool](p, `shadow.querySelectorAll(".declared > li").length !== 500 || !shadow.querySelector(".declared").innerText.includes("cookie_499")`) {
		t.Error("a switch closes the details")
	}
}

// TestCharterInTheBanner reads each published charter, word for word, in the
// banner's dialog.
func TestCharterInTheBanner(t *testing.T) { flows.CharterInTheBanner(t) }
