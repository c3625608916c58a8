package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/charter"
)

// published is a charter's text as people read it: white space folded, without
// what is markup in it, the angle brackets around an address and the rows of
// dashes below a table's header. It is written without Parse on purpose.
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

// document is what a charter's element shows, read by the browser.
type document struct {
	Text, Caption, Link, LinkText string
	Columns, RowHeaders           []string
	Rows                          int
}

const readDocument = `(() => {
	const charter = shadow.querySelector(".charter");
	const table = charter.querySelector("table");
	const texts = (selector) => [...table.querySelectorAll(selector)].map((e) => e.innerText.trim());
	const title = charter.closest("article, dialog").querySelector("h1, h2");
	return {
		Text: title.innerText + " " + charter.innerText,
		Caption: table.caption.innerText,
		Columns: texts("thead th[scope=col]"),
		RowHeaders: texts("tbody th[scope=row]"),
		Rows: table.tBodies[0].rows.length,
		Link: charter.querySelector("a").href,
		LinkText: charter.querySelector("a").innerText,
	};
})()`

func checkDocument(t *testing.T, d document, host string) {
	t.Helper()
	if got, want := strings.Join(strings.Fields(d.Text), " "), published(t, host); got != want {
		t.Errorf("the charter reads\n%s\nwant\n%s", got, want)
	}
	if d.Link != "https://"+host+"/" || d.LinkText != "https://"+host {
		t.Errorf("the platform's address is a link to %q, reading %q", d.Link, d.LinkText)
	}
	if want := "Cookies nécessaires au bon fonctionnement de la plateforme / cookies fonctionnels"; d.Caption != want {
		t.Errorf("the caption is %q, want %q", d.Caption, want)
	}
	if want := []string{"Nom du prestataire", "Service et emplacement", "Nom du cookies", "Finalités"}; !slices.Equal(d.Columns, want) {
		t.Errorf("the column headers are %q, want %q", d.Columns, want)
	}
	if want := []string{"sessionid", "django_language", "csrftoken", "cookies_preferences"}; !slices.Equal(d.RowHeaders, want) {
		t.Errorf("the row headers are %q, want %q", d.RowHeaders, want)
	}
	if d.Rows != 4 {
		t.Errorf("the table has %d rows, want 4", d.Rows)
	}
}

// TestCharterInTheBanner reads each published charter, word for word, in the
// banner's dialog.
func TestCharterInTheBanner(t *testing.T) {
	besides(t)
	for _, host := range charter.Portals() {
		t.Run(host, func(t *testing.T) {
			p := newPage(t)
			p.open("/portail/" + host)
			p.waitNotice()
			p.click("cookies-read-charter")
			p.wait(`shadow.querySelector(".charter")`)
			checkDocument(t, eval[document](p, readDocument), host)
			if id := p.focused(); id != "cookies-title" {
				t.Errorf("the focus is on %q, want the title", id)
			}
			p.click("cookies-close")
			p.wait(`$("cookies-dialog") === null`)
			if id := p.focused(); id != "cookies-read-charter" {
				t.Errorf("closing leaves the focus on %q", id)
			}
		})
	}
}

// TestCharterWithoutScript reads each published charter as the page of its own
// that a host serves, in a browser that runs no script; its contents lead to its
// parts.
func TestCharterWithoutScript(t *testing.T) {
	t.Parallel()
	for _, host := range charter.Portals() {
		t.Run(host, func(t *testing.T) {
			p := newPage(t)
			call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			p.open("/banner/charters/" + host + ".html")
			checkDocument(t, eval[document](p, readDocument), host)
			if text := eval[string](p, `document.body.innerText`); !strings.Contains(text, "toujours sans JavaScript") {
				t.Errorf("the page does not say what holds without JavaScript: %s", text)
			}
			p.open("/banner/charters/" + host + ".html#cookies-table-1")
			if !eval[bool](p, `document.querySelector(":target").localName === "table" && scrollY > 0`) {
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
			p := newPage(t)
			p.do(chromedp.EmulateViewport(window[0], window[1]))
			p.open("/portail/" + aude)
			p.waitNotice()
			before := eval[string](p, `location.href + history.length`)
			p.click("cookies-read-charter")
			p.wait(`shadow.querySelectorAll(".contents button").length === 3`)
			eval[any](p, `(shadow.querySelectorAll(".contents button")[2].focus(), null)`)
			p.press(kb.Enter)
			p.wait(`shadow.activeElement?.id === "cookies-table-1"`)
			at := eval[[3]float64](p, `(({scrollTop, scrollHeight, clientHeight}) => [
				$("cookies-table-1").getBoundingClientRect().top,
				shadow.querySelector(".dialog-header").getBoundingClientRect().bottom,
				scrollHeight - clientHeight - scrollTop,
			])(shadow.querySelector(".dialog-scroll"))`)
			if table, title, rest := at[0], at[1], at[2]; table < title || table > title+30 && rest > 1 {
				t.Errorf("the table begins at %.0f px, the dialog's title ends at %.0f, and %.0f are left to scroll", table, title, rest)
			}
			if !eval[bool](p, `$("cookies-dialog").scrollTop === 0 && $("cookies-close").getBoundingClientRect().top > 0`) {
				t.Error("« Fermer » is out of sight")
			}
			if after := eval[string](p, `location.href + history.length`); after != before {
				t.Errorf("the page is at %s, was at %s", after, before)
			}
			link := eval[[2]string](p, `(() => { const a = shadow.querySelector(".charter-page a"); return [a.href, a.target]; })()`)
			if link[0] != site.URL+"/banner/charters/"+aude+".html" || link[1] != "_blank" {
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
			p := newPage(t)
			p.open("/portail/" + host)
			p.waitNotice()
			p.click("cookies-customize")
			p.wait(`shadow.querySelectorAll(".details").length === 4`)
			eval[any](p, `shadow.querySelectorAll(".details").forEach((d) => d.click())`)
			p.wait(`shadow.querySelectorAll(".details-panel .declared, .details-panel p:nth-child(2)").length === 4`)
			shown := eval[[]string](p, `[...shadow.querySelectorAll(".category")].map((e) => e.innerText)`)
			for i, category := range c.Categories {
				if !strings.Contains(shown[i], category.Definition) {
					t.Errorf("%s: the definition is not in %q", category.Name, shown[i])
				}
				for _, cookie := range c.Cookies(category.Kind) {
					if !strings.Contains(shown[i], cookie.Name) || !strings.Contains(shown[i], cookie.Purpose) {
						t.Errorf("%s: %s is not in %q", category.Name, cookie.Name, shown[i])
					}
				}
			}
			locked := eval[[2]bool](p, `[$("cookies-toggle-functional_cookies").checked, $("cookies-toggle-functional_cookies").disabled]`)
			if locked != [2]bool{true, true} {
				t.Errorf("« nécessaires » is checked, locked: %v", locked)
			}
			p.click("cookies-dialog-charter")
			p.wait(`shadow.querySelector(".charter")`)
			p.click("cookies-close")
			p.wait(`$("cookies-save") && shadow.activeElement?.id === "cookies-dialog-charter"`) // back to the choices
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
	where := serveText(t, "/charte.txt", "text/plain", text.String())
	p := openListening(t, `data-charter="`+where+`"`)
	p.waitNotice()
	p.click("cookies-customize")
	p.wait(`shadow.querySelectorAll(".details").length === 4`)
	if n := eval[int](p, `shadow.querySelectorAll(".declared > li").length`); n > 50 {
		t.Errorf("%d cookies are drawn before they are wanted", n)
	}
	p.click("cookies-details-statistics")
	p.wait(`shadow.querySelectorAll(".declared > li").length === 500`)
	p.click("cookies-toggle-internal")
	p.wait(`$("cookies-toggle-internal").parentNode.innerText.includes("autorisé")`)
	if eval[bool](p, `shadow.querySelectorAll(".declared > li").length !== 500 || !shadow.querySelector(".declared").innerText.includes("cookie_499")`) {
		t.Error("a switch closes the details")
	}
}
