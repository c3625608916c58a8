package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

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
			p.click("cookies-back")
			p.wait(`$("cookies-dialog") === null`)
			if id := p.focused(); id != "cookies-read-charter" {
				t.Errorf("closing leaves the focus on %q", id)
			}
		})
	}
}

// TestCharterPage reads each published charter as a page of the preview.
func TestCharterPage(t *testing.T) {
	for _, host := range charter.Portals() {
		t.Run(host, func(t *testing.T) {
			p := newPage(t)
			p.open("/charte/" + host)
			p.wait(`document.querySelector(".charter table")`)
			checkDocument(t, eval[document](p, readDocument), host)
		})
	}
}

// TestDefinitions finds, in the preferences, the charter's own definition of
// each category and the cookies it declares for it.
func TestDefinitions(t *testing.T) {
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
			eval[any](p, `shadow.querySelectorAll(".details").forEach((d) => { d.open = true })`)
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
			p.click("cookies-back")
			p.wait(`$("cookies-save")`) // back to the choices
		})
	}
}

// TestManyCookies: of hundreds of declared cookies, the preferences draw those of
// a category when its details are opened, all of them, and keep them.
func TestManyCookies(t *testing.T) {
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
	eval[any](p, `([...shadow.querySelectorAll("summary")].find((e) => e.innerText.includes("(500)")).click(), null)`)
	p.wait(`shadow.querySelectorAll(".declared > li").length === 500`)
	p.click("cookies-toggle-internal")
	p.wait(`$("cookies-toggle-internal").parentNode.innerText.includes("autorisé")`)
	if eval[bool](p, `shadow.querySelectorAll(".declared > li").length !== 500 || !shadow.querySelector("details[open] .declared").innerText.includes("cookie_499")`) {
		t.Error("a switch closes the details")
	}
}
