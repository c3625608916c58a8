package harness

import "github.com/chromedp/cdproto/emulation"

func ShowNotice(p *Page, path string) {
	p.T.Helper()
	p.Open(path)
	p.WaitNotice()
}

// showPlaceholder opens a page whose video waits for the choice.
func ShowPlaceholder(p *Page) {
	p.T.Helper()
	p.Open(ServeText(p.T, "/video", "text/html", `<!doctype html><html lang="fr"><head><meta charset="utf-8">
<title>Vidéo – Portail</title><meta name="viewport" content="width=device-width, initial-scale=1">
<script src="/banner/banner.js" defer data-portal="`+Aude+`"></script></head>
<body><main><h1>Une vidéo</h1>
<iframe id="video" title="Vidéo" width="280" height="320" data-cookies="third_party" data-src="https://video.test/"></iframe>
<button type="button" data-cookies-preferences="open">Gérer mes cookies</button></main></body></html>`))
	p.WaitNotice()
	p.Wait(InFrame("video", "#cookies-allow"))
}

// features has the visitor ask for colours, and for other things of the media
// queries, such as "prefers-reduced-motion", "reduce".
func Features(p *Page, scheme string, more ...string) {
	p.T.Helper()
	list := []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: map[bool]string{true: "dark", false: "light"}[scheme == "dark"]},
		{Name: "forced-colors", Value: map[bool]string{true: "active", false: "none"}[scheme == "forced"]},
	}
	for i := 0; i+1 < len(more); i += 2 {
		list = append(list, &emulation.MediaFeature{Name: more[i], Value: more[i+1]})
	}
	Call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: list})
}
