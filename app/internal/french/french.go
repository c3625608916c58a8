// Package french writes what people read as French typography and the trade ask:
// numbers, sizes, the spaces that don't break, and what is wrong with a charter.
package french

import (
	"strconv"
	"strings"

	"cookies-preferences/charter"
)

// The spaces that don't break: one before a colon and within guillemets, the narrow
// one between thousands and before ; ? !
const (
	NoBreakSpace       = "\u00a0"
	NarrowNoBreakSpace = "\u202f"
)

// Number writes a number as « 12 345 ».
func Number(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + NarrowNoBreakSpace + digits[i:]
	}
	return digits
}

// Count writes a number and its noun, « 1 jeu » or « 12 jeux »: French takes the
// singular below two.
func Count(n int, singular, plural string) string {
	noun := plural
	if n < 2 {
		noun = singular
	}
	return Number(n) + NoBreakSpace + noun
}

// Octets writes a size: « 803 octets », « 9,2 ko » (of 1 000), « 154 ko », « 4,8 Mo ».
func Octets(n int) string {
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

// Spaces has the spaces before two-part punctuation, and within guillemets, not
// break.
func Spaces(text string) string { return spaces.Replace(text) }

var spaces = strings.NewReplacer(" :", "\u00a0:", " ;", "\u00a0;", " ?", "\u00a0?", " !", "\u00a0!", "« ", "«\u00a0", " »", "\u00a0»")

// CharterError says to its author what is wrong with a charter, without the line.
func CharterError(wrong *charter.Error) string {
	return Spaces(map[charter.Code]string{
		charter.CodeTooLarge: "le texte dépasse " + Number(charter.MaxSize) + " octets.",
		charter.CodeNotUTF8:  "le texte n’est pas en UTF-8. Enregistrez-le dans cet encodage.",
		charter.CodeControl:  "un caractère de contrôle : ce n’est pas du texte brut.",
		charter.CodeNoTitle:  "la première ligne doit être le titre, dans un texte brut.",
		charter.CodeColumns:  columns(wrong),
		charter.CodeAddress:  "une adresse qui n’est pas en http ou https, ou qui est mal écrite.",
	}[wrong.Code])
}

func columns(wrong *charter.Error) string {
	if wrong.Header == 0 {
		return "le tableau a " + Count(wrong.Cells, "colonne", "colonnes") + " ; " + Number(wrong.Columns) + " au plus sont lues."
	}
	return "cette ligne du tableau a " + Count(wrong.Cells, "cellule", "cellules") + " et l’en-tête, ligne " + Number(wrong.Header) + ", en a " +
		Number(wrong.Columns) + ". Une tabulation sépare deux cellules."
}
