//go:build !js

package server

import (
	"maps"
	"net/http"
	"strings"

	"cookies-preferences/app/internal/french"
)

// catalogue is the portal's first page: its datasets, searched and refined.
type catalogue struct {
	page
	Search search
	Found  []dataset
}

// portalPage answers a portal's first page.
func (s *server) portalPage(w http.ResponseWriter, r *http.Request) {
	p, known := s.portals[strings.ToLower(r.PathValue("host"))]
	if !known {
		s.missing(w, r)
		return
	}
	c := catalogue{page: s.newPage(r, p), Search: newSearch(r.URL.Query())}
	c.Found = c.Search.find(p.Datasets, "")
	c.Home = !c.Search.Any()
	c.Title = c.title()
	if c.kept.Get("session") == "1" {
		setSession(w, r)
	}
	s.templates.write(w, "portal.html", http.StatusOK, c)
}

// title tells what was searched, so that two pages never have the same title.
func (c catalogue) title() string {
	switch {
	case c.Search.Words != "":
		return "Recherche «" + french.NoBreakSpace + c.Search.Words + french.NoBreakSpace + "»"
	case c.Search.Refined():
		return "Catalogue filtré"
	}
	return "Catalogue"
}

// choice is one value of a facet, as a link: chosen, it takes the value off.
type choice struct {
	count
	Link string
}

// refinement is a facet with its values.
type refinement struct {
	Name, ID string
	Choices  []choice
}

// Refinements returns the facets with their counts and links.
func (c catalogue) Refinements() []refinement {
	var all []refinement
	for i, f := range facets {
		r := refinement{Name: f.name, ID: "facette-" + string(rune('1'+i))}
		for _, n := range c.Search.counts(f, c.Datasets) {
			r.Choices = append(r.Choices, choice{n, c.refine(f.key, n)})
		}
		all = append(all, r)
	}
	return all
}

// Chosen returns the values that are refined upon, with the links that take
// them off, those without any dataset included.
func (c catalogue) Chosen() []choice {
	var all []choice
	for _, f := range facets {
		if value := c.Search.refined[f.key]; value != "" {
			n := count{Value: value, Chosen: true}
			all = append(all, choice{n, c.refine(f.key, n)})
		}
	}
	return all
}

// refine returns the address of the search with a facet's value set, or taken
// off if it is chosen.
func (c catalogue) refine(key string, n count) string {
	query := maps.Clone(c.kept)
	for k, v := range c.Search.refined {
		query.Set(k, v)
	}
	if c.Search.Words != "" {
		query.Set("q", c.Search.Words)
	}
	query.Set(key, n.Value)
	if n.Chosen {
		query.Del(key)
	}
	address := "/portail/" + c.Host
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address + "#catalogue"
}

// entry is a dataset's own page.
type entry struct {
	page
	Dataset dataset
}

// datasetPage answers a dataset's page.
func (s *server) datasetPage(w http.ResponseWriter, r *http.Request) {
	p, known := s.portals[strings.ToLower(r.PathValue("host"))]
	d, listed := p.dataset(r.PathValue("id"))
	if !known || !listed {
		s.missing(w, r)
		return
	}
	e := entry{page: s.newPage(r, p), Dataset: d}
	e.Title = d.Title
	if e.kept.Get("session") == "1" {
		setSession(w, r)
	}
	s.templates.write(w, "dataset.html", http.StatusOK, e)
}

// index lists the portals.
func (s *server) index(w http.ResponseWriter, r *http.Request) {
	s.templates.write(w, "index.html", http.StatusOK, s.others(""))
}

// missing answers that there is no such page, and lists the portals.
func (s *server) missing(w http.ResponseWriter, r *http.Request) {
	s.templates.write(w, "missing.html", http.StatusNotFound, s.others(""))
}
