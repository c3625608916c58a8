package read

import "unicode/utf8"

// meaning is the field of Cookie that a column fills, or the cell's label in a list.
type meaning uint8

const (
	noField meaning = iota
	name
	provider
	service
	purpose
	duration
	ofKind // « Catégorie »
	asks   // « Consentement »: whether it is asked for
)

// meaningOf returns what a header cell means, from its words. It is weak if another column that
// means the same would be a better one.
//
// The first word that means something counts. « Nom » and « cookie » count last, since they go
// along with others: « Nom du prestataire », « Durée du cookie ».
func meaningOf(header string) (m meaning, weak bool) {
	const enough = 12
	list := words(header)
	list = list[:min(enough, len(list))]
	fallback, fallbackWeak := noField, true
	for i := range list {
		s, n := senseAt(list[i:], columns|maybe)
		switch {
		case s&columns == ofName:
			if fallbackWeak {
				fallback, fallbackWeak = name, s&maybe != 0
			}
		case s&columns != 0:
			m := fieldOf(s)
			switch {
			case m == service && has(list[i+n:], ofProvider):
				m = provider // « Service provider »
			case m == ofKind && has(list, ofOther):
				m = noField // « Type de données »
			}
			return m, s&maybe != 0
		case has(list[:1], aCookie):
			fallback = name
		}
	}
	return fallback, fallbackWeak
}

func fieldOf(s sense) meaning {
	for i, of := range [...]sense{provider: ofProvider, service: ofService,
		purpose: ofPurpose, duration: ofDuration, ofKind: ofCategory, asks: ofConsent} {
		if s&of != 0 {
			return meaning(i)
		}
	}
	return noField
}

// meaningsOf returns what each column means. Of two columns that mean the same, the better or else
// the first counts.
func meaningsOf(columns []string) []meaning {
	meanings := make([]meaning, len(columns))
	var best [asks + 1]struct {
		column int // from 1
		weak   bool
	}
	for i, header := range columns {
		m, weak := meaningOf(header)
		if b := &best[m]; b.column == 0 || b.weak && !weak {
			if b.column > 0 {
				meanings[b.column-1] = noField
			}
			b.column, b.weak = i+1, weak
			meanings[i] = m
		}
	}
	return meanings
}

// isHeader reports whether all the cells are short, as those of headers are, and say what a column
// means.
func isHeader(cells []string) bool {
	named, all := countHeaders(cells)
	return named > 1 && named == all
}

// isLikeHeader reports whether most of the cells are like those of headers.
func isLikeHeader(cells []string) bool {
	named, all := countHeaders(cells)
	return named > 1 && 2*named > all
}

// countHeaders returns how many cells are those of a header, of all that are not empty.
func countHeaders(cells []string) (named, all int) {
	const longest = 60 // characters
	for _, cell := range cells {
		if cell == "" {
			continue
		}
		all++
		if m, _ := meaningOf(cell); m != noField && utf8.RuneCountInString(cell) <= longest {
			named++
		}
	}
	return named, all
}
