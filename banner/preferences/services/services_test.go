//go:build !js

package services

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/banner/preferences"
)

// TestCatalogue: the catalogue is as its schema says, which knows the same kinds.
func TestCatalogue(t *testing.T) {
	var s schema
	readJSON(t, "../services.schema.json", &s)
	var catalogue any
	if err := json.Unmarshal(preferences.ServicesJSON, &catalogue); err != nil {
		t.Fatal(err)
	}
	for _, fault := range s.faults("services", catalogue) {
		t.Error(fault)
	}
	var listed []string
	for _, kind := range s.Items.Properties["kind"].Enum {
		listed = append(listed, kind.(string))
	}
	if want := slices.Sorted(maps.Keys(kinds)); !slices.Equal(listed, want) {
		t.Errorf("the schema's kinds are %q, want %q", listed, want)
	}
}

// TestSchemaRefuses: the schema is not satisfied by just anything.
func TestSchemaRefuses(t *testing.T) {
	var s schema
	readJSON(t, "../services.schema.json", &s)
	const whole = `{"id":"x","name":"X","kind":"map","maker":"X","category":"internal",` +
		`"hosts":["x.fr"],"cookies":[{"name":"_x*","party":"first"}],"source":"https://x.fr/"}`
	for from, to := range map[string]string{
		`"id":"x"`:         `"id":"X"`,
		`"name":"X"`:       `"name":""`,
		`"kind":"map"`:     `"kind":"plan"`,
		`"maker":"X",`:     ``,
		`"internal"`:       `"functional_cookies"`,
		`["x.fr"]`:         `["x.fr","x.fr"]`,
		`"x.fr"`:           `"https://x.fr"`,
		`"https://x.fr/"`:  `"x.fr"`,
		`"first"`:          `"own"`,
		`"_x*"`:            `"*"`,
		`"party":"first"`:  `"party":"first","duration":"13 mois"`,
		`"source"`:         `"checked":"hier","source"`,
		`{"id"`:            `{"more":1,"id"`,
		`"cookies":[{"na`:  `"tracks":false,"cookies":[{"na`,
		`["x.fr"],"cooki`:  `"x.fr","cooki`,
		`"category":"inte`: `"country":"France","category":"inte`,
	} {
		var good, bad any
		if err := json.Unmarshal([]byte(whole), &good); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(strings.Replace(whole, from, to, 1)), &bad); err != nil {
			t.Fatal(from, err)
		}
		if faults := s.Items.faults("x", good); len(faults) > 0 {
			t.Fatal(faults)
		}
		if len(s.Items.faults("x", bad)) == 0 {
			t.Errorf("%s instead of %s is accepted", to, from)
		}
	}
}

// TestEntries: no two services share a word, a name or a host, and no word is a key of the cookie,
// but for the trackers, which are all there. Most entries were checked.
func TestEntries(t *testing.T) {
	owners := make(map[string]string)
	own := func(what, text, id string) {
		key := what + " " + strings.ToLower(text)
		if other, taken := owners[key]; taken {
			t.Errorf("%s has the %s %q of %s", id, what, text, other)
		}
		owners[key] = id
	}
	for _, key := range []string{"charter", "asked", "timestamp", "exempt", "services", "open"} {
		own("id", key, "the cookie")
	}
	own("id", string(preferences.Functional), "the cookie")
	for _, n := range preferences.Categories {
		own("id", string(n), "the cookie")
	}
	checked := 0
	for _, s := range All {
		if s.Checked != "" {
			checked++
		}
		own("id", s.ID, s.ID)
		own("name", s.Name, s.ID)
		n := preferences.Name(s.ID)
		if !preferences.ValidService(n) && !slices.Contains(preferences.Trackers, n) {
			t.Errorf("no portal can declare %s", n)
		}
		for _, host := range s.Hosts {
			own("host", host, s.ID)
		}
		if s.Country != "" && countries[s.Country] == "" {
			t.Errorf("%s is from %s, which has no French name", s.ID, s.Country)
		}
		for i, c := range s.Cookies {
			same := func(other Cookie) bool { return other.Name == c.Name }
			if slices.ContainsFunc(s.Cookies[:i], same) {
				t.Errorf("%s has %s twice", s.ID, c.Name)
			}
		}
	}
	if checked < 80 {
		t.Errorf("only %d services were checked in their makers' documentation", checked)
	}
	for i, n := range preferences.Trackers {
		s := All[i]
		if s.ID != string(n) || s.Category != n.Category() || s.Kind != "measurement" || !s.Tracks {
			t.Errorf("entry %d is %+v, want the tracker %s", i, s, n)
		}
		if len(OnPortal()[n]) == 0 {
			t.Errorf("%s has no cookie", n)
		}
	}
}

// TestPortalsOwnCookies: no cookie of a service has the name of one that portals set themselves, or
// so short a beginning that it may have.
func TestPortalsOwnCookies(t *testing.T) {
	own := []string{
		preferences.CookieName, "sessionid", "csrftoken", "django_language", "JSESSIONID", "PHPSESSID",
		"ASP.NET_SessionId", "XSRF-TOKEN", "lang", "locale", "session", "connect.sid", "auth", "token",
		"_gateway_session", "_garden", "mtm_consent_removed", "matomo_ignore", "_pprv", "pa_privacy",
		"_cs_optout", "_cs_ex", "__hs_opt_out", "__hs_do_not_track", "__gpi_optout", "ods-locale",
		"tarteaucitron", "didomi_token", "axeptio_cookies", "OptanonConsent", "cf_clearance",
	}
	for _, s := range All {
		s.Cookies = slices.DeleteFunc(slices.Clone(s.Cookies), func(c Cookie) bool {
			return c.Party != First
		})
		for _, c := range s.Cookies {
			if fixed, some := strings.CutSuffix(c.Name, "*"); some && len(fixed) < 3 {
				t.Errorf("%s of %s stands for too much", c.Name, s.ID)
			}
		}
		if i := slices.IndexFunc(own, s.Sets); i >= 0 {
			t.Errorf("a cookie of %s has the name of the portal's own %s", s.ID, own[i])
		}
	}
}

// TestSets: a charter's name of a cookie is a service's, or stands for one of them.
func TestSets(t *testing.T) {
	for name, want := range map[string]string{
		"_pk_id": "matomo", "_PK_ID.1.1fff": "matomo", "_pk_*": "matomo", "_ga_*": "ga", "_ga": "ga",
		"_pk": "", "*": "", "": "", "x_ga": "", "mtm_consent_removed": "", "mtm_consent": "matomo",
	} {
		for _, id := range []string{"ga", "matomo"} {
			if got := ByID(id).Sets(name); got != (id == want) {
				t.Errorf("%s sets %q: %v", id, name, got)
			}
		}
	}
}

// TestOf: addresses lead to their services. The loader's tests have the same cases.
func TestOf(t *testing.T) {
	var cases [][2]string
	readJSON(t, "testdata/addresses.json", &cases)
	for _, c := range cases {
		address, err := url.Parse(c[0])
		if err != nil {
			t.Fatal(err)
		}
		var got string
		if s := Of(address); s != nil {
			got = s.ID
		}
		if got != c[1] {
			t.Errorf("%s belongs to %q, want %q", c[0], got, c[1])
		}
	}
	for _, s := range All {
		for _, host := range s.Hosts {
			address, err := url.Parse("https://" + host)
			if err != nil {
				t.Fatal(err)
			}
			if got := Of(address); got == nil || got.ID != s.ID {
				t.Errorf("%s is not of %s", host, s.ID)
			}
		}
	}
}

// TestManual: the manual lists the names by what their content is, and marks those that nobody has
// checked.
func TestManual(t *testing.T) {
	manual, err := os.ReadFile("../../../web/docs/services.md")
	if err != nil {
		t.Fatal(err)
	}
	names := make(map[string]string)
	for _, s := range Declarable {
		names[s.Kind] += " `" + s.ID + "`"
		if s.Checked == "" {
			names[s.Kind] += "\u202f?"
		}
	}
	for kind, names := range names {
		row := "| " + kinds[kind].label + " |" + names + " |\n"
		if !strings.Contains(string(manual), row) {
			t.Errorf("web/docs/services.md lacks the row\n%s", row)
		}
	}
}

// TestEmbedded: what is seen in frames has its French words.
func TestEmbedded(t *testing.T) {
	list := Embedded()
	for host, want := range map[string]string{
		"youtube.com":           "Vidéo YouTube, Google (États-Unis)",
		"umap.openstreetmap.fr": "Carte uMap, OpenStreetMap France",
		"docs.google.com/forms": "Formulaire Google Forms, Google (États-Unis)",
		"hotjar.com":            "",
	} {
		var got string
		for _, e := range list {
			if slices.Contains(e[2:], host) {
				got = e[0] + ", " + e[1]
			}
		}
		if got != want {
			t.Errorf("%s is of %q, want %q", host, got, want)
		}
	}
}

// schema is the part of JSON Schema that services.schema.json uses.
type schema struct {
	Schema      string            `json:"$schema"`
	Title       string            `json:"title"`
	Description string            `json:"description"`
	Format      string            `json:"format"`
	Type        string            `json:"type"`
	Enum        []any             `json:"enum"`
	Const       any               `json:"const"`
	Pattern     string            `json:"pattern"`
	MinLength   int               `json:"minLength"`
	MinItems    int               `json:"minItems"`
	Unique      bool              `json:"uniqueItems"`
	Items       *schema           `json:"items"`
	Required    []string          `json:"required"`
	More        *bool             `json:"additionalProperties"`
	Properties  map[string]schema `json:"properties"`
}

// faults lists what in a value, found at a place, is not as the schema says.
func (s schema) faults(place string, value any) (list []string) {
	fault := func(format string, args ...any) {
		list = append(list, place+": "+fmt.Sprintf(format, args...))
	}
	if s.Enum != nil && !slices.Contains(s.Enum, value) {
		fault("%v is none of %v", value, s.Enum)
	}
	if s.Const != nil && s.Const != value {
		fault("%v is not %v", value, s.Const)
	}
	switch v := value.(type) {
	case string:
		if s.Type != "" && s.Type != "string" || len(v) < s.MinLength {
			fault("%q is not a %s", v, s.Type)
		}
		if s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(v) {
			fault("%q is not like %s", v, s.Pattern)
		}
	case []any:
		if s.Type != "array" || len(v) < s.MinItems {
			fault("there are only %d, or they are no %s", len(v), s.Type)
			return list
		}
		for i, item := range v {
			if s.Unique && slices.Contains(v[:i], item) {
				fault("%v is there twice", item)
			}
			list = append(list, s.Items.faults(fmt.Sprintf("%s[%d]", place, i), item)...)
		}
	case map[string]any:
		if s.Type != "object" {
			fault("it is no %s", s.Type)
			return list
		}
		for _, name := range s.Required {
			if _, there := v[name]; !there {
				fault("%s is missing", name)
			}
		}
		for name, member := range v {
			property, known := s.Properties[name]
			if !known {
				fault("%s is unknown", name)
				continue
			}
			list = append(list, property.faults(place+"."+name, member)...)
		}
	default:
		if s.Type != "" {
			fault("%v is no %s", v, s.Type)
		}
	}
	return list
}

// readJSON reads a file of which nothing is unknown.
func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	decoder := json.NewDecoder(file)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		t.Fatal(name, err)
	}
}
