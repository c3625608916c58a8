package read

import (
	"strings"
	"unicode"

	"cookies-preferences/charter"
)

// warnOfUnread warns of the names of cookies outside the tables and lists that were read, each
// once: « Le cookie zz_id est conservé six mois. »
func (r *reading) warnOfUnread(lines []charter.Line) {
	const most = 100
	skip := r.readLines(lines)
	known := r.knownNames()
	warnings := 0
	for i := range lines {
		if skip[lines[i].Number] {
			continue
		}
		for _, one := range namesInText(lines[i].Text) {
			if known.has(one) || warnings == most {
				continue
			}
			r.warn(lines[i].Number, WarnUnread, one)
			known.add(one)
			warnings++
		}
	}
}

// readLines returns the numbers of the lines of tables that were read, and of those that a warning
// is about already.
func (r *reading) readLines(lines []charter.Line) map[int]bool {
	skip := map[int]bool{}
	for _, g := range r.groups {
		if g.part == nil {
			continue
		}
		last := g.part.End
		if last == 0 {
			last = lines[len(lines)-1].Number
		}
		for n := g.part.Line; n <= last; n++ {
			skip[n] = true
		}
	}
	for _, w := range r.c.Warnings {
		if w.Kind == WarnItem {
			skip[w.Line] = true
		}
	}
	return skip
}

// nameSet holds names of cookies. A "*" stands for the rest of a name.
type nameSet struct {
	whole  map[string]bool
	open   map[string]bool // what stands before a "*"
	starts map[string]bool // of the others, up to a sign
}

// knownNames returns the names that the cookies' fields have.
func (r *reading) knownNames() nameSet {
	known := nameSet{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for i := range r.c.Cookies {
		c := &r.c.Cookies[i]
		for _, one := range strings.Fields(c.Name) {
			known.add(strings.Trim(one, ",;"))
		}
		for _, text := range []string{c.Provider, c.Service} {
			for _, one := range namesInText(text) {
				known.add(one)
			}
		}
	}
	return known
}

func (s nameSet) add(name string) {
	stem, open := stemOf(name)
	s.whole[stem] = true
	if open {
		s.open[stem] = true
	}
	eachStart(stem, func(start string) bool { s.starts[start] = true; return false })
}

func (s nameSet) has(name string) bool {
	stem, open := stemOf(name)
	return s.whole[stem] || open && s.starts[stem] ||
		eachStart(stem, func(start string) bool { return s.open[start] })
}

// stemOf returns a name in lower case, up to the sign that stands for any characters.
func stemOf(name string) (stem string, open bool) {
	stem = strings.ToLower(name)
	if end := strings.IndexAny(stem, "*<[{#%"); end > 0 {
		stem, open = stem[:end], true
	}
	return strings.TrimRight(stem, "._-"), open
}

// eachStart calls a function with the name's starts up to each sign, until it returns true.
func eachStart(stem string, f func(string) bool) bool {
	for i := range stem {
		if i > 0 && strings.IndexByte("._-", stem[i]) >= 0 && f(stem[:i]) {
			return true
		}
	}
	return false
}

// namesInText returns the words of a text that can be nothing but the names of cookies: by their
// form, since they stand beside « cookie », or in capitals before a duration, « YSC (6 mois) ».
func namesInText(text string) []string {
	names := namesBeforeDurations(text)
	beside, quoted := false, false // the word before is « cookie », or a quotation mark behind it
	last := ""
	for _, field := range strings.Fields(text) {
		if strings.ContainsAny(field, "@\\") || strings.Contains(field, "://") ||
			strings.HasPrefix(field, "www.") {
			beside, last = false, ""
			continue
		}
		for _, one := range strings.FieldsFunc(field, isBetweenNames) {
			bare := strings.TrimRight(unquote(one), ".!?…")
			switch {
			case bare == "":
				quoted = strings.ContainsAny(one, openingQuotes)
				continue
			case isCookieWord(bare):
				if isCapitals(last) {
					names = append(names, last) // "the NID cookie"
				}
				beside, quoted, last = true, false, ""
				continue
			case hasCookieForm(bare), beside && isCapitals(bare),
				beside && (quoted || strings.ContainsAny(one, openingQuotes)) && mayBeNamed(bare):
				names = append(names, bare)
				last = ""
			default:
				last = bare
			}
			list := words(bare)
			s, _ := senseAt(list, aLink)
			beside, quoted = beside && s != 0, false
		}
	}
	return names
}

func namesBeforeDurations(text string) []string {
	var names []string
	for before, rest, ok := strings.Cut(text, "("); ok; before, rest, ok = strings.Cut(rest, "(") {
		inside, _, closed := strings.Cut(rest, ")")
		fields := strings.Fields(before)
		if closed && len(fields) > 0 && isCapitals(fields[len(fields)-1]) && isDuration(inside) {
			names = append(names, fields[len(fields)-1])
		}
	}
	return names
}

const openingQuotes = "«“\"'`"

func isBetweenNames(r rune) bool { return strings.ContainsRune(",;:()/|=→", r) }

// isCookieWord reports whether a word is « cookie » in running text: capitals all through a heading
// say nothing of the words beside it.
func isCookieWord(s string) bool {
	list := words(s)
	return len(list) == 1 && has(list, aCookie) && s != strings.ToUpper(s)
}

// hasCookieForm reports whether a word has the form of a cookie's name: _pk_id, PHPSESSID,
// csrftoken.
func hasCookieForm(s string) bool {
	if !isName(s) || isFile(s) {
		return false
	}
	if strings.Contains(strings.Trim(s, "_"), "_") || strings.HasPrefix(s, "_") {
		return true
	}
	lower := strings.ToLower(s)
	for _, piece := range []string{"csrf", "xsrf", "sessid", "sessionid"} {
		if strings.Contains(lower, piece) && lower != "csrf" && lower != "xsrf" {
			return true
		}
	}
	return strings.Contains(lower, "cookie") && strings.IndexFunc(s[1:], unicode.IsUpper) >= 0 &&
		lower != "cookie" && lower != "cookies" && !strings.Contains(s, "-")
}

// isCapitals reports whether a word is in capitals, as the short names of cookies are, and is no
// acronym that is often said of cookies, nor a word of the vocabulary.
func isCapitals(s string) bool {
	return s == strings.ToUpper(s) && mayBeNamed(s) && !strings.Contains(acronyms, " "+s+" ")
}

const acronyms = " AEPD AVG CNIL DSGVO EDPB EU GDPR HTML HTTP HTTPS ICO LSSI PECR RGPD UE UK "

// mayBeNamed reports whether a word may be the name of a cookie where the text says that it is one.
func mayBeNamed(s string) bool {
	return isName(s) && lexicons().senses[words(s)[0].text]&^begins == 0
}

// isFile reports whether a word is the name of a file.
func isFile(s string) bool {
	for _, end := range []string{".html", ".pdf", ".js", ".php", ".aspx"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
