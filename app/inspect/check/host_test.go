//go:build !js

package check

import "testing"

// TestHost: a page of another host than data-portal needs a look, unless the build has an alias.
func TestHost(t *testing.T) {
	for at, other := range map[string]string{
		"https://OpenData.aude.fr:8443/":  "",
		"https://aude.huwise.com/explore": "",
		"http://localhost:8000/":          "",
		"http://192.0.2.7/":               "",
		"http://[2001:db8::1]/":           "",
		"https://seul.example/":           "seul.example",
		"https://autre.example/":          "autre.example",
	} {
		findings := runAt(t, at, goodPage, "")
		if other != "" {
			wantOneFault(t, findings, Unsure, []string{"Hôte de la page", "servie par " + other,
				"data-portal nomme opendata.aude.fr", "-alias opendata.aude.fr=" + other})
		} else if Count(findings, Good) != len(findings) {
			t.Errorf("%s: %s", at, Report(findings))
		}
	}
}

// TestAliasWithoutPortal: a page of an alias has its portal's charter, which may name the portal.
func TestAliasWithoutPortal(t *testing.T) {
	page := changed(t, `data-portal="opendata.aude.fr"`, `data-version="1"`)
	findings := runAt(t, "https://aude.huwise.com/", page, "")
	if Count(findings, Good) != len(findings) {
		t.Error(Report(findings))
	}
}

// TestNoCharter: a portal whose charter is nowhere shows the standard one.
func TestNoCharter(t *testing.T) {
	page := changed(t, `data-portal="opendata.aude.fr"`, `data-version="1" data-controller="Ville"`)
	wantOneFault(t, runAt(t, "https://autre.example/", page, ""), Missing,
		[]string{"charte type"})
}
