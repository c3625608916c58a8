//go:build !js

package proof

import (
	"context"
	"fmt"
	"slices"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// moment is what the browser holds at a moment before any choice.
type moment struct {
	Act     string `json:"act"` // what the visitor has just done
	Cookies int    `json:"cookies"`
	Storage int    `json:"storage"` // entries of localStorage and sessionStorage, and databases
}

// unchosen is what was measured before any choice.
type unchosen struct {
	Moments  []moment `json:"moments"`
	Requests []string `json:"requests"` // the page and all that it asked for at first
	Program  []string `json:"program"`  // what it asked for besides, once the visitor looked further
}

// before does all that a visitor can do without choosing, and measures after each
// act what the browser holds: there must be nothing (82 of loi 78-17; CNIL
// guidelines 2020-091, ¶13-16, 27 and 30).
func (r *report) before(browser context.Context) error {
	t := newTab(browser, r.subject, desktop)
	t.wait(`document.readyState === "complete"`)
	if r.Load == "idle" { // it comes by itself, sooner or later
		t.wait(`performance.getEntriesByType("resource").some(({name}) => name.includes(".wasm"))`)
	}
	r.measure(t, "La page est chargée, le bandeau est affiché")
	r.Before.Requests = t.asked()
	t.scroll()
	r.measure(t, "Le visiteur fait défiler la page")
	t.click("cookies-customize")
	t.waitDetails()
	r.measure(t, "Il ouvre les préférences")
	toggle := "cookies-toggle-" + string(r.Shown()[0])
	t.click(toggle)
	t.wait(`$("` + toggle + `").checked`)
	r.measure(t, "Il active une catégorie, sans enregistrer")
	t.do(chromedp.KeyEvent("\x1b"))
	t.wait(`!$("cookies-dialog")`)
	r.measure(t, "Il ferme les préférences avec la touche Échap")
	t.click("cookies-read-charter")
	t.waitCharter()
	t.click("cookies-close")
	t.wait(`!$("cookies-dialog")`)
	r.measure(t, "Il lit la charte, puis la ferme")
	r.Before.Program = slices.DeleteFunc(t.asked(), func(url string) bool { return slices.Contains(r.Before.Requests, url) })
	t.do(chromedp.Reload())
	t.waitNotice()
	r.measure(t, "Il recharge la page\u00a0: le bandeau est de nouveau affiché")
	return t.end("measuring what there is before a choice")
}

// measure looks at what the browser holds, for any site, and fails if there is
// anything.
func (r *report) measure(t *tab, act string) {
	m := moment{Act: act}
	m.Cookies = len(t.jar())
	m.Storage = eval[int](t, `(async () => localStorage.length + sessionStorage.length + (await indexedDB.databases()).length
		+ (await caches.keys()).length)()`)
	if t.err == nil && m.Cookies+m.Storage > 0 {
		t.err = fmt.Errorf("before a choice, at « %s », the browser holds %d cookies and %d entries of storage", act, m.Cookies, m.Storage)
	}
	r.Before.Moments = append(r.Before.Moments, m)
}

// jar is every cookie of the tab's profile, of whatever site.
func (t *tab) jar() []*network.Cookie {
	if t.err != nil {
		return nil
	}
	profile := chromedp.FromContext(t.ctx).BrowserContextID
	result, err := chromedp.CallBrowser(t.ctx, storage.GetCookies, storage.GetCookiesParams{BrowserContextID: profile})
	if err != nil {
		t.err = err
		return nil
	}
	return result.Cookies
}
