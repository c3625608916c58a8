package read

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestUnread: a word that looks like a cookie's name is read, or warned of.
func TestUnread(t *testing.T) {
	const list = "- zz_a : compte, 6 mois\n- zz_g* : compte, 6 mois"
	for text, want := range map[string][]string{
		"Le cookie zz_test est conservé 6 mois.":                    {"zz_test"},
		"Le cookie zz_a est conservé 6 mois.":                       nil,
		"Les cookies zz_b, zz_c et zz_b sont tiers.":                {"zz_b", "zz_c"},
		"Le cookie ZZ_A et zz_g_1, comme zz_* et zz_gz.":            {"zz_gz"},
		"Des cookies zz_g.1, yy_* et yy_a":                          {"yy_*"},
		"Des cookies <zz_x> et <zz_y>":                              {"<zz_x>", "<zz_y>"},
		"Nous posons PHPSESSID et csrftoken.":                       {"PHPSESSID", "csrftoken"},
		"Le cookie « lang » retient la langue.":                     {"lang"},
		"Un cookie nommé \"lang\" retient la langue.":               {"lang"},
		"The NID cookie and the cookie IDE are advertising.":        {"NID", "IDE"},
		"Le tableau zCookie retient tout.":                          {"zCookie"},
		"Le cookie CookieConsent retient vos choix.":                {"CookieConsent"},
		"Les cookies « tiers » et « de session » sont HTTP.":        nil,
		"Les cookies HTTP, RGPD et TIERS. POLITIQUE COOKIES ABC":    nil,
		"Voir https://a.example/zz_x, a_b@ville.example, zz_x.pdf":  nil,
		"Le consentement aux cookies, YouTube et Matomo.":           nil,
		"Il pose YSC (session) et PREF (8 mois), à la SNCF (Paris)": {"YSC", "PREF"},
		"Le NID ( 6 mois, puis le RGPD (2 ans) :":                   nil,
		"Nous avons zz_b;zz_c zz_d/zz_e zz_f|zz_h zz_i:zz_j zz_k=zz_l": {"zz_b", "zz_c", "zz_d",
			"zz_e", "zz_f", "zz_h", "zz_i", "zz_j", "zz_k", "zz_l"},
		"Voir a.html, a_b.html, a_b.js, a_b.php et a_b.aspx !": nil,
		"Le bureau \\\\zz_x n’est pas zz_y!, zz_z? ni zz_t…":   {"zz_y", "zz_z", "zz_t"},
		"Les mots csrf, xsrf, cookie et (session)":             nil,
		"Les noms xsrfid, _zz et sessionid2 seuls.":            {"xsrfid", "_zz", "sessionid2"},
		"Un cookie wall, des cookies-tiers et le Cookiebot.":   nil,
		"Écrivez à www.zz_x.example ou (zz_y) !":               {"zz_y"},
		"Le cookie zz_a_b et zz_b→zz_c":                        {"zz_a_b", "zz_b", "zz_c"},
		"Le dossier \\ville/zz_x, le cookie a@b.example IDE.":  nil,
		"Le ABC zz_b cookie, le NID a@b.example cookie.":       {"zz_b"},
		"Le mot \"lang\" seul. Le bandeau-cookies SNCF.":       nil,
		"Le train SNCF (2 heures":                              nil,
		"(2 ans) pour tous, et lang_ aussi. POLITIQUE COOKIE":  nil,
	} {
		c, err := Parse([]byte("T\n\nCookies tiers\n\n" + list + "\n\n" + text))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, w := range c.Warnings {
			if w.Kind == WarnUnread && w.Line == 8 {
				names = append(names, w.Text)
			}
		}
		if !slices.Equal(names, want) {
			t.Errorf("%q: unread are %q, want %q", text, names, want)
		}
	}
}

// TestStems: a sign, or the end of a word, stands for the rest of a name.
func TestStems(t *testing.T) {
	for name, want := range map[string]string{"zz_a": "zz_a", "ZZ_A*": "zz_a*", "zz_a<b>": "zz_a*",
		"zz_a[b]": "zz_a*", "zz_a{b}": "zz_a*", "zz_a#b": "zz_a*", "zz_a%s": "zz_a*", "zz_a_": "zz_a",
		"zz_a.*": "zz_a*", "zz_a-*": "zz_a*", "zz_a.": "zz_a", "*": "*"} {
		stem, open := stemOf(name)
		if open {
			stem += "*"
		}
		if stem != want {
			t.Errorf("%q has the stem %q, want %q", name, stem, want)
		}
	}
	var starts []string
	eachStart("_a.b-c_d", func(start string) bool {
		starts = append(starts, start)
		return false
	})
	if !slices.Equal(starts, []string{"_a", "_a.b", "_a.b-c"}) {
		t.Errorf("%q", starts)
	}
}

// TestManyUnread: at most a hundred names are warned of.
func TestManyUnread(t *testing.T) {
	var text strings.Builder
	for i := range 110 {
		fmt.Fprintf(&text, "Voir zz%d_a ici.\n", i)
	}
	c, err := Parse([]byte("T\n\n" + text.String()))
	n := 0
	for _, w := range c.Warnings {
		if w.Kind == WarnUnread {
			n++
		}
	}
	if err != nil || n != 100 {
		t.Errorf("%d warnings, %v", n, err)
	}
}

// TestUnreadPlaces: names are warned of wherever they stand, but for the tables that were read.
func TestUnreadPlaces(t *testing.T) {
	for text, want := range map[string][]Warning{
		"T\n\nCookies tiers\n\n- Plan : lire un plan\n- zz_a : voir zz_b, 6 mois": {
			{6, WarnUnread, "zz_b"}},
		"T\n\nCookies tiers\n\n- Vimeo : lire un film, 1 an\n- Autre chose : OSM, Vimeo": {
			{5, WarnItem, "Vimeo"}},
		"T\n\nBureaux\n\nABC (2 ans)": {{5, WarnItem, "ABC"}},
		"T\n\nBureaux\n\n- Mairie : au bourg, 2 heures\n- Autre chose : OSM, Vimeo": nil,
		"T zz_t\n\nNom\tRemarque\tDurée\nzz_a\tou zz_b\t1 an":                       {{1, WarnUnread, "zz_t"}},
		"T\n\nLieu\tDate\nzz_a\thier\nzz_b\thier":                                   {{4, WarnUnread, "zz_a"}, {5, WarnUnread, "zz_b"}},
		"T\n\nCookies tiers\n\n- zz_a : x, 6 mois\n- Mots zz_b ici": {
			{6, WarnUnread, "zz_b"}},
		"T\n\nRéglages\n\n- langue : la langue, 6 mois\n- zut":           {{5, WarnItem, "langue"}},
		"T\n\nVoici les cookies suivants :\n- langue : la langue":        {{4, WarnItem, "langue"}},
		"T\n\nVoici les cookies suivants :\n- langue : comme zz_b":       {{4, WarnItem, "langue"}},
		"T\n\nPour refuser les cookies :\n- firefox : un menu":           nil,
		"T\n\nVoici les points suivants :\n- langue : la langue":         nil,
		"T\n\nListe\n\n- zz_a : voir zz_b, 6 mois":                       {{5, WarnUnread, "zz_b"}},
		"T\n\nCookies tiers\n\n- zz_a_b : x, 6 mois\n\nVoir zz_a.":       {{7, WarnUnread, "zz_a"}},
		"T\n\nCookies tiers\n\nNom\tDurée\n_aa, lang\t1 an\n\nVoir _aa.": nil,
		"T\n\nCookies tiers\n\nNom\tDurée\n_aa; lang\t1 an\n\nVoir _aa.": nil,
	} {
		c, err := Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		var got []Warning
		for _, w := range c.Warnings {
			if w.Kind == WarnUnread || w.Kind == WarnItem {
				got = append(got, w)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

// TestButtons: the buttons of a panel of choices are no headings, names or titles, wherever they
// stand, and are left out.
func TestButtons(t *testing.T) {
	c, err := Parse([]byte("Gestion des cookies\nTout accepter\nCookies tiers\n\nRefuser\n" +
		"- zz_a : compte, 6 mois\nToujours actif\nMots.\n- zz_b : trie, 6 mois"))
	var got []Warning
	for _, w := range c.Warnings {
		if w.Kind == WarnLeftOut {
			got = append(got, w)
		}
	}
	want := []Warning{{2, WarnLeftOut, "Tout accepter"}, {5, WarnLeftOut, "Refuser"},
		{7, WarnLeftOut, "Toujours actif"}}
	if err != nil || c.Title != "Gestion des cookies" || len(c.Cookies) != 2 || !slices.Equal(got, want) {
		t.Errorf("%q, %+v, %+v, %v", c.Title, c.Cookies, got, err)
	}
	c, err = Parse([]byte("Bonjour à tous\nTout accepter\nCookies tiers\n\n- zz_a : compte, 6 mois"))
	if err != nil || c.Title != "Cookies tiers" {
		t.Errorf("%q, %v", c.Title, err)
	}
}
