package robust

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// everyFeature are the features that a page can deny itself, those that the banner's
// own means might be taken for among them.
const everyFeature = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), clipboard-write=(), compute-pressure=(), cross-origin-isolated=(), " +
	"display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), " +
	"keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), " +
	"publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), sync-xhr=(), unload=(), usb=(), " +
	"window-management=(), xr-spatial-tracking=()"

// hostPolicies are what the page asks of the script's host, and the host of the
// browser.
func hostPolicies(t *testing.T) []hardship {
	const another = `<script src="{{elsewhere}}" defer {{attributes}}></script>`
	const crossorigin = `<script crossorigin src="{{elsewhere}}" defer {{attributes}}></script>`
	integrity := func(digest, more string) string {
		return `<script integrity="` + digest + `" ` + more + ` defer {{attributes}}></script>`
	}
	right := sums(t)[harness.Built.Script]
	wrong := sums(t)[harness.Built.WASM]
	isolated := func(coep string) map[string]string {
		return map[string]string{"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": coep}
	}
	typed := func(part, as string) func(string, http.ResponseWriter, *http.Request) bool {
		return func(name string, w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("X-Content-Type-Options", "nosniff")
			if strings.Contains(name, part) {
				w.Header().Set("Content-Type", as)
			}
			return true
		}
	}
	integrityPolicy := map[string]string{"Integrity-Policy": "blocked-destinations=(script)"}
	open := "Access-Control-Allow-Origin"
	charter := func(headers ...string) string {
		return `data-version="1" data-charter="` + harness.Elsewhere(harness.Serve(t, fmt.Sprintf("/%d.txt", len(headers)), func(w http.ResponseWriter, r *http.Request) {
			sends(append(headers, "Content-Type", "text/plain; charset=utf-8")...)("", w, r)
			fmt.Fprint(w, "Charte de la ville\n\nNos serveurs sont à la mairie.\n")
		})) + `"`
	}
	return []hardship{
		{name: "the script on another site, with `Access-Control-Allow-Origin`: save", act: "save", tag: another, host: sends(open, "*")},
		{name: "the script on another site, without it: accept", tag: another},
		{name: "the script on another site, without it: save", act: "save", tag: another, announced: harness.NotAllowed},
		{name: "`data-charter` on another site, with `Access-Control-Allow-Origin`: it is read, then accept", attributes: charter(open, "*"),
			during: readsCharter("Nos serveurs sont à la mairie")},
		{name: "`data-charter` on another site, without it: the standard charter is read, then accept", attributes: charter(),
			during: readsCharter("Qu’est-ce qu’un cookie"), announced: harness.NotAllowed},
		{name: "`integrity` with the right digest: save", act: "save", tag: integrity(right, `src="{{src}}"`)},
		{name: "`integrity` with the digest of an earlier script", tag: integrity(wrong, `src="{{src}}"`), announced: []string{"integrity"}},
		{name: "`integrity`, on another site, with `crossorigin`: save", act: "save", host: sends(open, "*"),
			tag: integrity(right, `crossorigin src="{{elsewhere}}"`)},
		{name: "`integrity`, on another site, without `crossorigin`", host: sends(open, "*"),
			tag: integrity(right, `src="{{elsewhere}}"`), announced: []string{"integrity"}},
		{name: "`Integrity-Policy` for scripts, `integrity` without `crossorigin`", announced: []string{"Integrity-Policy"},
			tag: integrity(right, `src="{{src}}"`), header: integrityPolicy},
		{name: "`Integrity-Policy` for scripts, `integrity` with `crossorigin`: save", act: "save", announced: []string{"Integrity-Policy"},
			tag: integrity(right, `crossorigin src="{{src}}"`), header: integrityPolicy},
		{name: "`Integrity-Policy` for scripts, the same and an import map with what `SHA384SUMS` says of the other files: save", act: "save",
			head: integrityMap(t), tag: integrity(right, `crossorigin src="{{src}}"`), header: integrityPolicy},
		{name: "COOP and COEP `require-corp`: save", act: "save", header: isolated("require-corp")},
		{name: "COEP `require-corp`, the script on another site", tag: another, header: isolated("require-corp"),
			host: sends(open, "*"), announced: []string{"ERR_BLOCKED_BY_RESPONSE"}},
		{name: "COEP `require-corp`, the script on another site, with `crossorigin`: save", act: "save", tag: crossorigin,
			header: isolated("require-corp"), host: sends(open, "*")},
		{name: "COEP `require-corp`, the script on another site, with `Cross-Origin-Resource-Policy`: save", act: "save", tag: another,
			header: isolated("require-corp"), host: sends(open, "*", "Cross-Origin-Resource-Policy", "cross-origin")},
		{name: "COEP `credentialless`, the script on another site: save", act: "save", tag: another, header: isolated("credentialless"),
			host: sends(open, "*")},
		{name: "a `Permissions-Policy` that denies everything: save", act: "save", header: map[string]string{"Permissions-Policy": everyFeature}},
		{name: "a `Document-Policy` that denies what it can: save", act: "save",
			header: map[string]string{"Document-Policy": "document-write=?0, sync-xhr=?0, js-profiling=?0, force-load-at-top"}},
		{name: "`Referrer-Policy: no-referrer`: save", act: "save", header: map[string]string{"Referrer-Policy": "no-referrer"}},
		{name: "`nosniff`, the program as `application/octet-stream`: save", act: "save", host: typed(".wasm", "application/octet-stream")},
		{name: "`nosniff`, the program's half in JavaScript as `text/plain`: save", act: "save", host: typed(harness.Built.Go, "text/plain"),
			announced: []string{"MIME type"}},
		{name: "`nosniff`, the script as `text/plain`", host: typed(harness.Built.Script, "text/plain"), announced: []string{"MIME type"}},
	}
}

// integrityMap is an import map that gives the digests of the script's other
// files, which lie beside the page.
func integrityMap(t *testing.T) string {
	t.Helper()
	list := make(map[string]string)
	for name, digest := range sums(t) {
		if name != harness.Built.Script && strings.HasSuffix(name, ".js") {
			list["./"+name] = digest
		}
	}
	text, err := json.Marshal(map[string]any{"integrity": list})
	if err != nil {
		t.Fatal(err)
	}
	return `<script type="importmap">` + string(text) + `</script>`
}

// readsCharter has the visitor open the charter, and holds it to saying something,
// before they close it.
func readsCharter(says string) func(p *harness.Page) {
	return func(p *harness.Page) {
		p.T.Helper()
		p.Click("cookies-read-charter")
		p.Wait(`shadow.querySelector(".charter")?.innerText.includes("` + says + `")`)
		p.Click("cookies-close")
		p.Wait(`$("cookies-dialog") === null`)
	}
}
