package read

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/blocks"
	"cookies-preferences/charter/internal/shape"
)

// readTable reads the cookies of a table below a caption, which may be none.
func (r *reading) readTable(p *part, caption *part) {
	t := p.Table
	g := r.newGroup(t.line, caption)
	g.part = p
	if t.isTurned() {
		t.turn()
	} else if t.isHeadless() {
		t.addHeader()
	}
	t.guessColumns()
	if named := r.isNamed(caption); !t.isAboutCookies(named) {
		if named && (t.tellsAny() || t.startsWithNames(true)) {
			r.warn(t.line, WarnTable, strings.Join(blocks.TrimCells(t.columns), ", "))
		}
		r.others = append(r.others, p)
		return
	}
	t.chooseKind()
	t.byColumn, t.whose = t.tellsCategories(), t.tellsWhose()
	r.warnOfColumns(t)
	above := naming{silent: true} // of a row that names the category of those below it
	category := ""                // the cell's
	for _, row := range t.rows {
		if t.isGroup(row.cells) {
			above = nameOf(words(row.cells[0]))
			continue
		}
		// An empty cell in the first column is left of one that was merged with those above.
		if column := t.column(ofKind); column > 0 || column == 0 && row.cells[0] != "" {
			category = row.cells[column]
		}
		c := t.cookie(row)
		t.nameRow(&c, above, category)
		if g.namingOf(&c).kind == charter.Necessary && t.deniesNeed(row, &c) {
			c.said = naming{consent: c.said.consent}
		}
		if c.Name == "" && c.Provider == "" && c.Service == "" && c.Purpose == "" {
			continue
		}
		g.add(c)
	}
	r.groups = append(r.groups, g)
}

// group is a table's or a list's cookies, and what is said above them.
type group struct {
	part    *part // the table; nil for a list
	line    int
	caption string
	naming  naming
	consent consent  // as the caption or a heading says
	scope   []string // the texts between the heading and the cookies
	cookies []reported
}

// reported is a cookie, and what its own row says of its category and of consent.
type reported struct {
	Cookie
	said    naming // silent if the row says nothing
	consent consent

	labelled naming // by a purpose that is a category's name; it counts if nothing else is said

	cells       []string // of a table's row
	first, last *part    // of a list
}

// newGroup makes a group of the cookies that stand below what was read so far, and a caption.
func (r *reading) newGroup(line int, caption *part) *group {
	g := &group{line: line, caption: caption.Text, naming: r.nameAbove(caption)}
	r.direct = r.direct || caption.Role != blocks.Heading
	r.unnamed = g.naming.silent
	g.consent = nameOf(words(caption.Text)).consent
	for i := len(r.headings) - 1; i >= 0; i-- {
		h := &r.headings[i]
		if g.caption == "" {
			g.caption = h.text
		}
		if g.consent == consentUnsaid {
			g.consent = h.naming.consent
		}
	}
	for _, p := range r.scope {
		g.scope = append(g.scope, p.Text)
	}
	return g
}

// add adds a cookie, or one for each of its names.
func (g *group) add(c reported) {
	names := splitNames(c.Name)
	// The words that an item begins with are names, each of them.
	if list := strings.Split(c.Name, ", "); g.part == nil && !slices.ContainsFunc(list, isNoName) {
		names = list
	}
	durations := splitDurations(c.Duration, len(names))
	for i := range names {
		c.Name, c.Duration = names[i], durations[i]
		g.cookies = append(g.cookies, c)
	}
}

// splitNames returns the names in a cell, if it has nothing but names with signs, spaces or « et »
// between them. Two ordinary words, « csrf, token », may be one name.
func splitNames(cell string) []string {
	var names []string
	for _, one := range strings.FieldsFunc(cell, isBetweenPieces) {
		if isWhole(words(one), anAnd) {
			continue
		}
		if !isCookie(one) && !isCapitals(one) {
			return []string{cell}
		}
		names = append(names, one)
	}
	if names == nil {
		return []string{cell}
	}
	return names
}

func isNoName(s string) bool { return !isName(s) }

func isBetweenPieces(r rune) bool { return r == ' ' || isBetweenDurations(r) }

func isBetweenDurations(r rune) bool { return strings.ContainsRune(",;/", r) }

// splitDurations returns the duration of each of a cell's names: in their order if there are as
// many of them, and the whole cell if not.
func splitDurations(cell string, n int) []string {
	list := strings.FieldsFunc(cell, isBetweenDurations)
	whole := len(list) != n
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
		whole = whole || !isDuration(list[i])
	}
	if whole {
		return slices.Repeat([]string{cell}, n)
	}
	return list
}

// cookie returns the cookie of a row.
func (t *grid) cookie(row gridRow) reported {
	c := reported{Cookie: Cookie{Line: row.line}, cells: row.cells}
	for i, m := range t.meanings {
		if field := c.field(m); field != nil {
			*field = row.cells[i]
		}
		if m == asks {
			c.consent = consentInCell(t.columns[i], row.cells[i])
		}
	}
	for i, cell := range row.cells {
		if t.isSecondPurpose(i) {
			c.Purpose = joinSentences(c.Purpose, cell)
		}
	}
	return c
}

// nameRow keeps what a row says of its cookie's category: by its cell in the column of categories,
// by a row above that names one, by a mark or by its purpose.
func (t *grid) nameRow(c *reported, above naming, category string) {
	c.said, c.labelled.silent = above, true
	if t.byColumn {
		if n := nameOf(words(category)); !n.silent {
			c.said = n
		}
		c.said.silent = false
	}
	if c.said.silent {
		c.said = t.nameInMarks(c.cells)
	}
	switch n := t.nameInPurpose(c.cells); {
	case n.silent:
	case c.said.silent:
		c.labelled = n
	case t.whose:
		c.said = n
	}
}

// isSecondPurpose reports whether a column tells more of the purpose: « Description » beside
// « Finalité ».
func (t *grid) isSecondPurpose(column int) bool {
	m, _ := meaningOf(t.columns[column])
	return m == purpose && t.meanings[column] == noField
}

// joinSentences joins two texts that differ, by a dash if the first ends no sentence.
func joinSentences(a, b string) string {
	if a != "" && b != "" && a != b && !shape.EndsSentence(a) {
		a += " –"
	}
	if a == b {
		return a
	}
	return joinText(a, b)
}

// field returns the field that a column or a label fills, or nil if it fills none.
func (c *Cookie) field(m meaning) *string {
	switch m {
	case name:
		return &c.Name
	case provider:
		return &c.Provider
	case service:
		return &c.Service
	case purpose:
		return &c.Purpose
	case duration:
		return &c.Duration
	}
	return nil
}

// consentInCell reads a cell of a column such as « Consentement requis » or « Exempté ».
func consentInCell(header, cell string) consent {
	list := words(cell)
	if len(list) == 0 {
		return consentUnsaid
	}
	exempts := has(words(header), anExemption)
	if s, _ := senseAt(list, aYes|aNo); len(list) == 1 && s != 0 {
		if exempts == (s&aYes != 0) {
			return consentExempt
		}
		return consentAsked
	}
	return consentOf(append(words("consent"), list...))
}

// isNamed reports whether the caption or a heading above a table speaks of cookies.
func (r *reading) isNamed(caption *part) bool {
	named := isAbout(caption.Text)
	for i := range r.headings {
		h := &r.headings[i]
		named = named || h.cookie || !h.naming.silent
	}
	return named
}

// isAboutCookies reports whether a table lists cookies, below a text that speaks of them or not.
// Others tell how to reach the portal's staff, or where each browser has its settings.
func (t *grid) isAboutCookies(named bool) bool {
	inHeader := false
	for _, column := range t.columns {
		inHeader = inHeader || has(words(column), aCookie)
	}
	with := func(m meaning) bool { return t.column(m) >= 0 }
	if !with(name) && (named || with(duration)) && t.startsWithNames(named && t.tellsAny()) {
		t.meanings[0] = name // whatever its header is
		return true
	}
	told := with(purpose) || with(duration) || with(ofKind) || with(provider) || with(service)
	if with(name) {
		return inHeader || told && t.looksNamed() || named && with(duration)
	}
	return named && (with(provider) || with(service)) && (with(purpose) || with(duration))
}

// tellsAny reports whether a column tells what only a cookie or the like has.
func (t *grid) tellsAny() bool {
	return t.column(purpose) >= 0 || t.column(duration) >= 0 || t.column(ofKind) >= 0
}

// isHeadless reports whether a table's first row is a cookie like the others.
func (t *grid) isHeadless() bool {
	for _, cell := range t.columns {
		if hasCookieForm(splitNames(cell)[0]) ||
			days(cell) > 0 && isDuration(cell) && !isLikeHeader(t.columns) {
			return true
		}
	}
	return false
}

// addHeader gives a table a header without words, and finds the column of names by its cells.
func (t *grid) addHeader() {
	t.rows = append([]gridRow{{t.line, t.columns}}, t.rows...)
	t.columns = make([]string, len(t.columns))
	t.meanings = make([]meaning, len(t.columns))
	for i := range t.columns {
		names := 0
		for _, row := range t.rows {
			if hasCookieForm(splitNames(row.cells[i])[0]) {
				names++
			}
		}
		if 2*names > len(t.rows) && t.column(name) < 0 {
			t.meanings[i] = name
		}
	}
}

// guessColumns takes a column of durations for what it is, whatever its header is, and one of
// categories if it has none.
func (t *grid) guessColumns() {
	for i, m := range t.meanings {
		if t.isMarks(i) {
			t.meanings[i] = noField
			t.marks = append(t.marks, i)
			continue
		}
		durations, kinds := 0, 0
		for _, row := range t.rows {
			if isDuration(row.cells[i]) {
				durations++
			}
			if list := words(row.cells[i]); isLabel(list) && nameOf(list).kind != charter.Unknown {
				kinds++
			}
		}
		if t.columns[i] == "" && t.column(ofKind) < 0 && 2*kinds > len(t.rows) {
			t.meanings[i] = ofKind
		}
		if m == noField && t.column(duration) < 0 && 2*durations > len(t.rows) {
			t.meanings[i] = duration
		}
	}
}

// isAbout reports whether a text speaks of cookies, or of a category of them.
func isAbout(text string) bool {
	list := words(text)
	return has(list, aCookie) || !nameOf(list).silent
}

// startsWithNames reports whether the first column means nothing, and most of its cells can be
// nothing but the names of cookies. In a table that is about cookies anyhow, other names count too.
func (t *grid) startsWithNames(anyhow bool) bool {
	like := 0
	for _, row := range t.rows {
		cell := row.cells[0]
		if hasCookieForm(cell) || anyhow && isName(cell) &&
			(isCertain(cell) || shape.StartsLower(cell) || isCapitals(cell)) {
			like++
		}
	}
	return t.meanings[0] == noField && 2*like > len(t.rows)
}

// looksNamed reports whether most of the names are single words, and not those of people.
func (t *grid) looksNamed() bool {
	column, like := t.column(name), 0
	for _, row := range t.rows {
		cell := row.cells[column]
		first, size := utf8.DecodeRuneInString(cell)
		ordinary := unicode.IsUpper(first) && size < len(cell) &&
			strings.IndexFunc(cell[size:], func(r rune) bool { return !unicode.IsLower(r) }) < 0
		if !ordinary && !strings.Contains(cell, " ") {
			like++
		}
	}
	return 2*like >= len(t.rows)
}

// chooseKind chooses the column of categories, of those whose headers say so, by its cells:
// « Type » may have « HTTP » beside « Catégorie », or tell whose the cookies are.
func (t *grid) chooseKind() {
	best, most := -1, 0
	for i, header := range t.columns {
		if m, _ := meaningOf(header); m != ofKind {
			continue
		}
		if n := t.countKinds(i); n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return
	}
	if column := t.column(ofKind); column >= 0 { // « Catégorie nécessaire » may have marks
		t.meanings[column] = noField
	}
	t.meanings[best] = ofKind
}

// countKinds counts the cells of a column that name a category: twice if they don't only say whose
// the cookies are.
func (t *grid) countKinds(column int) (n int) {
	for i := range t.rows {
		switch named := nameOf(words(t.rows[i].cells[column])); {
		case named.kind == charter.Necessary, named.kind == charter.Statistics, named.mixed:
			n += 2
		case named.kind != charter.Unknown:
			n++
		}
	}
	return n
}

// tellsCategories reports whether a column tells the category of at least one row. « Type » may
// have « HTTP » and « Pixel », or « persistant ».
func (t *grid) tellsCategories() bool {
	column := t.column(ofKind)
	for i := range t.rows {
		if column < 0 {
			break
		}
		cell := t.rows[i].cells[column]
		n := nameOf(words(cell))
		if n.kind != charter.Unknown || n.mixed || isUnstated(cell) {
			return true
		}
	}
	return false
}

// tellsWhose reports whether the column of categories only tells whose the cookies are: a « Type »
// with « Interne » and « Tiers ».
func (t *grid) tellsWhose() bool {
	column := t.column(ofKind)
	if column < 0 || isUsualHeader(t.columns[column]) {
		return false
	}
	own := false
	for i := range t.rows {
		found, _ := namesIn(words(t.rows[i].cells[column]))
		if found&^(saysOwn|saysThirdParty) != 0 {
			return false
		}
		own = own || found&saysOwn != 0
	}
	return own
}

// isMarks reports whether a column has a category's name above nothing but marks: « Tiers », with
// « X » in the rows of such cookies.
func (t *grid) isMarks(column int) bool {
	list := words(t.columns[column])
	if nameOf(list).kind == charter.Unknown {
		return false
	}
	marked, answered := false, true
	for i := range t.rows {
		cell := t.rows[i].cells[column]
		if cell != "" && !isMark(cell) && !isWhole(words(cell), aNo) {
			return false
		}
		marked = marked || isMark(cell)
		answered = answered && cell != ""
	}
	return marked && (answered || isLabel(list)) // « Is this cookie strictly necessary? »
}

// deniesNeed reports whether a row says that the cookie needs consent, or is not necessary.
func (t *grid) deniesNeed(row gridRow, c *reported) bool {
	if column := t.column(ofKind); column >= 0 && isUsualHeader(t.columns[column]) {
		return false // the author's own word
	}
	for _, i := range t.marks {
		if !isMark(row.cells[i]) && nameOf(words(t.columns[i])).kind == charter.Necessary {
			return true
		}
	}
	return c.consent == consentAsked
}

func isMark(cell string) bool {
	return isWhole(words(cell), aYes) ||
		strings.Contains(" x ✓ ✔ ☑ ● • ", " "+strings.ToLower(cell)+" ")
}

// nameInMarks returns the category whose column alone has a mark in a row.
func (t *grid) nameInMarks(cells []string) naming {
	found := naming{silent: true}
	for _, i := range t.marks {
		if !isMark(cells[i]) {
			continue
		}
		if !found.silent {
			return naming{mixed: true}
		}
		found = nameOf(words(t.columns[i]))
	}
	return found
}

// isLabel reports whether words are nothing but a category's name.
func isLabel(list []word) bool {
	n := 0
	for n < len(list) {
		_, taken := senseAt(list[n:], categories|aCookie|aLink)
		if taken == 0 {
			return false
		}
		n += taken
	}
	return true
}

// nameInPurpose returns the category that a row's purpose is the name of, « Mesure d’audience ».
// Words beside the name make it silent.
func (t *grid) nameInPurpose(cells []string) naming {
	found := naming{silent: true}
	for i, cell := range cells {
		if m, _ := meaningOf(t.columns[i]); m != purpose {
			continue
		}
		if list := words(cell); found.silent && isLabel(list) {
			found = nameOf(list)
		}
	}
	return found
}

// finish gives each cookie its category, and completes the warnings.
func (r *reading) finish(lines []charter.Line) {
	for _, category := range r.c.Categories {
		r.defined[category.Kind] = consentIn([]string{category.Definition}, category.Kind)
	}
	for _, g := range r.groups {
		g.doubtRows()
	}
	strict := false // some cookies are necessary without being called functional
	for _, g := range r.groups {
		for i := range g.cookies {
			n := g.namingOf(&g.cookies[i])
			strict = strict || n.kind == charter.Necessary && !n.functional
		}
	}
	for _, g := range r.groups {
		r.place(g, strict)
	}
	r.warnOfUnread(lines)
	r.completeWarnings()
}

func (g *group) namingOf(c *reported) naming {
	switch {
	case !c.said.silent:
		return c.said
	case g.naming.silent:
		return c.labelled
	}
	return g.naming
}

// doubtRows makes nothing necessary where a table is said to have cookies of another category,
// and a column such as « Type » never names that one. One that is called « Catégorie » counts.
func (g *group) doubtRows() {
	agrees := func(c reported) bool { return c.said.kind == g.naming.kind }
	if g.part == nil || !g.naming.isOptional() || slices.ContainsFunc(g.cookies, agrees) {
		return
	}
	t := g.part.Table
	if column := t.column(ofKind); column < 0 || isUsualHeader(t.columns[column]) {
		return
	}
	for i := range g.cookies {
		if c := &g.cookies[i]; c.said.kind == charter.Necessary {
			c.said = naming{consent: c.said.consent}
		}
	}
}

// place adds a group's cookies to the charter.
func (r *reading) place(g *group, strict bool) {
	warned := false
	var above [charter.ThirdParty + 1]consent // what the texts above say, for each category
	for k := range above {
		above[k] = consentIn(g.scope, charter.Kind(k))
	}
	functional := g.functional(strict, above[charter.Necessary])
	for i := range g.cookies {
		c := &g.cookies[i]
		n := g.namingOf(c)
		c.Kind = n.kind
		if n.functional {
			c.Kind = functional
		}
		if g.consent == consentExempt && c.Kind == charter.Necessary && c.measures() &&
			c.said.silent && !namesAny(g.caption) {
			c.Kind = charter.Statistics
		}
		for _, said := range []consent{c.consent, c.said.consent, g.consent,
			consentIn([]string{c.Purpose}, c.Kind), above[c.Kind], r.defined[c.Kind]} {
			if said != consentUnsaid {
				c.Exempt = said == consentExempt
				break
			}
		}
		r.c.Cookies = append(r.c.Cookies, c.Cookie)
		warned = r.warnOfPlace(g, c, warned)
	}
	r.warnOfMissing(g, WarnNoPurpose, func(c *Cookie) string { return c.Purpose })
	r.warnOfMissing(g, WarnNoDuration, func(c *Cookie) string { return c.Duration })
}

// functional returns the category of cookies that are called functional. Where others are called
// necessary, these are not, unless the text above says that the site needs them.
func (g *group) functional(strict bool, above consent) charter.Kind {
	list := words(strings.Join(g.scope, " "))
	switch {
	case g.consent == consentAsked || above == consentAsked,
		has(list, aComfort):
		return charter.Internal
	case strict && !has(list, aNeed):
		return charter.Unknown
	}
	return charter.Necessary
}

// measures reports whether a cookie's name is that of a tool that measures the audience, or
// whether its row names such a tool or purpose. The catalogue of services has more such names, but
// the charter's packages know nothing of the banner.
func (c *Cookie) measures() bool {
	for _, start := range []string{"_pk_", "_ga", "_gid", "mtm_", "atuser", "xtvrn", "xtan", "etuix",
		"_pcid", "pa_"} {
		if strings.HasPrefix(strings.ToLower(c.Name), start) {
			return true
		}
	}
	row := strings.ToLower(strings.Join([]string{c.Name, c.Provider, c.Service, c.Purpose}, " "))
	for _, tool := range []string{"matomo", "piwik", "xiti", "at internet", "eulerian",
		"piano analytics", "plausible"} {
		if strings.Contains(row, tool) {
			return true
		}
	}
	found, _ := namesIn(words(row))
	return found&saysStatistics != 0
}

// namesAny reports whether a caption names a category, and not only that it is exempt.
func namesAny(caption string) bool {
	found, _ := namesIn(words(caption))
	return found != 0
}
