//go:build !js

package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"cookies-preferences/charter"
)

// portal is a demo portal: its words and its catalogue, as
// web/preview/portal/catalogues/HOST.json has them.
type portal struct {
	// Host is the portal's host name, by which its charter is published.
	Host string `json:"-"`

	// Name is who publishes the data, as in « Ville de Porto-Vecchio ».
	Name string `json:"name"`

	// Accent names one of the stylesheet's colours: sea, vine or pine.
	Accent string `json:"accent"`

	// Opener is how « Gérer mes cookies » is marked up: "class" for
	// Opendatasoft's own, "attribute" for data-cookies-preferences="open".
	Opener string `json:"opener"`

	Welcome  string    `json:"welcome"`
	Searches []string  `json:"searches"` // words offered below the search field
	Themes   []theme   `json:"themes"`
	Datasets []dataset `json:"datasets"` // last modified first
}

// theme is one subject of a catalogue.
type theme struct {
	Name string `json:"name"`
	Icon string `json:"icon"` // a drawing of icons.html
}

// dataset is one entry of a catalogue.
type dataset struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Theme       string   `json:"theme"`
	Publisher   string   `json:"publisher"`
	Modified    day      `json:"modified"`
	Records     int      `json:"records"`
	Geo         bool     `json:"geo"` // published as GeoJSON too
	Keywords    []string `json:"keywords"`
	Fields      []field  `json:"fields"`

	// Icon is its theme's.
	Icon string `json:"-"`
}

// field is one column of a dataset.
type field struct {
	Name    string `json:"name"`
	Type    string `json:"type"`
	Meaning string `json:"meaning"`
}

// day is a date without a time, written 2026-11-22 in JSON.
type day struct{ time.Time }

// UnmarshalJSON reads a date.
func (d *day) UnmarshalJSON(b []byte) error {
	t, err := time.Parse(`"`+time.DateOnly+`"`, string(b))
	d.Time = t
	return err
}

// Formats lists the formats in which the dataset is published.
func (d dataset) Formats() []string {
	if d.Geo {
		return []string{"CSV", "JSON", "GeoJSON"}
	}
	return []string{"CSV", "JSON"}
}

// Records returns how many records the whole catalogue has.
func (p portal) Records() int {
	n := 0
	for _, d := range p.Datasets {
		n += d.Records
	}
	return n
}

// dataset returns the entry of that name, and whether there is one.
func (p portal) dataset(id string) (dataset, bool) {
	i := slices.IndexFunc(p.Datasets, func(d dataset) bool { return d.ID == id })
	if i < 0 {
		return dataset{}, false
	}
	return p.Datasets[i], true
}

// loadPortals reads the catalogue of every portal whose charter is published.
func loadPortals(files fs.FS) (map[string]portal, error) {
	portals := make(map[string]portal)
	for _, host := range charter.Portals() {
		p, err := loadPortal(files, host)
		if err != nil {
			return nil, err
		}
		portals[host] = p
	}
	return portals, nil
}

// loadPortal reads one catalogue. A portal that has none of its own is shown
// with the words of other.json, under its host name.
func loadPortal(files fs.FS, host string) (portal, error) {
	const folder = "portal/catalogues/"
	name := folder + host + ".json"
	text, err := fs.ReadFile(files, name)
	if errors.Is(err, fs.ErrNotExist) {
		name = folder + "other.json"
		text, err = fs.ReadFile(files, name)
	}
	if err != nil {
		return portal{}, err
	}
	p := portal{Host: host}
	if err := json.Unmarshal(text, &p); err != nil {
		return portal{}, fmt.Errorf("%s: %w", name, err)
	}
	if p.Name == "" {
		p.Name = host
	}
	p.arrange()
	return p, nil
}

// arrange gives each dataset its theme's drawing and sorts them, last modified
// first.
func (p *portal) arrange() {
	icons := make(map[string]string)
	for _, t := range p.Themes {
		icons[t.Name] = t.Icon
	}
	for i := range p.Datasets {
		p.Datasets[i].Icon = icons[p.Datasets[i].Theme]
	}
	slices.SortStableFunc(p.Datasets, func(a, b dataset) int {
		if c := b.Modified.Compare(a.Modified.Time); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
}
