package browsertest

import (
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestDemoPortal: the server tells the visitor, on the page, what it read.
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
			if len(said) < 10 {
				t.Fatalf("the page says %v", said)
			}
			for name, verdict := range said {
				if name == "charter" {
					continue
				}
				if !strings.Contains(strings.ToLower(verdict), "autoris") && !strings.Contains(strings.ToLower(verdict), "toujours") {
					t.Errorf("%s: the server says %q", name, verdict)
				}
			}
		})
	}
}
