package flows

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestProgramEnds: a program that ends takes what no longer answers with it, and
// leaves a notice that does.
func ProgramEnds(t *testing.T) {
	Besides(t)
	page := strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "<script",
		`<script>HTMLDialogElement.prototype.showModal = () => { throw new Error("refused by the page"); };</script><script`, 1)
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", page))
	p.WaitNotice()
	p.Click("cookies-customize")
	harness.CheckError(t, p, "program", "the program ended", "refused by the page")
	p.Wait(`$("cookies-status").innerText.includes("L’ouverture a échoué")`)
	if harness.Eval[bool](p, `$("cookies-dialog") !== null || document.querySelectorAll("cookies-preferences").length !== 1`) {
		t.Error("what the program drew is still there")
	}
	p.Click("cookies-refuse")
	p.WaitClosed()
	if got, ok := preferences.Decode(p.Cookie().Value, time.Now()); !ok || got.Statistics {
		t.Errorf("the cookie says %+v", got)
	}
}

// TestInheritedStyles: what a page sets on <body> for all that is in it changes
// nothing in the banner.
func InheritedStyles(t *testing.T) {
	Besides(t)
	const styles = `JSON.stringify([".notice p", ".notice button", ".notice h2"].map((selector) => {
		const style = getComputedStyle(shadow.querySelector(selector));
		return Object.fromEntries([...style].filter((name) => !name.startsWith("--")).map((name) => [name, style[name]]));
	}))`
	plain := harness.PortalPage(`data-portal="` + harness.Aude + `"`)
	styled := strings.Replace(plain, "</head>", `<style>body {
		color: red; font: italic small-caps 900 30px/3 cursive; letter-spacing: 5px; word-spacing: 9px; text-align: right;
		text-indent: 40px; text-shadow: 1px 1px red; text-transform: uppercase; white-space: pre; word-break: break-all;
		overflow-wrap: anywhere; hyphens: auto; quotes: "a" "b"; cursor: wait; direction: rtl; list-style: square; tab-size: 2;
		-webkit-text-fill-color: red; -webkit-text-stroke: 2px red; caret-color: red; accent-color: red; line-break: anywhere;
		text-underline-position: under; text-emphasis: dot; font-kerning: none; font-feature-settings: "smcp"; text-rendering: optimizeSpeed;
	}</style></head>`, 1)
	p := harness.NewPage(t)
	read := func(path, content string) []map[string]string {
		p.Open(harness.ServeText(t, path, "text/html", content))
		p.WaitNotice()
		var list []map[string]string
		if err := json.Unmarshal([]byte(harness.Eval[string](p, styles)), &list); err != nil {
			t.Fatal(err)
		}
		return list
	}
	want, got := read("/sans", plain), read("/avec", styled)
	for i := range want {
		for name, value := range want[i] {
			if got[i][name] != value {
				t.Errorf("element %d: %s is %s, want %s", i, name, got[i][name], value)
			}
		}
	}
}
