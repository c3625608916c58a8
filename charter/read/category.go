package read

import (
	"strings"

	"cookies-preferences/charter"
)

// naming is what a heading, a caption or a cell says about the category of the cookies below it.
type naming struct {
	kind  charter.Kind
	mixed bool // it names several categories; kind is Unknown

	// functional: of the words for Necessary, only « fonctionnel » was found. Some charters
	// tell functional cookies from necessary ones, and ask for consent.
	functional bool

	consent consent

	// silent: it says nothing about categories, so that what is above it counts. « Cookies non
	// essentiels » and « Autres cookies » are not silent, though they name none.
	silent bool
}

// isOptional reports whether it names a category that needs consent.
func (n naming) isOptional() bool {
	return n.kind != charter.Unknown && n.kind != charter.Necessary
}

// nameOf reads a heading, a caption or a cell.
func nameOf(list []word) naming {
	n := naming{consent: consentOf(list)}
	found, denied := namesIn(list)
	strong := found &^ saysOwn
	switch functional := strong&saysFunctional != 0; {
	case strong == 0 && found != 0:
		n.kind = charter.Internal
	case functional && strong&^(saysFunctional|saysNecessary) == 0:
		n.kind, n.functional = charter.Necessary, strong == saysFunctional
	default:
		n.kind, n.mixed = kindOf(strong)
	}
	switch {
	case n.kind == charter.Necessary && n.consent == consentAsked:
		n.kind = charter.Unknown // « nécessaires », and yet it asks: nobody can tell
	case n.kind == charter.Necessary && has(list, aDoubt):
		// « tous, sauf les nécessaires », « nécessaires ou non », « fonctionnels (facultatifs) »
		n.kind, n.functional = charter.Unknown, false
	case found == 0 && n.consent == consentExempt && !denied:
		n.kind = charter.Necessary
	default:
		n.silent = found == 0 && !denied && !has(list, aRest|aConsent|anExemption)
	}
	return n
}

// senseOf returns the sense of a category.
func senseOf(k charter.Kind) sense {
	return [...]sense{0, saysNecessary, saysStatistics, saysInternal, saysThirdParty}[k]
}

// kindOf returns the category of a single sense; more of them are mixed.
func kindOf(s sense) (kind charter.Kind, mixed bool) {
	for k := charter.Unknown; k <= charter.ThirdParty; k++ {
		if senseOf(k) == s {
			return k, false
		}
	}
	return charter.Unknown, true
}

// namesIn returns the categories that the words name, and whether one is denied: « non
// nécessaires », « not strictly necessary ».
//
// « Cookies internes strictement nécessaires » names one, and says whose they are; « cookies
// internes et statistiques » names two.
func namesIn(list []word) (found sense, denied bool) {
	const reach = 4 // words after a negation
	negated, last := 0, -1
	var before sense
	for i := 0; i < len(list); {
		if _, n := senseAt(list[i:], ofTexts); n > 0 {
			i += n
			continue
		}
		if s, n := senseAt(list[i:], categories); n > 0 {
			joined := last >= 0 && areJoined(list[last:i+1])
			if negated > 0 {
				denied = true
			} else {
				if joined && (s|before)&saysOwn != 0 && s != before {
					s |= saysInternal
				}
				found |= s
			}
			before, negated = s, 0
			last = i + n
			i += n
			continue
		}
		if s, n := senseAt(list[i:], aNegation|aWithout); s != 0 {
			negated = reach
			i += n
			continue
		}
		negated--
		i++
	}
	return found, denied
}

// areJoined reports whether the last of the words is joined to what stands before the first, by a
// sign or by nothing but « et ».
func areJoined(list []word) bool {
	between := list[:len(list)-1]
	if list[len(list)-1].joined {
		return true
	}
	and := false
	for _, w := range between {
		switch s := lexicons().senses[w.text]; {
		case s&anAnd != 0:
			and = true
		case s&(aLink|aCookie|aDefiner) == 0:
			return false
		}
	}
	return and
}

// definition returns the category that a paragraph defines, and Unknown if it defines none.
//
// A definition begins with « Les cookies » and its category's name, in the order of its language:
// « Les cookies dits « tiers » … », « Strictly necessary cookies: … ». Only names and small words
// may come before what it says, so « Les cookies déposés par des tiers … » defines nothing; nor
// does an enumeration, « Les cookies internes et tiers … ». A list item may leave out « cookies ».
func definition(paragraph string, isItem bool) charter.Kind {
	const few = 12 // words
	before, after, colon := strings.Cut(paragraph, ":")
	list := words(before)
	n, cookies := 0, false
	for n < len(list) {
		s, taken := senseAt(list[n:], categories|aCookie|aLink|aDefiner)
		if taken == 0 {
			break
		}
		cookies = cookies || s&aCookie != 0
		n += taken
	}
	ends := n == len(list)
	if n == 0 || list[0].text == "des" || ends && len(words(after)) < 2 ||
		!cookies && !(isItem && ends) {
		return charter.Unknown
	}
	if colon && len(list) < few {
		n = len(list) // « Cookies déposés par des tiers : … »
	}
	return nameOf(list[:n]).kind
}
