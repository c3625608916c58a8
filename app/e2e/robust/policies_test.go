package robust

import (
	"html"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// policy is the header of a content security policy.
func policy(text string) map[string]string {
	return map[string]string{"Content-Security-Policy": text}
}

// contentPolicies: install's TestPolicyTable leaves out each line that a policy needs; these
// are the ways to write one.
func contentPolicies(t *testing.T) []hardship {
	const tag = `<script nonce="` + harness.Nonce + `" src="{{src}}" defer {{attributes}}></script>`
	const inline = `<script nonce="` + harness.Nonce + `" type="text/plain" ` +
		`data-cookies="statistics">document.title = "ran"</script>`
	digest := digests(t)[harness.Built.Script]
	hashed := `<script integrity="` + digest + `" src="{{src}}" defer {{attributes}}></script>`
	strict := func(script string) string {
		return "default-src 'none'; connect-src {{site}}; script-src 'wasm-unsafe-eval' " + script
	}
	return []hardship{
		{name: "Trusted Types, and an inline script that waits", tag: tag, body: inline,
			header: policy(strict("'strict-dynamic' 'nonce-" + harness.Nonce + "'; " +
				"require-trusted-types-for 'script'; trusted-types cookies-preferences"))},
		{name: "in a <meta>", head: `<meta http-equiv="Content-Security-Policy" content="` +
			strict("{{site}}") + `">`},
		{name: "hash and strict-dynamic", want: cannotOpen, tag: hashed,
			header:    policy(strict("'strict-dynamic' '" + digest + "'")),
			announced: harness.Blocked},
		{name: "no styles", header: policy("style-src 'none'"), during: func(p *harness.Page) {
			p.Wait(`getComputedStyle(shadow.host).position === "fixed" ||
				getComputedStyle(shadow.querySelector(".notice")).position === "fixed"`)
		}},
		{name: "headers that deny every feature", header: map[string]string{
			"Permissions-Policy": "autoplay=(), camera=(), clipboard-write=(), fullscreen=(), " +
				"geolocation=(), microphone=(), storage-access=(), sync-xhr=(), unload=()",
			"Document-Policy": "document-write=?0, sync-xhr=?0, js-profiling=?0",
			"Referrer-Policy": "no-referrer",
		}},
	}
}

// frames: the page is in one, sandboxed or another site's.
func frames(*testing.T) []hardship {
	return []hardship{
		{name: "another site's page", want: cookiesRefused, frame: &frame{foreign: true}},
		{name: "sandbox with allow-same-origin",
			frame: &frame{attributes: `sandbox="allow-scripts allow-same-origin"`}},
		{name: "sandbox without", want: cookiesRefused,
			frame: &frame{attributes: `sandbox="allow-scripts"`},
			host:  sends("", "Access-Control-Allow-Origin", "*")},
	}
}

// TestSrcdoc: a frame that the page wrote itself, with srcdoc, has the page's cookies: the choice
// is recorded there.
func TestSrcdoc(t *testing.T) {
	t.Parallel()
	page := harness.PortalPage(harness.ForAude)
	address := harness.ServeText(t, "/cadre", "text/html", `<!doctype html><html lang="fr">
		<title>Cadre</title><iframe title="Portail" width="900" height="700" srcdoc="`+
		html.EscapeString(page)+`"></iframe>`)
	p := harness.NewPage(t)
	for range 2 {
		p.Open(address)
		p.Settle()
		p.EnterFrame()
		p.Settle()
		if p.Cookie() != nil {
			break
		}
		p.WaitNotice()
		p.OpenDialog("cookies-customize")
		p.Click("cookies-toggle-statistics")
		p.Choose("cookies-save")
	}
	if !hasRecord(p, append([]preferences.Name{preferences.Statistics}, preferences.Trackers...)) {
		t.Errorf("the record is %+v", p.Cookie())
	}
	if p.Sight().Notice {
		t.Error("the frame asks again")
	}
}
