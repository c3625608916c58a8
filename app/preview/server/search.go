//go:build !js

package server

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// search is what a visitor asks of a catalogue: words, and at most one value of
// each facet.
type search struct {
	Words   string
	refined map[string]string // by the facet's key
}

// facet is a property by which the catalogue is refined. Its key is the query
// of its links, as on Opendatasoft's portals.
type facet struct {
	key, name string
	values    func(dataset) []string
}

// facets, in the order of the page.
var facets = []facet{
	{"refine.theme", "Thème", func(d dataset) []string { return []string{d.Theme} }},
	{"refine.publisher", "Producteur", func(d dataset) []string { return []string{d.Publisher} }},
	{"refine.format", "Format", dataset.Formats},
}

// maxWords is the longest search, in octets; what exceeds it is cut.
const maxWords = 200

// newSearch reads a search in a page's query.
func newSearch(query url.Values) search {
	words := strings.TrimSpace(strings.ToValidUTF8(query.Get("q"), ""))
	if len(words) > maxWords {
		words = strings.ToValidUTF8(words[:maxWords], "")
	}
	s := search{Words: words, refined: make(map[string]string)}
	for _, f := range facets {
		if value := query.Get(f.key); value != "" {
			s.refined[f.key] = value
		}
	}
	return s
}

// Any reports whether anything is asked for.
func (s search) Any() bool { return s.Words != "" || len(s.refined) > 0 }

// Refined reports whether a facet is refined.
func (s search) Refined() bool { return len(s.refined) > 0 }

// find returns the datasets that the search asks for, in the catalogue's order.
// The facet of that key, if any, is left out of account: so are its own counts.
func (s search) find(datasets []dataset, without string) []dataset {
	var found []dataset
	for _, d := range datasets {
		if matches(d, s.Words) && s.keeps(d, without) {
			found = append(found, d)
		}
	}
	return found
}

// keeps reports whether a dataset has the value asked for of each facet but one.
func (s search) keeps(d dataset, without string) bool {
	for _, f := range facets {
		value := s.refined[f.key]
		if value != "" && f.key != without && !slices.Contains(f.values(d), value) {
			return false
		}
	}
	return true
}

// matches reports whether a dataset holds every word, whatever the accents.
func matches(d dataset, words string) bool {
	text := fold(strings.Join([]string{
		d.Title, d.Description, d.Theme, d.Publisher, strings.Join(d.Keywords, " "),
	}, " "))
	for word := range strings.FieldsSeq(fold(words)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// count is a facet's value and how many datasets have it.
type count struct {
	Value  string
	Count  int
	Chosen bool
}

// counts returns the values of a facet among the datasets that the rest of the
// search finds, the most frequent first.
func (s search) counts(f facet, datasets []dataset) []count {
	var all []count
	for _, d := range s.find(datasets, f.key) {
		for _, value := range f.values(d) {
			i := slices.IndexFunc(all, func(c count) bool { return c.Value == value })
			if i < 0 {
				all = append(all, count{Value: value, Chosen: s.refined[f.key] == value})
				i = len(all) - 1
			}
			all[i].Count++
		}
	}
	slices.SortStableFunc(all, func(a, b count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(fold(a.Value), fold(b.Value)))
	})
	return all
}
