//go:build !js

package check

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// policies are the content security policies of the page's headers and <meta> elements: the
// sources of each directive, by its name. All of them apply.
func (c *checker) policies() (list []map[string][]string) {
	values := slices.Clone(c.page.Header.Values("Content-Security-Policy"))
	for _, e := range c.elements {
		if e.name == "meta" && strings.EqualFold(e.attr("http-equiv"), "content-security-policy") {
			values = append(values, e.attr("content"))
		}
	}
	for text := range strings.SplitSeq(strings.Join(values, ","), ",") {
		policy := make(map[string][]string)
		for directive := range strings.SplitSeq(text, ";") {
			if words := strings.Fields(directive); len(words) > 0 {
				name := strings.ToLower(words[0])
				if _, repeated := policy[name]; !repeated { // the first one counts
					policy[name] = words[1:]
				}
			}
		}
		if len(policy) > 0 {
			list = append(list, policy)
		}
	}
	return list
}

// sources returns what a directive, or in its absence default-src, allows. limited is false if the
// policy has neither.
func sources(policy map[string][]string, directive string) (sources []string, limited bool) {
	if sources, limited = policy[directive]; !limited {
		sources, limited = policy["default-src"]
	}
	return sources, limited
}

// allows reports whether a source list lets the page fetch from an address. Paths are not
// compared.
func (c *checker) allows(sources []string, address *url.URL) bool {
	target := strings.ToLower(address.Hostname())
	standard := map[string]string{"http": "80", "https": "443"}[address.Scheme]
	return slices.ContainsFunc(sources, func(source string) bool {
		source = strings.ToLower(source)
		scheme, host, found := strings.Cut(source, "://")
		if !found {
			scheme, host = "", source
		}
		if strings.HasSuffix(source, ":") { // any host
			scheme, host = strings.TrimSuffix(source, ":"), "*:*"
		}
		host, _, _ = strings.Cut(host, "/")
		host, port, _ := strings.Cut(host, ":")
		switch {
		case source == "'self'":
			return c.page.Address != nil && c.page.Address.Host == address.Host
		case source == "*":
			return true
		case scheme != "" && scheme != address.Scheme && scheme+"s" != address.Scheme:
			return false
		case port != "*" && cmp.Or(port, standard) != cmp.Or(address.Port(), standard):
			return false
		case strings.HasPrefix(host, "*."):
			return strings.HasSuffix(target, host[1:])
		}
		return host == "*" || host == target
	})
}

// hasKeyword reports whether a source list has a keyword, in small letters or capitals.
func hasKeyword(sources []string, keyword string) bool {
	return strings.Contains(strings.ToLower(strings.Join(sources, " ")), keyword)
}

// policy checks that the page's policies let the banner run.
func (c *checker) policy() {
	const subject = "Politique de sécurité (CSP)"
	policies := c.policies()
	switch {
	case len(policies) == 0 && c.page.Header == nil:
		c.say(Unsure, subject, "Non vérifiée : les en-têtes de la page sont inconnus.")
		return
	case len(policies) == 0:
		c.say(Good, subject, "La page n’en déclare pas : rien n’empêche le bandeau de fonctionner.")
		return
	case c.banner == nil:
		c.say(Unsure, subject, "La page en déclare une : elle sera vérifiée avec la balise.")
		return
	}
	address, ok := c.resolve(c.banner.attr("src"))
	if !ok {
		c.say(Unsure, subject, "Non vérifiée : l’adresse de la page est inconnue.")
		return
	}
	before := len(c.findings)
	charter, ok := c.resolve(c.banner.attr("data-charter"))
	hasCharter := ok && c.banner.has("data-charter")
	for _, p := range policies {
		c.scriptSources(subject, p, address)
		connect, limited := sources(p, "connect-src")
		if limited && !c.allows(connect, address) {
			c.say(Missing, subject, notAllowed("connect-src", address)+
				"aucune charte ne s’affichera. Ajoutez cette origine.")
		}
		if limited && hasCharter && !c.allows(connect, charter) {
			c.say(Missing, subject, notAllowed("connect-src", charter)+
				"la charte ne s’affichera pas. Ajoutez cette origine.")
		}
	}
	if len(c.findings) == before {
		c.say(Good, subject, "Elle autorise tout ce dont le bandeau a besoin.")
	}
}

// notAllowed begins the sentence about an origin that a directive lacks.
func notAllowed(directive string, address *url.URL) string {
	return "La directive " + directive + " n’autorise pas " + origin(address) + " : "
}

// scriptSources checks that a policy lets the script, its files and the program run.
func (c *checker) scriptSources(subject string, p map[string][]string, address *url.URL) {
	script, limited := sources(p, "script-src")
	if limited && !hasKeyword(script, "'wasm-unsafe-eval'") &&
		!hasKeyword(script, "'unsafe-eval'") {
		c.say(Missing, subject, "La directive script-src n’autorise pas WebAssembly : "+
			"le programme du bandeau ne démarrera pas, et une charte désignée par data-charter "+
			"ne s’affichera pas. Ajoutez 'wasm-unsafe-eval'.")
	}
	directive := "script-src"
	if elements, ok := p["script-src-elem"]; ok {
		directive, script, limited = "script-src-elem", elements, true
	}
	nonce, integrity := c.banner.attr("nonce"), c.banner.attr("integrity")
	effect := "le bandeau ne fonctionnera pas"
	if integrity != "" && slices.Contains(script, "'"+integrity+"'") {
		effect = "les préférences ne s’ouvriront pas" // the hash is not that of their files
	}
	switch {
	case !limited, nonce != "" && slices.Contains(script, "'nonce-"+nonce+"'"):
	case hasKeyword(script, "'strict-dynamic'"):
		c.say(Missing, subject, "La directive "+directive+" contient 'strict-dynamic', "+
			"qui rend sans effet la liste des hôtes : "+effect+". Donnez un nonce à la balise.")
	case !c.allows(script, address):
		c.say(Missing, subject, notAllowed(directive, address)+effect+". Ajoutez cette origine.")
	}
}

func origin(address *url.URL) string { return address.Scheme + "://" + address.Host }
