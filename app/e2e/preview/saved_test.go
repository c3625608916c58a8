package preview

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/charter"
)

// savedPage is a portal's page as a browser saves it; its table names two categories at once.
const savedPage = `<!doctype html><html lang="fr"><head><meta charset="utf-8">
<title>Cookies - Données de la ville</title><style>nav { color: red }</style></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/explore/">Les données</a></li></ul></nav>
<main><h1>Charte cookies de la ville</h1>
<p>Ce portail dépose des cookies.</p>
<h2>Cookies statistiques et publicitaires</h2>
<table><thead><tr><th>Traceur</th><th>But</th><th>Échéance</th></tr></thead><tbody>
<tr><td><code>_pk_id</code></td><td>Compter les <b>visites</b></td><td rowspan="2">13 mois</td></tr>
<tr><td>film</td><td>Lire un film</td></tr>
</tbody></table></main><footer><p>Mentions légales</p></footer></body></html>`

// understands waits until the workshop has understood the saved page's table.
func understands(p *harness.Page) {
	p.T.Helper()
	p.Wait(`$("charter-understood").querySelectorAll("tbody tr").length === 2`)
	p.Wait(`$("charter-reading").innerText.includes("Compter les visites")`)
	if text := harness.Eval[string](p, `$("charter").value`); !strings.Contains(text,
		"film\tLire un film\t13 mois") || strings.Contains(text, "Accueil") {
		p.T.Errorf("the charter's text is\n%s", text)
	}
}

// TestWorkshopSavedPage: an administrator opens their charter's page as they saved it, and corrects
// a category. The banner shows it so.
func TestWorkshopSavedPage(t *testing.T) {
	t.Parallel()
	p := ownPortal(t)
	open(p, save(t, "cookies.html", savedPage))
	understands(p)
	p.Wait(`$("charter-file-message").innerText.includes("cookies.html")`)

	harness.Eval[any](p, `($("kind-0").focus(), null)`)
	p.Press("St") // as one chooses by keyboard
	p.Wait(`$("kind-0").selectedOptions[0].text === "Statistiques"`)
	p.Wait(`$("charter").value.includes("_pk_id\tCompter les visites\t13 mois\tStatistiques\n")`)
	waitPreview(p, previewsDraft)
	harness.ClickInPreview(p, "cookies-customize")
	waitPreview(p, `root.querySelector("#cookies-details-statistics-panel")?.textContent`+
		`.includes("_pk_id")`)
}

// TestWorkshopOtherFiles: other files are taken or refused in words; a refused one costs nothing.
func TestWorkshopOtherFiles(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	// What is dropped while the preview loads may miss its place.
	previewsText := func(text string) {
		t.Helper()
		waitPreview(p, `page.location.search.includes("`+charter.Version([]byte(text))+`") && `+asks)
		p.Settle()
	}
	p.Retype("charter", own)
	p.Wait(`$("charter-reading").innerText.includes("Rien de plus.")`)
	for name, c := range map[string]struct{ content, says string }{
		"charte.pdf":  {"%PDF-1.7\n", "un PDF"},
		"charte.docx": {"PK\x03\x04", "un document de traitement de texte"},
		"vide.txt":    {"", "le fichier est vide"},
		"journal.txt": {strings.Repeat("cookies\n", 100_000), "trop volumineux"},
		"404.html":    {"<!doctype html><title>404 Not Found</title><h1>404</h1>", "page d’erreur"},
	} {
		open(p, save(t, name, c.content))
		p.Wait(`$("charter-file-message").innerText.includes(` + strconv.Quote(c.says) + `)`)
		if got := harness.Eval[string](p, `$("charter").value`); got != own {
			t.Errorf("after %s, the charter is %q", name, got)
		}
	}
	drop(p, "charter", save(t, "charte.md", "# Charte cookies\n\n## Cookies statistiques\n\n"+
		"| Nom du cookie | Finalités | Durée |\n|---|---|---|\n| `_pk_id` | Compter | 13 mois |\n"))
	p.Wait(`$("charter").value.includes("_pk_id\tCompter\t13 mois")`)
	edit(p, "undo") // the field has the focus
	p.Wait(`$("charter").value === ` + strconv.Quote(own))
	p.Wait(`$("charter-reading").innerText.includes("Rien de plus.")`)
	previewsText(own)
	drop(p, "step-install", save(t, "charte.txt", own+"Beside.\n")) // a browser would open it
	p.Wait(`$("charter-reading").innerText.includes("Beside.")`)
	previewsText(own + "Beside.\n")
	drop(p, "preview", save(t, "cadre.txt", own+"Dans le cadre.\n"))
	p.Wait(`$("charter-reading").innerText.includes("Dans le cadre.")`)
}

// TestWorkshopTwoFiles: of two files that are opened, the later one stays, even if read first.
func TestWorkshopTwoFiles(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	harness.Eval[any](p, `(() => {
		const { arrayBuffer } = Blob.prototype;
		Blob.prototype.arrayBuffer = async function () {
			Blob.prototype.arrayBuffer = arrayBuffer;
			await new Promise((read) => { window.read = read; });
			return arrayBuffer.call(this);
		};
		return null;
	})()`)
	open(p, save(t, "lente.txt", own+"Lente.\n"))
	p.Wait(`window.read`)
	open(p, save(t, "prompte.txt", own+"Prompte.\n"))
	p.Wait(`$("charter-reading").innerText.includes("Prompte.")`)
	harness.Eval[any](p, `(read(), null)`)
	p.Settle()
	if got := harness.Eval[string](p, `$("charter").value`); got != own+"Prompte.\n" {
		t.Errorf("the charter is %q", got)
	}
}

// TestWorkshopPaste: a charter copied from a page, or pasted as HTML or Markdown, becomes a charter's
// text, and one key takes it back. Tests that run at once share one clipboard, so this
// one runs alone.
func TestWorkshopPaste(t *testing.T) {
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	selected := savedPage[strings.Index(savedPage, "<h1>"):strings.Index(savedPage, "</main>")]
	for name, copied := range map[string]map[string]string{
		"a page":        {"text/html": selected, "text/plain": "Charte cookies de la ville"},
		"its source":    {"text/plain": savedPage},
		"words of code": {"text/html": "<span>" + own + "</span>", "text/plain": savedPage},
	} {
		p.Retype("charter", own)
		paste(p, copied, 0, len(own))
		understands(p)
		edit(p, "undo")
		p.Wait(`$("charter").value === ` + strconv.Quote(own))
		if t.Failed() {
			t.Fatal("in ", name)
		}
	}

	// A part of a charter keeps what is around it, and plain text is pasted as it is.
	paste(p, map[string]string{"text/plain": " et\tcookies"}, 6, 6)
	p.Wait(`$("charter").value.startsWith("Charte et\tcookies de la ville")`)

	// HTML that is typed is converted on request.
	p.Retype("charter", savedPage)
	p.Wait(`$("charter-status").innerText.startsWith("Le texte est en HTML.")`)
	p.Click("charter-convert")
	understands(p)
	p.CheckFocus("charter")
	p.Retype("charter", "Charte cookies\n\nDes mots __en gras__.\n") // not enough for a Markdown file
	p.Click("charter-convert")
	p.Wait(`$("charter").value.includes("Des mots en gras.")`)
}

// save writes a file to open.
func save(t *testing.T, name, content string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// open chooses a file as the charter.
func open(p *harness.Page, path string) {
	p.T.Helper()
	harness.Call(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{
		Files: []string{path}, ObjectID: p.Object(`$("charter-file")`),
	})
}

// drop drags a file onto an element.
func drop(p *harness.Page, id, path string) {
	p.T.Helper()
	at := p.Middle(id)
	for _, kind := range []input.DispatchDragEventType{
		input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver,
		input.DispatchDragEventTypeDrop,
	} {
		harness.Call(p, input.DispatchDragEvent, input.DispatchDragEventParams{
			Type: kind, X: at[0], Y: at[1], Data: &input.DragData{
				Items: []*input.DragDataItem{}, Files: []string{path}, DragOperationsMask: 1,
			},
		})
	}
}

// paste copies something that has several types, and pastes it in place of a part of the charter.
func paste(p *harness.Page, copied map[string]string, start, end int) {
	p.T.Helper()
	types, err := json.Marshal(copied)
	if err != nil {
		p.T.Fatal(err)
	}
	harness.Eval[any](p, fmt.Sprintf(`(addEventListener("copy", (event) => {
		for (const [type, text] of Object.entries(%s)) event.clipboardData.setData(type, text);
		event.preventDefault();
	}, { once: true }), $("charter").focus(), $("charter").select(), null)`, types))
	edit(p, "copy")
	harness.Eval[any](p, fmt.Sprintf(`($("charter").setSelectionRange(%d, %d), null)`, start, end))
	edit(p, "paste")
}

// edit presses the key of an editing command.
func edit(p *harness.Page, command string) {
	p.T.Helper()
	const ctrl = 2 // a bit of Modifiers
	key := map[string]string{"copy": "c", "paste": "v", "undo": "z"}[command]
	harness.Call(p, input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Key: key, Code: "Key" + strings.ToUpper(key),
		Modifiers: ctrl, Commands: []string{command},
	})
	harness.Call(p, input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeKeyUp, Key: key, Code: "Key" + strings.ToUpper(key),
	})
}
