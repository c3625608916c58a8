//go:build !js

package proof

import (
	"context"
	"slices"

	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/internal/french"
)

// moment is what the browser stores at a moment before any choice.
type moment struct {
	Act     string `json:"act"` // of the visitor, just before
	Cookies int    `json:"cookies"`
	Storage int    `json:"storage"` // entries of localStorage and sessionStorage, and databases
}

// unchosen is what was measured before any choice.
type unchosen struct {
	Moments  []moment `json:"moments"`
	Requests []string `json:"requests"` // the page and its first requests
	Program  []string `json:"program"`  // further ones, for the preferences and the charter
}

// before does everything that a visitor can do without choosing, and measures after each
// act what the browser stores. It must be nothing (82 of loi 78-17; CNIL guidelines
// 2020-091, ¶13-16, 27 and 30).
func (r *report) before(ctx context.Context, b *chromium.Browser) error {
	t := newTab(ctx, b, r.subject)
	t.wait(`document.readyState === "complete"`)
	if r.Load == "idle" { // the program is fetched without the visitor
		t.wait(`performance.getEntriesByType("resource").some(({name}) => name.includes(".wasm"))`)
	}
	r.measure(t, "La page est chargée, le bandeau est affiché")
	r.Before.Requests = t.asked()
	t.try(func(ctx context.Context) error { return t.Scroll(ctx, 600, 60, 300) })
	t.wait(`scrollY > 0`)
	r.measure(t, "Le visiteur fait défiler la page")
	t.click("cookies-customize")
	t.wait(opened)
	r.measure(t, "Il ouvre les préférences")
	first := toggle(r.Shown()[0])
	t.click(first)
	t.wait(`$("#` + first + `").checked`)
	r.measure(t, "Il active une catégorie, sans enregistrer")
	t.try(func(ctx context.Context) error { return t.Press(ctx, "\x1b") })
	t.wait(closed)
	r.measure(t, "Il ferme les préférences avec la touche Échap")
	t.click("cookies-read-charter")
	t.wait(opened)
	t.click("cookies-close")
	t.wait(closed)
	r.measure(t, "Il lit la charte, puis la ferme")
	r.Before.Program = slices.DeleteFunc(t.asked(), func(url string) bool {
		return slices.Contains(r.Before.Requests, url)
	})
	t.try(t.Reload)
	t.wait(notice)
	r.measure(t, "Il recharge la page\u00a0: le bandeau est de nouveau affiché")
	return t.end("La mesure avant tout choix")
}

// measure counts what the browser stores, for any site, and fails unless it is nothing.
func (r *report) measure(t *tab, act string) {
	m := moment{Act: act}
	m.Cookies = len(t.cookies())
	m.Storage = eval[int](t, `(async () => localStorage.length + sessionStorage.length
		+ (await indexedDB.databases()).length + (await caches.keys()).length)()`)
	if t.err == nil && m.Cookies+m.Storage > 0 {
		t.err = french.Errorf("étape « %s », avant tout choix : le navigateur contient %s et %s",
			act, french.Count(m.Cookies, "cookie", "cookies"),
			french.Count(m.Storage, "élément stocké", "éléments stockés"))
	}
	r.Before.Moments = append(r.Before.Moments, m)
}
