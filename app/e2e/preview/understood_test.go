package preview

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestWorkshopUnderstanding: an administrator pastes a charter in a form that the banner doesn't
// read, sees what was understood of it, and corrects a category. The banner shows it so.
func TestWorkshopUnderstanding(t *testing.T) {
	t.Parallel()
	p := ownPortal(t)
	p.Retype("charter", "Charte de la ville\n\nCookies statistiques et publicitaires\n\n"+
		"Traceur;But;Échéance\n_pk_id;compter;13 mois\nfilm;lire un film;1 an\n")
	p.Wait(`$("charter-warnings")?.innerText.includes("plusieurs catégories sont nommées")`)
	p.Wait(`$("charter-understood").querySelectorAll("tbody tr").length === 2`)
	p.Click("cookie-line-1")
	if got := harness.Eval[string](p, `(() => {
		const {value, selectionStart, selectionEnd} = document.activeElement;
		return value.slice(selectionStart, selectionEnd);
	})()`); got != "film;lire un film;1 an" {
		t.Errorf("the button selects %q", got)
	}

	harness.Eval[bool](p, `(() => {
		const select = $("kind-0");
		select.selectedIndex = [...select.options].findIndex(({ text }) => text === "Statistiques");
		return select.dispatchEvent(new Event("change", { bubbles: true }));
	})()`)
	p.Wait(`$("charter").value.includes("_pk_id\tcompter\t13 mois\tStatistiques\n")`)
	p.Wait(`$("kind-0").selectedOptions[0].text === "Statistiques"`)
	p.Wait(`$("kind-1").selectedOptions[0].text === "Sans catégorie sûre"`)

	waitPreview(p, previewsDraft)
	harness.ClickInPreview(p, "cookies-customize")
	waitPreview(p, `root.querySelector("#cookies-details-statistics-panel")?.textContent`+
		`.includes("_pk_id")`)
	if got := harness.Eval[string](p, harness.InPreview(
		`root.querySelector("#cookies-details-statistics-panel").textContent`)); !strings.Contains(
		got, "13 mois") || !strings.Contains(got, "n’est pas précisée\u00a0: film.") {
		t.Errorf("the details of the statistics say %q", got)
	}
}
