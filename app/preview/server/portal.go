//go:build !js

package server

import "cookies-preferences/charter"

// portal is what a demo page says. Its datasets are invented.
type portal struct {
	Host string

	// Name is the publisher's, such as « Ville de Porto-Vecchio ».
	Name string

	Welcome string

	// Accent names a colour of portal.css: sea, vine or pine.
	Accent string

	// OwnButton says that « Gérer mes cookies » is marked up with Opendatasoft's own class,
	// rather than with data-cookies-preferences="open".
	OwnButton bool

	Datasets []dataset
}

// dataset is a card of the page.
type dataset struct{ Theme, Title, Description, Modified, Records string }

var portals = []portal{
	{
		Host: "opendata.aude.fr",
		Name: "Département de l’Aude",
		Welcome: "Routes, collèges, solidarités, sentiers\u00a0: consultez, téléchargez et réutilisez " +
			"les données du Département et de ses partenaires.",
		Accent: "vine",
		Datasets: []dataset{
			{"Finances et achats", "Marchés publics attribués",
				"Titulaire, objet, montant, procédure et durée de chaque marché.",
				"18\u00a0novembre 2026", "1\u202f583"},
			{"Solidarités", "Centres médico-sociaux et espaces France services",
				"Lieux d’accueil, permanences sociales et démarches possibles sur place.",
				"12\u00a0novembre 2026", "96"},
			{"Routes et mobilités", "Aires de covoiturage",
				"Emplacement, nombre de places, éclairage et bornes de recharge.",
				"4\u00a0novembre 2026", "61"},
			{"Éducation et lecture", "Collèges publics\u00a0: effectifs par établissement",
				"Nombre d’élèves par collège et par niveau à chaque rentrée, depuis 2018.",
				"20\u00a0octobre 2026", "1\u202f036"},
			{"Environnement et eau", "Repères de crue",
				"Date de la crue, hauteur atteinte et photographie de chaque repère.",
				"15\u00a0octobre 2026", "387"},
			{"Tourisme et patrimoine", "Sentiers de randonnée du plan départemental",
				"Longueur, dénivelé, difficulté et tracé des itinéraires.",
				"27\u00a0août 2026", "412"},
		},
	},
	{
		Host: "porto-vecchio.opendatasoft.com",
		Name: "Ville de Porto-Vecchio",
		Welcome: "Plages, transports, budget, délibérations\u00a0: les données publiques " +
			"de la commune, libres d’accès et de réutilisation.",
		Accent:    "sea",
		OwnButton: true,
		Datasets: []dataset{
			{"Culture et sport", "Agenda des manifestations culturelles",
				"Dates, lieux et tarifs des concerts, expositions et spectacles.",
				"20\u00a0novembre 2026", "326"},
			{"Vie municipale", "Délibérations du conseil municipal",
				"Date de séance, objet, résultat du vote et lien vers l’acte signé.",
				"17\u00a0novembre 2026", "2\u202f386"},
			{"Mobilité", "Stationnement\u00a0: zones, tarifs et places réservées",
				"Zones payantes et gratuites, tarifs selon la saison, places réservées.",
				"9\u00a0novembre 2026", "1\u202f240"},
			{"Environnement", "Points d’apport volontaire pour le tri",
				"Emplacement, volume et jours de collecte des conteneurs.",
				"28\u00a0octobre 2026", "164"},
			{"Mer et littoral", "Qualité des eaux de baignade",
				"Prélèvements de la saison balnéaire et classement annuel de chaque site.",
				"15\u00a0octobre 2026", "1\u202f486"},
			{"Finances publiques", "Budget primitif 2026",
				"Recettes et dépenses votées, par chapitre et par article.",
				"8\u00a0avril 2026", "1\u202f918"},
		},
	},
}

// findPortal returns the portal of a host whose charter is published. One that has no page
// of its own here gets a plain one, under its host name.
func findPortal(host string) (portal, bool) {
	for _, p := range portals {
		if p.Host == host {
			return p, true
		}
	}
	_, published := charter.Portal(host)
	return portal{
		Host:     host,
		Name:     host,
		Welcome:  "Les données publiques du territoire, libres d’accès et de réutilisation.",
		Accent:   "pine",
		Datasets: portals[0].Datasets,
	}, published
}

// otherPortals returns the portals but one.
func otherPortals(but portal) (others []portal) {
	for _, host := range charter.Portals() {
		if p, _ := findPortal(host); host != but.Host {
			others = append(others, p)
		}
	}
	return others
}
