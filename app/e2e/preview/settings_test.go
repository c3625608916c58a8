package preview

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestHiddenFault: « Réglages avancés » say that something in them is to be corrected, closed too.
func TestHiddenFault(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	p.Click("advanced-summary")
	for field, values := range map[string][2]string{
		"folder": {"///ailleurs.example", "/bandeau/"}, "domain": {"autre.example", ""},
	} {
		if harness.Eval[bool](p, `$("advanced-summary").innerText.includes("corriger")`) {
			t.Errorf("%s: there is something to correct at first", field)
		}
		p.Retype(field, values[0])
		p.Wait(`$("` + field + `").getAttribute("aria-invalid") === "true"`)
		p.Click("advanced-summary")
		p.Wait(`!$("advanced").open && !$("` + field + `-status").checkVisibility()
			&& $("advanced-summary").innerText.includes("À corriger")`)
		p.Click("advanced-summary")
		p.Wait(`$("advanced").open`)
		p.Retype(field, values[1])
		p.Wait(`!$("advanced-summary").innerText.includes("corriger")`)
	}
}
