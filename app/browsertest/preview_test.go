package browsertest

import (
	"strings"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// TestPreview goes through what the preview offers: the banner at work, the
// cookie decoded live, another portal, and starting again.
func TestPreview(t *testing.T) {
	hosts := charter.Portals()
	p := newPage(t)
	p.open("/")
	p.waitNotice()
	reading := func() string { return eval[string](p, `document.querySelector(".reading").innerText`) }
	title := func() string { return eval[string](p, `document.getElementById("cookies-notice-title").innerText`) }
	if !strings.Contains(title(), hosts[0]) || !strings.Contains(reading(), "Aucun choix enregistré") {
		t.Errorf("at first: %q, %q", title(), reading())
	}

	p.click("cookies-customize")
	p.waitDialog()
	p.click("cookies-toggle-internal")
	p.click("cookies-save")
	p.waitClosed()
	p.wait(`document.querySelectorAll(".decoded .allowed").length === 2`) // functional_cookies and internal
	if got, ok := preferences.Decode(p.cookie().Value, time.Now()); !ok || !got.Internal || got.Statistics {
		t.Errorf("the cookie says %+v", got)
	}
	if raw := eval[string](p, `$("brut").innerText`); raw != "cookies_preferences="+p.cookie().Value {
		t.Errorf("the preview shows %s", raw)
	}

	// The other portal's charter is another one: its banner asks.
	p.click("portail-" + strings.ReplaceAll(hosts[1], ".", "-"))
	p.waitNotice()
	if !strings.Contains(reading(), "Aucun choix enregistré") {
		t.Errorf("a choice about another charter is read as one: %q", reading())
	}
	if !strings.Contains(title(), hosts[1]) {
		t.Errorf("after the change of portal the notice is %q", title())
	}
	p.click("cookies-refuse")
	p.waitClosed()
	p.wait(`document.querySelectorAll(".decoded .allowed").length === 1`)

	p.click("gerer")
	p.waitDialog()
	p.press("\x1b")
	p.wait(`$("cookies-dialog") === null`)
	if id := p.focused(); id != "gerer" {
		t.Errorf("Esc leaves the focus on %q, want the opener", id)
	}

	p.click("recommencer")
	p.waitNotice()
	p.wait(`document.querySelector(".reading").innerText.includes("Aucun choix enregistré")`)
	if p.cookie() != nil {
		t.Error("starting again leaves the cookie")
	}
	requests, _ := p.seen()
	for _, url := range requests {
		if !strings.HasPrefix(url, site.URL+"/") && !strings.HasPrefix(url, "data:") {
			t.Errorf("the preview asks another host: %s", url)
		}
	}
}

// TestPreviewLinks: the charter's page and the demo portal are one click away.
func TestPreviewLinks(t *testing.T) {
	p := newPage(t)
	p.open("/")
	p.waitNotice()
	p.click("cookies-refuse")
	p.waitClosed()
	links := eval[[]string](p, `[...document.querySelectorAll(".acts a")].map((a) => a.getAttribute("href"))`)
	want := []string{"/charte/" + charter.Portals()[0], "/portail/" + charter.Portals()[0]}
	if strings.Join(links, " ") != strings.Join(want, " ") {
		t.Errorf("the links are %q, want %q", links, want)
	}
	for _, path := range links {
		p.open(path)
		p.wait(`document.querySelector("h1")`)
	}
}

// TestDemoPortal: the server tells the visitor, on the page, what it read.
func TestDemoPortal(t *testing.T) {
	for _, host := range charter.Portals() {
		t.Run(host, func(t *testing.T) {
			p := newPage(t)
			p.open("/portail/" + host)
			p.waitNotice()
			p.click("cookies-accept")
			p.waitClosed()
			p.reload()
			said := eval[map[string]string](p, `Object.fromEntries([...document.querySelectorAll("dd[data-name]")].map((dd) => [dd.dataset.name, dd.innerText]))`)
			if len(said) < 10 {
				t.Fatalf("the page says %v", said)
			}
			for name, verdict := range said {
				if name == "charter" {
					continue
				}
				if !strings.Contains(strings.ToLower(verdict), "autoris") && !strings.Contains(strings.ToLower(verdict), "toujours") {
					t.Errorf("%s: the server says %q", name, verdict)
				}
			}
		})
	}
}
