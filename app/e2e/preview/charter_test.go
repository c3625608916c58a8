package preview

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestWorkshopCharter: the charter is checked as it is typed. A fault is named with its line,
// and the preview keeps the last valid charter. The published one can be taken up again.
func TestWorkshopCharter(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	p.Retype("charter", own+"\nNos services sont sur <https://ailleurs.example/>\n")
	waitPreview(p, previewsDraft)
	harness.ClickInPreview(p, "cookies-read-charter")
	waitPreview(p, `root.querySelector(".charter a")`)
	if target := harness.Eval[string](p, harness.InPreview(`(() => {
		page.addEventListener("click", (event) => event.preventDefault());
		const link = root.querySelector(".charter a");
		link.click();
		return link.target;
	})()`)); target != "_blank" { // the workshop's policy allows no other host in its frame
		t.Errorf("a link in the preview opens in %q", target)
	}

	before := harness.Eval[string](p, harness.InPreview(`page.location.href`))
	const wrong = "_pk_id\tMesure\tde trop"
	p.Retype("charter", "Charte cookies\n\nCookies statistiques\n\nNom\tFinalités\n"+wrong+"\n")
	p.Wait(`/^Ligne\s6/.test($("charter-status").innerText) && $("install-waiting")`)
	p.Wait(`$("charter").getAttribute("aria-invalid") === "true"`)
	p.Click("charter-line")
	if got := harness.Eval[string](p, `(() => {
		const {value, selectionStart, selectionEnd} = document.activeElement;
		return value.slice(selectionStart, selectionEnd);
	})()`); got != wrong {
		t.Errorf("the button selects %q", got)
	}
	if after := harness.Eval[string](p, harness.InPreview(`page.location.href`)); after != before {
		t.Errorf("the preview was reloaded: %s, then %s", before, after)
	}
	harness.Simulate(p, "restart")
	harness.ClickInPreview(p, "cookies-accept") // about the charter that the preview shows
	p.Wait(`$("reading").innerText.startsWith("Choix du ")`)

	p.Click("charter-published")
	p.Wait(`$("charter-status").innerText.startsWith("Charte valide") && $("tag")`)
	p.Wait(`$("charter-published") === null`)
	harness.Simulate(p, "restart")
	waitPreview(p, `!page.location.search.includes("data-charter") && `+asks)

	p.Click("portal-other")
	p.Retype("portal", "donnees.ville.example")
	p.Retype("charter", own)
	p.Wait(`$("charter-reading").innerText.includes("Rien de plus.")`)
	p.Click("portal-opendata-aude-fr") // a text of one's own stays
	p.Wait(`$("portal") === null && $("charter-published")`)
	if warning := harness.Eval[string](p, `$("charter-status").innerText`); !strings.Contains(
		warning, "aucun cookie n’a été reconnu") {
		t.Errorf("of a charter without cookies the workshop says %q", warning)
	}
}
