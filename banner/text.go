package banner

import (
	"strconv"
	"strings"
	"time"

	"cookies-preferences/banner/preferences"
)

// The texts that visitors read, beside the Label and Purpose of a preferences.Name. The controls'
// names are the CNIL's own, and part of the public interface. French has a no-break space before
// : ; ? ! and within « ».
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

	textUnavailable = "L’ouverture a échoué. " +
		"Vous pouvez tout accepter, tout refuser ou réessayer."

	textGPC = "Votre navigateur demande à ne pas être suivi (Global Privacy Control)\u00a0: " +
		"tout reste refusé, sauf accord ici."

	textContents = "Sommaire"
	textDetails  = "Détails"
	textDefault  = "Tout ce qui est facultatif reste refusé tant que vous ne l’avez pas accepté, " +
		"et toujours sans JavaScript."
	textPage          = "Ouvrir la charte dans une page à part (nouvel onglet)"
	textLoading       = "Chargement de la charte…"
	textCharterFailed = "La charte n’a pas pu être chargée."

	textNoneDeclared = "La charte ne déclare aucun cookie de cette catégorie."
	textNoneFound    = "Aucun cookie de cette catégorie n’a été reconnu dans la charte\u00a0; " +
		"consultez-la pour en savoir plus."
	textUnplaced = "La «\u00a0Charte cookies\u00a0», plus bas, cite aussi des cookies dont la " +
		"catégorie n’est pas précisée\u00a0: "
)

// LoaderTexts are the messages that the loader shows above the page, under its own names.
var LoaderTexts = map[string]string{
	"saved":       textSaved,
	"notRecorded": textNotRecorded,
	"unavailable": textUnavailable,
	"reload":      textReload,
	"gpc":         textGPC,
}

// DialogTexts are what the loader writes into the dialog before the program runs, under its own
// names.
var DialogTexts = map[string]string{
	"allowed":       textAllowed,
	"refused":       textRefused,
	"gpc":           textGPC,
	"loading":       textLoading,
	"charterFailed": textCharterFailed,
	"back":          textBack,
	"close":         textClose,
}

// OnThisVersion follows a charter's version if the choice in force, of the given date, was made
// about it.
func OnThisVersion(date string) string {
	return " Votre choix du " + date + " porte sur cette version."
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
	return text
}

// noticeRefusal says what refusing does, and that a choice can be changed.
const noticeRefusal = "Si vous refusez, le portail reste accessible. " +
	"Choix gardé six mois, à changer quand vous voulez avec «\u00a0" + textManage + "\u00a0»."

// placeholderTitle names the site whose content waits.
func placeholderTitle(site string) string { return "Contenu de " + site }

// PlaceholderWhy says why content waits for a category or a tracker.
func PlaceholderWhy(n preferences.Name) string {
	name, aim := "«\u00a0"+n.Label()+"\u00a0»", aims[n.Category()]
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
			list = append(list, aims[category])
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

// aims are the purposes of the optional categories, as they follow « servir ».
var aims = map[preferences.Name]string{
	preferences.Statistics: "à mesurer l’audience",
	preferences.Internal:   "à suivre votre usage, parfois pour la publicité",
	preferences.ThirdParty: "à laisser des tiers, souvent des régies publicitaires, " +
		"suivre vos visites",
}

// Months are the French months, as in [FrenchDate].
var Months = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
	"septembre", "octobre", "novembre", "décembre"}

// FrenchDate writes a time's day in French: « 1er mars 2026 ».
func FrenchDate(t time.Time) string {
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = "1er"
	}
	return day + "\u00a0" + Months[t.Month()-1] + " " + strconv.Itoa(t.Year())
}
