package charter

import "math"

// kindAt returns the category that the first words name, and how many words the
// name takes.
func kindAt(w []word) (Kind, int) {
	next := ""
	if len(w) > 1 {
		next = w[1].text
	}
	switch w[0].text {
	case "necessaire", "necessaires", "fonctionnel", "fonctionnels", "fonctionnelle", "fonctionnelles":
		return Necessary, 1
	case "statistique", "statistiques", "audience", "audiences":
		return Statistics, 1
	case "mesure", "mesures": // "mesure d'audience", "mesure de l'audience"
		for n := 2; n < min(len(w), 4); n++ {
			if w[n].text == "audience" || w[n].text == "audiences" {
				return Statistics, n + 1
			}
		}
	case "interne", "internes":
		return Internal, 1
	case "first":
		if next == "party" {
			return Internal, 2
		}
	case "tiers":
		return ThirdParty, 1
	case "tierce", "tierces":
		if next == "partie" || next == "parties" {
			return ThirdParty, 2
		}
		return ThirdParty, 1
	case "third":
		if next == "party" {
			return ThirdParty, 2
		}
	}
	return Unknown, 0
}

// kindOf returns the category that a caption or a heading names first: a table
// of « cookies nécessaires … / cookies fonctionnels » is Necessary. « Cookies
// non nécessaires » names none.
func kindOf(heading string) Kind {
	list := words(heading, math.MaxInt)
	negated := false
	for i := 0; i < len(list); i++ {
		kind, n := kindAt(list[i:])
		if kind != Unknown && !negated {
			return kind
		}
		i += max(n, 1) - 1
		text := list[i].text
		negated = text == "non" || negated && text == "strictement"
	}
	return Unknown
}

// definition returns the category that a paragraph defines, and its name.
//
// A definition begins with « Les cookies » and goes on with the name: « Les
// cookies dits « tiers » … ». The first name between guillemets or straight
// quotes counts, or else the first one. Nothing but names and small words may
// stand before it, so that « Les cookies déposés par des tiers … » defines
// nothing; nor does an enumeration, « Les cookies internes et tiers … ».
func definition(paragraph string) (Kind, string) {
	const enough = 24
	list := words(paragraph, enough)
	opening := 0
	for opening < len(list) && isArticle(list[opening].text) {
		opening++
	}
	if opening == len(list) || !isCookie(list[opening].text) {
		return Unknown, ""
	}
	list = list[opening+1:]

	kind, at, size := Unknown, 0, 0
	joined := false // by « et » or « ou » to what stands before
	for i := 0; i < len(list); {
		k, n := kindAt(list[i:])
		if k == Unknown {
			if !isLink(list[i].text) {
				break
			}
			joined = list[i].text == "et" || list[i].text == "ou"
			i++
			continue
		}
		if joined && k != kind {
			return Unknown, ""
		}
		if kind == Unknown || list[at].quote == 0 && list[i].quote != 0 {
			kind, at, size = k, i, n
		}
		i += n
	}
	if kind == Unknown {
		return Unknown, ""
	}
	return kind, nameAt(paragraph, list, at, size)
}

// nameAt returns the name of size words at list[at], with what shares its
// guillemets: « strictement nécessaires ».
func nameAt(paragraph string, list []word, at, size int) string {
	const longest = 6 // words; more is a quote that is never closed
	first, last := at, at+size-1
	if quote := list[at].quote; quote != 0 {
		for first > 0 && list[first-1].quote == quote {
			first--
		}
		for last+1 < len(list) && list[last+1].quote == quote {
			last++
		}
		if last-first >= longest {
			first, last = at, at+size-1
		}
	}
	return paragraph[list[first].start:list[last].end]
}

func isCookie(word string) bool { return word == "cookie" || word == "cookies" }

// isArticle reports whether a definition may have the word before « cookies »:
// an article, or the number of a list.
func isArticle(word string) bool {
	switch word {
	case "les", "le", "un":
		return true
	}
	return len(word) <= 2 && isASCIIDigit(word[0])
}

// isLink reports whether a definition may have the word between « cookies » and
// the category's name, or between two of its names.
func isLink(word string) bool {
	switch word {
	case "dit", "dits", "appele", "appeles", "nomme", "nommes", "type", "types",
		"strictement", "purement", "a", "de", "d", "des", "du", "la", "l", "les",
		"finalite", "finalites", "aussi", "encore", "et", "ou":
		return true
	}
	return false
}
