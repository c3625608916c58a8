package harness

import "cookies-preferences/banner/preferences"

// publishedReader is the reader of Huwise's own starter kit, step by step.
var PublishedReader = `(() => {` + MustRead("web/readers/published.js") + `
	return publishedChoice();
})()`

// others are the portal's own cookies, by the browser's protocol.
func Others(p *Page) map[string]string {
	found := make(map[string]string)
	for _, c := range p.Cookies() {
		if c.Name != preferences.CookieName {
			found[c.Name] = c.Value
		}
	}
	return found
}
