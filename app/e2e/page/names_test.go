package page

import (
	"strings"
	"testing"

	"cookies-preferences/app/build"
	"cookies-preferences/app/e2e/harness"
)

// platform is a function in JavaScript. It returns the names that are properties of the window, or
// of any class, object or function that the browser gives to pages.
const platform = `((names) => {
	const owners = new Set([window]);
	for (const name of Object.getOwnPropertyNames(window)) {
		const value = window[name];
		if (Object(value) !== value) continue;
		for (const owner of [value, value.prototype]) {
			for (let it = owner; Object(it) === it; it = Object.getPrototypeOf(it)) owners.add(it);
		}
	}
	return names.filter((name) => [...owners].some((owner) => Object.hasOwn(owner, name)));
})`

// TestInternalNames: the browser has no property of a name that is short in banner.js, which could
// not read it then. Package build looks at our own scripts.
func TestInternalNames(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/vide", "text/html", "<!doctype html><title>Vide</title>"))
	look := func(names ...string) []string {
		t.Helper()
		list := `"` + strings.Join(names, " ") + `".split(" ")`
		return harness.Eval[[]string](p, platform+"("+list+")")
	}
	if found := look("showModal", "cookie", "getAll", "matches"); len(found) != 4 {
		t.Fatalf("of what browsers have, it finds %q", found)
	}
	for _, name := range look(build.Internal...) {
		t.Errorf("%s is a property of the browser", name)
	}
}
