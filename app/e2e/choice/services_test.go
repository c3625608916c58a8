package choice

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

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

// TestCatalogueMissing: if the catalogue can't be fetched, what it is to recognise stays closed, and
// an error event reports it. What names a category opens, on a page that declares no service.
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
