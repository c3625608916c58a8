package read

import (
	"strings"

	"cookies-preferences/charter"
)

// consent is what a text says about asking for consent.
type consent uint8

const (
	consentUnsaid consent = iota
	consentAsked
	consentExempt // none is asked for
)

// consentOf reads a sentence. « Exemptés de consentement », « ne requièrent pas de consentement »
// and « sans votre accord » say that none is asked for. A sentence with a condition says nothing.
func consentOf(list []word) consent {
	if has(list, aDoubt) {
		return consentUnsaid
	}
	mentioned := has(list, aConsent)
	for i := range list {
		s, _ := senseAt(list[i:], anExemption|aDemand|aConsent)
		switch {
		case s&anExemption != 0:
			if isDenied(list[:i+1]) {
				return consentAsked
			}
			return consentExempt
		case s&aDemand != 0 && mentioned:
			if isDenied(list[:i+1]) {
				return consentExempt
			}
		case s&aConsent != 0 && isWithout(list[:i]):
			return consentExempt
		}
	}
	if mentioned {
		return consentAsked
	}
	return consentUnsaid
}

// isDenied reports whether a negation is right before the last word, in its clause.
func isDenied(list []word) bool {
	const reach = 3
	last := len(list) - 1
	for i := max(0, last-reach); i < last; i++ {
		s, _ := senseAt(list[i:], aNegation)
		if s != 0 && list[i].clause == list[last].clause {
			return true
		}
	}
	return false
}

// isWithout reports whether the words end in « sans votre », and no other negation undoes it.
func isWithout(list []word) bool {
	const reach = 2
	without := false
	for i := range list {
		s, _ := senseAt(list[i:], aNegation|aWithout)
		if s&aNegation != 0 {
			return false
		}
		without = without || s != 0 && len(list)-i <= reach
	}
	return without
}

// consentIn returns what the sentences of the texts above a table say about consent for a category.
// A sentence about other categories doesn't count; sentences that differ say nothing.
func consentIn(texts []string, kind charter.Kind) consent {
	said := consentUnsaid
	for _, text := range texts {
		for _, sentence := range sentences(text) {
			list := words(sentence)
			c := consentOf(list)
			if c == consentUnsaid {
				continue
			}
			found, _ := namesIn(list)
			found &^= saysOwn | saysFunctional
			// In « votre consentement est nécessaire », no category is named.
			if c == consentAsked {
				found &^= saysNecessary
			}
			if found != 0 && found&senseOf(kind) == 0 {
				continue
			}
			if said != consentUnsaid && said != c {
				return consentUnsaid
			}
			said = c
		}
	}
	return said
}

// sentences cuts a text after each full stop, question mark or exclamation mark before a space.
func sentences(text string) []string {
	var list []string
	start := 0
	for i := 0; i+1 < len(text); i++ {
		if strings.IndexByte(".!?;", text[i]) >= 0 && text[i+1] == ' ' {
			list = append(list, text[start:i])
			start = i + 1
		}
	}
	return append(list, text[start:])
}
