package harness

import (
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
)

// frenchRoles are Chromium's roles in the words of French auditors.
var frenchRoles = map[string]string{
	"RootWebArea": "page", "generic": "élément sans rôle",
	"main": "contenu principal", "region": "région",
	"navigation": "navigation", "banner": "en-tête", "contentinfo": "pied de page",
	"article": "article", "dialog": "boîte de dialogue", "group": "groupe", "heading": "titre",
	"paragraph": "paragraphe", "list": "liste", "listitem": "élément de liste", "link": "lien",
	"button": "bouton", "switch": "interrupteur", "DisclosureTriangle": "bouton qui déplie",
	"status": "zone de message", "table": "tableau",
	"caption": "légende du tableau", "Caption": "légende du tableau",
	"rowgroup": "groupe de lignes", "row": "ligne", "columnheader": "en-tête de colonne",
	"rowheader": "en-tête de ligne", "cell": "cellule", "gridcell": "cellule", "code": "code",
	"StaticText": "texte", "Iframe": "cadre", "LabelText": "étiquette", "term": "terme",
	"definition": "définition", "strong": "texte important", "time": "date", "search": "recherche",
	"searchbox": "champ de recherche", "textbox": "champ de texte", "image": "image",
	"separator": "séparateur", "note": "note", "emphasis": "texte accentué",
	"DescriptionList": "liste de définitions",
}

func frenchRole(role string) string {
	if word, ok := frenchRoles[role]; ok {
		return word
	}
	return "rôle " + role
}

// French describes a node as an auditor would: role, name, states, description.
func (n AxNode) French() string {
	text := frenchRole(n.Role)
	if level, ok := n.States[accessibility.PropertyNameLevel]; ok && n.Role == "heading" {
		text += fmt.Sprintf(" de niveau %v", level)
	}
	if n.Name != "" {
		text += " «\u00a0" + OneLine(n.Name) + "\u00a0»"
	}
	for _, state := range n.frenchStates() {
		text += ", " + state
	}
	if n.Description != "" {
		text += " — décrit par «\u00a0" + OneLine(n.Description) + "\u00a0»"
	}
	return text
}

func (n AxNode) frenchStates() (words []string) {
	either := func(state accessibility.PropertyName, yes, no string) {
		if _, ok := n.States[state]; !ok {
			return
		}
		if n.Is(state) {
			words = append(words, yes)
		} else if no != "" {
			words = append(words, no)
		}
	}
	either(accessibility.PropertyNameChecked, "activé", "désactivé")
	either(accessibility.PropertyNamePressed, "enfoncé", "relâché")
	either(accessibility.PropertyNameExpanded, "déplié", "replié")
	either(accessibility.PropertyNameDisabled, "non modifiable", "")
	either(accessibility.PropertyNameHasPopup, "ouvre une boîte de dialogue", "")
	either(accessibility.PropertyNameModal, "modale", "")
	either(accessibility.PropertyNameBusy, "en cours", "")
	return words
}

// OneLine folds white space, but not no-break spaces.
func OneLine(text string) string {
	isSpace := func(r rune) bool { return strings.ContainsRune(" \n\r\t", r) }
	return strings.Join(strings.FieldsFunc(text, isSpace), " ")
}
