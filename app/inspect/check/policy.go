//go:build !js

package check

import (
	"net/url"
	"slices"
	"strings"
)

// policy is a content security policy (CSP Level 3): the sources of each directive, by its name
// in lower case.
type policy map[string][]string

// parsePolicies reads the policies of header values. A value may hold several, separated by
// commas.
func parsePolicies(values []string) (list []policy) {
	for _, value := range values {
		for text := range strings.SplitSeq(value, ",") {
			p := make(policy)
			for directive := range strings.SplitSeq(text, ";") {
				words := strings.Fields(directive)
				if len(words) == 0 {
					continue
				}
				if name := strings.ToLower(words[0]); p[name] == nil { // repeats are ignored
					p[name] = append([]string{}, words[1:]...)
				}
			}
			if len(p) > 0 {
				list = append(list, p)
			}
		}
	}
	return list
}

// sources returns what a directive, or in its absence default-src, allows. limited is false if the
// policy has neither.
func (p policy) sources(directive string) (sources []string, limited bool) {
	for _, name := range []string{directive, "default-src"} {
		if sources, ok := p[name]; ok {
			return sources, true
		}
	}
	return nil, false
}

func hasKeyword(sources []string, keyword string) bool {
	return slices.ContainsFunc(sources, func(s string) bool {
		return strings.EqualFold(s, keyword)
	})
}

// allows reports whether a source list lets a page at self fetch from an address. The paths of
// sources are not compared.
func allows(sources []string, self, address *url.URL) bool {
	return slices.ContainsFunc(sources, func(source string) bool {
		switch lower := strings.ToLower(source); {
		case lower == "'self'":
			return self != nil && self.Host == address.Host
		case lower == "*":
			return true
		case strings.HasSuffix(lower, ":") && !strings.Contains(lower, "'"):
			return allowsScheme(strings.TrimSuffix(lower, ":"), address)
		case strings.HasPrefix(lower, "'"):
			return false
		default:
			return hostMatches(lower, address)
		}
	})
}

// allowsScheme: http allows https too.
func allowsScheme(scheme string, address *url.URL) bool {
	return scheme == address.Scheme || scheme == "http" && address.Scheme == "https"
}

// hostMatches compares a source such as https://*.ville.fr:8443/dossier/ with an address.
func hostMatches(source string, address *url.URL) bool {
	scheme, rest, found := strings.Cut(source, "://")
	if !found {
		scheme, rest = "", source
	}
	host, _, _ := strings.Cut(rest, "/")
	name, port, _ := strings.Cut(host, ":")
	if scheme != "" && !allowsScheme(scheme, address) {
		return false
	}
	standard := map[string]string{"http": "80", "https": "443"}[address.Scheme]
	if port != "*" && port != address.Port() && !(port == standard && address.Port() == "") {
		return false
	}
	if suffix, ok := strings.CutPrefix(name, "*"); ok {
		return strings.HasSuffix(address.Hostname(), suffix)
	}
	return name == address.Hostname()
}

// policies returns those of the page's headers and <meta> elements. All of them apply.
func (c *checker) policies() []policy {
	values := slices.Clone(c.page.Header.Values("Content-Security-Policy"))
	for _, e := range c.elements {
		if e.name == "meta" && strings.EqualFold(e.attr("http-equiv"), "content-security-policy") {
			values = append(values, e.attr("content"))
		}
	}
	return parsePolicies(values)
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
		sources, limited := p.sources("connect-src")
		if !limited {
			continue
		}
		if !allows(sources, c.page.Address, address) {
			c.say(Missing, subject, notAllowed("connect-src", address)+
				"les préférences ne s’ouvriront pas. Ajoutez cette origine.")
		}
		if hasCharter && !allows(sources, c.page.Address, charter) {
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

// scriptSources checks that a policy lets the script and the program run.
func (c *checker) scriptSources(subject string, p policy, address *url.URL) {
	sources, limited := p.sources("script-src")
	if elements, ok := p["script-src-elem"]; ok {
		c.scriptElement(subject, "script-src-elem", elements, address)
	} else if limited {
		c.scriptElement(subject, "script-src", sources, address)
	}
	if limited && !hasKeyword(sources, "'wasm-unsafe-eval'") &&
		!hasKeyword(sources, "'unsafe-eval'") {
		c.say(Missing, subject, "La directive script-src n’autorise pas WebAssembly : "+
			"les préférences ne s’ouvriront pas. Ajoutez 'wasm-unsafe-eval'.")
	}
}

// scriptElement checks that a directive lets the page load the script, and the script its files.
func (c *checker) scriptElement(subject, directive string, sources []string, address *url.URL) {
	nonce := c.banner.attr("nonce")
	strict := hasKeyword(sources, "'strict-dynamic'") // makes browsers ignore the hosts
	switch {
	case nonce != "" && slices.Contains(sources, "'nonce-"+nonce+"'"):
	case !strict && allows(sources, c.page.Address, address):
	case c.allowedByDigest(sources):
		remedy := "Donnez un nonce à la balise"
		if !strict {
			remedy += ", ou autorisez " + origin(address)
		}
		c.say(Missing, subject, "La directive "+directive+" autorise le script par son empreinte, "+
			"mais pas les fichiers qu’il charge : les préférences ne s’ouvriront pas. "+remedy+".")
	case strict:
		c.say(Missing, subject, "La directive "+directive+" contient 'strict-dynamic', "+
			"qui rend sans effet la liste des hôtes : le bandeau ne s’affichera pas. "+
			"Donnez un nonce à la balise.")
	default:
		c.say(Missing, subject, notAllowed(directive, address)+
			"le bandeau ne s’affichera pas. Ajoutez cette origine.")
	}
}

// allowedByDigest reports whether the sources hold the integrity of the script.
func (c *checker) allowedByDigest(sources []string) bool {
	digests := strings.Fields(c.banner.attr("integrity"))
	return slices.ContainsFunc(digests, func(digest string) bool {
		return slices.Contains(sources, "'"+digest+"'")
	})
}

func origin(address *url.URL) string { return address.Scheme + "://" + address.Host }
