//go:build !js || workshop

package services

// kind is what a service's content is.
type kind struct {
	label string // before the service's name
	seen  bool   // whether its content is seen in a frame
}

// kinds are the values of [Service.Kind].
var kinds = map[string]kind{
	"accessibility": {"Aide à la lecture", true},
	"advertising":   {"Publicité", false},
	"agenda":        {"Agenda", true},
	"audio":         {"Contenu audio", true},
	"captcha":       {"Contrôle anti-robot", true},
	"chart":         {"Graphique", true},
	"chat":          {"Messagerie", true},
	"document":      {"Document", true},
	"font":          {"Police de caractères", false},
	"form":          {"Formulaire", true},
	"guide":         {"Guide", true},
	"map":           {"Carte", true},
	"measurement":   {"Mesure d’audience", false},
	"model":         {"Modèle 3D", true},
	"newsletter":    {"Lettre d’information", true},
	"presentation":  {"Présentation", true},
	"share":         {"Boutons de partage", true},
	"social":        {"Publication", true},
	"tags":          {"Gestionnaire de balises", false},
	"tickets":       {"Billetterie", true},
	"tour":          {"Visite virtuelle", true},
	"video":         {"Vidéo", true},
	"weather":       {"Météo", true},
}

// countries are the values of [Service.Country].
var countries = map[string]string{
	"AU": "Australie",
	"BE": "Belgique",
	"CH": "Suisse",
	"CN": "Chine",
	"DE": "Allemagne",
	"EE": "Estonie",
	"ES": "Espagne",
	"FR": "France",
	"GB": "Royaume-Uni",
	"MT": "Malte",
	"NL": "Pays-Bas",
	"NZ": "Nouvelle-Zélande",
	"SE": "Suède",
	"US": "États-Unis",
}
