// Package french has the rules and the sentences of French that several packages of app share:
// numbers, sizes, the spaces of its typography, and what is wrong with a charter or a script tag.
//
// A sentence that one package alone prints belongs in that package. What visitors read belongs in
// package banner.
package french

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"syscall"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// NoBreakSpace stands before a colon, within guillemets, and before a unit.
const NoBreakSpace = "\u00a0"

// narrowNoBreakSpace stands between thousands.
const narrowNoBreakSpace = "\u202f"

// Number writes a number as « 12 345 ».
func Number(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + narrowNoBreakSpace + digits[i:]
	}
	return digits
}

// Count writes a number and its noun, « 1 jeu » or « 12 jeux ». In French everything below two
// is singular.
func Count(n int, singular, plural string) string {
	noun := plural
	if n < 2 {
		noun = singular
	}
	return Number(n) + NoBreakSpace + noun
}

// Size writes a number of bytes: « 803 octets », « 9,2 ko », « 154 ko », « 4,8 Mo ». A ko is
// 1,000 bytes (SI).
func Size(n int) string {
	tenths := func(of int, unit string) string {
		n := (n + of/20) / (of / 10)
		return strconv.Itoa(n/10) + "," + strconv.Itoa(n%10) + NoBreakSpace + unit
	}
	switch {
	case n < 1000:
		return Count(n, "octet", "octets")
	case n < 99_950:
		return tenths(1000, "ko")
	case n < 999_500:
		return Number((n+500)/1000) + NoBreakSpace + "ko"
	default:
		return tenths(1_000_000, "Mo")
	}
}

// Spaces makes the spaces before : ; ? ! and within guillemets non-breaking.
func Spaces(text string) string { return spaces.Replace(text) }

var spaces = strings.NewReplacer(
	" :", "\u00a0:", " ;", "\u00a0;", " ?", "\u00a0?", " !", "\u00a0!",
	"« ", "«\u00a0", " »", "\u00a0»",
)

// Errorf is fmt.Errorf with the non-breaking spaces of French.
func Errorf(format string, args ...any) error { return fmt.Errorf(Spaces(format), args...) }

// Unreadable says why a file or a folder cannot be read.
func Unreadable(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "le fichier n’existe pas"
	case errors.Is(err, fs.ErrPermission):
		return "l’accès au fichier est refusé"
	case errors.Is(err, syscall.ENOTDIR):
		return "ce n’est pas un dossier"
	case errors.Is(err, syscall.EISDIR):
		return "c’est un dossier, et non un fichier"
	}
	return "erreur technique (" + err.Error() + ")"
}

// Expected says what an attribute of the script tag accepts, where it has another value.
func Expected(wrong tag.Wrong) string {
	if wrong.Words != nil {
		words := "un mot parmi "
		if wrong.List {
			words = "des mots parmi "
		}
		return words + strings.Join(wrong.Words, ", ")
	}
	return map[string]string{
		"data-portal": "un nom d’hôte, tel que donnees.ville.fr",
		"data-controller": "le nom d’un organisme, en " + Number(tag.MaxController) +
			" caractères au plus",
		"data-charter": "une adresse http ou https",
		"data-version": "au plus " + Number(preferences.MaxVersion) +
			" caractères parmi A-Z a-z 0-9 . _ -",
		"data-services": "des noms du catalogue ou du portail, séparés par des espaces, " +
			Number(preferences.MaxServices) + " au plus, de 2 à 32 caractères parmi a-z 0-9 -",
		"data-domain": "le nom d’hôte de la page, ou un domaine dont il fait partie",
	}[wrong.Attribute]
}

// Place begins a message about a line of a file, or of the text that it was converted to; 0 is the
// whole file.
func Place(file string, line int, converted bool) string {
	switch {
	case line == 0:
		return file + ": "
	case converted:
		return Spaces(fmt.Sprintf("%s, ligne %d du texte converti : ", file, line))
	}
	return fmt.Sprintf("%s:%d: ", file, line)
}

// CharterError tells the author of a charter what is wrong with it. It doesn't name the line.
func CharterError(wrong *charter.Error) string {
	return Spaces(map[charter.Code]string{
		charter.CodeTooLarge: "le texte dépasse la limite de " + Size(charter.MaxSize) + ".",
		charter.CodeNotUTF8: "le texte n’est pas encodé en UTF-8 ; " +
			"enregistrez-le dans cet encodage.",
		charter.CodeControl: "le fichier contient un caractère de contrôle ; " +
			"enregistrez-le en texte brut.",
		charter.CodeNoTitle: "le texte doit commencer par son titre, en texte brut.",
		charter.CodeEmpty:   "le texte est vide ; il doit commencer par son titre.",
		charter.CodeHTML: "c’est du HTML ; « app charter convert » en tire le texte de la charte, " +
			"ou copiez-le depuis la page affichée.",
		charter.CodeMarkdown: "c’est du Markdown ; « app charter convert » en tire le texte de la " +
			"charte.",
		charter.CodeAbsent: "c’est une page d’erreur (« 404 »), non une charte ; vérifiez son " +
			"adresse.",
		charter.CodeColumns: columns(wrong),
		charter.CodeAddress: "une adresse n’est pas en http ou https, ou est mal écrite.",
	}[wrong.Code])
}

// CharterWarning tells the author of a charter what to mend in it. It doesn't name the line.
func CharterWarning(w read.Warning) string {
	about := ""
	if w.Text != "" {
		about = "« " + shorten(w.Text) + " » : "
	}
	return Spaces(about + map[read.WarningKind]string{
		read.WarnNoTitle: "la charte n’a pas de titre ; écrivez-le sur la première ligne.",
		read.WarnLeftOut: "cette ligne vient de la page web ; elle n’est pas reprise.",
		read.WarnNoCookie: "aucun cookie n’a été reconnu ; présentez-les dans un tableau, avec " +
			"une tabulation entre deux cellules.",
		read.WarnNoCategory: "la catégorie de ces cookies n’est pas dite ; nommez-la dans le " +
			"titre du tableau (« Cookies statistiques ») ou dans une colonne « Catégorie ».",
		read.WarnMixedCaption: "plusieurs catégories sont nommées ensemble ; faites un tableau " +
			"pour chacune, ou ajoutez une colonne « Catégorie ».",
		read.WarnNoNames: "ce tableau n’a pas de colonne « Nom du cookie ».",
		read.WarnNoName:  "cette ligne du tableau n’a pas de nom de cookie.",
		read.WarnItem: "cette ligne de liste n’a pas été comprise ; écrivez le nom du cookie ou " +
			"du service, deux points, sa finalité et sa durée.",
		read.WarnUnread: "cette ligne semble nommer un cookie qui n’a pas été compris ; " +
			"présentez-le dans un tableau, avec sa catégorie, sa finalité et sa durée.",
		read.WarnTable: "ce tableau semble présenter des cookies, mais aucune colonne n’est " +
			"comprise comme leur nom ; intitulez-la « Nom du cookie ».",
		read.WarnColumn: "le sens de cette colonne n’est pas reconnu ; écrivez par exemple " +
			"« Finalité », « Durée » ou « Fournisseur ».",
		read.WarnNoPurpose: "la finalité n’est pas dite ; les visiteurs doivent la connaître " +
			"avant de choisir.",
		read.WarnNoDuration: "la durée de conservation n’est pas dite ; les visiteurs doivent la " +
			"connaître avant de choisir.",
		read.WarnLong: "un cookie de mesure d’audience ne devrait pas être conservé plus de " +
			"13 mois (recommandation de la CNIL).",
		read.WarnOtherPortal: "la charte désigne ce portail, et non celui qui l’affiche.",
	}[w.Kind])
}

// shorten cuts a quote to what a sentence can hold.
func shorten(text string) string {
	const longest = 60
	if r := []rune(text); len(r) > longest {
		return string(r[:longest-1]) + "…"
	}
	return text
}

func columns(wrong *charter.Error) string {
	if wrong.Header == 0 {
		return "le tableau a " + Count(wrong.Cells, "colonne", "colonnes") + " ; " +
			Number(wrong.Columns) + " sont admises au plus."
	}
	return "cette ligne du tableau a " + Count(wrong.Cells, "cellule", "cellules") +
		", alors que l’en-tête (ligne " + Number(wrong.Header) + ") en a " +
		Number(wrong.Columns) + " ; séparez les cellules par une tabulation."
}
