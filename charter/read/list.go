package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/shape"
)

// listed is a cookie as a list names it: « _pk_id (Matomo) : compte les visites, 13 mois ».
type listed struct {
	reported
	certain bool // the name can be nothing but a cookie's
}

// readItem reads an item of a list. It is no cookie unless its first word looks like a name, or its
// first words like that of a service, and they stand before a colon, a dash or an equals sign, or
// before what is between brackets.
func readItem(text string) (listed, bool) {
	if c, ok := readSeparated(text); ok {
		return c, true
	}
	return readPieces(text)
}

func readSeparated(text string) (listed, bool) {
	text = withoutBullet(text)
	provider, names, rest := cutService(text)
	if names == "" {
		names, rest = cutNames(strings.TrimLeft(text, "« "))
	}
	title := ""
	if names == "" {
		title, rest = cutTitle(text)
	}
	// « YouTube : YSC, PREF – vidéos, 6 mois »
	if after, ok := cutSeparator(rest); ok && !isCertain(names) {
		one, own := title+names, ""
		if own, after = cutNames(after); isCapitalised(one) && isOfService(own, after) {
			provider, title, names, rest = one, "", own, after
		}
	}
	c := newListed(names)
	c.Provider, c.Service = provider, title
	rest = strings.TrimLeft(rest, "» ")
	if inside, after, ok := cutBrackets(rest); ok {
		for _, part := range strings.Split(inside, ",") {
			part = strings.TrimSpace(part)
			if isDuration(part) {
				c.Duration = part
			} else {
				c.Provider = joinText(c.Provider, part)
			}
		}
		rest = after
	}
	purpose, separated := cutSeparator(rest)
	if !separated && (rest != "" || !c.certain) && c.Duration == "" && c.Provider == "" {
		return listed{}, false
	}
	if separated && purpose == "" {
		return listed{}, false
	}
	c.Purpose = purpose
	if c.Duration == "" {
		c.Purpose, c.Duration = cutDuration(purpose)
	}
	return c, title == "" || c.Purpose+c.Duration != "" && charter.AddressAt(c.Purpose) == ""
}

// readPieces reads an item with commas or semicolons between its name, purpose and duration, or
// with nothing but the name and a duration: « zz_id, garde la langue, 6 mois ». A sentence without
// a bullet may begin with names, too.
func readPieces(text string) (listed, bool) {
	bare := withoutBullet(text)
	names, rest := "", bare
	for rest != "" {
		piece, after := rest, ""
		if end := strings.IndexAny(rest, ",;"); end >= 0 {
			piece, after = rest[:end], rest[end+1:]
		}
		one := unquote(strings.TrimSpace(piece))
		if !isName(one) || !isCertain(one) && (names == "" || !isCapitals(one)) {
			break
		}
		if names != "" {
			names += ", "
		}
		names, rest = names+one, strings.TrimSpace(after)
	}
	if first, after, _ := strings.Cut(bare, " "); names == "" && isDuration(after) &&
		isCookie(unquote(first)) {
		names, rest = unquote(first), after
	}
	c := newListed(names)
	c.Purpose, c.Duration = cutDuration(rest)
	if names == "" || rest == "" || c.Duration == "" && bare == text || namesInText(rest) != nil {
		return listed{}, false
	}
	return c, true
}

// cutService cuts off the start of a text a service with its cookies: « Matomo (_pk_id, _pk_ses) ».
func cutService(text string) (provider, names, rest string) {
	const longest = 30 // characters
	before, after, _ := strings.Cut(text, "(")
	names, rest, closed := strings.Cut(after, ")")
	before = strings.TrimSpace(before)
	list := strings.Split(names, ", ")
	certain, alike := false, len(list) > 1
	for _, one := range list {
		if !isName(one) {
			return "", "", ""
		}
		certain = certain || isCertain(one)
		alike = alike && mayBeNamed(one) && (!startsUpper(one) || isCapitals(one))
	}
	certain = certain || alike // « Facebook (fr, datr) », but not « Facebook (Meta) »
	if !closed || !certain || before == "" || utf8.RuneCountInString(before) > longest ||
		isCertain(before) || strings.ContainsAny(before, ":,;") {
		return "", "", ""
	}
	return before, names, strings.TrimSpace(rest)
}

// isOfService reports whether names behind that of a service are those of its cookies, with what
// they are for: one is certain, or all are in capitals.
func isOfService(names, rest string) bool {
	if _, separated := cutSeparator(rest); !separated {
		return false
	}
	capitals := true
	for _, one := range strings.Split(names, ", ") {
		if isCookie(one) {
			return true
		}
		capitals = capitals && isCapitals(one)
	}
	return capitals
}

// cutTitle cuts the name of a service off the start of a text: « Matomo : mesure l’audience ».
func cutTitle(text string) (title, rest string) {
	const longest = 3 // words
	end := strings.IndexAny(text, ":(–—")
	if end < 0 {
		return "", ""
	}
	title, rest = strings.TrimSpace(text[:end]), text[end:]
	list := words(title)
	m, _ := meaningOf(title)
	if len(list) > longest || !startsUpper(title) || m != noField ||
		strings.ContainsAny(title, ",;.") || lexicons().senses[list[0].text] != 0 && isAbout(title) {
		return "", "" // « Mesure d’audience : » is a category, « Google Analytics : » is none
	}
	return title, rest
}

// startsWithCookie reports whether a line begins like an item that names a cookie: for certain, or
// by a word that has a duration.
func startsWithCookie(text string) bool {
	c, _ := readItem(text)
	return c.certain || c.Name != "" && c.Duration != ""
}

// readEnumeration reads the cookies that a line names behind their category, their service or the
// word, and a colon: « Matomo : _pk_id (13 mois), _pk_ses (30 minutes). » Several durations do
// without. It returns nil of any other line.
func readEnumeration(text string) []listed {
	before, after, colon := strings.Cut(withoutBullet(text), ":")
	if !colon {
		before, after = "", before // « YSC (session), NID (6 mois) »
	}
	said := nameOf(words(before))
	provider, _ := cutTitle(before + ":")
	introduced := !colon || !said.silent || provider != "" || has(words(before), aCookie)
	if !introduced || isCookie(strings.TrimSpace(before)) {
		return nil
	}
	var list []listed
	certain := false
	for _, piece := range strings.Split(strings.TrimRight(after, "."), ", ") {
		names, rest := cutNames(strings.TrimSpace(piece))
		duration, after, closed := cutBrackets(rest)
		duration = strings.TrimSpace(duration)
		timed := closed && isDuration(duration)
		if names == "" || after != "" || rest != "" && !timed {
			return nil
		}
		c := newListed(names)
		c.Duration, c.Provider, c.said = duration, provider, said
		c.certain = c.certain || (!said.silent || !colon && isCapitals(names)) && duration != ""
		certain = certain || c.certain
		list = append(list, c)
	}
	if !certain || !colon && len(list) < 2 {
		return nil
	}
	return list
}

// isCapitalised reports whether a word is in capitals and small letters: « YouTube ».
func isCapitalised(s string) bool { return startsUpper(s) && s != strings.ToUpper(s) }

func startsUpper(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first)
}

// startsWithService reports whether a line begins like an item that names a service.
func startsWithService(text string) bool {
	c, ok := readItem(text)
	return ok && (c.Name == "" || startsUpper(c.Name))
}

func withoutBullet(text string) string {
	if shape.IsListed(text) {
		_, text, _ = strings.Cut(text, " ")
	}
	return text
}

// cutNames cuts the names of cookies off the start of a text: one, or several with commas between.
func cutNames(text string) (names, rest string) {
	for {
		first, after, _ := strings.Cut(text[len(names):], " ")
		bare := strings.TrimRight(first, ",:=")
		end := len(names) + len(bare)
		if !isName(unquote(bare)) {
			return strings.TrimRight(names, ", "), strings.TrimSpace(text[len(names):])
		}
		if strings.HasSuffix(first, ",") && after != "" {
			names = text[:len(names)+len(first)+1]
			continue
		}
		return unquote(text[:end]), strings.TrimSpace(text[end:])
	}
}

func unquote(s string) string { return strings.Trim(s, " \"«»“”'`\u00A0") }

// cutBrackets cuts off what stands between the brackets at the start of a text.
func cutBrackets(text string) (inside, after string, ok bool) {
	if !strings.HasPrefix(text, "(") {
		return "", text, false
	}
	inside, after, ok = strings.Cut(text[1:], ")")
	return inside, strings.TrimSpace(after), ok
}

// cutSeparator cuts a colon, a dash, an equals sign or an arrow off the start of a text.
func cutSeparator(text string) (rest string, ok bool) {
	for _, separator := range []string{":", "–", "—", "-", "=", "→"} {
		if after, ok := strings.CutPrefix(text, separator); ok {
			return strings.TrimSpace(after), true
		}
	}
	return text, false
}

// cutDuration cuts a duration off the end of a purpose, or off its start: « compte les visites,
// 13 mois », « 13 mois – compte les visites ».
func cutDuration(text string) (purpose, duration string) {
	whole := strings.TrimRight(text, " .;")
	if isDuration(whole) && !strings.ContainsAny(whole, "–—") {
		return "", whole
	}
	for _, separator := range []string{" (", ", ", "; ", ". ", " – ", " — ", " - ", ": "} {
		first, rest, found := strings.Cut(text, separator)
		if first = strings.TrimSpace(first); found && isDuration(first) {
			return strings.TrimSpace(rest), first
		}
		at := strings.LastIndex(whole, separator)
		if at < 0 {
			continue
		}
		last := strings.Trim(whole[at+len(separator):], " )")
		if strings.Contains(last, "(") && strings.HasSuffix(whole, ")") {
			last += ")" // « 6 mois (renouvelable) »
		}
		if _, value, labelled := cutLabel(last); labelled {
			last = value
		}
		if isDuration(last) {
			return strings.TrimRight(whole[:at], " \u00A0"), last
		}
	}
	return text, ""
}

// cutLabel cuts a text such as « Durée : 13 mois » at its colon, and returns what the label means.
func cutLabel(text string) (m meaning, value string, ok bool) {
	const longest = 40
	label, value, _ := strings.Cut(withoutBullet(text), ":")
	label, value = strings.TrimSpace(label), strings.TrimSpace(value)
	if value == "" || utf8.RuneCountInString(label) > longest || isCookie(label) {
		return noField, "", false
	}
	m, weak := meaningOf(label)
	if list := words(label); has(list, aCookie) && !nameOf(list).silent {
		return noField, "", false // « Cookies tiers : _fbp, datr (1 an) »
	}
	return m, value, m != noField && !(m == name && weak)
}

// cutLabels cuts a line of several labels, « Nom : _pk_id ; durée : 13 mois », at the signs between
// them.
func cutLabels(text string) []string {
	for _, separator := range []string{";", "|", ", "} {
		pieces := strings.Split(text, separator)
		labelled := 0
		for i := range pieces {
			pieces[i] = strings.TrimSpace(pieces[i])
			if hasLabel(pieces[i]) {
				labelled++
			}
		}
		if labelled == len(pieces) && labelled > 1 {
			return pieces
		}
	}
	return []string{text}
}

// hasLabel reports whether a text is a line of a cookie's description: « Durée : 13 mois ».
func hasLabel(text string) bool {
	_, _, ok := cutLabel(text)
	return ok
}

// isName reports whether a word looks like the name of a cookie: _pk_id.*, PHPSESSID, csrftoken.
// An ordinary word may look like one too: see isCertain. « Statistik-Cookies » does not.
func isName(s string) bool {
	const longest = 100
	list := words(s)
	if len(s) > longest || startsUpper(s) && has(list[1:], aCookie) {
		return false
	}
	letters, capitals := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z':
			letters++
		case 'A' <= c && c <= 'Z':
			letters++
			capitals++
		case shape.IsASCIIDigit(c), strings.IndexByte("_.*-$#<>[]{}%~!@+", c) >= 0:
		default:
			return false
		}
	}
	return letters > 1 && (capitals != 1 || s[0] > 'Z' || letters != len(s))
}

// isCookie reports whether a text is a cookie's name and nothing else: « site-consent » is no label
// that means « Consentement ».
func isCookie(text string) bool { return isName(text) && isCertain(text) }

// isCertain reports whether a name can be nothing but a cookie's.
func isCertain(names string) bool {
	const ordinary = " cookie cookies token session sessions consent matomo "
	first, _, _ := strings.Cut(names, ",")
	lower := strings.ToLower(first)
	if strings.Contains(ordinary, " "+lower+" ") {
		return false
	}
	for _, piece := range []string{"sess", "csrf", "xsrf", "token", "cookie", "consent", "matomo",
		"_", "*", "$"} {
		if strings.Contains(lower, piece) {
			return true
		}
	}
	return false
}
