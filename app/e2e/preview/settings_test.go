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

// TestUndeclaredExemption: the workshop says which exempt measurement the charter doesn't declare
// so, until it does.
func TestUndeclaredExemption(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	const warning = `$("exempt-undeclared")?.innerText ?? ""`
	if got := harness.Eval[string](p, warning); got != "" {
		t.Errorf("without exempt measurement, it warns: %s", got)
	}
	p.Click("exempt-matomo")
	p.Click("exempt-piano")
	p.Wait(`(` + warning + `).includes("Matomo, Piano Analytics")`)
	const declared = "Charte cookies\n\nCookies statistiques\n\nNom\tDurée\tFinalité\n"
	p.Retype("charter", declared+"_pk_id\t13 mois\tMesure d’audience exemptée de consentement\n")
	p.Wait(`(` + warning + `).includes(": Piano Analytics.")`)
	p.Click("exempt-piano")
	p.Wait(`!$("exempt-undeclared")`)
}
