package read

import (
	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/blocks"
)

// endList reads the cookies of the list that ends here. A warning names the items that are left out.
func (r *reading) endList() {
	list, above := r.lists, &part{}
	r.lists = nil
	if len(list) > 0 && list[0].Role == blocks.Lead {
		above, list = list[0], list[1:]
	}
	it := readItems(list)
	r.warnOfNameless(append(it.nameless, it.ahead...))
	cookies := it.cookies
	if len(cookies) == 0 {
		return
	}
	whole, certain, timed := it.areAll(), false, false
	for i := range cookies {
		certain = certain || cookies[i].certain
		timed = timed || cookies[i].Duration != ""
	}
	scope := r.scope
	for n := len(scope); n > 0 && scope[n-1].Line >= cookies[0].Line; n-- {
		r.scope = scope[:n-1] // what is below the first cookie is not about all of them
	}
	g := r.newGroup(cookies[0].Line, above)
	// A word that may be anything, such as « session », is a cookie's name only in a list of nothing
	// else: one with certain names and with durations, or with either below a category's name.
	placed := whole && g.naming.kind != charter.Unknown
	sure := whole && certain && timed || placed && (certain || timed)
	// Below a category's name, a list may also have the names of services: « Matomo ».
	serves := placed && (len(cookies) > 1 || cookies[0].first.Role == blocks.Item) &&
		(above.Text == "" || isAbout(above.Text))
	lead := words(above.Text)
	announced := has(lead, aCookie) && has(lead, aPointer) // « les cookies suivants : »
	for i := range cookies {
		c := &cookies[i]
		switch {
		case serves && !c.certain && isCapitalised(c.Name):
			c.Name, c.Service = "", c.Name
		case c.Name != "" && (c.certain || sure), c.Name == "" && serves:
		default:
			timed := c.Duration != "" && (c.Name != "" || g.naming.kind != charter.Unknown)
			if placed || timed || c.Name != "" && announced {
				r.warn(c.Line, WarnItem, c.Name+c.Service)
			}
			continue
		}
		g.add(c.reported)
	}
	if len(g.cookies) > 0 {
		r.groups = append(r.groups, g)
		scope = nil
	}
	r.scope = scope
}

// warnOfNameless warns of a purpose or a duration without a name, below a heading about cookies.
func (r *reading) warnOfNameless(labels []label) {
	for _, l := range labels {
		if (l.meaning == purpose || l.meaning == duration) && r.isNamed(&part{}) {
			r.warn(l.part.Line, WarnItem, l.part.Text)
			return
		}
	}
}

// items are what is read of a list: its cookies, and what else it has.
type items struct {
	cookies []listed
	others  []*part // but for what introduces the first cookie

	nameless []label // that no name follows

	ahead []label // of a name that comes later
	head  meaning // of the label that begins each description, if that is not the name
	ended bool    // the description of the last cookie
}

// label is a line of a cookie's description: « Durée : 1 an ».
type label struct {
	meaning meaning
	text    string
	part    *part
}

// readItems reads the items of a list, or the lines « Nom : … », « Durée : … » that describe one
// cookie after another, the name first or not.
func readItems(list []*part) items {
	var it items
	for _, p := range list {
		if it.readLabels(p) {
			continue
		}
		it.dropLabels()
		bullet := p.Role == blocks.Item
		it.ended = bullet
		if several := readEnumeration(p.Text); several != nil {
			for _, c := range several {
				c.Line, c.first, c.last = p.Line, p, p
				it.cookies = append(it.cookies, c)
			}
		} else if c, ok := readItem(p.Text); ok {
			it.add(c, p)
		} else if one := withoutBullet(p.Text); (bullet || p.Role == blocks.Heading) && isName(one) {
			it.add(newListed(one), p)
		} else if len(it.cookies) > 0 {
			it.others = append(it.others, p)
		}
	}
	return it
}

// dropLabels gives up the labels ahead, since no name follows.
func (it *items) dropLabels() {
	for _, l := range it.ahead {
		it.others = append(it.others, l.part)
	}
	it.nameless = append(it.nameless, it.ahead...)
	it.ahead = nil
}

// readLabels reads a line of labels, and reports whether it is one.
func (it *items) readLabels(p *part) bool {
	labelled := false
	for _, text := range cutLabels(p.Text) {
		m, value, ok := cutLabel(text)
		last := len(it.cookies) - 1
		switch {
		case !ok:
			continue
		case m == name:
			c, first := newListed(value), p
			for i, l := range it.ahead {
				c.describe(l.meaning, l.text)
				if i == 0 {
					first = l.part
				}
			}
			it.add(c, first)
			it.cookies[last+1].last, it.ahead = p, nil
		case last < 0, m == it.head, it.ahead != nil:
			if it.ahead == nil {
				it.head = m
			}
			it.ahead = append(it.ahead, label{m, value, p})
		case !it.ended:
			it.cookies[last].describe(m, value)
			it.cookies[last].last = p
		}
		labelled = true
	}
	return labelled
}

// add adds a cookie that begins with a part.
func (it *items) add(c listed, p *part) {
	c.Line, c.first, c.last = p.Line, p, p
	it.cookies = append(it.cookies, c)
	it.ended = false
}

// areAll reports whether the list has nothing but the cookies, what introduces them, and what
// follows their bullets.
func (it *items) areAll() bool {
	for _, p := range it.others {
		last := it.cookies[len(it.cookies)-1].last
		if p.Line < last.Line || last.Role != blocks.Item || p.Role == blocks.Item {
			return false
		}
	}
	return it.ahead == nil
}

func newListed(name string) listed {
	c := listed{certain: isCertain(name)}
	c.Name, c.said.silent, c.labelled.silent = unquote(name), true, true
	return c
}

// describe adds a line of a cookie's description.
func (c *listed) describe(m meaning, text string) {
	if field := c.field(m); field != nil {
		*field = text
	}
	switch m {
	case ofKind:
		c.said = nameOf(words(text))
	case asks:
		c.consent = consentInCell("", text)
	}
}
