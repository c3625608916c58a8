package choice

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// embed is content of a service in a page.
type embed struct {
	id      preferences.Name
	cookies string // its data-cookies
	address string
	label   string // of the service
	cookie  string // that the service leaves on the portal's host, if any
}

// tenServices are ten that a portal declares. The last two are the portal's own and one whose
// content the page doesn't have.
var tenServices = []embed{
	{"youtube", "", "https://www.youtube-nocookie.com/embed/x", "YouTube", ""},
	{"umap", "umap", "https://umap.openstreetmap.fr/fr/map/x_1", "uMap", ""},
	{"google-maps", "third_party", "https://www.google.com/maps/embed?pb=x", "Google Maps", ""},
	{"google-forms", "google-forms", "https://docs.google.com/forms/d/x/viewform",
		"Google Forms", ""},
	{"facebook", "third_party", "https://www.facebook.com/plugins/page.php", "Facebook", "_fbp"},
	{"tiktok", "", "https://www.tiktok.com/embed/1", "TikTok", "_ttp"},
	{"crisp", "crisp", "https://go.crisp.chat/chat/embed/", "Crisp", "crisp-client%2Fx"},
	{"pinterest", "", "https://assets.pinterest.com/ext/embed.html", "Pinterest", "_epik"},
	{"mon-outil", "mon-outil", "https://outil.test/", "mon-outil", ""},
	{"clarity", "", "", "Clarity", "_clck"},
}

// declareTen is the attribute that declares them.
func declareTen() string {
	var names []string
	for _, s := range tenServices {
		names = append(names, string(s.id))
	}
	return `data-services="` + strings.Join(names, " ") + `"`
}

// servicesPage is a page with a frame of each service, and further content.
func servicesPage(attributes, more string) string {
	var frames strings.Builder
	for _, s := range tenServices {
		if s.address != "" {
			fmt.Fprintf(&frames, `<iframe id="%s" title="Cadre" width="400" height="300"
				data-cookies="%s" data-src="%s"></iframe>`, s.id, s.cookies, s.address)
		}
	}
	return strings.Replace(harness.Listening(harness.ForAude+" "+attributes), "</main>",
		frames.String()+more+"</main>", 1)
}

// opened is the script for the ids of the frames that have an address, in the page's order.
const opened = `[...document.querySelectorAll("iframe")].filter((e) => e.hasAttribute("src"))
	.map((e) => e.id).join(" ")`

// openServices opens the page, none of whose content is fetched from elsewhere.
func openServices(t *testing.T, attributes, more string) *harness.Page {
	t.Helper()
	p := harness.NewPage(t)
	for _, part := range harness.Blocked {
		p.Expect(part)
	}
	harness.ShowNotice(p, harness.Serve(t, "/portail",
		func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Security-Policy", "frame-src 'self'")
			fmt.Fprint(w, servicesPage(attributes, more))
		}))
	return p
}

// TestPlaceholderOfDeclaredService: content of a declared service waits for it, however its
// data-cookies names it, and « Toujours autoriser » allows that service alone.
func TestPlaceholderOfDeclaredService(t *testing.T) {
	t.Parallel()
	p := openServices(t, declareTen(), "")
	for _, s := range tenServices {
		if s.address == "" {
			continue
		}
		p.Wait(harness.InFrame(string(s.id), "#cookies-allow"))
		text := harness.Eval[string](p, harness.InFrame(string(s.id), "body")+`.innerText`)
		for _, part := range []string{"Toujours autoriser " + s.label, "«\u00a0" + s.label} {
			if !strings.Contains(text, part) {
				t.Errorf("%s does not say %q: %s", s.id, part, text)
			}
		}
	}
	var allowed []preferences.Name
	for _, s := range tenServices {
		if s.address == "" {
			continue
		}
		// The message of the last one may cover the next.
		harness.Eval[any](p, `(`+harness.InFrame(string(s.id), "#cookies-allow")+`.click(), null)`)
		p.Wait(`cookiesPreferences.allows("` + string(s.id) + `")`)
		allowed = append(allowed, s.id)
		p.Wait(opened + ` === "` + joined(allowed) + `"`)
		checkServices(p, nil, allowed...)
	}
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.Wait(opened + ` === ""`)
	checkServices(p, nil)
}

func joined(names []preferences.Name) string {
	var list []string
	for _, n := range names {
		list = append(list, string(n))
	}
	return strings.Join(list, " ")
}

// checkServices checks that the record allows just these categories and services, and that it
// answers for all ten.
func checkServices(p *harness.Page, categories []preferences.Name, allowed ...preferences.Name) {
	p.T.Helper()
	harness.CheckAllowed(p, categories...)
	_, got := p.Record()
	for _, s := range tenServices {
		if !got.Answers(s.id) || got.Allows(s.id) != slices.Contains(allowed, s.id) {
			p.T.Errorf("%s is answered: %v, allowed: %v, want allowed: %q",
				s.id, got.Answers(s.id), got.Allows(s.id), allowed)
		}
	}
}

// TestGatesOfServices: where no service is declared, a service's name and an address that tells it
// stand for the category, a tracker's name for itself. Nobody opens what belongs to nothing known.
func TestGatesOfServices(t *testing.T) {
	t.Parallel()
	p := openServices(t, `data-trackers="matomo"`, `
		<script type="text/plain" data-cookies="clarity">window.ran = "clarity"</script>
		<iframe id="tracker" title="Cadre" data-cookies
			data-src="https://ville.matomo.cloud/widget"></iframe>
		<iframe id="unknown" title="Cadre" data-cookies data-src="https://inconnu.test/"></iframe>
		<iframe id="other" title="Cadre" data-cookies="inconnu"
			data-src="https://www.youtube.com/embed/x"></iframe>
		<iframe id="none" title="Cadre" data-cookies></iframe>`)
	p.Wait(harness.InFrame("youtube", "#cookies-allow"))
	label := harness.Eval[string](p, harness.InFrame("youtube", "#cookies-allow")+`.innerText`)
	if label != "Autoriser" {
		t.Errorf("the button of an undeclared service says %q", label)
	}
	p.Wait(`errors.filter(({ code }) => code === "attribute").length === 3`)
	p.ClickOn(harness.InFrame("youtube", "#cookies-allow"))
	p.Wait(`window.ran === "clarity"`)
	p.Wait(opened + ` === "youtube umap google-maps google-forms facebook tiktok crisp pinterest"`)
	harness.CheckAllowed(p, preferences.ThirdParty)
	if harness.Eval[bool](p, `cookiesPreferences.allows("youtube")
		|| "youtube" in cookiesPreferences.get()`) {
		t.Error("the record answers for a service that is not declared")
	}
	p.OpenDialog("open")
	p.Choose("cookies-accept-all")
	p.Wait(`$("tracker").hasAttribute("src")`)
	for _, id := range []string{"unknown", "other", "none", "mon-outil"} {
		if harness.Eval[bool](p, `$("`+id+`").hasAttribute("src")`) {
			t.Errorf("%s is open", id)
		}
	}
}

// TestCatalogueMissing: if the catalogue can't be fetched, what it is to recognise stays closed,
// and an error event reports it. What names a category opens, on a page that declares no service.
func TestCatalogueMissing(t *testing.T) {
	t.Parallel()
	p := openWithout(t, "catalogue-", "", `
		<iframe id="named" title="Cadre" data-cookies="youtube" data-src="/statique/a"></iframe>
		<script type="text/plain" data-cookies="third_party">window.ran = true</script>`)
	p.Click("cookies-accept")
	p.Wait(`window.ran`)
	p.Wait(`errors.length > 0`)
	if got := harness.Eval[string](p, `errors[0].code + " " + errors[0].message`); !strings.HasPrefix(
		got, "gates ") || !strings.Contains(got, "catalogue-") {
		t.Errorf("the error is %q", got)
	}
	p.Settle()
	if harness.Eval[bool](p, `$("named").hasAttribute("src")`) {
		t.Error("content of an unknown service is open")
	}
}

// TestServiceSwitches: each declared service has a switch below its category's, which names it, its
// provider and its own notice. A category's switch moves those of its services; theirs move alone,
// and are recorded so. The program takes these very switches over and does the same.
func TestServiceSwitches(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	p := harness.OpenPortal(t, harness.HeldPage(src,
		`data-trackers="matomo" data-services="youtube contentsquare umap mon-outil"`))
	switches := func(on string) {
		t.Helper()
		p.Wait(`[...shadow.querySelectorAll("input:enabled")].filter((e) => e.checked)
			.map((e) => e.id.replace("cookies-toggle-", "")).join(" ") === "` + on + `"`)
	}
	along := func(want string) {
		t.Helper()
		p.Wait(`$("cookies-along").textContent.replaceAll("\u00a0", " ") === "` + want + `"`)
	}
	p.OpenDialog("cookies-customize")
	p.Wait(`shadow.querySelector(".details-panel .declared")`)
	var names []string
	for _, n := range p.AxFind("switch", "") {
		names = append(names, n.Name)
	}
	want := []string{"YouTube", "uMap", "mon-outil"}
	if got := names[max(0, len(names)-3):]; !slices.Equal(got, want) || len(names) != 9 {
		t.Errorf("the switches are %q, want %q at the end of 9", names, want)
	}
	text := harness.Eval[string](p, `$("cookies-dialog").innerText`)
	for _, part := range []string{
		"Fournisseur\u00a0: Google (États-Unis).", "Fournisseur\u00a0: OpenStreetMap France.",
		"Fournisseur\u00a0: non précisé par le portail.", "Ou choisissez service par service",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("the preferences don't say %q", part)
		}
	}
	var links []string
	for _, n := range p.AxFind("link", "") {
		links = append(links, n.Name)
	}
	if want := "Sa politique de confidentialité (nouvel onglet) : YouTube"; !slices.Contains(
		links, want) {
		t.Errorf("the links are %q, want %q", links, want)
	}

	p.Click("cookies-toggle-umap")
	switches("umap")
	along("")
	p.Click("cookies-toggle-statistics")
	switches("statistics matomo contentsquare umap")
	along("Matomo : autorisé. Contentsquare : autorisé.")
	p.Click("cookies-toggle-contentsquare")
	switches("statistics matomo umap")
	flows.CheckHandOver(p, let)
	p.CheckFocus("cookies-toggle-contentsquare")

	p.Click("cookies-toggle-third_party")
	switches("statistics matomo third_party youtube umap mon-outil")
	along("YouTube : autorisé. mon-outil : autorisé.")
	p.Click("cookies-toggle-umap")
	switches("statistics matomo third_party youtube mon-outil")
	p.Choose("cookies-save")
	harness.CheckAllowed(p, preferences.Statistics, preferences.ThirdParty, preferences.Matomo)
	_, got := p.Record()
	for n, want := range map[preferences.Name]bool{
		"youtube": true, "contentsquare": false, "umap": false, "mon-outil": true,
	} {
		if !got.Answers(n) || got.Allows(n) != want {
			t.Errorf("%s is allowed: %v, want %v", n, got.Allows(n), want)
		}
	}
	p.OpenDialog("open")
	switches("statistics matomo third_party youtube mon-outil")
	text = harness.Eval[string](p, `shadow.querySelector(".chosen").innerText`)
	if !strings.Contains(text, "Matomo, YouTube, mon-outil.") ||
		!strings.Contains(text, "Contentsquare, uMap.") {
		t.Errorf("the choice in force is %q", text)
	}
	p.Choose("cookies-refuse-all")
	harness.CheckAllowed(p)
}

// TestServicesWithdrawnAlone: each of ten services is allowed alone and withdrawn alone, in the
// preferences before the program runs and with it. Its content opens and closes, and its cookies
// go; those of the others stay.
func TestServicesWithdrawnAlone(t *testing.T) {
	t.Parallel()
	p := openServices(t, declareTen(), "")
	p.Click("cookies-accept")
	p.WaitClosed()
	checkServices(p, harness.Optional, idsOf(tenServices)...)
	var cookies []string
	for _, s := range tenServices {
		if s.cookie != "" {
			cookies = append(cookies, s.cookie)
			harness.Eval[any](p, `(document.cookie = "`+s.cookie+`=1; Path=/; Max-Age=1000", null)`)
		}
	}
	left := idsOf(tenServices)
	for _, s := range tenServices {
		p.OpenDialog("open")
		p.Click("cookies-toggle-" + string(s.id))
		p.Choose("cookies-save")
		left = slices.DeleteFunc(left, func(n preferences.Name) bool { return n == s.id })
		checkServices(p, harness.Optional, left...)
		cookies = slices.DeleteFunc(cookies, func(name string) bool { return name == s.cookie })
		p.WaitCookies(cookies...)
		p.Wait(opened + ` === "` + joined(slices.DeleteFunc(slices.Clone(left),
			func(n preferences.Name) bool { return n == "clarity" })) + `"`)
	}
	p.OpenDialog("open")
	p.Click("cookies-toggle-third_party") // off
	p.Click("cookies-toggle-umap")
	p.Choose("cookies-save")
	checkServices(p, slices.DeleteFunc(slices.Clone(harness.Optional),
		func(n preferences.Name) bool { return n == preferences.ThirdParty }), "umap")
	p.Wait(opened + ` === "umap"`)
}

func idsOf(list []embed) (names []preferences.Name) {
	for _, s := range list {
		names = append(names, s.id)
	}
	return names
}

// TestServiceAddedAsksAgain: a visitor who was not asked about a service is asked again. Without
// data-services, the same record holds as it is.
func TestServiceAddedAsksAgain(t *testing.T) {
	t.Parallel()
	var attributes string
	p := harness.NewPage(t)
	page := harness.Serve(t, "/portail", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, harness.Listening(harness.ForAude+" "+attributes))
	})
	attributes = `data-services="youtube"`
	harness.ShowNotice(p, page)
	p.Choose("cookies-accept")
	value := p.Cookie().Value
	harness.CheckQuiet(p)
	attributes = `data-services="umap youtube"`
	p.Reload()
	p.WaitNotice()
	if harness.Eval[bool](p, `cookiesPreferences.allows("youtube")`) {
		t.Error("the earlier answer counts before the visitor is asked")
	}
	attributes = ""
	p.Reload()
	p.Wait(`cookiesPreferences.allows("statistics")`)
	if p.Cookie().Value != value {
		t.Error("the record has changed")
	}
}

// TestHiddenCategoryOfServices: the services of a category that the portal does not offer have
// their switches all the same, in its place.
func TestHiddenCategoryOfServices(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	p := harness.OpenPortal(t, harness.HeldPage(src,
		`data-categories="internal" data-services="youtube contentsquare"`))
	p.OpenDialog("cookies-customize")
	p.Wait(`shadow.querySelector(".details-panel .declared")`)
	if ids := harness.Eval[string](p, `[...shadow.querySelectorAll("input")]
		.map((e) => e.id.replace("cookies-toggle-", "")).join(" ")`); ids !=
		"functional_cookies contentsquare internal youtube" {
		t.Errorf("the switches are %s", ids)
	}
	flows.CheckHandOver(p, let)
	p.Choose("cookies-accept-all")
	harness.CheckAllowed(p, preferences.Internal)
}
