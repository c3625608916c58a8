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
	hosts := charter.Portals()
	if want := []string{aude, portoVecchio}; !reflect.DeepEqual(hosts, want) {
		t.Errorf("Portals() = %q, want %q", hosts, want)
	}
	hosts[0] = "changed"
	if charter.Portals()[0] != aude {
		t.Error("Portals() shares what it returns")
	}
}

func TestPortal(t *testing.T) {
	for _, host := range charter.Portals() {
		file, err := os.ReadFile("portals/" + host + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, asked := range []string{host, strings.ToUpper(host)} {
			text, ok := charter.Portal(asked)
			if !ok || !bytes.Equal(text, file) {
				t.Errorf("Portal(%q) is not the file, byte for byte", asked)
			}
			clear(text)
		}
	}
	for _, host := range []string{"", ".", "..", "../standard", "../portals/" + aude, "portals/" + aude, aude + ".txt", aude + "/",
		aude + "\x00", " " + aude, aude + ":443", "*", "\xFF", "localhost", strings.Repeat("a", 1<<20)} {
		if text, ok := charter.Portal(host); ok || text != nil {
			t.Errorf("Portal(%.40q) found a charter", host)
		}
	}
}

func TestStandard(t *testing.T) {
	tests := []struct{ name, origin, platform string }{
		{"https", "https://data.example", "https://data.example"},
		{"http, with a port", "http://localhost:8080", "http://localhost:8080"},
		{"with a path", "https://data.example/explore/?q=x#y", "https://data.example"},
		{"empty", "", ""},
		{"opaque", "null", ""},
		{"host alone", "data.example", ""},
		{"other scheme", "javascript:alert(1)", ""},
		{"file", "file:///tmp", ""},
		{"credentials", "https://user:secret@data.example", ""},
		{"markup", "https://data.example/><script>alert(1)</script>", ""},
		{"lines", "https://data.example\n\nCookies tiers\nNom\tFinalité\na\tb", ""},
		{"not UTF-8", "https://data.example/\xFF", ""},
		{"huge", "https://" + strings.Repeat("a", 1<<20), ""},
		{"path of a megabyte", "https://data.example/" + strings.Repeat("a", 1<<20), "https://data.example"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := charter.Standard(test.origin)
			if c.Title != "Charte cookies" || c.Platform != test.platform || len(c.Categories) != 4 || len(c.Sections) != 2 {
				t.Fatalf("Standard = %+v", c)
			}
			for i, want := range publishedDefinitions {
				if got := c.Categories[i]; got.Kind != want.kind || got.Name != want.name {
					t.Errorf("Categories[%d] = %+v", i, got)
				}
			}
			if s := c.Sections[1]; s.Heading != "À quoi servent les cookies sur la plateforme" || s.Address != test.platform {
				t.Errorf("section = %q %q", s.Heading, s.Address)
			}
			var names []string
			for _, cookie := range c.Cookies(charter.Necessary) {
				names = append(names, cookie.Name)
				if cookie.Provider == "" || cookie.Service == "" || cookie.Purpose == "" {
					t.Errorf("cookie = %+v", cookie)
				}
			}
			if want := []string{"sessionid", "django_language", "csrftoken", "cookies_preferences"}; !reflect.DeepEqual(names, want) {
				t.Errorf("cookies = %q, want %q", names, want)
			}
		})
	}
}

// The standard charter is French as it is typeset.
func TestStandardTypography(t *testing.T) {
	text, err := os.ReadFile("standard.txt")
	if err != nil {
		t.Fatal(err)
	}
	s := string(text)
	for _, wrong := range []string{"'", "\"", "« ", " »", " ?", " :", " ;", "  ", "A quoi", "\r"} {
		if strings.Contains(s, wrong) {
			t.Errorf("standard.txt holds %q", wrong)
		}
	}
	parse(t, s)
	if got := charter.Standard("").Categories[0].Definition; !strings.Contains(got, "«\u00A0nécessaires\u00A0»") {
		t.Errorf("the no-break spaces of %q are lost", got)
	}
}

// A charter that is changed leaves the next one alone.
func TestStandardIsFresh(t *testing.T) {
	charter.Standard("").Tables()[0].Cookies[0].Cells[0] = "changed"
	if got := charter.Standard("").Tables()[0].Cookies[0].Cells[0]; got != "Opendatasoft" {
		t.Errorf("first cell = %q", got)
	}
}
