package choice

import (
	"html"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestPlaceholder: a frame that waits says whose content it is, and « Autoriser » opens it.
func TestPlaceholder(t *testing.T) { flows.Placeholder(t) }

// TestSmallPlaceholder: in a small frame, both buttons and the title's beginning are in view.
func TestSmallPlaceholder(t *testing.T) { flows.SmallPlaceholders(t) }

// TestPlaceholderOfHiddenCategory: a placeholder can't allow what the portal doesn't ask about.
func TestPlaceholderOfHiddenCategory(t *testing.T) {
	t.Parallel()
	p := harness.FramePage(t, `data-categories="statistics"`)
	p.WaitNotice()
	p.Wait(harness.InFrame("video", "#cookies-manage"))
	p.Wait(harness.InFrame("boxed", "#cookies-allow"))
	if harness.Eval[bool](p, harness.InFrame("video", "#cookies-allow")+` !== null`) {
		t.Error("there is a button for what cannot be allowed")
	}
}

// TestAllowedTrackerAllowsItsCategory: « Autoriser » for a declared tracker records what its switch
// records, before a choice and after a refusal: the tracker with its category, and no other.
func TestAllowedTrackerAllowsItsCategory(t *testing.T) {
	t.Parallel()
	p := harness.FramePage(t, `data-trackers="matomo xiti"`)
	var records []string
	record := func() {
		t.Helper()
		harness.CheckAllowed(p, preferences.Statistics, preferences.Matomo)
		value, _, _ := strings.Cut(p.Cookie().Value, "timestamp")
		records = append(records, value)
		harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	}
	for range 2 {
		p.Wait(harness.InFrame("boxed", "#cookies-allow"))
		p.ClickOn(harness.InFrame("boxed", "#cookies-allow"))
		p.Wait(`cookiesPreferences.allows("matomo")`)
		record()
	}
	p.OpenDialog("open")
	p.Click("cookies-toggle-matomo")
	p.Choose("cookies-save")
	record()
	if slices.Sort(records); records[0] != records[2] {
		t.Errorf("the records differ: %q", records)
	}
}

// TestPlaceholderKeepsTheSandbox: no content of a sandboxed frame runs while the frame waits, and
// its sandbox is back when it opens.
func TestPlaceholderKeepsTheSandbox(t *testing.T) {
	t.Parallel()
	const escape = `<meta charset="utf-8"><title>Échappé</title>
		<script>parent.document.documentElement.dataset.escaped = "1"</script><p>Échappé`
	inside := harness.ServeText(t, "/interne", "text/html", escape)
	frame := func(id, attributes string) string {
		return `<iframe id="` + id + `" name="` + id + `" title="Cadre" width="400" height="200"
			data-cookies="third_party" data-src="` + inside + `" ` + attributes + `></iframe>`
	}
	p := harness.NewPage(t)
	p.Expect("Blocked script execution") // Chromium says so
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", strings.Replace(
		harness.Listening(harness.ForAude), "</main>",
		frame("text", `sandbox srcdoc="`+html.EscapeString(escape)+`"`)+
			frame("named", `sandbox="allow-popups"`)+
			`<a id="into" target="named" href="`+inside+`">Un lien dans le cadre</a></main>`, 1)))
	p.Wait(harness.InFrame("named", "#cookies-allow"))
	p.Click("into")
	p.Wait(`$("named").contentDocument?.title === "Échappé"`)
	p.Settle()
	p.Click("cookies-accept")
	p.Wait(`$("named").getAttribute("src") && $("named").contentDocument === null`)
	p.Settle()
	got := harness.Eval[[]string](p, `[document.documentElement.dataset.escaped ?? "",
		$("text").getAttribute("sandbox"), $("named").getAttribute("sandbox")]`)
	if want := []string{"", "", "allow-popups"}; !slices.Equal(got, want) {
		t.Errorf("a script has escaped, or a sandbox has changed: %q, want %q", got, want)
	}
}

// TestPlaceholderNamesItsService: content of a known service is called by its name, with who
// provides it, before a picture of the portal's own; nothing is asked of the service.
func TestPlaceholderNamesItsService(t *testing.T) {
	t.Parallel()
	harness.ServeText(t, "/affiche.svg", "image/svg+xml",
		`<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"></svg>`)
	frame := func(id, src, poster string) string {
		return `<iframe id="` + id + `" title="Cadre" width="400" height="300"
			data-cookies="third_party" data-src="` + src + `" data-poster="` + poster + `"></iframe>`
	}
	p := harness.NewPage(t)
	p.Expect("404")
	p.Expect("data-poster=")
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", strings.Replace(
		harness.Listening(harness.ForAude), "</main>",
		frame("video", "https://www.youtube-nocookie.com/embed/x", "affiche.svg")+
			frame("map", "https://umap.openstreetmap.fr/fr/map/x_1", "")+
			frame("form", "https://docs.google.com/forms/d/x/viewform", "absente.svg")+
			frame("theirs", "https://player.vimeo.com/video/1", "https://i.ytimg.com/vi/x/0.jpg")+
			frame("same", "https://videos.example/1", "https://videos.example/1.jpg")+
			frame("script", "https://videos.example/2", "javascript:alert(1)")+"</main>", 1)))
	for id, want := range map[string][]string{
		"video":  {"Vidéo YouTube", "Fournisseur\u00a0: Google (États-Unis)", "cookies tiers", "Autoriser"},
		"map":    {"Carte uMap", "Fournisseur\u00a0: OpenStreetMap France", "Autoriser"},
		"form":   {"Formulaire Google Forms", "Google (États-Unis)"},
		"theirs": {"Vidéo Vimeo", "Fournisseur\u00a0: Vimeo (États-Unis)"},
		"same":   {"Contenu de videos.example", "cookies tiers"},
	} {
		p.Wait(harness.InFrame(id, "#cookies-allow"))
		text := harness.Eval[string](p, harness.InFrame(id, "body")+`.innerText`)
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%s does not say %q: %s", id, part, text)
			}
		}
		if id == "same" && strings.Contains(text, "Fournisseur") {
			t.Errorf("an unknown host has a provider: %s", text)
		}
	}
	p.Wait(harness.InFrame("video", ".poster") + `?.naturalWidth > 0`)
	if alt := harness.Eval[string](p, harness.InFrame("video", ".poster")+`.alt`); alt != "" {
		t.Errorf("the picture is called %q, but only decorates", alt)
	}
	p.Wait(harness.InFrame("form", ".poster") + ` === null`) // it is missing
	for _, id := range []string{"map", "theirs", "same", "script"} {
		if harness.Eval[bool](p, harness.InFrame(id, ".poster")+` !== null`) {
			t.Errorf("%s has a picture", id)
		}
	}
	p.Wait(harness.InFrame("script", "#cookies-allow"))
	if got := harness.Eval[int](p, `errors.filter(({ code, message }) =>
		code === "attribute" && message.startsWith("data-poster=")).length`); got != 3 {
		t.Errorf("%d pictures are reported, want 3: %v", got, harness.Eval[[]any](p, `errors`))
	}
	requests, _ := p.Seen()
	for _, address := range requests {
		for _, host := range []string{"youtube", "ytimg", "umap", "google", "vimeo", "example"} {
			if strings.Contains(address, host) {
				t.Errorf("the page asks for %s before a choice", address)
			}
		}
	}
}
