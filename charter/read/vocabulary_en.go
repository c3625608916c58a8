package read

var english = language{
	code:   "en",
	common: "the, of, and, to, is, you, we, by, in, are, that, your, our, with, this, for, it, or",
	months: "january jan, february feb, march mar, april apr, may, june jun, july jul, " +
		"august aug, september sept sep, october oct, november nov, december dec",
	phrases: []phrases{
		{saysNecessary, "necessary, essential, required, mandatory, technical"},
		{saysFunctional, "functional, functionality"},
		{saysStatistics, "statistics, statistical, analytics, analytical, analytic, performance, " +
			"measurement, audience"},
		{saysInternal, "preference, preferences, personalisation, personalization, " +
			"customisation, customization, comfort"},
		{saysOwn, "internal, first party, 1st party"},
		{saysThirdParty, "third party, 3rd party, third parties, advertising, advertisement, marketing, " +
			"targeting, retargeting, social, social media, video, videos, external, embedded"},

		{ofName, "name, names"},
		{ofName | maybe, "tracker, trackers, identifier, id"},
		{ofProvider, "provider, providers, supplier, suppliers, vendor, vendors, host, company, " +
			"owner, issuer, publisher, set by"},
		{ofProvider | maybe, "domain, source, origin, tool, party"},
		{ofPurpose, "goal, purpose, purposes, objective, why, aim, what it does, used for"},
		{ofPurpose | maybe, "function, functions, description, use, usage, role"},
		{ofDuration, "duration, durations, expiry, expiration, expires, lifetime, life, " +
			"lifespan, retention, period, validity, storage"},
		{ofCategory, "category, categories, kind, class"},
		{ofConsent, "consent, legal basis"},
		{ofOther, "data"},
		{ofTexts, "technical information, technical details, technical data, " +
			"essential information"},

		{aCookie, "tracker, trackers"},
		{aDefiner, "the, a, an, our"},
		{aLink, "strictly, called, known, as, so, also, or, and"},
		{anAnd, "and, or"},
		{aNegation, "not, no, non, never, nor, other than"},
		{aWithout, "without"},
		{aDoubt, "among, most, not all, if, when, unless, may, can, some, except, where, " +
			"besides, beyond, unlike, in addition, apart from"},
		{aPointer, "following, below, here are"},
		{aThese, "these"},
		{aQuestion, "what is, what are"},
		{anAll, "all, here are our"},
		{aRest, "other, others, miscellaneous"},
		{aRest | aDoubt, "optional"},

		{aConsent, "consent, permission, agreement, accept"},
		{anExemption, "exempt, exempted, exemption"},
		{aDemand, "subject, required, require, requires, requiring, need, needs, needed, " +
			"necessary, ask, asked"},
		{aNeed, "without them, without these, cannot work"},
		{aComfort, "preferences, personalise, personalize, remember, enhance, enhanced, improve"},

		{aDay, "day, days"},
		{aWeek, "week, weeks"},
		{aMonth, "month, months"},
		{aYear, "year, years"},
		{aMoment, "second, seconds, hour, hours, browser, visit"},
		{aSpan, "the, of, a, an, one, end, until, closed, for, up, to, at, most, about, after, " +
			"duration, kept, lasts, expires, lifetime, life, renewable, inactivity"},

		{anUpdate, "last update, last updated, updated, updated on, last modified, revised, " +
			"last revised, effective date"},
		{aHome, "home, you are here"},
		{aLeftover, "download as pdf, download pdf, print, share, home, skip to content, " +
			"skip to main, back"},
		{aChoice, "accept, accept all, reject, reject all, decline, customise, customize, close, " +
			"allow, deny, always active"},
		{anAbsence, "404, not found, page not found, error 404, 403, forbidden, 500, " +
			"internal server error, 502, 503, access denied"},
		{aYes, "yes"},
		{aNo, "no"},
	},
	headers: [...]string{name: "Cookie", "Provider", "Service", "Purpose", "Duration", "Category"},
	kinds:   [...]string{"Not stated", "Necessary", "Statistics", "Internal", "Third party"},
	details: "Details",
}
