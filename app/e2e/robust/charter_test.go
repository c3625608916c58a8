package robust

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestCharterWithoutEnd: of a charter that never ends, the browser takes little more than the
// largest charter. The visitor gets the standard one.
func TestCharterWithoutEnd(t *testing.T) {
	t.Parallel()
	sent := make(chan int, 1)
	address := harness.Serve(t, "/charte.txt", endless(sent))
	p := harness.OpenListening(t, `data-charter="`+address+`"`)
	p.Click("cookies-read-charter")
	p.Wait(`shadow.querySelectorAll(".charter tbody tr").length === 4`)
	harness.CheckError(p, "charter_malformed", address, "262144")
	if n := <-sent; n > 16<<20 { // in eight seconds, the charter's timeout, three times as much
		t.Errorf("the browser has taken %d bytes", n)
	}
}
