package charter_test

import (
	"bytes"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

func TestPortals(t *testing.T) {
	want := []string{aude, portoVecchio}
	if hosts := charter.Portals(); !reflect.DeepEqual(hosts, want) {
		t.Errorf("Portals() = %q, want %q", hosts, want)
	}
	for _, host := range want {
		file, err := os.ReadFile("portals/" + host + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, asked := range []string{host, strings.ToUpper(host)} {
			if text, ok := charter.Portal(asked); !ok || !bytes.Equal(text, file) {
				t.Errorf("Portal(%q) is not the file, byte for byte", asked)
			}
		}
	}
	for _, host := range want {
		if charter.Controller(strings.ToUpper(host)) == "" {
			t.Errorf("nobody is responsible for %s", host)
		}
	}
	for _, host := range []string{"", "../standard", aude + ".txt", "localhost"} {
		if text, ok := charter.Portal(host); ok || text != nil || charter.Controller(host) != "" {
			t.Errorf("Portal(%q) found a charter", host)
		}
	}
}

// TestStandard: the standard charter has each category, and names the platform if it is known.
func TestStandard(t *testing.T) {
	for origin, platform := range map[string]string{
		"https://data.example":                "https://data.example",
		"http://localhost:8080":               "http://localhost:8080",
		"https://data.example/explore/?q=x#y": "https://data.example",
		"":                                    "",
		"null":                                "",
	} {
		c := charter.Standard(origin)
		if c.Platform != platform || len(c.Categories) != 4 ||
			len(c.Cookies(charter.Necessary)) != 4 {
			t.Errorf("Standard(%q) = %+v, want the platform %q", origin, c, platform)
		}
		heading := strings.TrimSpace("# À quoi servent les cookies sur la plateforme " + platform)
		if list := outline(c); !slices.Contains(list, heading) {
			t.Errorf("Standard(%q) has the headings of %q", origin, list)
		}
	}
}

// TestStandardDurations: visitors read how long each cookie is kept (CJEU C-673/17), and that no
// other is declared.
func TestStandardDurations(t *testing.T) {
	c := charter.Standard("")
	for _, cookie := range c.Declared() {
		if cookie.Duration == "" || cookie.Purpose == "" || cookie.Provider == "" {
			t.Errorf("%+v lacks its duration, purpose or provider", cookie)
		}
	}
	if !c.DeclaresAll() {
		t.Error("the standard charter leaves a doubt about its cookies")
	}
}

// TestEarlierStandard: the earlier template says what the published charters say.
func TestEarlierStandard(t *testing.T) {
	fold := strings.NewReplacer("\u00a0", " ", "’", "'", "re-connecterez", "reconnecterez")
	published, _ := charter.Portal(portoVecchio)
	standard := parse(t, string(charter.EarlierStandardText()))
	portal := parse(t, string(published))
	for _, k := range []charter.Kind{
		charter.Necessary, charter.Statistics, charter.Internal, charter.ThirdParty,
	} {
		got, _ := standard.Category(k)
		want, _ := portal.Category(k)
		if fold.Replace(got.Definition) != fold.Replace(want.Definition) || got.Definition == "" {
			t.Errorf("%v is %q, want %q", k, got.Definition, want.Definition)
		}
	}
	got, want := standard.Cookies(charter.Necessary), portal.Cookies(charter.Necessary)
	if len(got) != len(want) || got[0].Name != want[0].Name || standard.Platform != "" {
		t.Errorf("the cookies are %+v, want %+v", got, want)
	}
}

// TestStandardTypography: the standard charters are typeset as French is.
func TestStandardTypography(t *testing.T) {
	for _, text := range [][]byte{charter.StandardText(), charter.EarlierStandardText()} {
		s := string(text)
		for _, wrong := range []string{
			"'", "\"", "« ", " »", " ?", " :", " ;", "  ", "A quoi", "\r",
		} {
			if strings.Contains(s, wrong) {
				t.Errorf("a standard charter has %q", wrong)
			}
		}
		parse(t, s)
	}
	definition := charter.Standard("").Categories[0].Definition
	if !strings.Contains(definition, "«\u00a0nécessaires\u00a0»") {
		t.Errorf("the no-break spaces of %q are lost", definition)
	}
}
