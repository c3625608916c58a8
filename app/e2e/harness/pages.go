package harness

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// Aude is the portal that most tests are for.
const Aude = "opendata.aude.fr"

// ForAude is the attribute of the banner's script that names that portal.
const ForAude = `data-portal="` + Aude + `"`

// PortalPage is a bare portal page with the banner's script.
func PortalPage(attributes string) string {
	return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>` +
		`<script src="/banner/banner.js" defer ` + attributes + `></script></head>` +
		`<body><main id="first"><a id="link" href="#ancre">Un lien</a> ` +
		`<button id="open" data-cookies-preferences="open">Gérer mes cookies</button>` +
		`</main></body></html>`
}

// Listening is such a page that keeps the banner's events in window.errors and
// window.changes.
func Listening(attributes string) string {
	return strings.Replace(PortalPage(attributes), "<script", `<script>
		window.errors = []; window.changes = [];
		document.addEventListener("cookies_preferences:error", (e) => errors.push(e.detail));
		document.addEventListener("cookies_preferences:change", (e) => changes.push(e.detail));
	</script><script`, 1)
}

// OpenListening opens such a page, and waits for its notice.
func OpenListening(t *testing.T, attributes string) *Page {
	t.Helper()
	return OpenPortal(t, Listening(attributes))
}

// OpenPortal opens a page in a new profile, and waits for its notice.
func OpenPortal(t *testing.T, content string) *Page {
	t.Helper()
	p := NewPage(t)
	ShowNotice(p, ServeText(t, "/portail", "text/html", content))
	return p
}

// HeldProgram serves the build, but holds the program back until let is called. It returns
// the script's address.
func HeldProgram(t *testing.T) (src string, let func()) {
	t.Helper()
	return Held(t, ".wasm")
}

// Held serves the build, but holds the files back whose name has that part.
func Held(t *testing.T, part string) (src string, let func()) {
	t.Helper()
	held := make(chan struct{})
	src = ServeBuild(t, func(name string, _ http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(name, part) {
			select {
			case <-held:
			case <-r.Context().Done(): // the visitor left
			}
		}
		return true
	})
	return src, sync.OnceFunc(func() { close(held) })
}

// HeldPage is a page with the script at src that keeps the banner's events.
func HeldPage(src, attributes string) string {
	page := Listening(ForAude + " " + attributes)
	return strings.Replace(page, "/banner/banner.js", src, 1)
}

// Nonce is the one that the policy of [ServeGates] requires of scripts.
const Nonce = "bm9uY2U"

// ServeGates opens a page with gated elements under a strict policy: only scripts with the
// nonce run, and no text becomes a script. /0.js to /19.js note in window.ran that they ran.
func ServeGates(t *testing.T, attributes, body string) *Page {
	t.Helper()
	for n := range 20 {
		ServeText(t, fmt.Sprintf("/%d.js", n), "text/javascript", fmt.Sprintf("ran.push(%d)", n))
	}
	const script = `<script nonce="` + Nonce + `"`
	page := strings.Replace(PortalPage(attributes), "<script",
		script+`>window.ran = []</script>`+script, 1)
	body = strings.ReplaceAll(body, "<script", script)
	page = strings.Replace(page, "</main>", body+"</main>", 1)
	p := NewPage(t)
	p.Open(Serve(t, "/portail", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src 'self'; "+
			"frame-src 'self'; connect-src 'self'; script-src 'nonce-"+Nonce+
			"' 'strict-dynamic' 'wasm-unsafe-eval'; require-trusted-types-for 'script'")
		fmt.Fprint(w, page)
	}))
	return p
}

// FramePage opens a page with gated frames under that policy.
func FramePage(t *testing.T, attributes string) *Page {
	t.Helper()
	ServeText(t, "/video", "text/html",
		`<!doctype html><html lang="fr"><title>Vidéo</title><p>Une vidéo`)
	return ServeGates(t, ForAude+" "+attributes, `
		<iframe id="video" title="Vidéo" width="560" height="315"
			data-cookies="third_party" data-src="video"></iframe>
		<iframe id="boxed" title="Mesures" width="400" height="250" sandbox="allow-popups"
			data-cookies="matomo" data-src="video"></iframe>
		<iframe id="pixel" title="Mesure" width="1" height="1"
			data-cookies="statistics" data-src="video"></iframe>
		<p id="after">Après</p>`)
}

// InFrame is a script that finds an element in a frame.
func InFrame(frame, selector string) string {
	return fmt.Sprintf(`$("%s").contentDocument?.querySelector("%s")`, frame, selector)
}

// ShowNotice opens a page that shows the notice.
func ShowNotice(p *Page, path string) {
	p.T.Helper()
	p.Open(path)
	p.WaitNotice()
}

// ShowPlaceholder opens a page with the placeholder of a gated video of an unknown host.
func ShowPlaceholder(p *Page) {
	p.T.Helper()
	showPlaceholder(p, `width="280" height="320" data-src="https://video.test/"`)
}

// ShowSmallPlaceholder opens a page with the placeholder of a small frame.
func ShowSmallPlaceholder(p *Page) {
	p.T.Helper()
	showPlaceholder(p, `width="280" height="160" data-src="https://player.vimeo.com/video/1"`)
}

// ShowPictured opens a page with the placeholder of a gated video of a known service, before a
// picture of the portal's own, once everything is refused: on a phone, the notice covers it.
func ShowPictured(p *Page) {
	p.T.Helper()
	ServeText(p.T, "/affiche.svg", "image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"
		viewBox="0 0 16 9"><rect width="16" height="9" fill="#c60"/><path fill="#036"
		d="M0 9 5 2l4 5 3-4 4 6z"/><circle cx="13" cy="2" r="1" fill="#fc0"/></svg>`)
	showPlaceholder(p, `style="width: 100%; max-width: 800px; height: 450px"
		data-src="https://www.youtube-nocookie.com/embed/x" data-poster="affiche.svg"`)
	p.Wait(InFrame("video", ".poster") + `?.naturalWidth > 0`)
	p.Choose("cookies-refuse")
}

// showPlaceholder opens a page with the placeholder of a gated frame.
func showPlaceholder(p *Page, attributes string) {
	p.T.Helper()
	ShowNotice(p, ServeText(p.T, "/video", "text/html", `<!doctype html><html lang="fr"><head>
<meta charset="utf-8"><title>Vidéo – Portail</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script src="/banner/banner.js" defer `+ForAude+`></script></head>
<body><main><h1>Une vidéo</h1>
<iframe id="video" title="Vidéo" data-cookies="third_party" `+attributes+`></iframe>
<button type="button"
	data-cookies-preferences="open">Gérer mes cookies</button></main></body></html>`))
	p.Wait(InFrame("video", "#cookies-allow"))
}

// Ordinary is a portal's page; tests fill in the parts in braces.
const Ordinary = `<!doctype html><html lang="fr"><head><meta charset="utf-8">` +
	`<title>Portail</title>{{head}}{{tag}}</head>` +
	`<body><main id="first"><h1>Jeux de données</h1><p><a id="link" href="#ancre">Un lien</a> ` +
	`<button type="button" id="open" data-cookies-preferences="open">Gérer mes cookies</button>` +
	`</p></main>{{body}}</body></html>`

// Blocked are parts of what the browser logs when a policy stops a request.
var Blocked = []string{"violates the following", "violates the document's",
	"because it does not appear in the"} // WebKit
