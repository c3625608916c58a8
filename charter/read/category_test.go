package read

import (
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestNames is the third step's heart: the category that a heading names.
func TestNames(t *testing.T) {
	for text, want := range map[string]naming{
		"Cookies internes strictement nécessaires":    {kind: charter.Necessary},
		"Cookies internes et nécessaires":             {mixed: true},
		"Cookies techniques et fonctionnels":          {kind: charter.Necessary},
		"Cookies fonctionnels":                        {kind: charter.Necessary, functional: true},
		"Cookies fonctionnels et statistiques":        {mixed: true},
		"Cookies internes ou first-party":             {kind: charter.Internal},
		"Cookies internes et tiers":                   {mixed: true},
		"Cookies publicitaires / réseaux sociaux":     {kind: charter.ThirdParty},
		"Cookies analytiques internes":                {kind: charter.Statistics},
		"Cookies non essentiels":                      {},
		"Cookies internes / tiers":                    {mixed: true},
		"Cookies internes & tiers":                    {mixed: true},
		"Cookies internes + tiers":                    {mixed: true},
		"Cookies internes, vidéos et statistiques":    {mixed: true},
		"Cookies internes, visites et statistiques":   {kind: charter.Statistics},
		"Cookies non nécessaires, tiers":              {kind: charter.ThirdParty},
		"Traceurs exemptés, non nécessaires":          {consent: consentExempt},
		"Cookies tiers exemptés":                      {kind: charter.ThirdParty, consent: consentExempt},
		"Cookies sans publicité":                      {},
		"ANALÍTICAS, MEDICIÓN Y PREFERÊNCIAS":         {mixed: true},
		"Not strictly necessary cookies":              {},
		"Autres cookies":                              {},
		"Cookies tiers, soumis à votre accord":        {kind: charter.ThirdParty, consent: consentAsked},
		"Traceurs soumis à votre consentement":        {consent: consentAsked},
		"Traceurs exemptés de consentement":           {kind: charter.Necessary, consent: consentExempt},
		"Traceurs qui ne sont pas exemptés":           {consent: consentAsked},
		"Cookies nécessaires, soumis à autorisation":  {consent: consentAsked},
		"Liste des cookies":                           {silent: true},
		"Liste des cookies, nécessaires ou non":       {},
		"Outre les cookies techniques, nous posons":   {},
		"Certains cookies tiers":                      {kind: charter.ThirdParty},
		"Cookies non posés sur le site par des tiers": {kind: charter.ThirdParty},
		"Cookies internes et cookies statistiques":    {mixed: true},
		"Cookies internes et de statistiques":         {mixed: true},
		"Cookies internes et dits statistiques":       {mixed: true},
		"Tous, sauf les cookies nécessaires":          {},

		"Fiche technique : détails techniques":              {silent: true},
		"Cookies internes et propriétaires de statistiques": {kind: charter.Statistics},
		"Cookies internes et un partage":                    {mixed: true},
	} {
		if got := nameOf(words(text)); got != want {
			t.Errorf("%q is %+v, want %+v", text, got, want)
		}
	}
}

func TestConsent(t *testing.T) {
	for text, want := range map[string]consent{
		"Ils sont exemptés de consentement":                            consentExempt,
		"Ils ne requièrent pas de consentement":                        consentExempt,
		"Le consentement n’est pas nécessaire":                         consentExempt,
		"They do not require your consent":                             consentExempt,
		"No consent is needed":                                         consentExempt,
		"Ils sont posés sans votre accord":                             consentExempt,
		"No requieren su consentimiento":                               consentExempt,
		"Ils ne sont pas posés sans votre accord":                      consentAsked,
		"Votre consentement est nécessaire":                            consentAsked,
		"Ils ne sont pas indispensables et sont soumis à votre accord": consentAsked,
		"Le portail attend votre accord":                               consentAsked,
		"Ils ne sont pas dispensés de consentement":                    consentAsked,
		"Si vous donnez votre consentement":                            consentUnsaid,
		"Certains cookies sont exemptés de consentement":               consentUnsaid,
		"Ils comptent les visites":                                     consentUnsaid,
		"Votre accord est demandé":                                     consentAsked,
		"Ils ne sont pas utiles, un accord est requis":                 consentAsked,
		"Sans vous le dire, ils attendent un accord":                   consentAsked,
	} {
		if got := consentOf(words(text)); got != want {
			t.Errorf("%q says %d, want %d", text, got, want)
		}
	}
	for _, sign := range []string{",", ";", ":", ".", "!", "?", "(", ")", "[", "]", "–", "—"} {
		if got := consentOf(words("Dites non" + sign + " accord requis")); got != consentAsked {
			t.Errorf("after %q a negation still counts: %d", sign, got)
		}
	}
}

// TestScope: the heading that a table belongs to, or what is said right above it, names its
// category.
func TestScope(t *testing.T) {
	const table = "\n\nNom\tDurée\n_a\t1 an\n"
	const necessary, statistics = charter.Necessary, charter.Statistics
	for _, c := range []struct {
		text string
		kind charter.Kind
	}{
		{"Cookies tiers\n\nMots." + table, charter.ThirdParty},
		{"Cookies tiers\n\nMots.\n\nListe" + table, charter.ThirdParty},
		{"Cookies tiers\n\nMots.\n\nAutre partie\n\nMots." + table, charter.Unknown},
		{"Cookies tiers\n\nUn film\n\nMots." + table, charter.ThirdParty},
		{"Menu\n\nCookies tiers\n\nContact\n\nMots." + table, charter.Unknown},
		{"1. Cookies tiers\n\nMots.\n\n1.1 Films\n\nMots." + table, charter.ThirdParty},
		{"1. Cookies tiers\n\nMots.\n\n2. Films\n\nMots." + table, charter.Unknown},
		{"1. Cookies tiers\n\nMots.\n\na) Films\n\nMots." + table, charter.ThirdParty},
		{"1.1- Cookies tiers\n\nMots.\n\n1.2- Films\n\nMots." + table, charter.Unknown},
		{"1) Cookies tiers\n\nMots.\n\n1.1) Films\n\nMots." + table, charter.ThirdParty},
		{"Cookies tiers\n\n1. Films\n\nMots.\n\n2. Plans\n\nMots." + table, charter.Unknown},
		{"1. Cookies tiers\n\nMots.\n\n2.- Films\n\nMots." + table, charter.Unknown},
		{"1. Cookies tiers\n\nMots.\n\n2.) Films\n\nMots." + table, charter.Unknown},
		{"1. Accueil\n\n2. Contact\n\n3. Plan\n\nMots." + table, charter.Unknown},
		{"Cookies tiers\n\nMots.\n\nFAQ\n\nMots." + table, charter.Unknown},
		{"Cookies tiers\n\nMots.\n\nréglages du site\n\nNom : zz_a\nDurée : 1 an", charter.Unknown},
		{"Cookies tiers\n\nMots.\n\nFilms https://a.example" + table, charter.ThirdParty},
		{"Cookies tiers\n\nCookies statistiques\n\nMots.\n\nDétail des cookies" + table, statistics},
		{"Cookies internes\n\nMots.\n\nCookies internes\n\nMots.\n\nDétail des cookies" + table,
			charter.Internal},

		{"Cookies tiers\n\nLes cookies statistiques comptent." + table, statistics},
		{"Cookies tiers\n\nLes cookies statistiques comptent.\n\nMots." + table, statistics},
		{"Liste\n\nLes cookies statistiques comptent.\n\nLes cookies tiers suivent.\n\nMots." + table,
			charter.Unknown},
		{"Liste\n\nLes cookies statistiques comptent.\n\nLes cookies tiers suivent. Ils durent." + table,
			charter.ThirdParty},
		{"Cookies tiers\n\nFilms\n\nContact\n\nMots." + table, charter.Unknown},
		{"Liste\n\nLes cookies tiers suivent.\n\nLes cookies nécessaires aident." + table,
			charter.Unknown},
		{"Liste\n\nLes cookies internes aident.\n\nLes cookies tiers suivent.\n\nVoici :" + table,
			charter.Unknown},
		{"Liste\n\nLes cookies nécessaires aident.\n\nVoici :" + table, necessary},
		{"Liste\n\n- Statistiques : elles comptent.\n- Tiers : ils suivent." + table, charter.Unknown},
		{"Liste\n\n- Statistiques : elles comptent.\n\nMots." + table, statistics},
		{"Liste\n\nVoici nos cookies statistiques." + table, statistics},
		{"Liste\n\nVoici nos cookies statistiques.\n\nhttps://a.example" + table, statistics},
		{"Liste\n\nVoici nos outils statistiques." + table, charter.Unknown},
		{"Liste\n\nLes cookies nécessaires sont tous posés par la Ville." + table, necessary},
		{"Liste\n\nLes cookies internes gardent un choix fonctionnel." + table, charter.Internal},
		{"Liste\n\nLes cookies internes aident.\n\nLes cookies statistiques comptent.\n\nLes " +
			"cookies internes restent.\n\nMots." + table, charter.Unknown},
		{"Liste\n\nVoici nos cookies, pour tout." + table, charter.Unknown},
		{"Liste\n\nLes cookies de session sont indispensables." + table, charter.Unknown},
		{"Liste\n\nLes cookies de session ci-dessous sont indispensables." + table, necessary},
		{"Liste\n\nCes cookies de session sont indispensables." + table, necessary},
		{"Liste\n\nParmi les cookies ci-dessous, ceux de session sont indispensables." + table,
			charter.Unknown},
		{"Liste\n\nLes cookies nécessaires aident. Voici tous nos cookies." + table, charter.Unknown},
		{"Liste\n\nLes cookies nécessaires aident. Voici nos cookies." + table, charter.Unknown},
		{"Liste\n\nLes cookies nécessaires aident.\n\nTous nos cookies :" + table, charter.Unknown},
		{"Cookies nécessaires\n\nMots.\n\nTous nos cookies" + table, charter.Unknown},
		{"Cookies tiers\n\nMots.\n\nTous nos cookies" + table, charter.ThirdParty},
		{"Mots.\n\nVoici tous nos cookies.\n\nCookies nécessaires" + table, necessary},
		{"Liste\n\nLes cookies nécessaires aident. Voici tous ces cookies." + table, necessary},
		{"Liste\n\nLes cookies nécessaires aident. Tous s’effacent." + table, necessary},
		{"Liste\n\nLes cookies nécessaires aident. Tous ces outils posent des cookies internes." + table,
			necessary},
		{"Liste\n\nDes cookies tiers. Voici la liste." + table, charter.Unknown},
		{"Liste\n\n- voici nos cookies statistiques." + table, charter.Unknown},
		{"Cookies tiers\n\nCookies statistiques :" + table + "\nMots." + table, statistics},
		{"Cookies statistiques\n\nMots.\n\nCookies tiers\n\nNom\tDurée\n_c\t1 an\n\nMots." + table,
			charter.ThirdParty},
		{"Liste <https://a.example>\n\nCookies tiers https://a.example" + table, charter.ThirdParty},

		{"Cookies fonctionnels\n\nIls attendent votre accord." + table, charter.Internal},
		{"Cookies fonctionnels soumis à votre accord" + table, charter.Internal},
		{"Cookies fonctionnels" + table, necessary},
		{"Cookies fonctionnels" + table + "\nCookies nécessaires" + table, charter.Unknown},
		{"Cookies fonctionnels\n\nSans eux, rien ne marche." + table + "\nCookies nécessaires" + table,
			necessary},
	} {
		got, err := Parse([]byte("T\n\n" + c.text))
		if err != nil || len(got.Cookies) == 0 || got.Cookies[0].Kind != c.kind {
			t.Errorf("%q: %+v, %v, want %d", c.text, got.Cookies, err, c.kind)
		}
	}
}

// TestSections: which heading the cookies of a section, or below a second table, belong to.
func TestSections(t *testing.T) {
	const start, table = "Cookies tiers\n\nMots.\n\nYouTube\n\n", "Nom\tDurée\nzz_a\t1 an\n\n"
	checkUnderstood(t, "T\n\n", map[string]string{
		start + "- langue : voir, 6 mois": "T langue|||voir|6 mois",
		start + "zz_a : voir, 6 mois":     "T zz_a|||voir|6 mois",
		start + "langue : voir\n\n- zz_a : voir, 6 mois": "U zz_a|||voir|6 mois, " +
			"11 no-category langue : voir",
		start + "- Un film.\n\n- zz_a : voir, 6 mois": "U zz_a|||voir|6 mois, 11 no-category YouTube",
		"Cookies tiers exemptés de consentement\n\nMots.\n\nMesure d’audience\n\n" +
			"- zz_a : lire, 6 mois": "S zz_a|||lire|6 mois",

		"Cookies tiers\n\nCookies statistiques :\n" + table + "Mots.\n\n" + table: "S zz_a||||1 an, " +
			"U zz_a||||1 an, 11 no-category Cookies tiers",
		"Cookies tiers\n\nCookies tiers :\n" + table + "Mots.\n\n" + table: "T zz_a||||1 an, " +
			"T zz_a||||1 an",
		"Cookies tiers\n\nCookies statistiques :\n" + table + "Cookies tiers :\n" + table +
			"Mots.\n\n" + table: "S zz_a||||1 an, T zz_a||||1 an, U zz_a||||1 an, " +
			"15 no-category Cookies tiers",
		"Liste\n\nCookies tiers\n" + table + "Films :\n- zz_b : voir, 6 mois": "T zz_a||||1 an, " +
			"U zz_b|||voir|6 mois, 10 no-category Films :",
		"Liste\n\nVoici nos cookies internes et tiers.\n\n" + table: "U zz_a||||1 an, " +
			"7 no-category Liste",
	})
}

// TestFirstDefinition: of two definitions of a category, the first counts, and no other text does.
func TestFirstDefinition(t *testing.T) {
	const first = "Les cookies tiers suivent vos visites."
	c, err := Parse([]byte("T\n\nMots.\n\n" + first + "\n\nLes cookies tiers viennent d’ailleurs."))
	if err != nil || len(c.Categories) != 1 || c.Categories[0].Definition != first {
		t.Errorf("%+v, %v", c.Categories, err)
	}
}

// TestScopeEnds: the texts above a caption that names a category are about other cookies.
func TestScopeEnds(t *testing.T) {
	c, err := Parse([]byte("T\n\nListe\n\nIls sont exemptés de consentement.\n\nCookies tiers\n\n" +
		"Nom\tDurée\n_a\t1 an"))
	if err != nil || c.Cookies[0].Exempt {
		t.Errorf("%+v, %v", c.Cookies, err)
	}
}

// TestConsentIn: the sentences above a table count if they are about its category.
func TestConsentIn(t *testing.T) {
	for text, want := range map[string]consent{
		"Les cookies statistiques attendent votre accord.":                       consentAsked,
		"Les cookies tiers attendent votre accord.":                              consentUnsaid,
		"Les cookies tiers attendent votre accord. Les autres en sont exemptés.": consentExempt,
		"Votre consentement est nécessaire.":                                     consentAsked,
		"Les cookies nécessaires sont exemptés de consentement.":                 consentUnsaid,
		"Ils comptent. Ils attendent votre accord. Aucun consentement.":          consentAsked,
		"Ils attendent votre accord. Ils sont exemptés de consentement.":         consentUnsaid,
		"Attendent-ils votre accord ? Les tiers en sont exemptés !":              consentAsked,
		"Ils attendent votre accord ; les tiers en sont exemptés.":               consentAsked,
		"Ils attendent votre accord ! Les tiers en sont exemptés.":               consentAsked,
		"Votre accord vaut pour a.example et les tiers en sont exemptés.":        consentUnsaid,
	} {
		if got := consentIn([]string{text}, charter.Statistics); got != want {
			t.Errorf("%q says %d, want %d", text, got, want)
		}
	}
}

// TestDefinitions: a paragraph defines a category if it begins with its name and « cookies ».
func TestDefinitions(t *testing.T) {
	for text, want := range map[string]charter.Kind{
		"Les cookies tiers sont déposés par d’autres sites.":       charter.ThirdParty,
		"Cookies statistiques : ils comptent les visites.":         charter.Statistics,
		"Strictly necessary cookies: the site needs them.":         charter.Necessary,
		"Las cookies propias y necesarias mantienen la sesión.":    charter.Unknown,
		"Cookies déposés par des tiers : ils suivent les visites.": charter.ThirdParty,
		"Les cookies déposés par des tiers suivent les visites.":   charter.Unknown,
		"Des cookies tiers suivent les visites.":                   charter.Unknown,
		"Un cookie tiers suit vos visites.":                        charter.ThirdParty,
		"Les cookies tiers":                                        charter.Unknown,
		"Les cookies dits « tiers » suivent les visites.":          charter.ThirdParty,
		"Les cookies tiers :":                                      charter.Unknown,
		"Les cookies tiers : ici":                                  charter.Unknown,
		"Statistiques : elles comptent les visites.":               charter.Unknown,
		"Nos outils posent des cookies tiers.":                     charter.Unknown,
		"":                                                         charter.Unknown,
		"Les cookies que les tiers posent ici pour suivre vos visites sur le web : voici donc.": 0,
		"Les cookies que vous voyez, posés par tous les autres sites, dont les tiers : voici.":  0,
	} {
		if got := definition(text, false); got != want {
			t.Errorf("%q defines %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]charter.Kind{
		"Statistiques : elles comptent les visites.": charter.Statistics,
		"Statistiques et visites : nous comptons.":   charter.Unknown,
		"Voici : les cookies comptent les visites.":  charter.Unknown,
	} {
		if got := definition(text, true); got != want {
			t.Errorf("the item %q defines %d, want %d", text, got, want)
		}
	}
}

// TestMeasures: the usual measurement tools are never necessary for being exempt alone.
func TestMeasures(t *testing.T) {
	for _, name := range []string{"_pk_id", "_ga_X", "_gid", "_gat", "Matomo_ignore", "mtm_consent",
		"piwik_auth", "atuserid", "xtvrn", "xtan", "etuix", "_pcid", "pa_user", "plausible"} {
		c, err := Parse([]byte("T\n\nTraceurs exemptés\n\nNom\tDurée\n" + name + "\t1 an"))
		if err != nil || c.Cookies[0].Kind != charter.Statistics {
			t.Errorf("%+v, %v", c.Cookies, err)
		}
	}
}

// TestMeasuringRows: nor is what its row says to measure.
func TestMeasuringRows(t *testing.T) {
	for purpose, want := range map[string]charter.Kind{
		"AT Internet": charter.Statistics, "XiTi": charter.Statistics, "Eulerian": charter.Statistics,
		"Ne suit pas, Piano Analytics": charter.Statistics, "Plausible": charter.Statistics,
		"Piwik": charter.Statistics, "Mesure d’audience": charter.Statistics,
		"Se souvenir de la langue": charter.Necessary,
	} {
		c, err := Parse([]byte("T\n\nTraceurs exemptés\n\nNom\tFinalité\tDurée\nx_y\t" +
			purpose + "\t1 an"))
		if err != nil || c.Cookies[0].Kind != want {
			t.Errorf("%s: %+v, %v", purpose, c.Cookies, err)
		}
	}
}

// TestKindColumns: of columns such as « Type » and « Catégorie », the one whose cells say more of the
// category counts.
func TestKindColumns(t *testing.T) {
	for header, rows := range map[string]string{
		"Nom\tType\tCatégorie":    "a_b\tHTTP\tNécessaire\nc_d\tHTTP\tStatistiques",
		"Nom\tFamille\tCatégorie": "a_b\tSession\tNécessaire\nc_d\tPixel\tStatistiques",
		"Nom\tCatégorie\tType":    "a_b\tNécessaire\tInterne\nc_d\tStatistiques\tTiers",
		"Nom\tType\tNature":       "a_b\tInterne\tNécessaire\nc_d\tTiers\tStatistiques",
	} {
		c, err := Parse([]byte("T\n\nCookies nécessaires\n\n" + header + "\n" + rows))
		if err != nil || len(c.Cookies) != 2 || c.Cookies[0].Kind != charter.Necessary ||
			c.Cookies[1].Kind != charter.Statistics {
			t.Errorf("%q: %+v, %v", header, c.Cookies, err)
		}
	}
}

// TestOwnSections: a section of a service's own, some way below « Cookies nécessaires », isn't
// necessary for that; right below, or where it speaks of cookies, it is.
func TestOwnSections(t *testing.T) {
	const table = "\n\nNom\tDurée\na_b\t1 an\n\n"
	for text, want := range map[string][]charter.Kind{
		"Cookies nécessaires\n\nIls servent.\n\nFacebook" + table + "Hotjar" + table: {
			charter.Unknown, charter.Unknown},
		"Cookies nécessaires\n\nFacebook" + table:                          {charter.Necessary},
		"Cookies nécessaires\n\nIls servent.\n\nListe des cookies" + table: {charter.Necessary},
		"Cookies tiers\n\nIls suivent.\n\nFacebook" + table:                {charter.ThirdParty},
		"Cookies tiers\n\nMots.\n\nCookies nécessaires\n\nMots.\n\nDétail des cookies" + table: {
			charter.Unknown},
		"Cookies tiers\n\nMots.\n\nCookies nécessaires\n\nMots.\n\nDétail" + table: {charter.Unknown},
		"Cookies tiers\n\nMots.\n\nCookies internes\n\nMots.\n\nFilms" + table:     {charter.Internal},
		"Cookies tiers\n\nMots.\n\nCookies nécessaires\n\nMots." + table:           {charter.Necessary},
		"Cookies tiers\n\nMots." + table + "Cookies internes\n\nMots.\n\nLes cookies" + table: {
			charter.ThirdParty, charter.Internal},
	} {
		c, err := Parse([]byte("T\n\n" + text))
		if err != nil || len(c.Cookies) != len(want) {
			t.Fatalf("%q: %+v, %v", text, c.Cookies, err)
		}
		for i, kind := range want {
			if c.Cookies[i].Kind != kind {
				t.Errorf("%q: %+v", text, c.Cookies)
			}
		}
	}
}

// TestUnknownNameColumn: a table below a heading about cookies, whose first cells can be nothing but
// names, lists cookies whatever the first header is.
func TestUnknownNameColumn(t *testing.T) {
	for rows, want := range map[string]int{
		"pk_id\tMesure\t13 mois\nsid_a\tSession\t1 jour":  2,
		"Mairie\tMesure\t13 mois\nVille\tSession\t1 jour": 0,
	} {
		c, err := Parse([]byte("T\n\nCookies statistiques\n\nSous-traitant\tFinalité\tDurée\n" + rows))
		if err != nil || len(c.Cookies) != want {
			t.Errorf("%q: %+v, %v", rows, c.Cookies, err)
		}
	}
}

// TestTwoTables: the heading of one table counts for another below it. With text between the two,
// nothing is necessary for that.
func TestTwoTables(t *testing.T) {
	const first, second = "\n\nNom\tDurée\n_a\t1 an\n\n", "Nom\tFinalité\n_b\tcompter\n\n"
	for text, want := range map[string]charter.Kind{
		"Cookies tiers" + first + second:                                      charter.ThirdParty,
		"Cookies tiers :" + first + second:                                    charter.ThirdParty,
		"Cookies nécessaires" + first + second:                                charter.Necessary,
		"Cookies tiers" + first + "Mots.\n\n" + second:                        charter.ThirdParty,
		"Cookies tiers :" + first + "Mots.\n\n" + second:                      charter.Unknown,
		"Cookies nécessaires" + first + "Mots.\n\n" + second:                  charter.Unknown,
		"Cookies tiers" + first + "Les cookies internes aident.\n\n" + second: charter.Internal,
		"Cookies tiers" + first + "Autre partie\n\nMots.\n\n" + second:        charter.Unknown,
		"Cookies tiers" + first + "Autre partie\n\n" + second:                 charter.Unknown,
		"Cookies tiers" + first + "- _bb : compter":                           charter.ThirdParty,
	} {
		c, err := Parse([]byte("T\n\n" + text))
		if err != nil || len(c.Cookies) != 2 || c.Cookies[1].Kind != want {
			t.Errorf("%q: %+v, %v, want %d", text, c.Cookies, err, want)
		}
	}
}

// TestPurposes: where « Type » only tells whose a cookie is, a purpose that is a category's name
// decides, and so it does where nothing else is said.
func TestPurposes(t *testing.T) {
	for text, want := range map[string]string{
		"Nom\tType\tFinalité\n_a\tInterne\tTechnique\n_b\tInterne\tAnalytique\n" +
			"_c\tTiers\tMesure d’audience\n_d\tTiers\tJouer des films": "NSST",
		"Nom\tCatégorie\tFinalité\n_a\tInterne\tTechnique\n_b\tTiers\tAnalytique": "IT",
		"Nom\tType\tFinalité\n_a\tNécessaire\tAnalytique\n_b\tInterne\tTechnique": "NI",
		"Nom\tType\tFinalité\n_a\tTiers\tTechnique\n_b\tTiers\tAnalytique":        "TT",
		"Nom\tType\tFinalité\n_a\tInterne\tTechnique, statistiques\n_b\tTiers\tx": "UT",
		"Nom\tFinalité\n_a\tTechnique\n_b\tMesure d’audience\n_c\tMesure fine":    "NSU",
		"Cookies tiers\n\nNom\tFinalité\n_a\tTechnique":                           "T",
		"Nom\tFinalité\tDescription\n_a\tTechnique\tSession ouverte":              "N",
		"Nom\tFinalité\tDescription\n_a\tTechnique\tAnalytique":                   "N",
		"Nom\tProduit\tFinalité\n_a\tTechnique\tSession ouverte":                  "U",
	} {
		c, err := Parse([]byte("T\n\nListe des cookies\n\n" + text))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, cookie := range c.Cookies {
			got += string("UNSIT"[cookie.Kind])
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
		again, err := Parse(c.Text)
		if err != nil || string(again.Text) != string(c.Text) || len(again.Cookies) != len(c.Cookies) {
			t.Errorf("%q becomes\n%s\n%s", text, c.Text, again.Text)
		}
	}
}

// TestTwoPurposes: « Finalité » and « Description » both tell the purpose.
func TestTwoPurposes(t *testing.T) {
	c, err := Parse([]byte("T\n\nCookies tiers\n\nVoici les cookies des tiers.\n\nNom\tDescription\tFinalité\tDurée\n" +
		"_a\tJoue un film\tVidéo\t1 an\n_b\tSuit\tIl suit.\t\n_c\tx\tx\t\n_d\t\ty\t\n_e\tz\t\t"))
	want := []string{"Vidéo – Joue un film", "Il suit. Suit", "x", "y", "z"}
	for i, cookie := range c.Cookies {
		if cookie.Purpose != want[i] {
			t.Errorf("%q, want %q", cookie.Purpose, want[i])
		}
	}
	if err != nil || len(c.Cookies) != len(want) || !strings.Contains(string(c.Text),
		"Nom du cookie\tFinalité\tDurée\tCatégorie\n") {
		t.Errorf("%v\n%s", err, c.Text)
	}
}

// TestMarks: a column for each category may have marks.
func TestMarks(t *testing.T) {
	const header = "Nom\tFinalité\tObligatoire\tStatistique\tTiers\n"
	for text, want := range map[string]string{
		header + "_a\tx\tX\t\t\n_b\ty\t\t✓\t\n_c\tz\tnon\tnon\toui\n_d\tz\tX\tX\t\n_e\tz\t\t\t": "NSTUU",
		"Nom\tFinalité\tNécessaire\n_a\tx\tOui\n_b\ty\tNon":                                     "NU",
		"Nom\tFinalité\tTiers\n_a\tx\tVille\n_b\ty\tX":                                          "UU",
		"Nom\tFinalité\tVisible\n_a\tx\tOui\n_b\ty\tNon":                                        "UU",
		"Nom\tCatégorie\tTiers\n_a\tInterne\tX":                                                 "I",
		"Nom\tFinalité\tTiers\n_a\tx\tnon\n_b\ty\t":                                             "UU",
	} {
		c, err := Parse([]byte("T\n\nListe des cookies\n\n" + text))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, cookie := range c.Cookies {
			got += string("UNSIT"[cookie.Kind])
			if cookie.Provider == "X" && strings.HasPrefix(text, header) {
				t.Errorf("%q: %+v", text, cookie)
			}
		}
		again, err := Parse(c.Text)
		if got != want || err != nil || string(again.Text) != string(c.Text) {
			t.Errorf("%q: %s, want %s; %v\n%s\nthen\n%s", text, got, want, err, c.Text, again.Text)
		}
		for _, w := range c.Warnings {
			if w.Kind == WarnColumn && w.Text != "Visible" {
				t.Errorf("%q: %+v", text, w)
			}
		}
	}
}
