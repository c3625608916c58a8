package flows

import (
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
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
type Document struct {
	Text, Caption, Link, LinkText string
	Columns, RowHeaders           []string
	Rows                          int
}

const ReadDocument = `(() => {
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

func CheckDocument(t *testing.T, d Document, host string) {
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
func CharterInTheBanner(t *testing.T) {
	Besides(t)
	for _, host := range charter.Portals() {
		t.Run(host, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Open("/portail/" + host)
			p.WaitNotice()
			p.Click("cookies-read-charter")
			p.Wait(`shadow.querySelector(".charter")`)
			CheckDocument(t, harness.Eval[Document](p, ReadDocument), host)
			if id := p.Focused(); id != "cookies-title" {
				t.Errorf("the focus is on %q, want the title", id)
			}
			p.Click("cookies-close")
			p.Wait(`$("cookies-dialog") === null`)
			if id := p.Focused(); id != "cookies-read-charter" {
				t.Errorf("closing leaves the focus on %q", id)
			}
		})
	}
}
