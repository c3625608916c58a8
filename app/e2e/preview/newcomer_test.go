package preview

import (
	"mime"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/preview/workshop"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// TestWorkshopNewcomer: an administrator pastes a charter, here Aude's with changes, names
// the portal, and downloads files and a tag. Served as they are, these show that charter and
// record the choice.
func TestWorkshopNewcomer(t *testing.T) {
	t.Parallel()
	const host, ending = "donnees.ville.example", "Notre ville ne revend rien."
	text, _ := charter.Portal(harness.Aude)
	pasted := strings.ReplaceAll(string(text), "\r\n", "\n")
	pasted = strings.ReplaceAll(pasted, "opendata.aude.fr", host) + "\n\n" + ending + "\n"

	p := harness.NewPage(t)
	p.Open("/")
	waitPreview(p, asks)
	p.Click("portal-other")
	p.Retype("portal", host)
	p.Retype("controller", "Ville d’Exemple")
	p.Retype("charter", pasted)
	p.Wait(`$("charter-status").innerText.startsWith("Charte valide")`)
	p.Wait(`$("charter-reading").innerText.includes("` + ending + `")`)
	waitPreview(p, `root?.querySelector(".notice")?.innerText.includes("Ville d’Exemple")`)
	harness.ClickInPreview(p, "cookies-read-charter")
	waitPreview(p, `root.querySelector(".charter")?.innerText.includes("`+ending+`")`)

	folder := "/" + t.Name() + "/cookies/"
	p.Click("advanced-summary")
	p.Retype("folder", folder)
	p.Wait(`$("tag").innerText.includes("` + folder + `banner.js")`)
	files := harness.Download(p)
	for name, data := range files {
		harness.Serve(t, "/cookies/"+name, func(w http.ResponseWriter, _ *http.Request) {
			// Most hosts name no charset.
			mediaType, _, _ := strings.Cut(mime.TypeByExtension(filepath.Ext(name)), ";")
			w.Header().Set("Content-Type", mediaType)
			w.Write(data)
		})
	}
	if string(files["charte-"+host+".txt"]) != "\ufeff"+pasted {
		t.Errorf("the archive's charter is %q", files["charte-"+host+".txt"])
	}
	tag := harness.Eval[string](p, `$("tag").innerText`)
	if !strings.Contains(string(files["LISEZ-MOI.txt"]), tag) {
		t.Errorf("LISEZ-MOI.txt does not have the tag %s:\n%s", tag, files["LISEZ-MOI.txt"])
	}

	v := harness.NewPage(t)
	noScript := harness.Eval[string](p, `$("noscript").innerText`)
	v.Open(regexp.MustCompile(`href="([^"]+)"`).FindStringSubmatch(noScript)[1])
	read := harness.Eval[string](v, `document.body.innerText`)
	if !strings.Contains(read, ending) || !strings.Contains(read, "é") {
		t.Errorf("without JavaScript the charter reads\n%s", read)
	}
	v.Open(harness.ServeText(t, "/portail", "text/html", `<!doctype html><html lang="fr">`+
		`<head><meta charset="utf-8"><title>Portail</title>`+tag+`</head>`+
		`<body><main><h1>Portail</h1>`+workshop.Button+`</main></body></html>`))
	v.WaitNotice()
	v.Click("cookies-read-charter")
	v.Wait(`shadow.querySelector(".charter")?.innerText.includes("` + ending + `")`)
	v.Click("cookies-close")
	v.Wait(`!$("cookies-dialog")?.open`)
	v.Click("cookies-accept")
	v.WaitClosed()
	got, ok := preferences.Decode(v.Cookie().Value, time.Now())
	version := charter.Version(files["charte-"+host+".txt"])
	if !ok || !got.Allows(preferences.Statistics) || got.Charter != version {
		t.Errorf("the cookie says %+v, %v", got, ok)
	}
	v.Reload()
	if !harness.Eval[bool](v, `cookiesPreferences.allows("third_party") && shadow === document`) {
		t.Error("the next visit asks again")
	}
}
