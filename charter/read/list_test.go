package read

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestCookieNames: what a cookie may be called, and what nothing else is.
func TestCookieNames(t *testing.T) {
	for text, want := range map[string]charter.Cookie{
		"Matomo : compte":            {Service: "Matomo", Purpose: "compte"},
		"Étang Analytics (2 ans)":    {Service: "Étang Analytics", Duration: "2 ans"},
		"Plans – montre, 1 an":       {Service: "Plans", Purpose: "montre", Duration: "1 an"},
		"Plans — montre":             {Service: "Plans", Purpose: "montre"},
		"Matomo : https://a.example": {}, "Matomo :": {}, "Matomo (Ville)": {}, "Matomo": {},
		"matomo du site : compte": {}, "Oui, merci : compte": {}, "À. B. : compte": {},
		"Un deux trois quatre : mots": {}, "Un deux trois : mots": {Service: "Un deux trois", Purpose: "mots"},
		"Matomo (_pk_id":                   {},
		"Le service de mesure de la ville": {}, "Mesure d’audience : compte": {}, "Cookies : mots": {},
		"Ici : Matomo (_pk_id)": {Service: "Ici", Purpose: "Matomo (_pk_id)"},
		"Matomo (_pk_id, pour compter) : x": {Service: "Matomo", Provider: "_pk_id pour compter",
			Purpose: "x"},
		"Compte, Matomo (_pk_id) : x": {}, "Oui ; Matomo (_pk_id) : x": {},
		"Finalité : compter": {}, ": compte": {}, "Oui ; non : mots": {},
		"YouTube YSC : films, 6 mois": {},
	} {
		got, ok := readItem(text)
		if ok != (want.Service != "") || ok && !reflect.DeepEqual(got.Cookie.Cookie, want) {
			t.Errorf("%q is read as %+v, %t", text, got, ok)
		}
	}
	for text, want := range map[string]string{
		"Matomo : _pk_id (13 mois), _pk_ses (1 an).": "Matomo _pk_id 13 mois, Matomo _pk_ses 1 an",
		"Cookies tiers : YSC, PREF (1 an)":           " YSC ,  PREF 1 an",
		"- Cookies tiers : datr (1 an)":              " datr 1 an",
		"Matomo : datr (1 an)":                       "", "Matomo : _pk_id compte": "",
		"Matomo : _pk_id (oui)": "", "Matomo : _pk_id, compte les visites": "",
		"les noms : _pk_id":    "",
		"les noms de : _pk_id": "", "Matomo": "", "Matomo :": "",
		"Matomo : _pk_id ( 1 an )": "Matomo _pk_id 1 an", "Matomo : _pk_id (1 an": "",
		"Matomo : _pk_id (1 an) compte": "", "Matomo : _pk_id (1 an), (2 ans)": "",
		"Mesure d’audience : _pk_id (13 mois)": " _pk_id 13 mois",
		"Matomo : _pk_id, datr":                "Matomo _pk_id , Matomo datr ",
		"Gare : SNCF (2 heures)":               "", "un (1 an), deux (2 ans)": "",
	} {
		var list []string
		for _, c := range readEnumeration(text) {
			list = append(list, c.Provider+" "+c.Name+" "+c.Duration)
		}
		if got := strings.Join(list, ", "); got != want {
			t.Errorf("%q has %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string][2]bool{
		"_pk_id.1*": {true, true}, "PHPSESSID": {true, true}, "csrftoken": {true, true},
		"XSRF-TOKEN": {true, true}, "csrf-id": {true, true}, "xsrf-id": {true, true},
		"auth-token": {true, true}, "cookieconsent": {true, true},
		"euconsent-v2": {true, true}, "matomo-id": {true, true}, "a$b": {true, true}, "ab*": {true, true},
		"test-cookie": {true, true}, "<a_b>": {true, true},

		"IDE": {true, false}, "lang": {true, false}, "cookies": {true, false},
		"cookie": {true, false}, "token": {true, false}, "session": {true, false}, "sessions": {true, false},
		"consent": {true, false}, "matomo": {true, false}, "YouTube": {true, false},
		"<id>": {true, false}, "[nom]": {true, false}, "{nom}~": {true, false},
		"ab#%!@+-.": {true, false}, "Bonjour2": {true, false}, "bOnjour": {true, false},

		"az": {true, false}, "AZ": {true, false}, strings.Repeat("a", 100): {true, false},
		"a1": {false, false}, "Bonjour": {false, false}, "Z": {false, false},
		"été": {false, false}, "deux mots": {false, false}, "": {false, false},
		"Statistik-Cookies": {false, true}, strings.Repeat("a", 101): {false, false},
	} {
		if got := [2]bool{isName(text), isCertain(text)}; got != want {
			t.Errorf("%q: got %t, want %t", text, got, want)
		}
	}
}

func TestItems(t *testing.T) {
	for text, want := range map[string]charter.Cookie{
		"- _pk_id (Matomo, 13 mois) : compte": {Name: "_pk_id", Provider: "Matomo", Duration: "13 mois",
			Purpose: "compte"},
		"« PHPSESSID » – garde la connexion, session": {Name: "PHPSESSID", Purpose: "garde la connexion",
			Duration: "session"},
		"_pk_id, _pk_ses = comptent (13 mois)": {Name: "_pk_id, _pk_ses", Purpose: "comptent",
			Duration: "13 mois"},
		"- csrftoken":                    {Name: "csrftoken"},
		"“_pk_id” — compte, 13 mois":     {Name: "_pk_id", Purpose: "compte", Duration: "13 mois"},
		"`_pk_id` - compte; 13 mois":     {Name: "_pk_id", Purpose: "compte", Duration: "13 mois"},
		"\"_pk_id\" → compte - 13 mois.": {Name: "_pk_id", Purpose: "compte", Duration: "13 mois"},
		"'_pk_id' : compte ; 13 mois ;":  {Name: "_pk_id", Purpose: "compte", Duration: "13 mois"},
		"«\u00a0_pk_id\u00a0» : compte\u00a0; 13 mois": {Name: "_pk_id", Purpose: "compte",
			Duration: "13 mois"},
		"_pk_id: compte – 13 mois":          {Name: "_pk_id", Purpose: "compte", Duration: "13 mois"},
		"_pk_id= compte — 13 mois":          {Name: "_pk_id", Purpose: "compte", Duration: "13 mois"},
		"_pk_id : compte. Durée : 13 mois.": {Name: "_pk_id", Purpose: "compte", Duration: "13 mois"},
		"_pk_id : 13 mois":                  {Name: "_pk_id", Duration: "13 mois"},
		"_pk_id : 13 mois : compte":         {Name: "_pk_id", Purpose: "compte", Duration: "13 mois"},
		"_pk_id : 13 mois ;":                {Name: "_pk_id", Duration: "13 mois"},
		"_pk_id : 13 mois — session":        {Name: "_pk_id", Purpose: "session", Duration: "13 mois"},
		"_pk_id : compte ( 13 mois )":       {Name: "_pk_id", Purpose: "compte", Duration: "13 mois"},
		"_pk_id, (13 mois)":                 {Name: "_pk_id", Duration: "13 mois"},
		"_pk_id (Matomo)":                   {Name: "_pk_id", Provider: "Matomo"},
		"_pk_id (13 mois)":                  {Name: "_pk_id", Duration: "13 mois"},
		"Mesures de la ville (_pk_id) : compte": {Name: "_pk_id", Provider: "Mesures de la ville",
			Purpose: "compte"},
		"Matomo (_pk_id, _pk_ses) : comptent": {Name: "_pk_id, _pk_ses", Provider: "Matomo",
			Purpose: "comptent"},
	} {
		if got, ok := readItem(text); !ok || !reflect.DeepEqual(got.Cookie.Cookie, want) || !got.certain {
			t.Errorf("%q is read as %+v, %t", text, got, ok)
		}
	}
	for _, text := range []string{"le nom du site ;", "Authentification : garde la connexion",
		"cookies nécessaires : sans eux", "_pk_id :", "demander : oui ou non ?x y z"} {
		if got, ok := readItem(text); ok && got.certain {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

// TestDescriptions: a cookie begins on the line of its first label.
func TestDescriptions(t *testing.T) {
	c, err := Parse([]byte("T\n\nType: Essential\nConsent: no\nName: sid_a, sid_b\nDuration: 2 days"))
	if err != nil || len(c.Cookies) != 2 || c.Cookies[0].Line != 3 || !c.Cookies[1].Exempt {
		t.Errorf("%+v, %v", c.Cookies, err)
	}
	c, err = Parse([]byte("T\n\nCookies tiers\nType: Essential\nsid_a\nMots.\nName: sid_b"))
	if err != nil || len(c.Cookies) != 2 || c.Cookies[1].Kind != charter.ThirdParty {
		t.Errorf("%+v, %v", c.Cookies, err)
	}
	c, err = Parse([]byte("T\n\nCookies nécessaires\n\ntarteaucitron\nFinalité : retenir le choix\n" +
		"Durée : 1 an\n\nPHPSESSID\nFinalité : rester connecté\nDurée : session"))
	if err != nil || len(c.Cookies) != 2 || c.Cookies[0].Name != "tarteaucitron" ||
		c.Cookies[0].Duration != "1 an" || c.Cookies[1].Purpose != "rester connecté" {
		t.Errorf("%+v, %v", c.Cookies, err)
	}
	for text, want := range map[string]int{
		"Cookies tiers\n\nMatomo\nFinalité : mesurer\nDurée : 1 an":             1,
		"Cookies tiers\n\nÉditeur : Ville\n\nMots.":                             0,
		"Vos données\n\nContact\nFinalité : répondre\nDurée : 1 an":             0,
		"Cookies tiers\n\nFinalité : mesurer\n\nMots.\n\nDurée : 1 an\n\nMots.": 1,
	} {
		c, err := Parse([]byte("T\n\n" + text))
		n := 0
		for _, w := range c.Warnings {
			if w.Kind == WarnItem {
				n++
			}
		}
		if err != nil || n != want {
			t.Errorf("%q: %+v, %v", text, c.Warnings, err)
		}
	}
	c, err = Parse([]byte("T\n\nType: Essential\nMots.\nProvider: Ville\nName: sid_b"))
	if err != nil || len(c.Cookies) != 1 || c.Cookies[0].Line != 5 || c.Cookies[0].Provider == "" {
		t.Errorf("%+v, %v", c.Cookies, err)
	}
	for cell, want := range map[string]int{"_aa, _bb": 2, "Google Analytics, _ga": 1, "_aa": 1,
		"csrf, token": 1, "csrf, IDE": 2, "_aa, lang": 1} {
		if got := splitNames(cell); len(got) != want {
			t.Errorf("%q has the names %q", cell, got)
		}
	}
}

// TestNamesInLists: a cookie whose name has « consent » in it is no label, and a sentence may list
// cookies behind a colon.
func TestNamesInLists(t *testing.T) {
	for line, want := range map[string][]string{
		"Cookies de mesure : YSC, PREF (8 mois).":             {"YSC", "PREF"},
		"- site-consent : retient (6 mois)":                   {"site-consent"},
		"- cookie-consent : retient (6 mois)":                 {"cookie-consent"},
		"Nous posons les cookies suivants : zz_a, zz_b.":      {"zz_a", "zz_b"},
		"Cookies posés : zz_a (6 mois), zz_b (session)":       {"zz_a", "zz_b"},
		"Consentement : non":                                  nil,
		"Nous posons ces cookies : pour la mesure, la langue": nil,
	} {
		c, err := Parse([]byte("T\n\nCookies de mesure d’audience\n\n- _zz : compte, 6 mois\n\n" + line))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, cookie := range c.Cookies[1:] {
			names = append(names, cookie.Name)
			if cookie.Kind != charter.Statistics {
				t.Errorf("%q: %+v", line, cookie)
			}
		}
		if !slices.Equal(names, want) {
			t.Errorf("%q names %q, want %q", line, names, want)
		}
	}
}

// TestPieces: commas alone may stand between a name, a purpose and a duration.
func TestPieces(t *testing.T) {
	for text, want := range map[string]charter.Cookie{
		"- zz_test, 6 mois":                  {Name: "zz_test", Duration: "6 mois"},
		"zz_test 6 mois":                     {Name: "zz_test", Duration: "6 mois"},
		"zz_test, garde la langue, 1 an":     {Name: "zz_test", Purpose: "garde la langue", Duration: "1 an"},
		"- « zz_test » ; garde la langue":    {Name: "zz_test", Purpose: "garde la langue"},
		"- _ga, NID, 2 ans":                  {Name: "_ga, NID", Duration: "2 ans"},
		"- _ga, mesure, 2 ans":               {Name: "_ga", Purpose: "mesure", Duration: "2 ans"},
		"zz_test, garde la langue":           {},
		"- zz_test , 6 mois":                 {Name: "zz_test", Duration: "6 mois"},
		"- SNCF, le train, 2 heures":         {},
		"- zz_a, zz_b et zz_c, 2 ans":        {},
		"- zz_test,":                         {},
		"- langue, 6 mois":                   {},
		"- mesure d’audience, zz_a, 13 mois": {},
		"zz_test dure 6 mois":                {},
		"langue 6 mois":                      {},
	} {
		got, ok := readItem(text)
		if ok != (want.Name != "") || ok && !reflect.DeepEqual(got.Cookie.Cookie, want) {
			t.Errorf("%q is read as %+v, %t", text, got, ok)
		}
	}
}

// TestLabels: a line of labels has nothing else, and a label is short.
func TestLabels(t *testing.T) {
	for text, want := range map[string][]string{
		"Nom : zz_a ; durée : 1 an":        {"Nom : zz_a", "durée : 1 an"},
		"Durée : 1 an":                     {"Durée : 1 an"},
		"Nom : zz_a ; durée : 1 an ; mots": {"Nom : zz_a ; durée : 1 an ; mots"},
	} {
		if got := cutLabels(text); !slices.Equal(got, want) {
			t.Errorf("%q is cut into %q", text, got)
		}
	}
	for text, want := range map[string]bool{"Durée : 1 an": true, "Durée :": false, "Durée": false,
		"La durée pendant laquelle ce cookie reste ici : 1 an": false} {
		if hasLabel(text) != want {
			t.Errorf("%q has a label: %t", text, !want)
		}
	}
	for text, want := range map[string]bool{"mot : rien": false, "mot : rien, 1 an": true,
		"zz_a : rien": true, "Mot, 1 an": false} {
		if startsWithCookie(text) != want {
			t.Errorf("%q starts with a cookie: %t", text, !want)
		}
	}
}

// TestServiceNames: a service's name begins with a capital, and the names behind it are a cookie's.
func TestServiceNames(t *testing.T) {
	for text, want := range map[string]bool{"Matomo : compte": true, "YouTube : films": true,
		"zz_a : compte": false, "zz_a, 6 mois": false, "Matomo": false} {
		if startsWithService(text) != want {
			t.Errorf("%q starts with a service: %t", text, !want)
		}
	}
	for names, want := range map[string]bool{"YSC, PREF": true, "film, zz_a": true,
		"film, PREF": false, "": false} {
		if isOfService(names, "– voir") != want {
			t.Errorf("%q are of a service: %t", names, !want)
		}
	}
}
