package charter_test

import (
	"bytes"
	"os"
	"reflect"
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
	for _, host := range []string{"", "../standard", aude + ".txt", "localhost"} {
		if text, ok := charter.Portal(host); ok || text != nil {
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
		if list := outline(c); list[len(list)-2] != heading {
			t.Errorf("Standard(%q) has the headings of %q", origin, list)
		}
	}
}

// TestStandardTypography: the standard charter is typeset as French is.
func TestStandardTypography(t *testing.T) {
	s := string(charter.StandardText())
	for _, wrong := range []string{
		"'", "\"", "« ", " »", " ?", " :", " ;", "  ", "A quoi", "\r",
	} {
		if strings.Contains(s, wrong) {
			t.Errorf("standard.txt has %q", wrong)
		}
	}
	parse(t, s)
	definition := charter.Standard("").Categories[0].Definition
	if !strings.Contains(definition, "«\u00a0nécessaires\u00a0»") {
		t.Errorf("the no-break spaces of %q are lost", definition)
	}
}
