package firefox

import (
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestFirefoxWorkshop: a charter of one's own in the workshop, the banner in the preview, a
// choice, a simulation, and the tag.
func TestFirefoxWorkshop(t *testing.T) {
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	const draft = `page.location.search.includes("data-charter=draft")
		&& find("cookies-accept")?.checkVisibility()`
	inPreview := func(action string) {
		t.Helper()
		harness.Eval[any](p, harness.InPreview(`(`+action+`, null)`))
	}
	harness.Eval[any](p, `(() => {
		const field = $("charter");
		field.value = "Charte de la ville\n\nRien de plus.\n";
		field.dispatchEvent(new InputEvent("input", {bubbles: true}));
		return null;
	})()`)
	p.Wait(harness.InPreview(draft))
	inPreview(`find("cookies-read-charter").click()`)
	p.Wait(harness.InPreview(`root.querySelector(".charter")?.innerText.includes("Rien de plus.")`))
	inPreview(`find("cookies-close").click()`)
	inPreview(`find("cookies-accept").click()`)
	p.Wait(`document.querySelectorAll(".decoded .allowed").length === 10`)
	// Firefox reports an error if the frame is left while the service worker fetches it.
	p.Wait(harness.InPreview(
		`page.document.querySelector("iframe").contentDocument?.querySelector(".played")`))
	p.Click("past-181")
	p.Wait(harness.InPreview(draft))
	got, ok := preferences.Decode(p.Cookie().Value, time.Now().Add(-48*time.Hour))
	if !ok || !got.Allows(preferences.Statistics) {
		t.Errorf("the cookie says %+v, %v", got, ok)
	}
	p.Wait("$(\"tag\").innerText.includes('integrity=\"sha384-')")
}
