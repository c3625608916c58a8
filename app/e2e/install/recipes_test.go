package install

import (
	"mime"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
)

// section returns a section of web/docs/fr/installation.md.
func section(t *testing.T, title string) string {
	t.Helper()
	text := harness.MustRead("web/docs/fr/installation.md")
	_, rest, found := strings.Cut(text, "\n## "+title+"\n")
	if !found {
		t.Fatalf("web/docs/fr/installation.md has no section %q", title)
	}
	rest, _, _ = strings.Cut(rest, "\n## ")
	return rest
}

// recipe returns the first block of a section in a language, as it is written.
func recipe(t *testing.T, title, language string) string {
	t.Helper()
	_, rest, begins := strings.Cut(section(t, title), "\n```"+language+"\n")
	text, _, ends := strings.Cut(rest, "\n```")
	if !begins || !ends {
		t.Fatalf("the section %q has no block in %s", title, language)
	}
	return text
}

// adapt makes the replacements that a recipe asks of its reader: old, new, old, new…
func adapt(t *testing.T, recipe string, changes ...string) string {
	t.Helper()
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(recipe, changes[i]) {
			t.Fatalf("the recipe has no %q:\n%s", changes[i], recipe)
		}
		recipe = strings.ReplaceAll(recipe, changes[i], changes[i+1])
	}
	return recipe
}

// portalPage is a portal's page with a further element in its head.
func portalPage(inHead string) string {
	return strings.NewReplacer("{{head}}", inHead, "{{tag}}", "", "{{body}}", "").
		Replace(harness.Ordinary)
}

// TestWaysIn installs the banner by each recipe of web/docs/fr/installation.md, as it is
// written, and changes a choice there.
func TestWaysIn(t *testing.T) {
	t.Parallel()
	for title, install := range map[string]func(*testing.T) (address string){
		"La balise à coller":         pastedTag,
		"Un gestionnaire de balises": tagManager,
		"nginx devant le portail":    nginx,
		"Apache devant le portail":   apache,
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			address := install(t)
			if strings.HasSuffix(title, "devant le portail") {
				checkProxied(t, address)
			}
			changeOfMind(t, address)
		})
	}
}

// checkRenderedCharter: the charter that the dialog fetches comes as JSON; its name stays when it
// changes, so browsers ask for it again.
func checkRenderedCharter(t *testing.T, address string) {
	t.Helper()
	answer, err := http.Get(address + "cookies/charters/" + harness.Aude + ".json")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	mediaType, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	caching := answer.Header.Get("Cache-Control")
	again := strings.Contains(caching, "no-cache") || strings.Contains(caching, "max-age=0")
	if answer.StatusCode != http.StatusOK || mediaType != "application/json" || !again {
		t.Errorf("the rendered charter comes with %s, as %s, with Cache-Control: %s",
			answer.Status, mediaType, caching)
	}
}

// changeOfMind makes a choice and changes it, which uses every part of the banner.
func changeOfMind(t *testing.T, address string) {
	t.Helper()
	p := harness.NewPage(t)
	harness.ShowNotice(p, address)
	harness.Journeys["change of mind"](harness.Journey{
		Page: p, Visitor: harness.ByTree{Page: p}, Since: time.Now(),
	})
}

func pastedTag(t *testing.T) string {
	tag := adapt(t, recipe(t, "La balise à coller", "html"), `"/cookies/`, `"/banner/`)
	return harness.ServeText(t, "/portail", "text/html", portalPage(tag))
}

func tagManager(t *testing.T) string {
	tag := adapt(t, recipe(t, "Un gestionnaire de balises", "html"), "/cookies/", "/banner/")
	script := regexp.MustCompile(`(?s)<script>(.*)</script>`).FindStringSubmatch(tag)
	if script == nil {
		t.Fatalf("the recipe has no script: %s", tag)
	}
	// A tag manager inserts its tags into the page once that has loaded.
	manager := harness.ServeText(t, "/manager.js", "text/javascript",
		`addEventListener("load", () => {
			const tag = document.createElement("script");
			tag.text = `+strconv.Quote(script[1])+`;
			document.body.append(tag);
		})`)
	return harness.ServeText(t, "/portail", "text/html",
		portalPage(`<script async src="`+manager+`"></script>`))
}
