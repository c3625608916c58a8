package read

// Languages of a few portals: the words of categories and columns, and little more.

var italian = language{
	code: "it",
	common: "il, gli, di, che, della, delle, dei, è, sono, per, nel, questo, " +
		"questi, alla, sito, sui, nei",
	months: "gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, " +
		"ottobre, novembre, dicembre",
	phrases: []phrases{
		{saysNecessary, "necessari, necessario, essenziali, tecnici, tecnico, indispensabili"},
		{saysFunctional, "funzionali, funzionalità"},
		{saysStatistics, "statistici, statistiche, analitici, analisi, prestazioni, misurazione"},
		{saysInternal, "preferenze, personalizzazione"},
		{saysOwn, "prima parte, proprietari, interni"},
		{saysThirdParty, "terze parti, terza parte, terzi, pubblicità, pubblicitari, " +
			"profilazione, esterni"},
		{ofName, "nome"},
		{ofProvider, "fornitore, titolare"},
		{ofProvider | maybe, "dominio"},
		{ofService, "servizio"},
		{ofPurpose, "finalità, scopo"},
		{ofPurpose | maybe, "descrizione, funzione, utilizzo"},
		{ofDuration, "durata, scadenza"},
		{ofCategory, "tipologia, tipo"},
		{aDefiner, "i, gli"},
		{aLink, "strettamente, di"},
		{aNegation, "non, nessun"},
		{aWithout, "senza"},
		{aConsent, "consenso"},
		{anExemption, "esenti"},
		{aDemand, "richiedono, richiesto, soggetti"},
		{aDay, "giorno, giorni"},
		{aWeek, "settimana, settimane"},
		{aMonth, "mese, mesi"},
		{aYear, "anno, anni"},
		{aMoment, "minuti, ora, ore, sessione"},
		{anUpdate, "ultimo aggiornamento, aggiornato"},
		{aPointer, "seguenti"},
		{aThese, "questi"},
		{anAll, "tutti"},
		{aRest, "altri"},
	},
}

var german = language{
	code:   "de",
	common: "der, die, das, und, ist, nicht, wir, sie, von, mit, auf, für, werden, den, dem, ein",
	months: "januar, februar, märz, april, mai, juni, juli, august, september, oktober, " +
		"november, dezember",
	phrases: []phrases{
		{saysNecessary, "notwendig, notwendige, notwendigen, erforderlich, erforderliche, " +
			"essenziell, essenzielle, technische"},
		{saysFunctional, "funktional, funktionale, funktionelle"},
		{saysStatistics, "statistik, statistische, analyse, leistung, reichweitenmessung"},
		{saysInternal, "präferenzen, präferenz, personalisierung, komfort"},
		{saysOwn, "erstanbieter, eigene, intern, interne"},
		{saysThirdParty, "drittanbieter, dritte, dritter, werbung, werbe, soziale, externe"},
		{ofName, "bezeichnung"},
		{ofProvider, "anbieter, herausgeber"},
		{ofService, "dienst, dienste"},
		{ofPurpose, "zweck"},
		{ofPurpose | maybe, "beschreibung, funktion"},
		{ofDuration, "dauer, laufzeit, speicherdauer, ablauf, gültigkeit"},
		{ofCategory, "kategorie, typ, art"},
		{aDefiner, "die"},
		{aLink, "unbedingt, technisch"},
		{aNegation, "nicht, keine"},
		{aWithout, "ohne"},
		{aConsent, "einwilligung, zustimmung"},
		{aDemand, "erfordern, bedürfen, erforderlich"},
		{aDay, "tag, tage"},
		{aWeek, "woche, wochen"},
		{aMonth, "monat, monate"},
		{aYear, "jahr, jahre"},
		{aMoment, "minuten, stunden, sitzung"},
		{anUpdate, "zuletzt aktualisiert, stand"},
		{aPointer, "folgende, folgenden"},
		{aThese, "diese"},
		{anAll, "alle"},
		{aRest, "andere, sonstige"},
	},
}

var corsican = language{
	code:   "co",
	common: "u, chì, hè, sò, nù, cù, issu, pè",
	months: "ghjennaghju, ferraghju, marzu, aprile, maghju, ghjugnu, lugliu, aostu, " +
		"settembre, ottobre, nuvembre, dicembre",
	phrases: []phrases{
		{saysNecessary, "necessarii, necessariu, tecnichi"},
		{saysStatistics, "statistichi"},
		{saysOwn, "interni"},
		{saysThirdParty, "terzi, publicità"},
		{ofName, "nome, nomu"},
		{ofProvider, "furnidore"},
		{ofService, "serviziu"},
		{ofPurpose, "finalità, scopu"},
		{ofDuration, "durata"},
		{ofCategory, "categuria"},
		{aNegation, "micca"},
		{aDay, "ghjornu, ghjorni"},
		{aMonth, "mese, mesi"},
		{aYear, "annu, anni"},
		{anUpdate, "ultima attualizazione"},
	},
}
