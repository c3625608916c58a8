package charter

import (
	"embed"
	"slices"
	"strings"
)

//go:embed portals/*.txt
var portals embed.FS

// Portals returns the host names of the portals whose charters are built in,
// sorted.
func Portals() []string {
	entries, err := portals.ReadDir("portals")
	if err != nil {
		panic("charter: " + err.Error()) // the directory is embedded above
	}
	var hosts []string
	for _, entry := range entries {
		hosts = append(hosts, strings.TrimSuffix(entry.Name(), ".txt"))
	}
	slices.Sort(hosts)
	return hosts
}

// Portal returns a portal's charter, byte for byte as the portal publishes it,
// and whether it is built in. Host names are compared without regard to case;
// any string may be asked for.
func Portal(host string) (text []byte, ok bool) {
	host = strings.ToLower(host)
	if !slices.Contains(Portals(), host) {
		return nil, false
	}
	text, err := portals.ReadFile("portals/" + host + ".txt")
	return text, err == nil
}
