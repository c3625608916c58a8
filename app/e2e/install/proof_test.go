package install

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/inspect/proof"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// prove makes a proof, as make proof does, and returns its files.
func prove(t *testing.T, at time.Time, o proof.Options) map[string][]byte {
	t.Helper()
	o.Build, o.Out = harness.Built, filepath.Join(t.TempDir(), "proof")
	o.Now = func() time.Time { return at }
	folders, err := proof.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(o.Out, o.Tag.Portal); len(folders) != 1 || folders[0] != want {
		t.Fatalf("the proof is in %q, want %s", folders, want)
	}
	files := make(map[string][]byte)
	root := os.DirFS(folders[0])
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files[name], err = fs.ReadFile(root, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestProof makes two proofs of the same build: they differ in their date alone,
// and each holds what COMPLIANCE C19 asks for.
func TestProof(t *testing.T) {
	o := proof.Options{Tag: tag.Tag{Portal: harness.Aude}}
	first := prove(t, time.Date(2026, time.November, 22, 9, 3, 7, 0, time.UTC), o)
	second := prove(t, time.Date(2027, time.May, 1, 23, 59, 59, 0, time.UTC), o)
	all := harness.Choice(t, preferences.Statistics, preferences.Internal, preferences.ThirdParty)
	checkSameButDate(t, first, second)
	checkDigests(t, first)
	checkIndex(t, first, `<script src="/cookies/banner.js" defer data-portal="`+harness.Aude+`"></script>`, harness.VersionOf(t, harness.Aude))
	checkRendered(t, first)
	checkPictures(t, first)
	checkProven(t, first, provenAttributes{Domain: harness.Aude, HostOnly: true, Path: "/", SameSite: "Lax", Secure: true, LifetimeInDays: 180},
		map[string]preferences.Preferences{
			"Tout accepter, dans le bandeau":                                                                      all,
			"Tout refuser, dans le bandeau":                                                                       harness.Choice(t),
			"Tout accepter, dans les préférences":                                                                 all,
			"Tout refuser, dans les préférences":                                                                  harness.Choice(t),
			"Enregistrer mes choix, sans rien activer":                                                            harness.Choice(t),
			"Enregistrer mes choix, après avoir activé «\u00a0Statistiques\u00a0»":                                harness.Choice(t, preferences.Statistics),
			"Enregistrer mes choix, après avoir activé «\u00a0Internes\u00a0»":                                    harness.Choice(t, preferences.Internal),
			"Enregistrer mes choix, après avoir activé «\u00a0Tiers\u00a0»":                                       harness.Choice(t, preferences.ThirdParty),
			"Retirer son consentement\u00a0: tout accepter, puis «\u00a0Gérer mes cookies\u00a0» et tout refuser": harness.Choice(t),
		})
}

// TestProofOfAnotherPortal proves a portal that is not built in, whose script and
// charter come from other hosts and which says all that a tag can say.
func TestProofOfAnotherPortal(t *testing.T) {
	text, _ := charter.Portal(harness.Aude)
	file := filepath.Join(t.TempDir(), "charte.txt")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	const pasted = `<script src="https://cdn.example/bandeau/banner.js?1" defer data-portal="donnees.ville.example"` +
		` data-charter="https://www.ville.example:8443/charte.txt" data-version="2026-1" data-trackers="matomo" data-categories="statistics third_party"` +
		` data-integrations="consent-mode matomo" data-domain="ville.example" data-theme="dark" data-load="idle"></script>`
	files := prove(t, time.Date(2026, time.November, 22, 9, 3, 7, 0, time.UTC), proof.Options{
		CharterFile: file,
		Tag: tag.Tag{
			Script:       "https://cdn.example/bandeau/banner.js?1",
			Portal:       "donnees.ville.example",
			Charter:      "https://www.ville.example:8443/charte.txt",
			Version:      "2026-1",
			Trackers:     []string{"matomo"},
			Categories:   []string{"statistics", "third_party"},
			Integrations: []string{"consent-mode", "matomo"},
			Domain:       "ville.example",
			Theme:        "dark",
			Load:         "idle",
		},
	})
	checkIndex(t, files, pasted, "2026-1")
	asked := preferences.SetOf(preferences.Statistics, preferences.ThirdParty, preferences.Matomo)
	chosen := func(names ...preferences.Name) preferences.Preferences {
		p := preferences.Preferences{Charter: "2026-1", Asked: asked}
		for _, n := range names {
			p = p.With(n, true)
		}
		return p
	}
	all := chosen(preferences.Statistics, preferences.ThirdParty, preferences.Matomo)
	checkProven(t, files, provenAttributes{Domain: "ville.example", Path: "/", SameSite: "Lax", Secure: true, LifetimeInDays: 180},
		map[string]preferences.Preferences{
			"Tout accepter, dans le bandeau":                                                                      all,
			"Tout refuser, dans le bandeau":                                                                       chosen(),
			"Tout accepter, dans les préférences":                                                                 all,
			"Tout refuser, dans les préférences":                                                                  chosen(),
			"Enregistrer mes choix, sans rien activer":                                                            chosen(),
			"Enregistrer mes choix, après avoir activé «\u00a0Statistiques\u00a0»":                                chosen(preferences.Statistics, preferences.Matomo),
			"Enregistrer mes choix, après avoir activé «\u00a0Tiers\u00a0»":                                       chosen(preferences.ThirdParty),
			"Enregistrer mes choix, après avoir activé «\u00a0Matomo\u00a0»":                                      chosen(preferences.Statistics, preferences.Matomo),
			"Retirer son consentement\u00a0: tout accepter, puis «\u00a0Gérer mes cookies\u00a0» et tout refuser": chosen(),
		})
}

// checkSameButDate compares two proofs.
func checkSameButDate(t *testing.T, first, second map[string][]byte) {
	t.Helper()
	if len(first) != len(second) {
		t.Errorf("one proof has %d files, the other %d", len(first), len(second))
	}
	dates := [][2]string{
		{"2027-05-01T23:59:59Z", "2026-11-22T09:03:07Z"},
		{"samedi 1er\u00a0mai 2027 à 23\u00a0h\u00a059\u00a0min\u00a059\u00a0s", "dimanche 22\u00a0novembre 2026 à 9\u00a0h\u00a003\u00a0min\u00a007\u00a0s"},
		{digest(second["index.html"]), digest(first["index.html"])}, // in SHA384SUMS
	}
	for name, data := range second {
		if name == "index.html" || name == "SHA384SUMS" {
			for _, date := range dates {
				if bytes.Count(data, []byte(date[0])) != bytes.Count(first[name], []byte(date[1])) {
					t.Errorf("%s does not have %q where the other has %q", name, date[0], date[1])
				}
				data = bytes.ReplaceAll(data, []byte(date[0]), []byte(date[1]))
			}
		}
		if !bytes.Equal(data, first[name]) {
			t.Errorf("%s differs between two runs", name)
		}
	}
	for _, date := range dates[:2] {
		for name, data := range first {
			if dated := name == "index.html"; bytes.Contains(data, []byte(date[1])) != dated {
				t.Errorf("%s has the date %q: %v, want %v", name, date[1], !dated, dated)
			}
		}
	}
}
