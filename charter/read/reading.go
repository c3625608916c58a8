package read

import (
	"strings"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/blocks"
	"cookies-preferences/charter/internal/shape"
)

// reading is the third step: it puts the document's parts below their headings, and makes a charter
// of what the tables and lists declare.
type reading struct {
	c        Charter
	language *language
	top      opening

	headings []heading                    // the section's, below those that it belongs to
	bare     [charter.ThirdParty + 1]bool // the categories of sections without a cookie
	above    *part                        // the caption of the section's last table; nil without
	own      bool                         // a table of this section named a category of its own: the heading's is spent
	direct   bool                         // this section has cookies without a caption of their own
	unnamed  bool                         // nothing names the category of its last cookies
	scope    []*part                      // paragraphs below the last heading or table
	lists    []*part                      // those of the scope that may name cookies

	groups  []*group
	others  []*part                         // tables that are not about cookies
	defined [charter.ThirdParty + 1]consent // as the definitions say
}

// heading is a heading that what is below it belongs to.
type heading struct {
	text   string
	depth  int  // of its number: 2 for "1.2"; 0 without
	joined bool // right below another one
	naming naming
	cookie bool // it speaks of cookies
	asks   bool // what cookies are, not which there are
	groups int  // how many there were above it
}

// usualTitle is that of a charter without a title, as the banner calls it in any language.
const usualTitle = "Charte cookies"

func newReading(text []byte, lines []charter.Line, top opening) *reading {
	r := &reading{c: Charter{Title: usualTitle, Text: text}, top: top}
	r.describe(lines)
	if top.title != nil {
		r.c.Title = top.title.Text
	}
	return r
}

// describe finds the document's language and the date of its last update.
func (r *reading) describe(lines []charter.Line) {
	counts := make([]int, len(languages))
	best := 0
	for i, l := range lines {
		list := words(l.Text)
		for _, w := range list {
			if language, ok := lexicons().common[w.text]; ok {
				if counts[language]++; counts[language] > counts[best] {
					best = language
				}
			}
		}
		if r.c.Updated == "" && !l.IsRow {
			r.c.Updated = updateOf(list)
			if r.c.Updated == "" && i+1 < len(lines) && len(list) < 8 && has(list, anUpdate) {
				r.c.Updated = dateAt(words(lines[i+1].Text))
			}
		}
	}
	r.language = languages[best]
	r.c.Language = r.language.code
	for _, l := range r.top.left {
		r.warn(l.Number, WarnLeftOut, l.Text)
	}
	if r.top.title == nil {
		r.warn(lines[0].Number, WarnNoTitle, "")
	}
}

// read puts the parts below their headings.
func (r *reading) read(parts []*part) {
	adjacent := false // the part above is a heading
	for i, p := range parts {
		switch {
		case p.Role == blocks.Table:
			caption := &part{}
			r.endList()
			switch {
			case i > 0 && isCaption(parts[i-1]):
				caption = parts[i-1]
				r.above = caption
			case i > 0 && parts[i-1].Role == blocks.Table && r.above != nil:
				caption = r.above
			}
			r.readTable(p, caption)
			r.scope = nil
		case isCaption(p) && i+1 < len(parts) && parts[i+1].Role == blocks.Table:
		case i+1 < len(parts) && isRecord(p, parts[i+1]):
			r.readParagraph(p)
		case p.Role == blocks.Heading:
			r.endList()
			r.enter(p, adjacent, i+1 < len(parts) && isOfCookies(parts[i+1]))
		case p.Role != blocks.Address:
			r.readParagraph(p)
			if i > 0 && parts[i-1].Role == blocks.Table && isFootnote(p) {
				r.scope = nil // it is not about what is below
			}
		}
		adjacent = p.Role == blocks.Heading
	}
	r.endList()
}

// isFootnote reports whether a paragraph begins like a footnote, « * Exempté », and defines nothing.
func isFootnote(p *part) bool {
	return strings.IndexAny(p.Text, "*(¹†") == 0 &&
		definition(withoutBullet(p.Text), true) == charter.Unknown
}

func isCaption(p *part) bool {
	return p.Role == blocks.Heading || p.Role == blocks.Lead
}

// isRecord reports whether a heading is a cookie's name, above the lines that describe it.
func isRecord(p, below *part) bool {
	return hasLabel(below.Text) && isName(p.Text) && (shape.StartsLower(p.Text) || isCapitals(p.Text))
}

// isOfCookies reports whether a part is like an item of a list of cookies.
func isOfCookies(p *part) bool {
	c, _ := readItem(p.Text)
	return c.Name != "" && (p.Role == blocks.Item || c.certain)
}

// enter begins a section. It belongs to the heading right above it, or to the one whose number
// begins its own. A service's, right above its cookies, belongs to a category's: « YouTube », then
// « Facebook », below « Cookies tiers ». Nothing is necessary for that.
func (r *reading) enter(p *part, adjacent, aboveCookies bool) {
	list := words(p.Text)
	h := heading{text: p.Text, depth: depthOf(p.Text), joined: adjacent, naming: nameOf(list),
		cookie: has(list, aCookie), asks: has(list, aQuestion), groups: len(r.groups)}
	if last := len(r.headings) - 1; last >= 0 && !adjacent {
		if above := &r.headings[last]; above.groups == len(r.groups) {
			r.bare[above.naming.kind] = true
		}
	}
	for len(r.headings) > 0 {
		last := &r.headings[len(r.headings)-1]
		if adjacent && last.joined {
			r.headings = nil // three in a row are a menu, and none belongs to another
			break
		}
		if adjacent && last.depth == 0 || h.depth > last.depth && last.depth > 0 {
			break
		}
		if aboveCookies && isService(h) && last.naming.isOptional() {
			break
		}
		r.headings = r.headings[:len(r.headings)-1]
	}
	r.headings = append(r.headings, h)
	r.above, r.own, r.scope = nil, false, nil
	r.direct, r.unnamed = false, false
}

// isService reports whether a heading may name a service: it says nothing of cookies.
func isService(h heading) bool { return h.depth == 0 && h.naming.silent && !h.cookie }

// depthOf returns how many numbers begin a heading: 2 for "1.2". A letter is below all of them.
func depthOf(text string) int {
	first, _, _ := strings.Cut(text, " ")
	if shape.IsASCIIDigit(first[0]) {
		return 1 + strings.Count(strings.Trim(first, ".-)"), ".")
	}
	if shape.IsNumbered(text) {
		return 9
	}
	return 0
}

// maxScope is how many paragraphs above a table can be about it.
const maxScope = 50

func (r *reading) readParagraph(p *part) {
	if kind := definition(withoutBullet(p.Text), p.Role == blocks.Item); kind != charter.Unknown {
		if _, known := r.c.Category(kind); !known {
			r.c.Categories = append(r.c.Categories,
				charter.Category{Kind: kind, Definition: withoutBullet(p.Text)})
		}
	}
	if p.Role == blocks.Lead {
		r.endList()
	}
	r.scope = append(r.scope[max(0, len(r.scope)-maxScope):], p)
	r.lists = append(r.lists, p)
}

// nameAbove returns what is said right above a table or a list about its category. Nothing is
// necessary if the caption or the last sentence introduces all cookies.
func (r *reading) nameAbove(caption *part) naming {
	all := introducesAll(words(caption.Text)) || introducesAll(r.lastSentence())
	n := r.findName(caption)
	if all && n.kind == charter.Necessary && nameOf(words(caption.Text)).silent {
		return naming{silent: true}
	}
	return n
}

// introducesAll reports whether a sentence is about cookies of all categories.
func introducesAll(list []word) bool {
	return has(list, aCookie) && has(list, anAll) && !has(list, aThese) && nameOf(list).silent
}

// findName finds the category in the caption, in a paragraph that begins with its name, in a
// heading, or in the last sentence.
func (r *reading) findName(caption *part) naming {
	n := nameOf(words(caption.Text))
	last := len(r.headings) - 1
	if caption.Role == blocks.Heading && last >= 0 && r.headings[last].asks {
		r.own = true // « Qu’est-ce qu’un cookie technique ? », then « Cookies utilisés »
		r.scope = nil
	}
	if n.silent {
		n = r.nameInScope(caption.Text == "")
	} else if caption.Role == blocks.Heading {
		r.scope = nil // it is about other cookies
	}
	if !n.silent {
		r.own = r.own || last >= 0 && r.headings[last].naming.kind != n.kind
		return n
	}
	if caption.Text == "" && r.above != nil && r.above.Role == blocks.Heading {
		if n := nameOf(words(r.above.Text)); n.isOptional() {
			return n // the heading of another table, with text between the two
		}
	}
	// « Facebook », a while below « Cookies nécessaires » or its table, may be a section of its
	// own.
	if caption.Role == blocks.Heading && last >= 0 {
		about := isAbout(caption.Text)
		strict := r.headings[last].naming.kind == charter.Necessary
		r.own = r.own || r.direct && (about || strict) || strict && len(r.scope) > 0 && !about
	}
	for i := len(r.headings) - 1; i >= 0 && !r.own; i-- {
		n := r.headings[i].naming
		if n.silent {
			continue
		}
		if has(words(caption.Text), aCookie) && r.hasBare(n.kind) {
			break // « Détail des cookies », below sections of all categories
		}
		return n
	}
	if sentence := r.lastSentence(); caption.Text == "" && has(sentence, aCookie) {
		n := nameOf(sentence)
		if n.isOptional() || n.kind == charter.Necessary && has(sentence, aPointer|aThese) {
			return n
		}
	}
	return naming{silent: true}
}

// tellsOthers reports whether the texts from a definition on speak of other cookies: « Les autres
// demandent votre accord », « Avec votre consentement, nous déposons des cookies … ».
func tellsOthers(parts []*part) bool {
	const start = 2 // words
	for i, p := range parts {
		for j, sentence := range sentences(p.Text) {
			list := words(sentence)
			switch {
			case i+j == 0:
			case has(list[:min(start, len(list))], aRest),
				has(list, aCookie) && !has(list, aThese) &&
					(has(list, aRest) || consentOf(list) == consentAsked):
				return true
			}
		}
	}
	return false
}

// hasBare reports whether the section of another category has no cookie.
func (r *reading) hasBare(but charter.Kind) bool {
	for kind, bare := range r.bare {
		if k := charter.Kind(kind); bare && k != charter.Unknown && k != but {
			return true
		}
	}
	return false
}

// lastSentence returns the words of the sentence right above, if it is in no list.
func (r *reading) lastSentence() []word {
	last := len(r.scope) - 1
	if last < 0 || r.scope[last].Role == blocks.Item {
		return nil
	}
	list := sentences(r.scope[last].Text)
	return words(list[len(list)-1])
}

// nameInScope returns the category that the paragraphs above begin with, if it is the same one. Of
// several, the last counts right above a table, but makes nothing necessary; nor does one that goes
// on about other cookies. Below cookies that nothing names, a definition may be theirs.
func (r *reading) nameInScope(rightAbove bool) naming {
	found, isLast, differ := naming{silent: true}, false, r.unnamed
	for i := len(r.scope) - 1; i >= 0; i-- {
		p := r.scope[i]
		kind := definition(withoutBullet(p.Text), p.Role == blocks.Item)
		if kind == charter.Unknown {
			continue
		}
		if !found.silent {
			differ = differ || found.kind != kind
			continue
		}
		before, _, _ := strings.Cut(p.Text, ":")
		n := nameOf(words(before))
		found = naming{kind: kind, functional: n.functional && n.kind == kind}
		isLast = rightAbove && i == len(r.scope)-1 && p.Role != blocks.Item
		differ = differ || found.kind == charter.Necessary && tellsOthers(r.scope[i:])
	}
	if differ && !(isLast && found.isOptional()) {
		return naming{silent: true}
	}
	return found
}
