package field

import (
	"slices"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// leaflet is a map with a control that keeps its clicks from the map, and a popup with a frame
// that waits.
const leaflet = `<div id="map" style="width: 700px; height: 500px"></div><script>
	const map = L.map("map", { center: [43.2, 2.3], zoom: 9, fadeAnimation: false, zoomAnimation: false });
	const Control = L.Control.extend({
		onAdd() {
			const link = L.DomUtil.create("a", "leaflet-bar");
			Object.assign(link, { id: "o", href: "#", textContent: "Cookies" });
			link.dataset.cookiesPreferences = "open";
			L.DomEvent.disableClickPropagation(link);
			L.DomEvent.on(link, "click", L.DomEvent.stop);
			return link;
		},
	});
	map.addControl(new Control());
	window.popup = L.popup({ minWidth: 320, autoPan: false }).setLatLng([43.1, 2.3])
		.setContent(` + "`" + `<iframe id="v" data-cookies="third_party" data-src="video" title="Vidéo"
			width="300" height="250"></iframe>` + "`" + `).openOn(map);
	window.moved = 0;
	map.on("move zoom", () => moved++);
	</script>`

// TestMaps: on a map that takes clicks and keys, the preferences open and a frame can be allowed.
// The map stays where it is.
func TestMaps(t *testing.T) {
	t.Parallel()
	page := func(t *testing.T) *harness.Page {
		harness.ServeText(t, "/video", "text/html",
			`<!doctype html><html lang="fr"><title>Vidéo</title><p>Une vidéo`)
		p := portal(t, harness.Library(t, "leaflet/dist/leaflet.css")+
			harness.Library(t, "leaflet/dist/leaflet.js"), leaflet)
		p.Click("cookies-refuse")
		p.WaitClosed()
		return p
	}
	t.Run("Leaflet/Leaflet #2843", func(t *testing.T) {
		t.Parallel()
		p := page(t)
		p.Click("o")
		p.WaitDialog()
		p.Press("+- \x1b") // Leaflet zooms by + and -
		p.Wait(`!$("cookies-dialog")?.open`)
		p.Settle()
		if got := p.Focused(); got != "o" {
			t.Errorf("the focus is on %q", got)
		}
		wantWaiting(p, `$("v")`)
		p.ClickOn(harness.InFrame("v", "#cookies-allow"))
		wantVideo(p, `$("v")`)
		if !harness.Eval[bool](p, `popup.isOpen() && moved === 0`) {
			t.Error("the map has moved, or closed its popup")
		}
	})
	t.Run("Leaflet/Leaflet.fullscreen #54", func(t *testing.T) {
		t.Parallel()
		p := page(t)
		harness.Eval[any](p, `(document.querySelector(".leaflet-control-zoom").addEventListener("click",
			() => document.querySelector("#map").requestFullscreen(), { once: true, capture: true }), null)`)
		p.ClickOn(`document.querySelector(".leaflet-control-zoom-in")`)
		p.Wait(`document.fullscreenElement`)
		p.Settle()
		p.Click("o")
		p.WaitDialog()
		p.Choose("cookies-accept-all")
		p.Wait(`document.fullscreenElement`)
		harness.CheckAllowed(p, slices.Concat(preferences.Categories, preferences.Trackers)...)
	})
}

// TestViewTransition: while a page changes by a view transition, which covers all there is, nothing
// is lost that is pressed after it.
func TestViewTransition(t *testing.T) {
	t.Parallel()
	t.Run("livewire/flux #2740", func(t *testing.T) {
		t.Parallel()
		p := portal(t, `<style>::view-transition-group(*) { animation-duration: .2s }
			main { view-transition-name: page }</style>`, opener+`<main>Portail</main>`)
		harness.Eval[any](p, `(async () => {
			await document.startViewTransition(() => {
				const next = document.createElement("body");
				next.innerHTML = '`+opener+`<main>La page suivante</main>';
				document.body.replaceWith(next);
			}).finished;
		})()`)
		answers(p)
	})
}
