package charter

import (
	"strings"
	"unicode"

	"cookies-preferences/charter/internal/shape"
)

// kindWords are the words that name a category alone: those of French charters, and those that
// package read writes in other languages.
var kindWords = [...]string{
	Necessary: " necessaire necessaires fonctionnel fonctionnels fonctionnelle fonctionnelles " +
		"necessary necesarias necessari notwendig noodzakelijk necessarii ",
	Statistics: " statistique statistiques audience audiences " +
		"statistics estadisticas statistici statistik statistiek statistichi ",
	Internal:   " interne internes internal internas interni intern ",
	ThirdParty: " tiers tierce tierces terceros terzi dritte derden ",
}

// kindAt returns the category that the first words name, and how many words the name takes.
func kindAt(w []word) (Kind, int) {
	first, next := w[0].text, ""
	if len(w) > 1 {
		next = w[1].text
	}
	switch {
	case next == "party" && first == "first":
		return Internal, 2
	case next == "party" && first == "third",
		isOneOf(next, " partie parties ") && isOneOf(first, " tierce tierces "):
		return ThirdParty, 2
	case isOneOf(first, " mesure mesures "): // "mesure d'audience", "mesure de l'audience"
		for n := 2; n < min(len(w), 4); n++ {
			if isOneOf(w[n].text, " audience audiences ") {
				return Statistics, n + 1
			}
		}
	}
	for kind, list := range kindWords {
		if isOneOf(first, list) {
			return Kind(kind), 1
		}
	}
	return Unknown, 0
}

// isOneOf reports whether a word is in a list with a space around each.
func isOneOf(word, list string) bool { return strings.Contains(list, " "+word+" ") }

// kindOf returns the category that a caption, a heading or a cell names first: a table of « cookies
// nécessaires … / cookies fonctionnels » is Necessary. « Cookies non nécessaires » names none, and
// « Cookies nécessaires et statistiques » leaves a doubt.
func kindOf(heading string) Kind {
	list := words(heading)
	first := Unknown
	negated := false
	for i := 0; i < len(list); i++ {
		kind, n := kindAt(list[i:])
		switch {
		case kind == Unknown, negated:
		case first == Unknown:
			first = kind
		case first == Necessary && kind != first && (kind != Internal || isAnd(list[i-1].text)):
			return Unknown
		}
		i += max(n, 1) - 1
		text := list[i].text
		negated = isNegation(text) || negated && isOneOf(text, " strictement strictly ")
	}
	return first
}

func isNegation(word string) bool { return isOneOf(word, " non not no nicht niet micca ") }

func isAnd(word string) bool { return isOneOf(word, " et ou and or y e o und ") }

// definingWords are further words that name a category in a definition. They name none in a
// caption: there, what they leave out could make a cookie Necessary.
var definingWords = [...]string{
	Necessary: " essential tecnicas tecnici notwendige erforderliche ",
	Statistics: " statistical analytics analytical performance analiticas analisis analitici " +
		"statistische analyse ",
	Internal:   " propias ",
	ThirdParty: " terze drittanbieter ",
}

// definition returns the category that a paragraph defines.
//
// A definition begins with « Les cookies », and its category's name follows: « Les cookies dits
// « tiers » … ». The first name in quotation marks counts, or else the first one. Only names and
// small words may come before it, so « Les cookies déposés par des tiers … » defines nothing; nor
// does an enumeration, « Les cookies internes et tiers … ». In some languages the name comes first:
// « Strictly necessary cookies … ».
func definition(paragraph string) Kind {
	list := words(paragraph)
	for len(list) > 0 && isArticle(list[0].text) {
		list = list[1:]
	}
	kind, n := namedAt(list, " strictly unbedingt and or und ")
	switch {
	case n == len(list) || !isCookie(list[n].text):
		return Unknown
	case n == 0:
		kind, _ = namedAt(list[1:], " dit dits appele appeles nomme nommes type types strictement "+
			"purement a de d des du la l les finalite finalites aussi encore et ou di y e o ")
	}
	return kind
}

// namedAt returns the category that the first words name, and how many words its names take, with
// the small words between them. Names of two categories name none.
func namedAt(list []word, small string) (kind Kind, n int) {
	quoted, mixed := false, false
	joined := false // to the name before, by « et » or « ou »
	for n < len(list) {
		k, taken := kindAt(list[n:])
		for other, names := range definingWords {
			if k == Unknown && isOneOf(list[n].text, names) {
				k, taken = Kind(other), 1
			}
		}
		if k == Unknown {
			if !isOneOf(list[n].text, small) {
				break
			}
			joined = joined || isAnd(list[n].text)
			n++
			continue
		}
		mixed = mixed || joined && k != kind
		joined = false
		if kind == Unknown || list[n].quoted && !quoted {
			kind, quoted = k, list[n].quoted
		}
		n += taken
	}
	if mixed {
		return Unknown, n
	}
	return kind, n
}

func isCookie(word string) bool { return isOneOf(word, " cookie cookies ") }

// isArticle reports whether a definition may have the word before « cookies »: an article, or the
// number of a list.
func isArticle(word string) bool {
	return isOneOf(word, " les le un the las i die ") || len(word) <= 2 && shape.IsASCIIDigit(word[0])
}

// word is a word of a text, in the form that words are compared in.
type word struct {
	text   string // lower case, without accents: "necessaires"
	quoted bool   // in quotation marks
}

// words returns the words of a text: runs of letters and digits, so "d'audience" is two words, and
// so is "first-party".
func words(s string) []word {
	var list []word
	start, quoted := -1, false
	finish := func(end int) {
		if start >= 0 {
			list = append(list, word{shape.Plain(s[start:end]), quoted})
			start = -1
		}
	}
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' ||
			start >= 0 && unicode.IsMark(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		finish(i)
		switch r {
		case '«', '“', '„', '‹':
			quoted = true
		case '»', '”', '›':
			quoted = false
		case '"':
			quoted = !quoted
		}
	}
	finish(len(s))
	return list
}
