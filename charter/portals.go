package charter

import (
	"embed"
	"strings"
)

//go:embed portals/*.txt
var portals embed.FS

// Portals returns the host names of the portals whose charters are built in, sorted.
func Portals() []string {
	entries, err := portals.ReadDir("portals") // sorted by name
	if err != nil {
		panic("charter: " + err.Error()) // the folder is embedded above
	}
	var hosts []string
	for _, entry := range entries {
		hosts = append(hosts, strings.TrimSuffix(entry.Name(), ".txt"))
	}
	return hosts
}

// Portal returns a portal's charter, byte for byte as published, and whether it is built in.
// Host names are compared without regard to case. Any string is safe.
func Portal(host string) (text []byte, ok bool) {
	for _, h := range Portals() {
		if strings.EqualFold(h, host) {
			text, err := portals.ReadFile("portals/" + h + ".txt")
			return text, err == nil
		}
	}
	return nil, false
}

// controllers are the bodies that are responsible for these portals.
var controllers = map[string]string{
	"opendata.aude.fr":               "Département de l’Aude",
	"porto-vecchio.opendatasoft.com": "Ville de Porto-Vecchio",
}

// Controller returns the name of the body that is responsible for a portal whose charter is built
// in, since the charters don't say (GDPR art. 4(7)). It is empty for any other host.
func Controller(host string) string { return controllers[strings.ToLower(host)] }

// standard has what the platform's template says today, durations and browsers' help included, in
// words of our own. It defines all categories, since it does so for charters that don't.
//
//go:embed standard.txt
var standard []byte

// StandardText returns the text that [Standard] reads. It must not be changed.
func StandardText() []byte { return standard }

// earlier is the wording of the published charters, without a portal's address or misprints.
//
//go:embed standard-earlier.txt
var earlier []byte

// EarlierStandardText returns a charter with the wording of the platform's earlier template, for
// portals that keep to it. It must not be changed.
func EarlierStandardText() []byte { return earlier }

// Standard returns the charter of a portal that has none of its own, about the platform at origin
// ("https://data.example"). If origin has a path, it is dropped. If origin is empty or no http(s)
// address, the charter names no platform. Any string is safe.
func Standard(origin string) Charter {
	c, err := Parse(standard)
	if err != nil {
		panic(err) // standard.txt is embedded above, and tested
	}
	if !isLink(origin) {
		return c
	}
	s := scheme(origin) + "://"
	c.Platform = s + authority(origin[len(s):])
	for i := range c.Sections {
		if namesPlatform(c.Sections[i].Heading) {
			c.Sections[i].Address = c.Platform
			break
		}
	}
	return c
}
