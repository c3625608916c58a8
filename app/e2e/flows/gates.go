package flows

import (
	"fmt"
	"slices"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// GatedScripts checks that no optional script runs before the choice; then those that are allowed
// run once each, in document order, whether they were in the page or came later.
func GatedScripts(t *testing.T) {
	parallel(t)
	const body = `
		<script type="text/plain" data-cookies="statistics">ran.push(0)</script>
		<script type="text/plain" data-cookies="statistics" src="1.js"></script>
		<script type="text/plain" data-cookies="statistics">ran.push(2)</script>
		<script type="text/plain" data-cookies="statistics" data-type="module" src="3.js"></script>
		<script type="text/plain" data-cookies="statistics" nomodule src="14.js"></script>
		<script type="text/plain" data-cookies="matomo" defer src="4.js"></script>
		<script type="text/plain" data-cookies="third_party">ran.push(5)</script>
		<script type="text/plain" data-cookies="statistics" data-type="text/javascript"
			src="6.js"></script>
		<script type="text/plain" data-cookies="internal" src="7.js"></script>
		<script type="text/plain" data-cookies="functional_cookies">ran.push(8)</script>
		<script type="text/plain" data-cookies="statistics" async src="9.js"></script>
		<script type="text/plain" data-cookies="statistics">ran.push(10)</script>`
	p := harness.ServeGates(t, harness.ForAude, body)
	p.WaitNotice()
	check := func(want ...int) {
		t.Helper()
		p.Wait(fmt.Sprintf(`ran.length >= %d`, len(want)))
		p.Settle()
		isAsync := func(n int) bool { return n == 9 }
		got := slices.DeleteFunc(harness.Eval[[]int](p, `ran`), isAsync)
		if !slices.Equal(got, want) {
			t.Errorf("%v ran, want %v", got, want)
		}
	}
	check(8) // it is necessary
	p.OpenDialog("cookies-customize")
	p.Click("cookies-toggle-statistics")
	p.Choose("cookies-save")
	check(8, 0, 1, 2, 3, 4, 6, 10)
	p.Wait(`ran.includes(9)`)

	harness.Eval[any](p, `(() => {
		const createScriptURL = (url) => url, createScript = (text) => text;
		const policy = trustedTypes.createPolicy("page", { createScriptURL, createScript });
		const view = document.createElement("div");
		for (const [name, src, text] of [
			["statistics", "11.js"], ["third_party", "12.js"], ["matomo", "", "ran.push(13)"],
		]) {
			const script = document.createElement("script");
			script.type = "text/plain";
			script.nonce = "`+harness.Nonce+`";
			script.dataset.cookies = name;
			if (src) script.src = policy.createScriptURL(src);
			else script.text = policy.createScript(text);
			view.append(script);
		}
		document.body.append(view);
	})()`)
	check(8, 0, 1, 2, 3, 4, 6, 10, 11, 13)

	// The next choice runs the rest, and nothing twice.
	p.OpenDialog("open")
	p.Choose("cookies-accept-all")
	check(8, 0, 1, 2, 3, 4, 6, 10, 11, 13, 5, 7, 12)

	// On the next page they run at once.
	p.Reload()
	check(0, 1, 2, 3, 4, 5, 6, 7, 8, 10)
}
