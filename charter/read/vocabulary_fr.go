package read

var french = language{
	code: "fr",
	common: "le, les, des, et, une, est, pour, vous, nous, sur, dans, ce, ces, sont, du, votre, " +
		"aux, par, avec, ou",
	months: "janvier janv, février févr, mars, avril, mai, juin, juillet juil, août, " +
		"septembre, octobre, novembre, décembre",
	phrases: []phrases{
		{saysNecessary, "nécessaire, nécessaires, essentiel, essentiels, essentielle, " +
			"essentielles, indispensable, indispensables, technique, techniques, obligatoire, " +
			"obligatoires, cookies de fonctionnement"},
		{saysFunctional, "fonctionnel, fonctionnels, fonctionnelle, fonctionnelles, " +
			"fonctionnalité, fonctionnalités"},
		{saysStatistics, "statistique, statistiques, audience, audiences, mesure, analytique, " +
			"analytiques, analyse, performance, performances, fréquentation"},
		{saysInternal, "préférence, préférences, personnalisation, confort"},
		{saysOwn, "interne, internes, propriétaire, propriétaires"},
		{saysThirdParty, "tiers, tierce, tierces, tierce partie, tierces parties, publicité, " +
			"publicités, publicitaire, publicitaires, réseau social, réseaux sociaux, sociaux, " +
			"partage, vidéo, vidéos, externe, externes, partenaire, partenaires, ciblage, reciblage"},

		{ofName, "nom, noms, intitulé, libellé, dénomination"},
		{ofName | maybe, "identifiant, traceur, traceurs, témoin, témoins"},
		{ofProvider, "prestataire, prestataires, fournisseur, fournisseurs, éditeur, émetteur, " +
			"société, hôte, responsable, partenaire, entreprise, organisme, propriétaire"},
		{ofProvider | maybe, "outil, outils, origine, domaine, déposé par, émis par, tiers"},
		{ofService, "service, services"},
		{ofPurpose, "finalité, finalités, objectif, objectifs, objet, but, buts, rôle, rôles, " +
			"à quoi sert, pourquoi"},
		{ofPurpose | maybe, "description, descriptif, usage, usages, utilité, utilisation, " +
			"fonction, fonctions, explication"},
		{ofDuration, "durée, durées, expiration, conservation, validité, échéance, péremption, " +
			"délai"},
		{ofCategory, "catégorie, catégories, type, types, famille, nature, classe"},
		{ofConsent, "consentement, exempté, exemption, base légale, base juridique"},
		{ofOther, "donnée, données"},
		{ofTexts, "information technique, informations techniques, détails techniques, " +
			"fiche technique, fiches techniques, données techniques, description technique, " +
			"caractéristiques techniques"},

		{aCookie, "cookie, cookies, traceur, traceurs, témoin, témoins"},
		{aDefiner, "le, les, un"},
		{aLink, "dit, dits, appelé, appelés, nommé, nommés, type, types, strictement, purement, " +
			"à, de, d, des, du, la, l, les, finalité, finalités, aussi, encore, et, ou"},
		{anAnd, "et, ou"},
		{aNegation, "ne, n, pas, non, aucun, aucune, hors, jamais, autres que"},
		{aWithout, "sans"},
		{aDoubt, "si, lorsque, lorsqu, quand, sauf, hormis, excepté, exceptés, en dehors, outre, " +
			"complément, en plus, au delà, contrairement, " +
			"ou non, parmi, plupart, peut, peuvent, certains, certaines, parfois"},
		{aPointer, "suivant, suivants, suivante, suivantes, ci dessous, ci après, voici"},
		{aThese, "ces"},
		{aQuestion, "qu est ce, que sont"},
		{anAll, "tous, toutes, ensemble, voici nos"},
		{aRest, "autre, autres, divers"},
		{aRest | aDoubt, "facultatif, facultatifs, optionnel, optionnels"},

		{aConsent, "consentement, accord, autorisation, acceptez"},
		{anExemption, "exempt, exempté, exemptés, exemptée, exemptées, exempts, dispensé, " +
			"dispensés, dispensée, dispensées, exemption, dispense"},
		{aDemand, "soumis, soumise, soumises, requis, requise, requiert, requièrent, nécessite, " +
			"nécessitent, nécessitant, requérant, nécessaire, obligatoire, " +
			"demandé, demande, demandent, exigé, exigent"},
		{aNeed, "sans eux, sans elles, sans ces, sans lesquels, indispensable, indispensables"},
		{aComfort, "préférences, personnaliser, personnalisation, personnalisée, confort, " +
			"améliorer, améliorent"},

		{aDay, "jour, jours, j"},
		{aWeek, "semaine, semaines"},
		{aMonth, "mois"},
		{aYear, "an, ans, année, années"},
		{aMoment, "seconde, secondes, minute, minutes, min, heure, heures, h, session, visite, " +
			"navigateur"},
		{aSpan, "le, la, de, du, d, l, une, un, deux, trois, six, douze, treize, temps, durée, " +
			"fin, fermeture, jusqu, à, au, plus, maximum, max, environ, après, pendant, puis, " +
			"conservé, conservée, valable, vie, conservation, expire, expiration, chaque, " +
			"dernière, renouvelable, inactivité"},

		{anUpdate, "mise à jour, mis à jour, mises à jour, date de révision, actualisé, " +
			"actualisée, version du, en vigueur"},
		{aHome, "accueil, vous êtes ici"},
		{aLeftover, "télécharger en pdf, télécharger pdf, imprimer, partager, accueil, menu, " +
			"aller au contenu, retour"},
		{aChoice, "accepter, tout accepter, accepter tout, j accepte, refuser, tout refuser, " +
			"refuser tout, continuer sans accepter, personnaliser, paramétrer, fermer, autoriser, " +
			"interdire, activer, désactiver, voir les détails, toujours actif, toujours actifs"},
		{anAbsence, "page introuvable, page non trouvée, erreur 404, accès refusé"},
		{aYes, "oui"},
		{aNo, "non"},
	},
	headers: [...]string{name: "Nom du cookie", "Fournisseur", "Service", "Finalité", "Durée",
		"Catégorie"},
	kinds:   [...]string{"Non précisée", "Nécessaires", "Statistiques", "Internes", "Tiers"},
	details: "Précisions",
}
