package access

import (
	"fmt"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// virtualLegend says how to read what the virtual screen reader says, to auditors who read no Go.
const virtualLegend = `
Légende. Un curseur de lecture passe d’un élément au suivant, du début à la fin. Chaque ligne est
ce que dit alors le lecteur d’écran simulé @guidepup/virtual-screen-reader, qui suit les normes du
W3C : le rôle, en anglais, le nom, l’état et la description ; « end of » à la sortie de l’élément.
Il lit aussi ce qui est replié, et ne sait pas dire qu’un bouton déplie.
Ce n’est pas un vrai lecteur d’écran : le dossier orca a les paroles de l’un d’eux.
Ce fichier est écrit et comparé par le test TestVirtualReader (app/e2e/access).

`

// virtualReader is a script that has the virtual screen reader, a module at an address, read
// elements. It does not look into shadow trees by itself.
const virtualReader = `(async () => {
	const { virtual } = await import(%q);
	const said = [];
	for (const container of %s) {
		await virtual.start({ container, window: container.ownerDocument.defaultView });
		do await virtual.next(); while (virtual.activeNode !== container);
		said.push(...await virtual.spokenPhraseLog());
		await virtual.stop();
	}
	return said;
})()`

// serveVirtual serves the virtual screen reader, and returns its address.
func serveVirtual(t *testing.T) string {
	t.Helper()
	return harness.ServeText(t, "/virtual.js", "text/javascript; charset=utf-8",
		harness.ReadPackage(t, "@guidepup/virtual-screen-reader/lib/esm/index.browser.js"))
}

// TestVirtualReader compares what a reading cursor says from the beginning of the banner to its end
// with what was read and found good (testdata/virtual).
func TestVirtualReader(t *testing.T) {
	t.Parallel()
	for _, state := range treeStates {
		if state.name == "preferences-panels-open" {
			continue // it reads closed panels, too
		}
		t.Run(state.name, func(t *testing.T) {
			t.Parallel()
			p, let := recordedPage(t, state.attributes)
			reader := serveVirtual(t)
			state.check(p, let, func() {
				t.Helper()
				checkVirtual(p, state, reader, `[$("cookies-dialog")?.open ? $("cookies-dialog")
					: shadow.querySelector(".notice"), $("cookies-status")].filter(Boolean)`)
			})
		})
	}
	t.Run(placeholderState.name, func(t *testing.T) {
		t.Parallel()
		p := harness.NewPage(t)
		harness.ShowPlaceholder(p)
		checkVirtual(p, placeholderState, serveVirtual(t), `[$("video").contentDocument.body]`)
	})
}

// checkVirtual compares what is said of elements in a state.
func checkVirtual(p *harness.Page, state treeState, reader, elements string) {
	p.T.Helper()
	said := harness.Eval[[]string](p, fmt.Sprintf(virtualReader, reader, elements))
	checkRecorded(p.T, "virtual/"+state.name+".txt",
		"Curseur de lecture\u00a0: "+state.title+"\n"+virtualLegend+strings.Join(said, "\n")+"\n")
}
