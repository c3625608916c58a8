package choice

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"cookies-preferences/app/build"
	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestPurposes: a charter may say itself what a category is for. The switch, the summary of the
// choice and what is announced then have its words, without the program and with it, and even if
// the charter comes after the dialog.
func TestPurposes(t *testing.T) {
	t.Parallel()
	const text = "Charte cookies\n\nFinalité des cookies statistiques : fréquentation du portail. " +
		"Ils comptent les pages.\n\nFinalité des cookies tiers : vidéos.\n"
	rendered, err := build.CharterJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, late := range []bool{false, true} {
		t.Run(fmt.Sprintf("late=%v", late), func(t *testing.T) {
			t.Parallel()
			come := make(chan struct{})
			comes := sync.OnceFunc(func() { close(come) })
			src, let := harness.HeldProgram(t)
			harness.Serve(t, "/charters/"+harness.Aude+".json",
				func(w http.ResponseWriter, r *http.Request) {
					select {
					case <-come:
					case <-r.Context().Done():
					}
					w.Write(rendered)
				})
			harness.ServeText(t, "/charters/"+harness.Aude+".txt", "text/plain; charset=utf-8", text)
			p := harness.OpenPortal(t, harness.HeldPage(src, `data-trackers="matomo"`))
			p.Choose("cookies-accept")
			if !late {
				comes()
			}
			p.OpenDialog("open")
			if late {
				p.Wait(`$("cookies-dialog").innerText.includes("Autorisé\u00a0: Mesure d’audience, ")`)
				comes()
			}
			for _, words := range []string{
				"Fréquentation du portail · cookies statistiques", "Ils comptent les pages.",
				"Personnalisation et publicité du portail · cookies internes",
				"Vidéos · cookies tiers", "de suivre vos visites.",
				"Autorisé : Fréquentation du portail, Personnalisation et publicité du portail, " +
					"Vidéos, Matomo.",
			} {
				p.Wait(fmt.Sprintf(
					`$("cookies-dialog").innerText.replaceAll("\u00a0", " ").includes(%q)`, words))
			}
			p.Wait(`$("cookies-details-third_party").textContent === "Détails: Vidéos"`)
			p.Click("cookies-toggle-matomo")
			p.Click("cookies-toggle-statistics")
			p.Click("cookies-toggle-matomo")
			p.Wait(`$("cookies-along").textContent === "Fréquentation du portail\u00a0: autorisé."`)
			flows.CheckHandOver(p, let)
			p.Wait(`$("cookies-along").textContent === "Fréquentation du portail\u00a0: autorisé."`)
		})
	}
}
