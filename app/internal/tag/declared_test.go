//go:build !js

package tag

import (
	"slices"
	"testing"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/banner/preferences/services"
	"cookies-preferences/charter/read"
)

// TestDeclaredExempt: a charter must say of each of a tracker's cookies that it needs no consent.
func TestDeclaredExempt(t *testing.T) {
	const exempt, asked = "Cookies statistiques exemptés de consentement\n\nNom\tFinalité\n",
		"Cookies statistiques\n\nNom\tFinalité\n"
	for text, want := range map[string][]preferences.Name{
		exempt + "_pk_id\tcompter":                             {preferences.Matomo},
		exempt + "x\tMesure avec Matomo":                       {preferences.Matomo},
		exempt + "_pcid\tcompter\n_pk_ses\tcompter":            {preferences.Matomo, preferences.Piano},
		asked + "_pk_id\tcompter":                              nil,
		exempt + "_pk_id\tcompter\n\n" + asked + "_pk_ses\tun": nil,
		exempt + "autre\tcompter":                              nil,
		exempt + "_ga\tcompter":                                nil,
	} {
		c, err := read.Parse([]byte("Charte cookies\n\n" + text + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got := DeclaredExempt(c.Cookies); !slices.Equal(got, want) {
			t.Errorf("%q declares %q exempt, want %q", text, got, want)
		}
		undeclared := Tag{Exempt: "matomo"}.Undeclared(c.Cookies)
		if (len(undeclared) == 0) != slices.Contains(want, preferences.Matomo) {
			t.Errorf("%q: of Matomo, %q is undeclared", text, undeclared)
		}
	}
}

// TestDeclaredServices: a charter declares what it names as a service or a provider of cookies that
// need consent.
func TestDeclaredServices(t *testing.T) {
	many := ""
	for _, s := range services.Declarable {
		many += s.Name + "\tx\tcompter\n"
	}
	for rows, want := range map[string]string{
		"YouTube\tx\tmontrer des vidéos\nuMap (cartes)\ty\tmontrer": "youtube umap",
		"Google, Google-Maps\tx\tmontrer":                           "google-maps",
		"YouTubeur\tx\tmontrer\nautre\ty\tsuivre X\nMatomo\tz\tun":  "",
	} {
		if got := List(declaredServices(t, "Cookies tiers", rows)); got != want {
			t.Errorf("%q declares %q, want %q", rows, got, want)
		}
	}
	for _, heading := range []string{
		"Cookies nécessaires", "Cookies", "Cookies statistiques exemptés de consentement",
	} {
		if got := declaredServices(t, heading, "YouTube\tx\tun"); got != nil {
			t.Errorf("%s declare %q", heading, got)
		}
	}
	got := declaredServices(t, "Cookies tiers", many)
	if len(got) != preferences.MaxServices {
		t.Errorf("%d services are declared", len(got))
	}
}

// declaredServices are those of a charter with one table: of providers, names and purposes.
func declaredServices(t *testing.T, heading, rows string) []preferences.Name {
	t.Helper()
	c, err := read.Parse([]byte("Charte cookies\n\n" + heading +
		"\n\nPrestataire\tNom\tFinalité\n" + rows + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return DeclaredServices(c.Cookies)
}
