package browsertest

import (
	"archive/zip"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/preview/workshop"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// showWorkshop opens the workshop by a link, and waits until the banner is at work in
// its page of trial, and the service worker there.
func showWorkshop(p *page, link string) {
	p.t.Helper()
	p.open("/banner/atelier/" + link)
	p.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
	p.wait(`!$("slow-connection").disabled`)
}

// withTrackers is settings of a portal that has trackers.
func withTrackers(s workshop.Settings, trackers ...string) workshop.Settings {
	s.Trackers = trackers
	return s
}

// stateLink is the link to settings and a view.
func stateLink(s workshop.Settings, v workshop.View) string {
	if v.Width == 0 {
		v.Width = workshop.Widths[0]
	}
	return "#" + workshop.State{Settings: s, View: v}.Link()
}

// inTrial is a script that looks at an expression in the page of trial, where find
// finds an element of the banner or of the page by its id.
func inTrial(expression string) string {
	return `(() => {
		const page = document.getElementById("preview")?.contentWindow;
		const root = page?.document.querySelector("cookies-preferences")?.shadowRoot;
		const find = (id) => root?.getElementById(id) ?? page?.document.getElementById(id);
		return ` + expression + `;
	})()`
}

// isCurrent is true once the page of trial shows the settings, and is loaded.
var isCurrent = `$("preview").ariaBusy !== "true" && ` + inTrial(`page.document.readyState === "complete"`)

// clickInTrial presses the middle of what has an id in the page of trial, as large as
// that is on the page.
func clickInTrial(p *page, id string) {
	p.t.Helper()
	p.wait(isCurrent + ` && ` + inTrial(`find("`+id+`")?.getBoundingClientRect().width`))
	p.clickAt(eval[[2]float64](p, inTrial(`(() => {
		const frame = document.getElementById("preview"), inner = find("`+id+`");
		inner.scrollIntoView({block: "nearest"});
		frame.scrollIntoView({block: "end"});
		const outer = frame.getBoundingClientRect(), scale = outer.width / frame.offsetWidth, box = inner.getBoundingClientRect();
		return [outer.x + scale * (frame.clientLeft + box.x + box.width / 2), outer.y + scale * (frame.clientTop + box.y + box.height / 2)];
	})()`)))
}

// retype puts another text into a field, as one does who pastes it over the old one.
func (p *page) retype(id, text string) {
	p.t.Helper()
	p.click(id)
	eval[any](p, `($("`+id+`").select(), null)`)
	call(p, input.InsertText, input.InsertTextParams{Text: text})
}

// happens waits until the timeline tells of something.
func happens(p *page, what string) {
	p.t.Helper()
	p.wait(`$("timeline").innerText.includes(` + strconv.Quote(what) + `)`)
}

// TestWorkshopNewcomer: who has a charter of their own, here Aude's with changes, pastes
// it, names their portal, and takes away files and a line that work: served as they are,
// the banner shows that charter, and keeps the choice.
func TestWorkshopNewcomer(t *testing.T) {
	t.Parallel()
	const host = "donnees.ville.example"
	text, _ := charter.Portal(aude)
	own := strings.ReplaceAll(strings.ReplaceAll(string(text), "\r\n", "\n"), "opendata.aude.fr", host)
	own += "\n\nNotre ville ne revend rien.\n"

	p := newPage(t)
	p.open("/")
	p.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
	p.click("portal-other")
	p.retype("portal", host)
	p.retype("charter", own)
	p.wait(`$("charter-status").innerText.startsWith("Charte valide")`)
	p.wait(`$("charter-reading").innerText.includes("Notre ville ne revend rien.")`)
	p.wait(inTrial(`root?.querySelector(".notice")?.innerText.includes("` + host + `")`))
	clickInTrial(p, "cookies-read-charter")
	p.wait(inTrial(`root.querySelector(".charter")?.innerText.includes("Notre ville ne revend rien.")`))

	folder := "/" + unsafeInPath.ReplaceAllString(t.Name(), "-") + "/cookies/"
	p.click("advanced-summary")
	p.retype("folder", folder)
	p.wait(`$("tag").innerText.includes("` + folder + `banner.js")`)
	files := download(p)
	for name, data := range files {
		serve(t, "/cookies/"+name, func(w http.ResponseWriter, _ *http.Request) {
			mediaType, _, _ := strings.Cut(mime.TypeByExtension(filepath.Ext(name)), ";") // as from most hosts
			w.Header().Set("Content-Type", mediaType)
			w.Write(data)
		})
	}
	if string(files["charte-"+host+".txt"]) != "\ufeff"+own {
		t.Errorf("the archive's charter is %q", files["charte-"+host+".txt"])
	}
	line := eval[string](p, `$("tag").innerText`)
	if !strings.Contains(string(files["LISEZ-MOI.txt"]), line) {
		t.Errorf("LISEZ-MOI.txt does not have the line %s:\n%s", line, files["LISEZ-MOI.txt"])
	}

	v := newPage(t)
	v.open(regexp.MustCompile(`href="([^"]+)"`).FindStringSubmatch(eval[string](p, `$("noscript").innerText`))[1])
	if text := eval[string](v, `document.body.innerText`); !strings.Contains(text, "Notre ville ne revend rien.") || !strings.Contains(text, "é") || strings.Contains(text, "Ã") {
		t.Errorf("without JavaScript the charter is read as\n%s", text)
	}
	v.open(serveText(t, "/portail", "text/html", `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>`+
		line+`</head><body><main><h1>Portail</h1>`+workshop.Button+`</main></body></html>`))
	v.waitNotice()
	v.click("cookies-read-charter")
	v.wait(`shadow.querySelector(".charter")?.innerText.includes("Notre ville ne revend rien.")`)
	v.click("cookies-close")
	v.wait(`$("cookies-dialog") === null`)
	v.click("cookies-accept")
	v.waitClosed()
	got, ok := preferences.Decode(v.cookie().Value, time.Now())
	if !ok || !got.Statistics || got.Charter != charter.Version(files["charte-"+host+".txt"]) {
		t.Errorf("the cookie says %+v, %v", got, ok)
	}
	v.reload()
	if !eval[bool](v, `cookiesPreferences.allows("third_party") && shadow === document`) {
		t.Error("the next visit asks again")
	}
}

// download has the workshop hand the files out, and returns them by name.
func download(p *page) map[string][]byte {
	p.t.Helper()
	folder := p.t.TempDir()
	call(p, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder,
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	})
	p.click("download")
	p.wait(`$("download-message").innerText.includes(".zip")`)
	var name string
	p.until("the archive", func() bool {
		found, _ := filepath.Glob(filepath.Join(folder, "*.zip"))
		if len(found) == 1 {
			name = found[0]
		}
		return name != ""
	})
	archive, err := zip.OpenReader(name)
	if err != nil {
		p.t.Fatal(err)
	}
	defer archive.Close()
	files := make(map[string][]byte)
	for _, entry := range archive.File {
		r, err := entry.Open()
		if err != nil {
			p.t.Fatal(err)
		}
		if files[entry.Name], err = io.ReadAll(r); err != nil {
			p.t.Fatal(err)
		}
		r.Close()
	}
	return files
}

// simulate presses a button of the simulations, and waits for the page of trial that
// comes of it.
func simulate(p *page, button string) {
	p.t.Helper()
	before := eval[string](p, inTrial(`page.location.href`))
	p.click(button)
	p.wait(inTrial(`page.location.href !== ` + strconv.Quote(before) + ` && page.document.readyState === "complete"`))
}

// TestWorkshopSimulations: each button does what it says, and the banner in the page of
// trial does what it does to a visitor.
func TestWorkshopSimulations(t *testing.T) {
	t.Parallel()
	const asks, silent = `find("cookies-accept")?.checkVisibility()`, `page?.cookiesPreferences?.get()?.statistics && !root`
	for _, c := range []struct {
		button string
		then   func(p *page)
	}{
		{"past-179", func(p *page) {
			p.wait(inTrial(silent))
			happens(p, "il y a 179\u00a0jours")
			p.wait(`$("reading").innerText.startsWith("Choix du ")`)
			if left := time.Until(time.Unix(int64(p.cookie().Expires), 0)); left < 23*time.Hour || left > 25*time.Hour {
				t.Errorf("of the choice's 180 days there remain %s", left)
			}
		}},
		{"past-181", func(p *page) {
			p.wait(inTrial(asks))
			if got, ok := preferences.Decode(p.cookie().Value, time.Now().Add(-48*time.Hour)); !ok || !got.Statistics {
				t.Errorf("the cookie says %+v, %v", got, ok)
			}
			p.wait(`$("reading").innerText.startsWith("Le cookie n’est pas valable")`)
		}},
		{"past-charter", func(p *page) {
			p.wait(inTrial(asks))
			p.wait(`$("reading").innerText.startsWith("Le choix porte sur une autre version")`)
		}},
		{"cookies-blocked", func(p *page) {
			p.wait(inTrial(asks))
			clickInTrial(p, "cookies-accept")
			p.wait(inTrial(`find("cookies-status")?.innerText.includes("cookies")`))
			happens(p, "Cookie refusé par le navigateur")
			if c := p.cookie(); c != nil {
				t.Errorf("there is a cookie: %+v", c)
			}
			if eval[bool](p, inTrial(`page.cookiesPreferences.allows("statistics")`)) {
				t.Error("what was not recorded is allowed")
			}
		}},
		{"slow-connection", func(p *page) {
			p.wait(inTrial(asks))
			p.wait(`[...document.querySelectorAll("#timeline tr")].some((row) => row.innerText.includes("banner.js"))`)
			const took = `page.performance.getEntriesByType("resource").find(({name}) => name.endsWith("/banner.js")).duration`
			if ms := eval[float64](p, inTrial(took)); ms < 190 {
				t.Errorf("banner.js took %.0f ms on a slow line", ms)
			}
		}},
		{"program-missing", func(p *page) {
			p.expect("404")
			p.wait(inTrial(asks))
			clickInTrial(p, "cookies-customize")
			happens(p, "cookies_preferences:error")
			happens(p, "Fichier absent ou refusé")
			p.wait(inTrial(`find("cookies-status")?.innerText !== ""`))
			clickInTrial(p, "cookies-refuse")
			p.wait(inTrial(`page.cookiesPreferences.get()?.statistics === false`))
		}},
		{"gpc", func(p *page) { p.wait(inTrial(`root?.querySelector(".notice")?.innerText.includes("suiv")`)) }},
		{"restart", func(p *page) {
			p.wait(inTrial(asks))
			clickInTrial(p, "cookies-accept")
			p.wait(inTrial(`page.cookiesPreferences.get() !== null`))
			simulate(p, "restart")
			p.wait(inTrial(asks))
			if c := p.cookie(); c != nil {
				t.Errorf("there is a cookie: %+v", c)
			}
		}},
	} {
		t.Run(c.button, func(t *testing.T) {
			p := newPage(t)
			showWorkshop(p, "")
			simulate(p, c.button)
			c.then(p)
			if eval[string](p, `$("`+c.button+`").getAttribute("aria-pressed") ?? ""`) != "true" {
				return // it is an act
			}
			simulate(p, c.button)
			p.wait(inTrial(`page.document.readyState === "complete" && !page.location.search.includes("` + c.button + `")`))
			p.until("a link without it", func() bool {
				state, _ := workshop.ParseLink(eval[string](p, `location.hash.slice(1)`))
				return state.View == workshop.View{Width: 390}
			})
		})
	}
}

// TestWorkshopPastAndBlocked: where cookies are blocked there is no choice of some time
// ago; to simulate one unblocks them, and what is told of it is true.
func TestWorkshopPastAndBlocked(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	showWorkshop(p, "")
	simulate(p, "cookies-blocked")
	p.wait(inTrial(`root && page.location.search.includes("blocked")`))
	simulate(p, "past-179")
	p.wait(inTrial(`!page.location.search.includes("blocked") && page.cookiesPreferences?.allows("statistics")`))
	happens(p, "le bandeau ne s’affiche pas")
	if pressed := eval[string](p, `$("cookies-blocked").getAttribute("aria-pressed")`); pressed != "false" {
		t.Errorf("aria-pressed of « Cookies bloqués » is %q", pressed)
	}
}

// TestWorkshopWritten: a first choice is told to be written, by the script or by the
// program, and nothing to be erased: there was nothing.
func TestWorkshopWritten(t *testing.T) {
	t.Parallel()
	for name, settings := range map[string]workshop.Settings{
		"by the script":  workshop.Default(aude),
		"by the program": withTrackers(workshop.Default(aude), "ga", "matomo"),
	} {
		t.Run(name, func(t *testing.T) {
			p := newPage(t)
			showWorkshop(p, stateLink(settings, workshop.View{}))
			clickInTrial(p, "cookies-accept")
			happens(p, "Cookie enregistré\u00a0: cookies_preferences (durée\u00a0: 180\u00a0jours)")
			if told := eval[string](p, `$("timeline").innerText`); strings.Contains(told, "effacé\u00a0:") {
				t.Errorf("what was not there is told to be erased:\n%s", told)
			}
		})
	}
}

// TestWorkshopAnswers: what came of a press is told right beneath its control, and nowhere
// else; a change of the settings makes it untrue, and it goes.
func TestWorkshopAnswers(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	showWorkshop(p, "")
	const told = `[...document.querySelectorAll("[role=status].message")].filter((e) => e.innerText !== "").map((e) => e.id)`
	for control, of := range map[string]string{
		"download": "download", "share": "share", "tag-copy": "tag", "button-copy": "button",
	} {
		p.click(control)
		p.wait(`$("` + of + `-message").innerText !== "Préparation des fichiers…"`) // it would answer later
		p.wait(told + `.join() === "` + of + `-message"`)
		p.wait(`(([button, message]) => message.top - button.bottom < 60)(
			["` + control + `", "` + of + `-message"].map((id) => $(id).getBoundingClientRect()))`)
	}
	p.click("portal-porto-vecchio-opendatasoft-com")
	p.wait(told + `.length === 0`)
}

// TestWorkshopLink: what was set is there again where the page's address is opened
// elsewhere, the charter too, and where it is pasted over another.
func TestWorkshopLink(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	showWorkshop(p, "")
	p.click("trackers-matomo")
	p.click("categories-internal")
	p.click("theme-dark")
	p.click("screen-768")
	p.retype("charter", "Charte de la ville\n\nRien de plus.\n")
	p.wait(inTrial(`page.location.search.includes("data-charter=drafts") && find("cookies-accept")?.checkVisibility()`))
	link := eval[string](p, `location.href`)

	other := newPage(t)
	other.open(link)
	check := func(p *page) {
		t.Helper()
		p.wait(inTrial(`find("cookies-accept")?.checkVisibility() && root.querySelector(".cookies").dataset.theme === "dark"`))
		if got := eval[string](p, `$("charter").value`); got != "Charte de la ville\n\nRien de plus.\n" {
			t.Errorf("the charter is %q", got)
		}
		checked := eval[[]string](p, `[...document.querySelectorAll("input:checked")].map(({id}) => id)`)
		if want := "portal-opendata-aude-fr categories-statistics categories-third_party trackers-matomo theme-dark load-intent screen-768"; strings.Join(checked, " ") != want {
			t.Errorf("chosen are %q, want %q", checked, want)
		}
		if line := eval[string](p, `$("tag").innerText`); !strings.Contains(line, `data-categories="statistics third_party" `) || !strings.Contains(line, `data-theme="dark"`) {
			t.Errorf("the line is %s", line)
		}
	}
	check(other)

	pasted := newPage(t)
	showWorkshop(pasted, "")
	eval[any](pasted, `(location.hash = `+strconv.Quote(link[strings.Index(link, "#"):])+`, null)`)
	pasted.wait(`$("theme-dark").checked`)
	check(pasted)
}

// TestWorkshopTyping: a browser that admits a hundred links in 30 s, and throws at one
// more, as Safari does, lets one type as quickly as one can; the address has all of it.
func TestWorkshopTyping(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	p.patience *= 4 // 144 keys, each of which draws the charter anew
	showWorkshop(p, "")
	p.retype("charter", "Charte de la ville\n\nRien de plus. ")
	eval[any](p, `(() => {
		const own = history.replaceState;
		let left = 100;
		history.replaceState = function (...state) {
			if (!left--) throw new DOMException("more than 100 times per 30 seconds", "SecurityError");
			own.apply(this, state);
		};
		const field = $("charter");
		field.setSelectionRange(field.value.length, field.value.length);
		(async () => {
			for (const letter of "Nous ne revendons rien. ".repeat(6)) {
				field.setRangeText(letter, field.selectionStart, field.selectionEnd, "end");
				field.dispatchEvent(new InputEvent("input", {bubbles: true}));
				await new Promise((resolve) => { setTimeout(resolve, 5); });
			}
			window.typed = field.value;
		})();
		return null;
	})()`)
	p.wait(`window.typed`)
	p.wait(inTrial(`page.location.search.includes("data-charter=drafts")`))
	p.until("the link", func() bool {
		state, ok := workshop.ParseLink(eval[string](p, `location.hash.slice(1)`))
		return ok && state.Settings.Charter == eval[string](p, `window.typed`)
	})
	if got := eval[string](p, `$("charter").value`); !strings.HasSuffix(got, strings.Repeat("Nous ne revendons rien. ", 6)) {
		t.Errorf("the charter ends with %q", got[max(0, len(got)-200):])
	}
}

// TestWorkshopEnds: a program that has ended is told, and what was set is there again
// where the page is loaded anew.
func TestWorkshopEnds(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	showWorkshop(p, "")
	p.click("trackers-matomo")
	p.wait(inTrial(`page.location.search.includes("matomo")`))
	p.expect("panic")
	p.expect("goroutine")
	p.expect("exit code")
	p.expect("already exited")
	eval[any](p, `(cookiesWorkshop.forget = () => { throw new Error("panic"); }, null)`)
	p.click("restart")
	p.wait(`document.querySelector(".ended")?.innerText.startsWith("L’atelier s’est arrêté.")`)
	p.reload()
	p.wait(`$("trackers-matomo")?.checked`)
}

// TestWorkshopTrialIsAsSet: the page of trial has the portal's colour and the visitor's
// dark screen; a browser that keeps no cookies keeps no storage there; the next visitor
// finds nothing of the one before; and none but that page tells what happens in it.
func TestWorkshopTrialIsAsSet(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	s := workshop.Default(aude)
	s.Accent = "#8a1c3f"
	showWorkshop(p, stateLink(s, workshop.View{Dark: true, Blocked: true}))
	p.wait(inTrial(`page.getComputedStyle(root.host).getPropertyValue("--cookies-accent") === "#8a1c3f"`))
	if !eval[bool](p, inTrial(`page.document.documentElement.matches(".dark") && root.querySelector(".cookies").dataset.theme === "dark"`)) {
		t.Error("nothing is dark")
	}
	if !eval[bool](p, inTrial(`["localStorage", "sessionStorage"].every((storage) => { try { return !page[storage]; } catch { return true; } })`)) {
		t.Error("there is storage in a browser that keeps no cookies")
	}
	eval[any](p, `(localStorage.setItem("cookies_preferences:journal", "accept"), null)`)
	p.click("restart")
	happens(p, "n’a encore fait aucun choix")
	p.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
	if !eval[bool](p, `localStorage.getItem("cookies_preferences:journal") === null`) {
		t.Error("the visitor before left something")
	}
	eval[any](p, `(postMessage({
		kind: "note", address: document.getElementById("preview").contentWindow.location.href.split("/").pop(), text: "Rien de vrai.", at: 0, took: 0, name: "", size: 0,
	}), null)`)
	p.click("screen-768")
	p.wait(`document.querySelector("#screen[data-width='768']")`)
	if eval[bool](p, `$("timeline").innerText.includes("Rien de vrai")`) {
		t.Error("another window is believed")
	}
}

// TestWorkshopInTwoWindows: two charters that are being written at the same time do not
// mix, though each page of trial fetches its own only once it is read.
func TestWorkshopInTwoWindows(t *testing.T) {
	t.Parallel()
	s := workshop.Default(aude)
	s.Charter = "Charte de la ville\n\nLa première.\n"
	p := newPage(t)
	showWorkshop(p, stateLink(s, workshop.View{}))
	s.Charter = "Charte de la ville\n\nLa seconde.\n"
	q := p.tab()
	showWorkshop(q, stateLink(s, workshop.View{}))
	clickInTrial(p, "cookies-read-charter")
	p.wait(inTrial(`root.querySelector(".charter")?.innerText.includes("La première.")`))
}

// TestWorkshopCharterFault: a line that is wrong is named as one types, in words; the
// button leads to it; the rendered charter and the trial stay what they were.
func TestWorkshopCharterFault(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	showWorkshop(p, "")
	before := eval[string](p, inTrial(`page.location.href`))
	p.retype("charter", "Charte cookies\n\nCookies statistiques\n\nNom\tFinalités\n_pk_id\tMesure\tde trop\n")
	p.wait(`$("charter-status").innerText.startsWith("Ligne\u00a06") || $("charter-status").innerText.startsWith("Ligne 6")`)
	if !eval[bool](p, `$("charter").getAttribute("aria-invalid") === "true" && $("install-waiting") !== null`) {
		t.Error("the field does not say that it is wrong, or the files can be taken away")
	}
	p.click("charter-line")
	if got := eval[string](p, `(() => { const f = document.activeElement; return f.value.slice(f.selectionStart, f.selectionEnd); })()`); got != "_pk_id\tMesure\tde trop" {
		t.Errorf("the button selects %q", got)
	}
	if after := eval[string](p, inTrial(`page.location.href`)); after != before {
		t.Errorf("the page of trial was loaded anew: %s, then %s", before, after)
	}
	p.click("past-179") // of the charter that the trial shows
	p.wait(inTrial(`page?.cookiesPreferences?.get()?.statistics && !root`))
	p.wait(`$("reading").innerText.startsWith("Choix du ")`)
	if edition := eval[string](p, `$("charter-reading").innerText`); !strings.Contains(edition, versionOf(t, aude)) {
		t.Errorf("the charter that was readable last is said to be of another version: %s", edition[max(0, len(edition)-200):])
	}
	p.click("restart")
	p.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
	p.click("charter-published")
	p.wait(`$("charter-status").innerText.startsWith("Charte valide") && $("tag")`)
}

// TestWorkshopOffline: once it was there, the workshop works without its host: the
// banner's trial, a charter of one's own, and the files to take away.
func TestWorkshopOffline(t *testing.T) {
	t.Parallel()
	host := httptest.NewServer(http.FileServer(http.Dir(built.Dir)))
	defer host.Close()
	p := newPage(t)
	p.open(host.URL + "/atelier/")
	p.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
	p.wait(`!$("slow-connection").disabled`) // the service worker is there
	p.expect("ERR_FAILED")                   // of a compressed copy: the workshop does with its program as it is
	host.CloseClientConnections()
	host.Close()
	p.reload()
	p.wait(inTrial(`find("cookies-accept")?.checkVisibility()`))
	p.retype("charter", "Charte de la ville\n\nRien de plus.\n")
	p.wait(inTrial(`page.location.search.includes("data-charter=drafts") && find("cookies-accept")?.checkVisibility()`))
	clickInTrial(p, "cookies-read-charter")
	p.wait(inTrial(`root.querySelector(".charter")?.innerText.includes("Rien de plus.")`))
	files := download(p)
	for _, name := range []string{"banner.js", "banner.js.br", built.WASM, "charte-" + aude + ".txt"} {
		if len(files[name]) == 0 {
			t.Errorf("the archive has %d files, and no %s", len(files), name)
		}
	}
}
