package preferences

import "slices"

// Name is a category or a tracker: the key in the cookie's JSON and the word in data-cookies="…".
type Name string

// The categories. Functional is the charter's « nécessaires »: always allowed.
const (
	Functional Name = "functional_cookies"
	Statistics Name = "statistics"
	Internal   Name = "internal"
	ThirdParty Name = "third_party"
)

// The trackers that Opendatasoft portals know.
const (
	GoogleAnalytics Name = "ga"
	Matomo          Name = "matomo"
	XiTi            Name = "xiti"
	ATInternet      Name = "at"
	Piano           Name = "piano"
	Eulerian        Name = "eulerian"
)

// kind tells a category from a tracker.
type kind int

const (
	category kind = iota + 1
	tracker
)

// row is all that Go knows about a name.
type row struct {
	name    Name
	kind    kind
	label   string // what it is for: its switch's name, which its state doesn't change (RGAA 7.1)
	charter string // what charters call its cookies; trackers have none
	purpose string // a sentence for visitors
}

// table has all names in the cookie's order. A new one goes at the end: its place is its bit in a
// [Set], which visitors' cookies have kept. TestRepeats names the other files that list it.
var table = []row{
	{Functional, category, "Fonctionnement du portail", "cookies nécessaires",
		"Ils assurent la connexion, la langue, la sécurité et la mémorisation de vos choix, et ne " +
			"requièrent pas de consentement."},
	{Statistics, category, "Mesure d’audience", "cookies statistiques",
		"Ils comptent les visites et les pages consultées."},
	{Internal, category, "Personnalisation et publicité du portail", "cookies internes",
		"Ils analysent votre navigation sur le portail, parfois pour la publicité."},
	{ThirdParty, category, "Contenus et services de tiers", "cookies tiers",
		"Ils permettent à des tiers, souvent des régies publicitaires, de suivre vos visites."},

	{GoogleAnalytics, tracker, "Google Analytics", "", "Mesure d’audience avec Google Analytics."},
	{Matomo, tracker, "Matomo", "", "Mesure d’audience avec Matomo."},
	{XiTi, tracker, "XiTi", "", "Mesure d’audience avec XiTi."},
	{ATInternet, tracker, "AT Internet", "", "Mesure d’audience avec AT Internet."},
	{Piano, tracker, "Piano Analytics", "", "Mesure d’audience avec Piano Analytics."},
	{Eulerian, tracker, "Eulerian", "", "Mesure d’audience avec Eulerian."},
}

// optional are the names that a visitor can allow.
var optional = table[1:]

// Categories are the optional categories, in the cookie's order.
var Categories = optionalOf(category)

// Trackers are the trackers, in the cookie's order.
var Trackers = optionalOf(tracker)

// Optional returns [Categories] and [Trackers], all that a visitor can allow, in the cookie's
// order.
func Optional() []Name { return optionalOf(category, tracker) }

// optionalOf returns the optional names of some kinds.
func optionalOf(kinds ...kind) (names []Name) {
	for _, r := range optional {
		if slices.Contains(kinds, r.kind) {
			names = append(names, r.name)
		}
	}
	return slices.Clip(names) // so that callers may append to them
}

// row returns a name's row, the zero row for any other text.
func (n Name) row() row {
	for _, r := range table {
		if r.name == n {
			return r
		}
	}
	return row{}
}

// Category returns the category that a name belongs to. A category belongs to itself, a tracker to
// Statistics, since it measures audience. For any other name, it is empty.
func (n Name) Category() Name {
	switch n.row().kind {
	case category:
		return n
	case tracker:
		return Statistics
	}
	return ""
}

// Label returns what a name is for, as visitors read it: « Mesure d’audience » for statistics,
// « Google Analytics » for ga. It is empty for any other name.
func (n Name) Label() string { return n.row().label }

// CharterName returns what charters call a category's cookies: « cookies statistiques ». It is
// empty for any other name.
func (n Name) CharterName() string { return n.row().charter }

// Purpose returns a sentence for visitors about a category or a tracker. It is empty for any other
// name.
func (n Name) Purpose() string { return n.row().purpose }

// Set is a set of optional categories and trackers: bit i is the i-th name of [Optional]. The
// zero value is empty.
type Set uint16

// everyName is the largest set.
var everyName = Set(1)<<len(optional) - 1

// SetOf returns the set of the given names. Names of no optional category and no tracker are left
// out.
func SetOf(names ...Name) (s Set) {
	for i, r := range optional {
		if slices.Contains(names, r.name) {
			s |= 1 << i
		}
	}
	return s
}

// Has reports whether a name is in the set.
func (s Set) Has(n Name) bool { return s&SetOf(n) != 0 }

// Names returns the names in the set, in the cookie's order.
func (s Set) Names() []Name {
	return slices.DeleteFunc(Optional(), func(n Name) bool { return !s.Has(n) })
}
