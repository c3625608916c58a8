//go:build !js

package server

import "cookies-preferences/charter"

// portal is what differs between the demo pages, whose datasets are invented.
type portal struct {
	Host, Name, Welcome string

	// Accent names a colour of portal.css: sea, vine or pine.
	Accent string

	// OwnButton says that « Gérer mes cookies » is marked up with Opendatasoft's own class,
	// rather than with data-cookies-preferences="open".
	OwnButton bool
}

var portals = []portal{
	{
		Host: "opendata.aude.fr",
		Name: "Département de l’Aude",
		Welcome: "Routes, collèges, solidarités, sentiers\u00a0: consultez, téléchargez et " +
			"réutilisez les données du Département et de ses partenaires.",
		Accent: "vine",
	},
	{
		Host: "porto-vecchio.opendatasoft.com",
		Name: "Ville de Porto-Vecchio",
		Welcome: "Plages, transports, budget, délibérations\u00a0: les données publiques " +
			"de la commune, libres d’accès et de réutilisation.",
		Accent:    "sea",
		OwnButton: true,
	},
}

// findPortal returns the portal of a host whose charter is published. One that has no page of
// its own here gets a plain one, under its host name.
func findPortal(host string) (portal, bool) {
	for _, p := range portals {
		if p.Host == host {
			return p, true
		}
	}
	_, published := charter.Portal(host)
	return portal{
		Host: host, Name: host, Accent: "pine",
		Welcome: "Les données publiques du territoire, libres d’accès et de réutilisation.",
	}, published
}

// otherPortals returns all portals except one.
func otherPortals(but portal) (others []portal) {
	for _, host := range charter.Portals() {
		if p, _ := findPortal(host); host != but.Host {
			others = append(others, p)
		}
	}
	return others
}
