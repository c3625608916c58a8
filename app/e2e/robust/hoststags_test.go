package robust

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// hostTags are the ways in which the script gets into a page.
func hostTags(t *testing.T) []hardship {
	const tag = `<script src="{{src}}" defer {{attributes}}></script>`
	// inserted is what tag managers and integrators write: a script that makes the tag.
	inserted := func(when string) string {
		return `<script>` + strings.Replace(when, "insert", `(() => {
			const first = document.getElementsByTagName("script")[0], tag = document.createElement("script");
			tag.async = true; tag.src = "{{src}}"; tag.setAttribute("data-portal", "`+harness.Aude+`");
			first.parentNode.insertBefore(tag, first);
		})()`, 1) + `</script>`
	}
	text := func(then string) string {
		return `<script>fetch("{{src}}").then((response) => response.text()).then((text) => { ` + then + ` })</script>`
	}
	return []hardship{
		{name: "the tag is there twice", tag: tag + tag, act: "save"},
		{name: "the tag is there in two versions", tag: tag + `<script src="` + otherVersion(t) + `" defer {{attributes}}></script>`, act: "save"},
		{name: "the tag holds the parser up", tag: `<script src="{{src}}" {{attributes}}></script>`, act: "save"},
		{name: "the tag is a module", tag: strings.Replace(tag, "defer", `type="module"`, 1), act: "save"},
		{name: "the tag is at the body's end", html: strings.NewReplacer("{{tag}}", "", "{{body}}", "{{body}}{{tag}}").Replace(harness.Ordinary), act: "save"},
		{name: "the tag is made by a tag manager", late: true, tag: inserted("insert"), act: "save"},
		{name: "the tag is made long after the page has loaded", late: true, tag: inserted(`addEventListener("load", () => setTimeout(() => insert, 50))`), act: "save"},
		{name: "the tag is written into the page", tag: `<script>document.write('<script src="{{src}}" {{attributes}}><\/script>')</script>`, act: "save"},
		{name: "the script is fetched and evaluated, beside a tag that no browser runs", late: true, tag: strings.Replace(tag, "defer", `type="text/plain"`, 1) +
			text(`(0, eval)(text)`), act: "save"},
		{name: "the script is fetched and evaluated, without a tag", late: true, tag: text(`(0, eval)(text)`)},
		{name: "the script is run from memory", late: true, tag: text(`
			const tag = document.createElement("script");
			tag.src = URL.createObjectURL(new Blob([text], {type: "text/javascript"}));
			tag.setAttribute("data-portal", "` + harness.Aude + `");
			document.head.append(tag);`)},
	}
}

// otherVersion serves the script of another build, which says something else, and
// returns its address.
func otherVersion(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile(filepath.Join(harness.Built.Dir, harness.Built.Script))
	if err != nil {
		t.Fatal(err)
	}
	other := bytes.Replace(script, []byte("Tout accepter"), []byte("Tout autoriser"), 1)
	if bytes.Equal(other, script) {
		t.Fatal("the script does not say « Tout accepter »")
	}
	return harness.Serve(t, "/autre/banner.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		w.Write(other)
	})
}
