package firefox

import (
	"strconv"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestFirefoxWorkshop: the workshop in Firefox: a charter of one's own, the banner in
// its page of trial, a choice, a simulation.
func TestFirefoxWorkshop(t *testing.T) {
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	p.Wait(harness.InTrial(`find("cookies-accept")?.checkVisibility()`))
	harness.Eval[any](p, `(() => {
		const field = $("charter");
		field.value = "Charte de la ville\n\nRien de plus.\n";
		field.dispatchEvent(new InputEvent("input", {bubbles: true}));
		return null;
	})()`)
	p.Wait(harness.InTrial(`page.location.search.includes("data-charter=drafts") && find("cookies-accept")?.checkVisibility()`))
	harness.Eval[any](p, harness.InTrial(`(find("cookies-read-charter").click(), null)`))
	p.Wait(harness.InTrial(`root.querySelector(".charter")?.innerText.includes("Rien de plus.")`))
	harness.Eval[any](p, harness.InTrial(`(find("cookies-close").click(), null)`))
	harness.Eval[any](p, harness.InTrial(`(find("cookies-accept").click(), null)`))
	p.Wait(`document.querySelectorAll(".decoded .allowed").length === 10`)
	// Firefox reports a frame that is left while the service worker fetches it.
	p.Wait(harness.InTrial(`page.document.querySelector("iframe").contentDocument?.querySelector(".played")`))
	p.Click("past-181")
	p.Wait(harness.InTrial(`page.location.search.includes("data-charter=drafts") && find("cookies-accept")?.checkVisibility()`))
	if got, ok := preferences.Decode(p.Cookie().Value, time.Now().Add(-48*time.Hour)); !ok || !got.Statistics {
		t.Errorf("the cookie says %+v, %v", got, ok)
	}
	p.Wait(`$("tag").innerText.includes(` + strconv.Quote(`integrity="sha384-`) + `)`)
}
