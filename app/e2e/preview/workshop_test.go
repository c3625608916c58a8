package preview

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
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/preview/workshop"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// withTrackers is settings of a portal that has trackers.
func withTrackers(s workshop.Settings, trackers ...string) workshop.Settings {
	s.Trackers = trackers
	return s
}

// happens waits until the timeline tells of something.
func happens(p *harness.Page, what string) {
	p.T.Helper()
	p.Wait(`$("timeline").innerText.includes(` + strconv.Quote(what) + `)`)
}

// TestWorkshopNewcomer: who has a charter of their own, here Aude's with changes, pastes
// it, names their portal, and takes away files and a line that work: served as they are,
// the banner shows that charter, and keeps the choice.
func TestWorkshopNewcomer(t *testing.T) {
	t.Parallel()
	const host = "donnees.ville.example"
	text, _ := charter.Portal(harness.Aude)
	own := strings.ReplaceAll(strings.ReplaceAll(string(text), "\r\n", "\n"), "opendata.aude.fr", host)
	own += "\n\nNotre ville ne revend rien.\n"

	p := harness.NewPage(t)
	p.Open("/")
	p.Wait(harness.InTrial(`find("cookies-accept")?.checkVisibility()`))
	p.Click("portal-other")
	p.Retype("portal", host)
	p.Retype("charter", own)
	p.Wait(`$("charter-status").innerText.startsWith("Charte valide")`)
	p.Wait(`$("charter-reading").innerText.includes("Notre ville ne revend rien.")`)
	p.Wait(harness.InTrial(`root?.querySelector(".notice")?.innerText.includes("` + host + `")`))
	harness.ClickInTrial(p, "cookies-read-charter")
	p.Wait(harness.InTrial(`root.querySelector(".charter")?.innerText.includes("Notre ville ne revend rien.")`))

	folder := "/" + harness.UnsafeInPath.ReplaceAllString(t.Name(), "-") + "/cookies/"
	p.Click("advanced-summary")
	p.Retype("folder", folder)
	p.Wait(`$("tag").innerText.includes("` + folder + `banner.js")`)
	files := download(p)
	for name, data := range files {
		harness.Serve(t, "/cookies/"+name, func(w http.ResponseWriter, _ *http.Request) {
			mediaType, _, _ := strings.Cut(mime.TypeByExtension(filepath.Ext(name)), ";") // as from most hosts
			w.Header().Set("Content-Type", mediaType)
			w.Write(data)
		})
	}
	if string(files["charte-"+host+".txt"]) != "\ufeff"+own {
		t.Errorf("the archive's charter is %q", files["charte-"+host+".txt"])
	}
	line := harness.Eval[string](p, `$("tag").innerText`)
	if !strings.Contains(string(files["LISEZ-MOI.txt"]), line) {
		t.Errorf("LISEZ-MOI.txt does not have the line %s:\n%s", line, files["LISEZ-MOI.txt"])
	}

	v := harness.NewPage(t)
	v.Open(regexp.MustCompile(`href="([^"]+)"`).FindStringSubmatch(harness.Eval[string](p, `$("noscript").innerText`))[1])
	if text := harness.Eval[string](v, `document.body.innerText`); !strings.Contains(text, "Notre ville ne revend rien.") || !strings.Contains(text, "é") || strings.Contains(text, "Ã") {
		t.Errorf("without JavaScript the charter is read as\n%s", text)
	}
	v.Open(harness.ServeText(t, "/portail", "text/html", `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>`+
		line+`</head><body><main><h1>Portail</h1>`+workshop.Button+`</main></body></html>`))
	v.WaitNotice()
	v.Click("cookies-read-charter")
	v.Wait(`shadow.querySelector(".charter")?.innerText.includes("Notre ville ne revend rien.")`)
	v.Click("cookies-close")
	v.Wait(`$("cookies-dialog") === null`)
	v.Click("cookies-accept")
	v.WaitClosed()
	got, ok := preferences.Decode(v.Cookie().Value, time.Now())
	if !ok || !got.Statistics || got.Charter != charter.Version(files["charte-"+host+".txt"]) {
		t.Errorf("the cookie says %+v, %v", got, ok)
	}
	v.Reload()
	if !harness.Eval[bool](v, `cookiesPreferences.allows("third_party") && shadow === document`) {
		t.Error("the next visit asks again")
	}
}

// download has the workshop hand the files out, and returns them by name.
func download(p *harness.Page) map[string][]byte {
	p.T.Helper()
	folder := p.T.TempDir()
	harness.Call(p, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder,
		BrowserContextID: chromedp.FromContext(p.Ctx).BrowserContextID,
	})
	p.Click("download")
	p.Wait(`$("download-message").innerText.includes(".zip")`)
	var name string
	p.Until("the archive", func() bool {
		found, _ := filepath.Glob(filepath.Join(folder, "*.zip"))
		if len(found) == 1 {
			name = found[0]
		}
		return name != ""
	})
	archive, err := zip.OpenReader(name)
	if err != nil {
		p.T.Fatal(err)
	}
	defer archive.Close()
	files := make(map[string][]byte)
	for _, entry := range archive.File {
		r, err := entry.Open()
		if err != nil {
			p.T.Fatal(err)
		}
		if files[entry.Name], err = io.ReadAll(r); err != nil {
			p.T.Fatal(err)
		}
		r.Close()
	}
	return files
}

// simulate presses a button of the simulations, and waits for the page of trial that
// comes of it.
func simulate(p *harness.Page, button string) {
	p.T.Helper()
	before := harness.Eval[string](p, harness.InTrial(`page.location.href`))
	p.Click(button)
	p.Wait(harness.InTrial(`page.location.href !== ` + strconv.Quote(before) + ` && page.document.readyState === "complete"`))
}

// TestWorkshopSimulations: each button does what it says, and the banner in the page of
// trial does what it does to a visitor.
func TestWorkshopSimulations(t *testing.T) {
	t.Parallel()
	const asks, silent = `find("cookies-accept")?.checkVisibility()`, `page?.cookiesPreferences?.get()?.statistics && !root`
	for _, c := range []struct {
		button string
		then   func(p *harness.Page)
	}{
		{"past-179", func(p *harness.Page) {
			p.Wait(harness.InTrial(silent))
			happens(p, "il y a 179\u00a0jours")
			p.Wait(`$("reading").innerText.startsWith("Choix du ")`)
			if left := time.Until(time.Unix(int64(p.Cookie().Expires), 0)); left < 23*time.Hour || left > 25*time.Hour {
				t.Errorf("of the choice's 180 days there remain %s", left)
			}
		}},
		{"past-181", func(p *harness.Page) {
			p.Wait(harness.InTrial(asks))
			if got, ok := preferences.Decode(p.Cookie().Value, time.Now().Add(-48*time.Hour)); !ok || !got.Statistics {
				t.Errorf("the cookie says %+v, %v", got, ok)
			}
			p.Wait(`$("reading").innerText.startsWith("Le cookie n’est pas valable")`)
		}},
		{"past-charter", func(p *harness.Page) {
			p.Wait(harness.InTrial(asks))
			p.Wait(`$("reading").innerText.startsWith("Le choix porte sur une autre version")`)
		}},
		{"cookies-blocked", func(p *harness.Page) {
			p.Wait(harness.InTrial(asks))
			harness.ClickInTrial(p, "cookies-accept")
			p.Wait(harness.InTrial(`find("cookies-status")?.innerText.includes("cookies")`))
			happens(p, "Cookie refusé par le navigateur")
			if c := p.Cookie(); c != nil {
				t.Errorf("there is a cookie: %+v", c)
			}
			if harness.Eval[bool](p, harness.InTrial(`page.cookiesPreferences.allows("statistics")`)) {
				t.Error("what was not recorded is allowed")
			}
		}},
		{"slow-connection", func(p *harness.Page) {
			p.Wait(harness.InTrial(asks))
			p.Wait(`[...document.querySelectorAll("#timeline tr")].some((row) => row.innerText.includes("banner.js"))`)
			const took = `page.performance.getEntriesByType("resource").find(({name}) => name.endsWith("/banner.js")).duration`
			if ms := harness.Eval[float64](p, harness.InTrial(took)); ms < 190 {
				t.Errorf("banner.js took %.0f ms on a slow line", ms)
			}
		}},
		{"program-missing", func(p *harness.Page) {
			p.Expect("404")
			p.Wait(harness.InTrial(asks))
			harness.ClickInTrial(p, "cookies-customize")
			happens(p, "cookies_preferences:error")
			happens(p, "Fichier absent ou refusé")
			p.Wait(harness.InTrial(`find("cookies-status")?.innerText !== ""`))
			harness.ClickInTrial(p, "cookies-refuse")
			p.Wait(harness.InTrial(`page.cookiesPreferences.get()?.statistics === false`))
		}},
		{"gpc", func(p *harness.Page) {
			p.Wait(harness.InTrial(`root?.querySelector(".notice")?.innerText.includes("suiv")`))
		}},
		{"restart", func(p *harness.Page) {
			p.Wait(harness.InTrial(asks))
			harness.ClickInTrial(p, "cookies-accept")
			p.Wait(harness.InTrial(`page.cookiesPreferences.get() !== null`))
			simulate(p, "restart")
			p.Wait(harness.InTrial(asks))
			if c := p.Cookie(); c != nil {
				t.Errorf("there is a cookie: %+v", c)
			}
		}},
	} {
		t.Run(c.button, func(t *testing.T) {
			p := harness.NewPage(t)
			harness.ShowWorkshop(p, "")
			simulate(p, c.button)
			c.then(p)
			if harness.Eval[string](p, `$("`+c.button+`").getAttribute("aria-pressed") ?? ""`) != "true" {
				return // it is an act
			}
			simulate(p, c.button)
			p.Wait(harness.InTrial(`page.document.readyState === "complete" && !page.location.search.includes("` + c.button + `")`))
			p.Until("a link without it", func() bool {
				state, _ := workshop.ParseLink(harness.Eval[string](p, `location.hash.slice(1)`))
				return state.View == workshop.View{Width: 390}
			})
		})
	}
}

// TestWorkshopPastAndBlocked: where cookies are blocked there is no choice of some time
// ago; to simulate one unblocks them, and what is told of it is true.
func TestWorkshopPastAndBlocked(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	simulate(p, "cookies-blocked")
	p.Wait(harness.InTrial(`root && page.location.search.includes("blocked")`))
	simulate(p, "past-179")
	p.Wait(harness.InTrial(`!page.location.search.includes("blocked") && page.cookiesPreferences?.allows("statistics")`))
	happens(p, "le bandeau ne s’affiche pas")
	if pressed := harness.Eval[string](p, `$("cookies-blocked").getAttribute("aria-pressed")`); pressed != "false" {
		t.Errorf("aria-pressed of « Cookies bloqués » is %q", pressed)
	}
}

// TestWorkshopWritten: a first choice is told to be written, by the script or by the
// program, and nothing to be erased: there was nothing.
func TestWorkshopWritten(t *testing.T) {
	t.Parallel()
	for name, settings := range map[string]workshop.Settings{
		"by the script":  workshop.Default(harness.Aude),
		"by the program": withTrackers(workshop.Default(harness.Aude), "ga", "matomo"),
	} {
		t.Run(name, func(t *testing.T) {
			p := harness.NewPage(t)
			harness.ShowWorkshop(p, harness.StateLink(settings, workshop.View{}))
			harness.ClickInTrial(p, "cookies-accept")
			happens(p, "Cookie enregistré\u00a0: cookies_preferences (durée\u00a0: 180\u00a0jours)")
			if told := harness.Eval[string](p, `$("timeline").innerText`); strings.Contains(told, "effacé\u00a0:") {
				t.Errorf("what was not there is told to be erased:\n%s", told)
			}
		})
	}
}

// TestWorkshopAnswers: what came of a press is told right beneath its control, and nowhere
// else; a change of the settings makes it untrue, and it goes.
func TestWorkshopAnswers(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	const told = `[...document.querySelectorAll("[role=status].message")].filter((e) => e.innerText !== "").map((e) => e.id)`
	for control, of := range map[string]string{
		"download": "download", "share": "share", "tag-copy": "tag", "button-copy": "button",
	} {
		p.Click(control)
		p.Wait(`$("` + of + `-message").innerText !== "Préparation des fichiers…"`) // it would answer later
		p.Wait(told + `.join() === "` + of + `-message"`)
		p.Wait(`(([button, message]) => message.top - button.bottom < 60)(
			["` + control + `", "` + of + `-message"].map((id) => $(id).getBoundingClientRect()))`)
	}
	p.Click("portal-porto-vecchio-opendatasoft-com")
	p.Wait(told + `.length === 0`)
}

// TestWorkshopLink: what was set is there again where the page's address is opened
// elsewhere, the charter too, and where it is pasted over another.
func TestWorkshopLink(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	p.Click("trackers-matomo")
	p.Click("categories-internal")
	p.Click("theme-dark")
	p.Click("screen-768")
	p.Retype("charter", "Charte de la ville\n\nRien de plus.\n")
	p.Wait(harness.InTrial(`page.location.search.includes("data-charter=drafts") && find("cookies-accept")?.checkVisibility()`))
	link := harness.Eval[string](p, `location.href`)

	other := harness.NewPage(t)
	other.Open(link)
	check := func(p *harness.Page) {
		t.Helper()
		p.Wait(harness.InTrial(`find("cookies-accept")?.checkVisibility() && root.querySelector(".cookies").dataset.theme === "dark"`))
		if got := harness.Eval[string](p, `$("charter").value`); got != "Charte de la ville\n\nRien de plus.\n" {
			t.Errorf("the charter is %q", got)
		}
		checked := harness.Eval[[]string](p, `[...document.querySelectorAll("input:checked")].map(({id}) => id)`)
		if want := "portal-opendata-aude-fr categories-statistics categories-third_party trackers-matomo theme-dark load-intent screen-768"; strings.Join(checked, " ") != want {
			t.Errorf("chosen are %q, want %q", checked, want)
		}
		if line := harness.Eval[string](p, `$("tag").innerText`); !strings.Contains(line, `data-categories="statistics third_party" `) || !strings.Contains(line, `data-theme="dark"`) {
			t.Errorf("the line is %s", line)
		}
	}
	check(other)

	pasted := harness.NewPage(t)
	harness.ShowWorkshop(pasted, "")
	harness.Eval[any](pasted, `(location.hash = `+strconv.Quote(link[strings.Index(link, "#"):])+`, null)`)
	pasted.Wait(`$("theme-dark").checked`)
	check(pasted)
}

// TestWorkshopTyping: a browser that admits a hundred links in 30 s, and throws at one
// more, as Safari does, lets one type as quickly as one can; the address has all of it.
func TestWorkshopTyping(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Patience *= 4 // 144 keys, each of which draws the charter anew
	harness.ShowWorkshop(p, "")
	p.Retype("charter", "Charte de la ville\n\nRien de plus. ")
	harness.Eval[any](p, `(() => {
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
	p.Wait(`window.typed`)
	p.Wait(harness.InTrial(`page.location.search.includes("data-charter=drafts")`))
	p.Until("the link", func() bool {
		state, ok := workshop.ParseLink(harness.Eval[string](p, `location.hash.slice(1)`))
		return ok && state.Settings.Charter == harness.Eval[string](p, `window.typed`)
	})
	if got := harness.Eval[string](p, `$("charter").value`); !strings.HasSuffix(got, strings.Repeat("Nous ne revendons rien. ", 6)) {
		t.Errorf("the charter ends with %q", got[max(0, len(got)-200):])
	}
}

// TestWorkshopEnds: a program that has ended is told, and what was set is there again
// where the page is loaded anew.
func TestWorkshopEnds(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	p.Click("trackers-matomo")
	p.Wait(harness.InTrial(`page.location.search.includes("matomo")`))
	p.Expect("panic")
	p.Expect("goroutine")
	p.Expect("exit code")
	p.Expect("already exited")
	harness.Eval[any](p, `(cookiesWorkshop.forget = () => { throw new Error("panic"); }, null)`)
	p.Click("restart")
	p.Wait(`document.querySelector(".ended")?.innerText.startsWith("L’atelier s’est arrêté.")`)
	p.Reload()
	p.Wait(`$("trackers-matomo")?.checked`)
}

// TestWorkshopTrialIsAsSet: the page of trial has the portal's colour and the visitor's
// dark screen; a browser that keeps no cookies keeps no storage there; the next visitor
// finds nothing of the one before; and none but that page tells what happens in it.
func TestWorkshopTrialIsAsSet(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	s := workshop.Default(harness.Aude)
	s.Accent = "#8a1c3f"
	harness.ShowWorkshop(p, harness.StateLink(s, workshop.View{Dark: true, Blocked: true}))
	p.Wait(harness.InTrial(`page.getComputedStyle(root.host).getPropertyValue("--cookies-accent") === "#8a1c3f"`))
	if !harness.Eval[bool](p, harness.InTrial(`page.document.documentElement.matches(".dark") && root.querySelector(".cookies").dataset.theme === "dark"`)) {
		t.Error("nothing is dark")
	}
	if !harness.Eval[bool](p, harness.InTrial(`["localStorage", "sessionStorage"].every((storage) => { try { return !page[storage]; } catch { return true; } })`)) {
		t.Error("there is storage in a browser that keeps no cookies")
	}
	harness.Eval[any](p, `(localStorage.setItem("cookies_preferences:journal", "accept"), null)`)
	p.Click("restart")
	happens(p, "n’a encore fait aucun choix")
	p.Wait(harness.InTrial(`find("cookies-accept")?.checkVisibility()`))
	if !harness.Eval[bool](p, `localStorage.getItem("cookies_preferences:journal") === null`) {
		t.Error("the visitor before left something")
	}
	harness.Eval[any](p, `(postMessage({
		kind: "note", address: document.getElementById("preview").contentWindow.location.href.split("/").pop(), text: "Rien de vrai.", at: 0, took: 0, name: "", size: 0,
	}), null)`)
	p.Click("screen-768")
	p.Wait(`document.querySelector("#screen[data-width='768']")`)
	if harness.Eval[bool](p, `$("timeline").innerText.includes("Rien de vrai")`) {
		t.Error("another window is believed")
	}
}

// TestWorkshopInTwoWindows: two charters that are being written at the same time do not
// mix, though each page of trial fetches its own only once it is read.
func TestWorkshopInTwoWindows(t *testing.T) {
	t.Parallel()
	s := workshop.Default(harness.Aude)
	s.Charter = "Charte de la ville\n\nLa première.\n"
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, harness.StateLink(s, workshop.View{}))
	s.Charter = "Charte de la ville\n\nLa seconde.\n"
	q := p.Tab()
	harness.ShowWorkshop(q, harness.StateLink(s, workshop.View{}))
	harness.ClickInTrial(p, "cookies-read-charter")
	p.Wait(harness.InTrial(`root.querySelector(".charter")?.innerText.includes("La première.")`))
}

// TestWorkshopCharterFault: a line that is wrong is named as one types, in words; the
// button leads to it; the rendered charter and the trial stay what they were.
func TestWorkshopCharterFault(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	before := harness.Eval[string](p, harness.InTrial(`page.location.href`))
	p.Retype("charter", "Charte cookies\n\nCookies statistiques\n\nNom\tFinalités\n_pk_id\tMesure\tde trop\n")
	p.Wait(`$("charter-status").innerText.startsWith("Ligne\u00a06") || $("charter-status").innerText.startsWith("Ligne 6")`)
	if !harness.Eval[bool](p, `$("charter").getAttribute("aria-invalid") === "true" && $("install-waiting") !== null`) {
		t.Error("the field does not say that it is wrong, or the files can be taken away")
	}
	p.Click("charter-line")
	if got := harness.Eval[string](p, `(() => { const f = document.activeElement; return f.value.slice(f.selectionStart, f.selectionEnd); })()`); got != "_pk_id\tMesure\tde trop" {
		t.Errorf("the button selects %q", got)
	}
	if after := harness.Eval[string](p, harness.InTrial(`page.location.href`)); after != before {
		t.Errorf("the page of trial was loaded anew: %s, then %s", before, after)
	}
	p.Click("past-179") // of the charter that the trial shows
	p.Wait(harness.InTrial(`page?.cookiesPreferences?.get()?.statistics && !root`))
	p.Wait(`$("reading").innerText.startsWith("Choix du ")`)
	if edition := harness.Eval[string](p, `$("charter-reading").innerText`); !strings.Contains(edition, harness.VersionOf(t, harness.Aude)) {
		t.Errorf("the charter that was readable last is said to be of another version: %s", edition[max(0, len(edition)-200):])
	}
	p.Click("restart")
	p.Wait(harness.InTrial(`find("cookies-accept")?.checkVisibility()`))
	p.Click("charter-published")
	p.Wait(`$("charter-status").innerText.startsWith("Charte valide") && $("tag")`)
}

// TestWorkshopOffline: once it was there, the workshop works without its host: the
// banner's trial, a charter of one's own, and the files to take away.
func TestWorkshopOffline(t *testing.T) {
	t.Parallel()
	host := httptest.NewServer(http.FileServer(http.Dir(harness.Built.Dir)))
	defer host.Close()
	p := harness.NewPage(t)
	p.Open(host.URL + "/atelier/")
	p.Wait(harness.InTrial(`find("cookies-accept")?.checkVisibility()`))
	p.Wait(`!$("slow-connection").disabled`) // the service worker is there
	p.Expect("ERR_FAILED")                   // of a compressed copy: the workshop does with its program as it is
	host.CloseClientConnections()
	host.Close()
	p.Reload()
	p.Wait(harness.InTrial(`find("cookies-accept")?.checkVisibility()`))
	p.Retype("charter", "Charte de la ville\n\nRien de plus.\n")
	p.Wait(harness.InTrial(`page.location.search.includes("data-charter=drafts") && find("cookies-accept")?.checkVisibility()`))
	harness.ClickInTrial(p, "cookies-read-charter")
	p.Wait(harness.InTrial(`root.querySelector(".charter")?.innerText.includes("Rien de plus.")`))
	files := download(p)
	for _, name := range []string{"banner.js", "banner.js.br", harness.Built.WASM, "charte-" + harness.Aude + ".txt"} {
		if len(files[name]) == 0 {
			t.Errorf("the archive has %d files, and no %s", len(files), name)
		}
	}
}
