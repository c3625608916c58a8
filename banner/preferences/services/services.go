//go:build !js || workshop

// Package services reads the catalogue of the services that portals embed: services.json, in
// package preferences. Its entries say who makes a service, where its content comes from and which
// cookies it sets. services.schema.json, beside the catalogue, describes each field.
//
// The build takes from it what the loader needs; make check, the proof, the workshop and the reading
// of charters take names, hosts and cookies. The visitor's program has none of it. Code that says
// what a service is belongs here, one that says what the visitor reads about a choice in package
// banner.
package services

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"cookies-preferences/banner/preferences"
)

// Service is an entry of the catalogue.
type Service struct {
	// ID is the word for the service in attributes. A tracker's is its preferences.Name.
	ID string `json:"id"`

	Name  string `json:"name"`  // as its maker writes it
	Kind  string `json:"kind"`  // what its content is: a key of kinds
	Maker string `json:"maker"` // who provides it, without legal form

	// Country is that of the maker (ISO 3166-1 alpha-2, a key of countries); empty if not known.
	Country string `json:"country,omitempty"`

	// Category is the optional category that it belongs to.
	Category preferences.Name `json:"category"`

	// Hosts are where it comes from: host names with their subdomains, each with the start of a
	// path where a host serves several services. The longest that fits an address wins.
	Hosts []string `json:"hosts"`

	// Tracks reports whether it is known to follow visitors beyond what it shows.
	Tracks bool `json:"tracks,omitempty"`

	// Cookies are those that its maker documents, without those that record a refusal.
	Cookies []Cookie `json:"cookies,omitempty"`

	Privacy string `json:"privacy,omitempty"` // address of its own notice; empty if not known
	Source  string `json:"source"`            // address of its maker's documentation
	Checked string `json:"checked,omitempty"` // day when these facts were read there; or empty
}

// Cookie is a cookie of a service.
type Cookie struct {
	Name     string `json:"name"`               // * stands for any text, even none
	Party    string `json:"party"`              // First or Third
	Duration string `json:"duration,omitempty"` // ISO 8601, or Session; empty if not known
}

// Where a cookie is kept: on the portal's own host, which can delete it, or on the service's.
const (
	First = "first"
	Third = "third"
)

// Session is the duration of a cookie that ends with the browser's session.
const Session = "session"

// All is the catalogue.
var All = func() (list []Service) {
	decoder := json.NewDecoder(bytes.NewReader(preferences.ServicesJSON))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&list); err != nil {
		panic("services.json: " + err.Error())
	}
	return list
}()

// Declarable are the services that data-services may name: all but the trackers.
var Declarable = slices.DeleteFunc(slices.Clone(All), func(s Service) bool {
	return !preferences.ValidService(preferences.Name(s.ID))
})

// byHost has each host of the catalogue, the longest first.
var byHost = func() (list []hosted) {
	for i := range All {
		for _, host := range All[i].Hosts {
			list = append(list, hosted{host, &All[i]})
		}
	}
	slices.SortFunc(list, func(a, b hosted) int {
		if len(a.host) != len(b.host) {
			return len(b.host) - len(a.host)
		}
		return strings.Compare(a.host, b.host)
	})
	return list
}()

// hosted is a service under one of its hosts.
type hosted struct {
	host    string
	service *Service
}

// ByID returns the service of a word; nil if there is none.
func ByID(id string) *Service {
	for i := range All {
		if All[i].ID == id {
			return &All[i]
		}
	}
	return nil
}

// Declared returns the service that data-services names. One that the catalogue doesn't know is the
// portal's own, a third party's; web/loader/dialog/services.js does the same.
func Declared(n preferences.Name) Service {
	if s := ByID(string(n)); s != nil {
		return *s
	}
	return Service{ID: string(n), Name: string(n), Category: preferences.ThirdParty}
}

// Of returns the service that an address belongs to; nil if the catalogue has none.
// web/loader/extras/services.js does the same.
func Of(address *url.URL) *Service {
	name := "." + strings.TrimSuffix(strings.ToLower(address.Hostname()), ".") // of the root
	for _, h := range byHost {
		host, path, _ := strings.Cut(h.host, "/")
		if within(name, host) && under(address.EscapedPath(), path) {
			return h.service
		}
	}
	return nil
}

// within reports whether a host name, with a dot before it, is a host or a subdomain of it.
func within(name, host string) bool { return strings.HasSuffix(name, "."+host) }

// under reports whether a path is at the start of a path or below.
func under(path, start string) bool {
	return start == "" || strings.HasPrefix(path+"/", "/"+start+"/")
}

// Label says what its content is: « Vidéo ».
func (s Service) Label() string { return kinds[s.Kind].label }

// Title is what visitors read in the place of content that waits: « Vidéo YouTube ».
func (s Service) Title() string { return s.Label() + " " + s.Name }

// Provider names who provides a service, and from where: « Google (États-Unis) ».
func (s Service) Provider() string {
	country := countries[s.Country]
	if strings.Contains(s.Maker, country) { // or empty
		return s.Maker
	}
	return s.Maker + " (" + country + ")"
}

// Sets reports whether a charter's name of a cookie is that of one of the service's. * at its end
// stands for any text too: « _pk_* » is one of Matomo's.
func (s Service) Sets(name string) bool {
	name, some := strings.CutSuffix(strings.ToLower(name), "*")
	return slices.ContainsFunc(s.Cookies, func(c Cookie) bool {
		own, more := strings.CutSuffix(strings.ToLower(c.Name), "*")
		return name == own || more && strings.HasPrefix(name, own) ||
			some && name != "" && strings.HasPrefix(own, name)
	})
}

// Embedded are the services whose content is seen in a frame, in the form of
// web/loader/extras/services.js: title, provider and hosts.
func Embedded() (list [][]string) {
	for _, s := range All {
		if kinds[s.Kind].seen {
			list = append(list, append([]string{s.Title(), s.Provider()}, s.Hosts...))
		}
	}
	return list
}

// Described is what the preferences say of each of [Declarable], in the form of
// web/loader/dialog/services.js: id, category, name, provider and the address of its own notice.
func Described() (list [][5]string) {
	for _, s := range Declarable {
		list = append(list, [5]string{s.ID, string(s.Category), s.Name, s.Provider(), s.Privacy})
	}
	return list
}

// ByCategory are all services in the form of web/loader/extras/services.js, by category: id, name
// and hosts.
func ByCategory() map[preferences.Name][][]string {
	lists := make(map[preferences.Name][][]string)
	for _, s := range All {
		entry := append([]string{s.ID, s.Name}, s.Hosts...)
		lists[s.Category] = append(lists[s.Category], entry)
	}
	return lists
}

// OnPortal are the names of the cookies that services keep on the portal's own host, by the
// tracker or, for what is none, by the category whose refusal deletes them unless the portal
// declares the service; then by the service.
func OnPortal() map[preferences.Name]map[string][]string {
	names := make(map[preferences.Name]map[string][]string)
	for _, s := range All {
		by := s.Category
		if slices.Contains(preferences.Trackers, preferences.Name(s.ID)) {
			by = preferences.Name(s.ID)
		}
		for _, c := range s.Cookies {
			if c.Party != First {
				continue
			}
			if names[by] == nil {
				names[by] = make(map[string][]string)
			}
			names[by][s.ID] = append(names[by][s.ID], c.Name)
		}
	}
	return names
}
