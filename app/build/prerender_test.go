//go:build !js

package build

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// TestTree: a text is exactly that of the element, even where it begins or ends with a space of
// any kind. One that markup can't tell from its neighbours is an error.
func TestTree(t *testing.T) {
	const text = " «\u00a0 "
	element := app.P().Aria("hidden", true).Body(app.Text(text), app.Br(), app.Text("\u00a0"))
	got, err := treeOf(element)
	want := `["p",{"aria-hidden":"true"},"` + text + `",["br",{}],"` + "\u00a0" + `"]`
	if err != nil || string(asJSON(got)) != want {
		t.Errorf("the tree is %s (%v), want %s", asJSON(got), err, want)
	}
	for _, element := range []app.UI{
		app.P().Text(""), app.P().Body(app.Text("a"), app.Text("b")),
		app.Div().Body(app.Br(), app.P().Body(app.Text(""))),
	} {
		if got, err := treeOf(element); err == nil {
			t.Errorf("no error about %s", asJSON(got))
		}
	}
}

// TestPrerenderedDialog: the dialog has each of its holes, a switch for each name, and the
// charter's place in each category's details.
func TestPrerenderedDialog(t *testing.T) {
	constants, err := prerenderDialog()
	if err != nil {
		t.Fatal(err)
	}
	services := constants["services"].(map[string]any)
	delete(constants, "services")
	for part, want := range map[string]int{
		`"cookies-toggle-SERVICE"`: 2, `"cookies-toggle-SERVICE-purpose"`: 2, `"PRIVACY"`: 1,
		`"` + nameHole + `"`: 1, ": " + nameHole: 1, ": " + providerHole + ". ": 1,
		`"class":"trackers"`: 1, `"cookies-services-CATEGORY"`: 1,
		`"cookies-toggle-CATEGORY cookies-services-CATEGORY"`: 1, "third_party": 0,
	} {
		trees := string(asJSON([]any{services["group"], services["row"]}))
		if got := strings.Count(strings.ReplaceAll(trees, "\u00a0", " "), part); got != want {
			t.Errorf("the services have %s %d times, want %d", part, got, want)
		}
	}
	text := string(asJSON(constants))
	for part, want := range map[string]int{
		`"role":"switch"`: 5, `"details-panel"`: 5, `"class":"loading"`: 6, `["details",`: 5,
		`"autorisé"`: 5, trackerHole: 4, `"` + trackerLabelHole + `"`: 1, trackerLabelHole + ".": 1,
		": " + allowedHole + ".": 1, ": " + refusedHole + ".": 1,
		": " + nameHole + ". Choisissez": 1, addedHole: 1, chosenHole: 2, expiresHole: 1, leaveHole: 1,
		`"checked":""`: 1, `"disabled":""`: 1, `"false"`: 0,
	} {
		if got := strings.Count(strings.ReplaceAll(text, "\u00a0", " "), part); got != want {
			t.Errorf("it has %s %d times, want %d", part, got, want)
		}
	}
}

// TestPrerenderedCharters: each published charter and the standard one are in the dialog as the
// program shows them.
func TestPrerenderedCharters(t *testing.T) {
	standard, err := prerenderStandard()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range published() {
		rendered, err := prerenderCharter(c.Text)
		if err != nil {
			t.Fatal(err)
		}
		parsed, _ := charter.Parse(c.Text)
		if !strings.Contains(string(asJSON(rendered.Content)), `"`+parsed.Title+`"`) ||
			len(rendered.Details["functional_cookies"]) != 2 ||
			len(rendered.Details) != len(standard.Details) {
			t.Errorf("%s: %+v", c.Host, rendered)
		}
	}
	if _, err := prerenderCharter([]byte("Charte\n\nFermer")); err != nil {
		t.Error(err)
	}
	own, err := prerenderCharter([]byte("Charte\n\nFinalité des cookies tiers : vidéos."))
	if got := own.Names["third_party"]; err != nil || len(own.Names) != 1 || got[0] != "Vidéos" ||
		got[1] != preferences.ThirdParty.Purpose() {
		t.Errorf("the charter's own words are %q %v", own.Names, err)
	}
	hostile := []byte("Charte\n\nUn " + versionHole + ".")
	if _, err := prerenderCharter(hostile); err == nil {
		t.Error("a charter may have holes of its own")
	}
}
