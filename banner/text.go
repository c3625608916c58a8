package banner

import (
	"strconv"
	"strings"
	"time"

	"cookies-preferences/banner/preferences"
)

// The texts that visitors read. The controls' names are the CNIL's own, and part of the public
// interface. French has a no-break space before : ; ? ! and within « ».
const (
	textAccept    = "Tout accepter"
	textRefuse    = "Tout refuser"
	textCustomize = "Personnaliser"
	textSave      = "Enregistrer mes choix"
	textManage    = "Gérer mes cookies"
	textAllow     = "Autoriser"
	textCharter   = "Charte cookies"
	textClose     = "Fermer"
	textBack      = "Retour aux choix"

	textAllowed = "autorisé"
	textRefused = "refusé"
	textAlways  = "toujours actif"

	textSaved  = "Vos choix ont été enregistrés."
	textReload = "Vos choix ont été enregistrés. " +
		"Rechargez la page pour arrêter tout à fait ce que vous refusez."
	textNotRecorded = "Votre navigateur refuse les cookies\u00a0: " +
		"votre choix n’a pas pu être enregistré. Tout ce qui est facultatif reste refusé."

	// It doesn't blame cookies: the browser may have refused to store the journal.
	textLost = "Votre choix n’a pas pu être enregistré. Tout ce qui est facultatif reste refusé."

	textUnavailable = "L’ouverture a échoué. " +
		"Vous pouvez tout accepter, tout refuser ou réessayer."

	textLater = "Votre choix sera enregistré sur une prochaine page. " +
		"D’ici là, tout ce qui est facultatif reste refusé."

	textGPC = "Votre navigateur demande à ne pas être suivi (Global Privacy Control)\u00a0: " +
		"tout reste refusé, sauf accord ici."

	textContents = "Sommaire"
	textDetails  = "Détails"
	textDefault  = "Tout ce qui est facultatif reste refusé tant que vous ne l’avez pas accepté, " +
		"et toujours sans JavaScript."
	textPage    = "Ouvrir la charte dans une page à part (nouvel onglet)"
	textLoading = "Chargement de la charte…"
)

// LoaderTexts are the messages that the loader shows by itself, under its own names.
var LoaderTexts = map[string]string{
	"saved":       textSaved,
	"notRecorded": textNotRecorded,
	"lost":        textLost,
	"unavailable": textUnavailable,
	"later":       textLater,
	"reload":      textReload,
	"gpc":         textGPC,
}

// noticeTitle names the portal, which is responsible for its cookies (CNIL guidelines 2020-091,
// ¶24).
func noticeTitle(portal string) string { return "Cookies du portail " + portal }

// NoticeWhy says what the cookies are for.
func NoticeWhy(c Config) string {
	text := "Des cookies nécessaires font fonctionner ce portail."
	if purposes := purposes(c); purposes != "" {
		text += " Si vous l’acceptez, d’autres peuvent servir " + purposes + "."
	}
	if c.GPC {
		text += " " + textGPC
	}
	return text
}

// noticeRefusal says what refusing does, and that a choice can be changed.
const noticeRefusal = "Si vous refusez, le portail reste accessible. " +
	"Choix gardé six mois, à changer quand vous voulez avec «\u00a0" + textManage + "\u00a0»."

// placeholderTitle names the site whose content waits.
func placeholderTitle(site string) string { return "Contenu de " + site }

// PlaceholderWhy says why content waits for a category or a tracker.
func PlaceholderWhy(n preferences.Name) string {
	name, aim := "«\u00a0"+labels[n].name+"\u00a0»", labels[n.Category()].aim
	if n == n.Category() {
		return "Il ne s’affiche qu’avec votre accord pour les cookies " + name +
			", qui peuvent servir " + aim + "."
	}
	return "Il ne s’affiche qu’avec votre accord pour " + name + ", qui peut servir " + aim + "."
}

// purposes lists the aims of the categories with a switch.
func purposes(c Config) string {
	var list []string
	for _, category := range preferences.Categories {
		if c.shows(category) {
			list = append(list, labels[category].aim)
		}
	}
	switch n := len(list); n {
	case 0:
		return ""
	case 1:
		return list[0]
	case 2:
		return list[0] + " et " + list[1]
	default:
		return strings.Join(list[:n-1], ", ") + ", et " + list[n-1]
	}
}

// panelIntro says how the preferences work.
func panelIntro(c Config) string {
	text := "Choisissez ce que vous autorisez sur " + c.Portal +
		". Vos réglages ne comptent qu’une fois enregistrés."
	if c.GPC {
		text += " " + textGPC
	}
	return text
}

// label is what visitors read about a category or a tracker.
type label struct {
	name    string // the switch's name, which doesn't change with its state (RGAA 7.1)
	purpose string // one line below the switch
	aim     string // of a category: the purpose, as it follows « servir »
}

// Label returns the name of a category's or a tracker's switch. It is empty for any other name.
func Label(n preferences.Name) string { return labels[n].name }

var labels = map[preferences.Name]label{
	preferences.Functional: {
		name:    "Nécessaires",
		purpose: "Connexion, langue, sécurité, mémoire de vos choix\u00a0: sans consentement.",
	},
	preferences.Statistics: {
		name:    "Statistiques",
		purpose: "Mesurer l’audience du portail.",
		aim:     "à mesurer l’audience",
	},
	preferences.Internal: {
		name:    "Internes",
		purpose: "Suivre votre usage, parfois pour la publicité.",
		aim:     "à suivre votre usage, parfois pour la publicité",
	},
	preferences.ThirdParty: {
		name:    "Tiers",
		purpose: "Laisser d’autres sites, souvent des régies publicitaires, suivre vos visites.",
		aim:     "à laisser des tiers, souvent des régies publicitaires, suivre vos visites",
	},
	preferences.GoogleAnalytics: {name: "Google Analytics", purpose: "Mesure d’audience de Google."},
	preferences.Matomo:          {name: "Matomo", purpose: "Mesure d’audience avec Matomo."},
	preferences.XiTi:            {name: "XiTi", purpose: "Mesure d’audience XiTi, d’AT Internet."},
	preferences.ATInternet:      {name: "AT Internet", purpose: "Mesure d’audience d’AT Internet."},
	preferences.Piano:           {name: "Piano Analytics", purpose: "Mesure d’audience de Piano."},
	preferences.Eulerian:        {name: "Eulerian", purpose: "Mesure d’audience d’Eulerian."},
}

var months = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
	"septembre", "octobre", "novembre", "décembre"}

// FrenchDate writes a time's day in French: « 1er mars 2026 ».
func FrenchDate(t time.Time) string {
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = "1er"
	}
	return day + "\u00a0" + months[t.Month()-1] + " " + strconv.Itoa(t.Year())
}
