package choice

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// readerCases runs web/loader/start/cookie.js on the cases that the Go tests of
// banner/preferences run on, and returns how many passed and what failed.
const readerCases = `Promise.all([import(module), fetch(cases).then((response) => response.json())]).then(([cookie, cases]) => {
	let passed = 0;
	const failed = [];
	const check = (name, got, want) => {
		// Keys and their order count.
		if (JSON.stringify(got) === JSON.stringify(want)) passed++;
		else failed.push(name + ": got " + JSON.stringify(got) + ", want " + JSON.stringify(want));
	};
	for (const c of cases.reads) {
		const read = cookie.readChoice(c.cookie, c.now, c.version);
		check(c.name, read && read.record, c.want);
		check(c.name + " (value)", read && read.value, c.value);
	}
	for (const { name, asked, asks, covered } of cases.covers) {
		const record = JSON.stringify({ timestamp: 1e12, asked });
		check(name, Boolean(cookie.readChoice("cookies_preferences=" + record, 1e12, "", asks)), covered);
	}
	for (const c of cases.max_ages) check(c.name, cookie.maxAge(c.timestamp, c.now), c.max_age);
	for (const c of cases.set_cookies) {
		const age = cookie.maxAge(c.preferences.timestamp, c.now);
		check(c.name, cookie.setCookie(c.value, age, c.secure, c.domain), c.line);
	}
	return {passed, failed};
})`

// TestReaderCases: the loader's reader and Go's agree on one file of cases.
func TestReaderCases(t *testing.T) {
	t.Parallel()
	file := func(name, contentType string) string {
		content, err := os.ReadFile(filepath.Join(harness.Built.Root, name))
		if err != nil {
			t.Fatal(err)
		}
		return harness.Serve(t, "/"+filepath.Base(name), func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			w.Write(content)
		})
	}
	module := file("web/loader/start/cookie.js", "text/javascript")
	cases := file("banner/preferences/testdata/cookies.json", "application/json")

	// The page's own polluted prototypes must not be read as a choice.
	pollution := `Object.prototype.statistics = true; Object.prototype.timestamp = Date.now(); Object.prototype.charter = "x";`
	for name, script := range map[string]string{"clean page": "", "polluted page": pollution} {
		t.Run(name, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Open(harness.ServeText(t, "/page", "text/html", "<!doctype html><title>Cas</title><script>"+script+"</script>"))
			result := harness.Eval[struct {
				Passed int
				Failed []string
			}](p, strings.NewReplacer("module)", `"`+module+`")`, "fetch(cases)", `fetch("`+cases+`")`).Replace(readerCases))
			for _, failure := range result.Failed {
				t.Error(failure)
			}
			if result.Passed < 300 {
				t.Errorf("%d cases passed, want more than 300", result.Passed)
			}
		})
	}
}
