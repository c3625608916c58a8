package preview

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/charter"
)

// TestDemoPortal: the demo page shows, at its foot, the choice that the server read.
func TestDemoPortal(t *testing.T) {
	t.Parallel()
	for _, host := range charter.Portals() {
		t.Run(host, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Open("/portail/" + host)
			p.WaitNotice()
			p.Click("cookies-accept")
			p.WaitClosed()
			p.Reload()
			said := harness.Eval[map[string]string](p, `Object.fromEntries([...document.querySelectorAll("dd[data-name]")].map((dd) => [dd.dataset.name, dd.innerText]))`)
			if len(said) != len(harness.Optional) {
				t.Fatalf("the page says %v", said)
			}
			for name, verdict := range said {
				if verdict != "autorisé" {
					t.Errorf("%s: the server says %q", name, verdict)
				}
			}
		})
	}
}
