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
	textBack      = "Retour à mes choix"

	textAllowed = "autorisé"
	textRefused = "refusé"
	textAlways  = "toujours actif"

	// The state of a switch for measurement that is exempt from consent.
	TextActive   = "actif"
	TextObjected = "désactivé"

	textSaved  = "Vos choix ont été enregistrés."
	textReload = "Vos choix ont été enregistrés. " +
		"Rechargez la page pour que votre refus prenne pleinement effet."
	// It may block cookies, or keep one over http that https has set.
	textNotRecorded = "Votre navigateur n’a pas conservé votre choix. " +
		"Les cookies facultatifs restent désactivés."

	textWait = "Chargement en cours…" // of the preferences or the charter

	// The preferences and the charter come in one file.
	textUnavailable = "Les préférences et la charte n’ont pas pu être chargées. " +
		"Vous pouvez tout accepter, tout refuser ou réessayer."

	textGPC = "Votre navigateur signale votre refus (Global Privacy Control)\u00a0; " +
		"il s’applique, sauf choix contraire."

	textShared = " Votre choix vaut pour tous les sites de " // the domain and a full stop follow

	textExempt = "Mesure d’audience exemptée de consentement"
	// CNIL guidelines 2020-091, ¶50-52, and its self-assessment of July 2025.
	textExemptWhy = "Elle est active sans votre consentement, car elle ne sert qu’à l’éditeur du " +
		"portail, pour des statistiques anonymes. Ses cookies durent 13 mois au plus, et ses données " +
		"sont conservées 25 mois au plus (CNIL, lignes directrices n°\u00a02020-091, §\u00a050 et " +
		"suivants, et auto-évaluation de juillet 2025). Vous pouvez vous y opposer ici."

	textServices   = "Ou choisissez service par service\u00a0:"
	TextNoProvider = "non précisé par le portail"
	textPrivacy    = "Sa politique de confidentialité (nouvel onglet)"

	textContents = "Sommaire"
	textDetails  = "Détails"
	textDefault  = "Les cookies facultatifs sont désactivés tant que vous ne les avez pas acceptés, " +
		"et le restent sans JavaScript."
	textPage          = "Ouvrir la charte dans une page à part (nouvel onglet)"
	textLoading       = "Chargement de la charte…"
	textCharterFailed = "La charte n’a pas pu être chargée."

	textNoneDeclared = "La charte ne déclare aucun cookie de cette catégorie."
	textNoneFound    = "Aucun cookie de cette catégorie n’a été reconnu dans la charte\u00a0; " +
		"consultez-la pour en savoir plus."
	// TextAllExempt is in the details of a category whose cookies are all exempt on this page.
	TextAllExempt = "Les cookies de cette catégorie que la charte déclare sont exemptés de " +
		"consentement\u00a0: ils sont présentés plus haut."

	// TextNoneExempt is in the details of the exempt measurement without such cookies.
	TextNoneExempt = "Aucun cookie exempté de cette mesure n’a été reconnu dans la charte\u00a0; " +
		"consultez-la pour en savoir plus."
	textUnplaced    = "La charte cite aussi des cookies dont la catégorie n’est pas précisée\u00a0: "
	textSeeUnplaced = "Voir ces cookies dans la charte"
)

// LoaderTexts are the messages that the loader shows above the page, under its own names.
var LoaderTexts = map[string]string{
	"saved":       textSaved,
	"notRecorded": textNotRecorded,
	"unavailable": textUnavailable,
	"wait":        textWait,
	"reload":      textReload,
	"gpc":         textGPC,
	"shared":      textShared,
}

// DialogTexts are what the loader writes into the dialog before the program runs, under its own
// names.
var DialogTexts = map[string]string{
	"allowed":       textAllowed,
	"refused":       textRefused,
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

const noticeTitle = "À propos des cookies sur ce portail"

// responsible names the body that is responsible for the cookies.
func responsible(c Config) string { return "Responsable\u00a0: " + c.Controller + ". " }

// NoticeWhy says who is responsible for the cookies, and what they are for.
func NoticeWhy(c Config) string {
	text := responsible(c) + "Ce portail utilise des cookies nécessaires"
	if purposes := purposes(c); purposes != "" {
		text += " et, avec votre consentement, d’autres pour " + purposes
	}
	return text + "."
}

// noticeRefusal says what refusing does, that a choice can be changed, and where it counts.
func noticeRefusal(c Config) string { return textRefusal + shared(c) }

const textRefusal = "Un refus ne limite pas votre accès. " +
	"Votre choix, conservé six mois, est modifiable à tout moment avec «\u00a0" + textManage +
	"\u00a0»."

// shared says where the choice counts if that is not on this host alone (CNIL recommendation
// 2020-092, as amended by 2025-131, asks for it where a choice counts on several devices).
func shared(c Config) string {
	if c.Domain == "" {
		return ""
	}
	return textShared + c.Domain + "."
}

// PlaceholderTitle names the site whose content waits, where it is of no known service.
func PlaceholderTitle(site string) string { return "Contenu de " + site }

// providedBy names who provides a service.
func providedBy(maker string) string { return "Fournisseur\u00a0: " + maker }

const textDisabled = "Ce contenu est désactivé. Pour l’afficher, autorisez "

// PlaceholderWhy says why content waits for a category or a tracker.
func PlaceholderWhy(n preferences.Name) string {
	if n == n.Category() {
		return textDisabled + "«\u00a0" + n.Label() + "\u00a0» (" + n.CharterName() + "). " + n.Purpose()
	}
	return PlaceholderWhyOf(n.Label(), n.Category())
}

// PlaceholderWhyOf says why content waits for a tracker or a service of a category.
func PlaceholderWhyOf(label string, category preferences.Name) string {
	aim := aims[category]
	if category == preferences.ThirdParty { // it is the third party
		aim = "suivre vos visites"
	}
	return textDisabled + "«\u00a0" + label + "\u00a0», qui peut " + aim + "."
}

// PlaceholderAllow is the label of the button that allows a declared service alone.
func PlaceholderAllow(label string) string { return "Toujours autoriser " + label }

// purposes lists the aims of the categories with a switch.
func purposes(c Config) string {
	var list []string
	for _, category := range preferences.Categories {
		if c.shows(category) {
			list = append(list, aims[category])
		}
	}
	n := len(list)
	if n < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:n-1], ", ") + " et " + list[n-1]
}

// panelIntro says how the preferences work.
func panelIntro(c Config) string {
	text := responsible(c) + "Choisissez les cookies que vous autorisez sur ce portail. " +
		"Vos choix ne prennent effet qu’une fois enregistrés." + shared(c)
	if c.GPC {
		text += " " + textGPC
	}
	return text
}

// aims are the purposes of the optional categories, as they follow « pour ».
var aims = map[preferences.Name]string{
	preferences.Statistics: "mesurer l’audience",
	preferences.Internal:   "personnaliser le portail et sa publicité selon votre navigation",
	preferences.ThirdParty: "utiliser des contenus de tiers, souvent publicitaires, " +
		"qui suivent vos visites",
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
