package read

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestWords: each word of the vocabulary means what testdata/words.txt says.
func TestWords(t *testing.T) {
	data, err := os.ReadFile("testdata/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]charter.Kind{"necessary": charter.Necessary, "functional": charter.Necessary,
		"own":        charter.Internal,
		"statistics": charter.Statistics, "internal": charter.Internal, "third party": charter.ThirdParty}
	columns := map[string]meaning{"column name": name, "column provider": provider,
		"column service": service, "column purpose": purpose, "column duration": duration,
		"column category": ofKind, "column consent": asks}
	senses := map[string]sense{"ofOther": ofOther, "ofTexts": ofTexts, "aCookie": aCookie,
		"aDefiner": aDefiner, "aLink": aLink, "anAnd": anAnd, "aNegation": aNegation,
		"aWithout": aWithout, "aDoubt": aDoubt, "aPointer": aPointer, "aThese": aThese,
		"aQuestion": aQuestion, "anAll": anAll, "aRest": aRest, "aConsent": aConsent,
		"anExemption": anExemption, "aDemand": aDemand, "aNeed": aNeed, "aComfort": aComfort,
		"aDay": aDay, "aWeek": aWeek, "aMonth": aMonth, "aYear": aYear, "aMoment": aMoment,
		"aSpan": aSpan, "anUpdate": anUpdate, "aHome": aHome, "aLeftover": aLeftover, "aChoice": aChoice,
		"anAbsence": anAbsence, "aYes": aYes, "aNo": aNo}
	for line := range strings.Lines(string(data)) {
		meant, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "What") {
			continue
		}
		for phrase := range strings.SplitSeq(list, ", ") {
			given := words(phrase)
			kind, isKind := kinds[meant]
			column, isColumn := columns[meant]
			s, isSense := senses[meant]
			found, n := senseAt(given, s)
			m, _ := meaningOf(phrase)
			switch {
			case isKind && nameOf(given).kind != kind,
				isColumn && m != column,
				isSense && (found == 0 || n != len(given)),
				!isKind && !isColumn && !isSense:
				t.Errorf("%q does not mean %s", phrase, meant)
			}
		}
	}
}

// TestUsualWords: the words that tables are written in mean what they should, to both readers.
func TestUsualWords(t *testing.T) {
	for _, l := range languages {
		for m, header := range l.headers {
			if got, _ := meaningOf(header); got != meaning(m) {
				t.Errorf("%q heads a column of meaning %d, want %d", header, got, m)
			}
		}
		if m, _ := meaningOf(l.details); m != noField {
			t.Errorf("%q heads a column of meaning %d", l.details, m)
		}
		text := "T\n\n" + strings.Join(l.headers[name:], "\t")
		for kind, cell := range l.kinds {
			if got := nameOf(words(cell)).kind; got != charter.Kind(kind) {
				t.Errorf("%q is of kind %d, want %d", cell, got, kind)
			}
			text += "\nn\tp\ts\tf\td\t" + cell
		}
		c, err := charter.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range c.Declared() {
			want := charter.Cookie{Kind: charter.Kind(i), Cells: got.Cells, Name: "n", Provider: "p",
				Service: "s", Purpose: "f", Duration: "d"}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: got %+v, want %+v", l.code, got, want)
			}
		}
		if len(c.Declared()) != len(l.kinds) {
			t.Errorf("%s: %d cookies", l.code, len(c.Declared()))
		}
	}
}

// TestLanguages: a table is written in the words of the charter's language.
func TestLanguages(t *testing.T) {
	for text, want := range map[string]string{
		"Les cookies de ce site sont à vous.":        "Nom du cookie\tCatégorie",
		"The cookies of this site are yours.":        "Cookie\tCategory",
		"Las cookies de este sitio son para usted.":  "Cookie\tCategoría",
		"Il sito usa questi cookie per il servizio.": "Cookie\tCategoria",
		"Die Cookies auf dieser Seite sind von uns.": "Cookie\tKategorie",
		"Het portaal en uw bezoek aan deze pagina.":  "Cookie\tCategorie",
		"U situ hè sempre apertu, cù i so cookie.":   "Cookie\tCateguria",
	} {
		c, err := Parse([]byte("T\n\n" + text + "\n\n- sid_a : a"))
		if err != nil || !strings.Contains(string(c.Text), strings.Split(want, "\t")[0]+"\t") ||
			!strings.Contains(string(c.Text), "\t"+strings.Split(want, "\t")[1]+"\n") {
			t.Errorf("%s, %v", c.Text, err)
		}
	}
}

// TestPlainWords: words are compared in lower case and without accents, composed or combining.
func TestPlainWords(t *testing.T) {
	const text = "À l’E\u0301TÉ, OÙ ÇA : ÎLE, Niño, Öl et über_1"
	if got := joinWords(words(text)); got != "a l ete ou ca ile nino ol et uber_1" {
		t.Errorf("got %q", got)
	}
	if got := words("✔\ufe0f Matomo"); len(got) != 1 {
		t.Errorf("a sign with a mark is one of the words %+v", got)
	}
}
