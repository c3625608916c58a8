package charter

import "unicode/utf8"

// meaning is the field of Cookie that a column fills.
type meaning uint8

const (
	noField meaning = iota
	provider
	service
	name
	purpose
	duration
)

// meaningOf returns what a column means, from the words of its header. « Nom »
// and « cookie » count last, since they go along with the others: « Nom du
// prestataire », « Durée du cookie ».
func meaningOf(header string) meaning {
	const enough = 12
	weak := noField
	for i, w := range words(header, enough) {
		switch w.text {
		case "prestataire", "prestataires", "fournisseur", "fournisseurs", "editeur", "emetteur", "societe":
			return provider
		case "service", "services":
			return service
		case "finalite", "finalites", "objectif", "objectifs", "objet", "description", "usage", "utilite":
			return purpose
		case "duree", "durees", "expiration", "conservation", "validite":
			return duration
		case "nom", "noms":
			weak = name
		case "cookie", "cookies":
			if i == 0 {
				weak = name
			}
		}
	}
	return weak
}

// meaningsOf returns what each column means. Of two columns that mean the same,
// the first one counts.
func meaningsOf(columns []string) []meaning {
	var seen [duration + 1]bool
	meanings := make([]meaning, len(columns))
	for i, header := range columns {
		if m := meaningOf(header); !seen[m] {
			meanings[i] = m
			seen[m] = m != noField
		}
	}
	return meanings
}

// required returns how many cells a row has at the least. Editors strip the
// tabs that end a line, so that a row may stop short of columns that come after
// all of the provider, the service, the name and the purpose: « Durée ».
func required(meanings []meaning) int {
	for i := len(meanings) - 1; i >= 0; i-- {
		if m := meanings[i]; m != noField && m != duration {
			return i + 1
		}
	}
	return len(meanings)
}

// isHeader reports whether all the cells, short as those of headers are, say
// what a column means.
func isHeader(cells []string) bool {
	const longest = 60 // characters
	named := 0
	for _, cell := range cells {
		if cell == "" {
			continue
		}
		if utf8.RuneCountInString(cell) > longest || meaningOf(cell) == noField {
			return false
		}
		named++
	}
	return named > 1
}

func newCookie(cells []string, meanings []meaning) Cookie {
	c := Cookie{Cells: cells}
	fields := [...]*string{
		provider: &c.Provider, service: &c.Service, name: &c.Name, purpose: &c.Purpose, duration: &c.Duration,
	}
	for i, m := range meanings {
		if field := fields[m]; field != nil {
			*field = cells[i]
		}
	}
	return c
}
