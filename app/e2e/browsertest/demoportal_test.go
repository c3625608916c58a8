package browsertest

import (
	"testing"

	"cookies-preferences/charter"
)

// TestDemoPortal: the demo page shows, at its foot, the choice that the server read.
func TestDemoPortal(t *testing.T) {
	t.Parallel()
	for _, host := range charter.Portals() {
		t.Run(host, func(t *testing.T) {
			p := newPage(t)
			p.open("/portail/" + host)
			p.waitNotice()
			p.click("cookies-accept")
			p.waitClosed()
			p.reload()
			said := eval[map[string]string](p, `Object.fromEntries([...document.querySelectorAll("dd[data-name]")].map((dd) => [dd.dataset.name, dd.innerText]))`)
			if len(said) != len(optional) {
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
