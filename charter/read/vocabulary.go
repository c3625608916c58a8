package read

import (
	"strings"
	"sync"

	"cookies-preferences/charter"
)

// sense is a set of what a phrase can mean, in a heading, a caption, a header cell or a sentence.
type sense uint64

const (
	saysNecessary  sense = 1 << iota
	saysFunctional       // necessary, unless the charter tells the two apart
	saysStatistics
	saysInternal
	saysOwn // the site's own: a category by itself, a mere detail beside another
	saysThirdParty

	ofName
	ofProvider
	ofService
	ofPurpose
	ofDuration
	ofCategory
	ofConsent
	maybe   // with one of the seven above: only if no other column has that meaning
	ofOther // « Type de données » is no category of cookies
	ofTexts // « Détails techniques » is none, either

	aCookie
	aDefiner // may stand before « cookies » in a definition
	aLink    // may stand between the names of a definition
	anAnd
	aNegation
	aWithout  // like aNegation, but of what follows at once
	aDoubt    // makes a sentence about consent conditional
	aPointer  // « suivants »: the sentence is about what is below
	aThese    // « ces », likewise
	aQuestion // « qu’est-ce » begins one about what cookies are
	anAll     // « tous »: it may be about several categories
	aRest     // « autres »: none of the categories above

	aConsent
	anExemption
	aDemand // of consent, or of none after a negation
	aNeed   // without them, the site does not work
	aComfort

	aDay
	aWeek
	aMonth
	aYear
	aMoment // less than a day, or the visit
	aSpan   // other words of durations

	anUpdate
	aHome     // begins a breadcrumb
	aLeftover // a whole line that is a web page's, not the charter's
	aChoice   // likewise: a button of a panel of choices, that may stand anywhere
	anAbsence // begins a page that says that there is no page
	aYes
	aNo

	begins // a word that a longer phrase begins with
)

// The senses of categories, and of columns.
const (
	categories = saysNecessary | saysFunctional | saysStatistics | saysInternal | saysOwn |
		saysThirdParty
	columns = ofName | ofProvider | ofService | ofPurpose | ofDuration | ofCategory | ofConsent
	units   = aDay | aWeek | aMonth | aYear | aMoment
)

// language is one language's vocabulary.
type language struct {
	code   string // as of HTML's lang: "fr"
	common string // words that tell the language from the others
	months string // a year's twelve, each with its abbreviations

	// phrases are lists with commas between the phrases, of at most three words, in any case.
	phrases []phrases

	// Tables are written with these headers and categories, which package charter reads too.
	headers [ofKind + 1]string
	kinds   [charter.ThirdParty + 1]string
	details string // heads a column that has no name
}

type phrases struct {
	sense sense
	list  string
}

// languages are the languages that charters are read in. All words count in every charter, since
// French ones say « first-party ». The first is the default.
var languages = []*language{&french, &english, &spanish, &italian, &german, &dutch,
	&corsican}

// lexicon is the vocabulary of all languages, by the plain form of each phrase.
type lexicon struct {
	senses map[string]sense
	months map[string]int // from 1
	common map[string]int // an index of languages
}

var lexicons = sync.OnceValue(func() lexicon {
	l := lexicon{map[string]sense{}, map[string]int{}, map[string]int{}}
	for i, language := range languages {
		for _, p := range language.phrases {
			for _, phrase := range strings.Split(p.list, ",") {
				list := words(phrase)
				l.senses[joinWords(list)] |= p.sense
				if len(list) > 1 {
					l.senses[list[0].text] |= begins
				}
			}
		}
		n := 0
		for _, month := range strings.Split(language.months, ",") {
			n++
			for _, w := range words(month) {
				l.months[w.text] = n
			}
		}
		for _, w := range words(language.common) {
			l.common[w.text] = i
		}
	}
	return l
})

// longestPhrase is the longest of the vocabulary, in words.
const longestPhrase = 3

// senseAt returns what the longest phrase at the start of the list means, among the senses that are
// asked for, and how many words it takes: 0 if none has such a sense.
func senseAt(list []word, asked sense) (sense, int) {
	if len(list) == 0 {
		return 0, 0
	}
	senses := lexicons().senses
	single := senses[list[0].text]
	if single&begins != 0 {
		for n := min(longestPhrase, len(list)); n > 1; n-- {
			if found := senses[joinWords(list[:n])] & asked; found != 0 {
				return found, n
			}
		}
	}
	if single&asked != 0 {
		return single & asked, 1
	}
	return 0, 0
}

// has reports whether a phrase of the list has one of the senses.
func has(list []word, asked sense) bool {
	for i := range list {
		if found, _ := senseAt(list[i:], asked); found != 0 {
			return true
		}
	}
	return false
}

func joinWords(list []word) string {
	var b strings.Builder
	for i, w := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}
