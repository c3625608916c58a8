//go:build !js

package check

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"cookies-preferences/app/internal/tag"
)

// host asks for a look at a page on another host than its data-portal, unless that is an alias:
// a tag copied from another portal names it, and shows its charter. Pages that are being tried on
// localhost or at an IP address are on no portal's host.
func (c *checker) host(portal string) {
	const subject = "Hôte de la page"
	portal = strings.ToLower(portal)
	if c.page.Address == nil || !tag.IsHostName(portal) {
		return
	}
	switch host := strings.ToLower(c.page.Address.Hostname()); {
	case host == portal, !strings.Contains(host, "."), net.ParseIP(host) != nil:
	case c.samePortal(portal, host):
		c.say(Good, subject, host+" est un autre nom du portail "+portal+".")
	default:
		c.say(Unsure, subject, "La page est servie par "+host+", mais data-portal nomme "+portal+
			", dont le visiteur lit la charte. Si ce sont deux portails, corrigez "+
			"data-portal ; si c’est le même, construisez le bandeau avec « -alias "+
			portal+"="+host+" ».")
	}
}

// samePortal reports whether one of two hosts is an alias of the other.
func (c *checker) samePortal(a, b string) bool { return c.isAlias(a, b) || c.isAlias(b, a) }

// isAlias reports whether the build beside the script has an alias of a portal: the page of the
// alias's charter then names the portal's.
func (c *checker) isAlias(alias, portal string) bool {
	address, ok := c.resolve(c.banner.attr("src"))
	if !ok || !tag.IsHostName(alias) {
		return false
	}
	got, err := c.fetch(c.ctx, address.ResolveReference(
		&url.URL{Path: "charters/" + alias + ".html"}))
	if err != nil || got.Status != http.StatusOK {
		return false
	}
	for _, e := range elements(got.Body) {
		if e.name == "link" && e.attr("rel") == "canonical" {
			return e.attr("href") == portal+".html"
		}
	}
	return false
}
