//go:build !js

package check

import (
	"net/url"
	"slices"
	"strings"
)

// policy is a content security policy: the sources of each directive, in lower
// case but for nonces and paths (CSP Level 3).
type policy map[string][]string

// parsePolicies gives the policies of header values: each may hold several, with
// commas between them.
func parsePolicies(values []string) (list []policy) {
	for _, value := range values {
		for text := range strings.SplitSeq(value, ",") {
			p := make(policy)
			for directive := range strings.SplitSeq(text, ";") {
				words := strings.Fields(directive)
				if len(words) == 0 {
					continue
				}
				if name := strings.ToLower(words[0]); p[name] == nil { // the first of a name counts
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

// sources are those that a directive, or else default-src, allows; limited is
// false where the policy says nothing of it.
func (p policy) sources(directive string) (sources []string, limited bool) {
	for _, name := range []string{directive, "default-src"} {
		if sources, ok := p[name]; ok {
			return sources, true
		}
	}
	return nil, false
}

func hasKeyword(sources []string, keyword string) bool {
	return slices.ContainsFunc(sources, func(s string) bool { return strings.EqualFold(s, keyword) })
}

// allows reports whether a source list lets a page at self fetch from an address.
// The path of a source is not looked at.
func allows(sources []string, self, address *url.URL) bool {
	return slices.ContainsFunc(sources, func(source string) bool {
		switch lower := strings.ToLower(source); {
		case lower == "'self'":
			return self != nil && self.Host == address.Host
		case lower == "*":
			return true
		case strings.HasSuffix(lower, ":") && !strings.Contains(lower, "'"):
			return lower == address.Scheme+":" || lower == "http:" && address.Scheme == "https"
		case strings.HasPrefix(lower, "'"):
			return false
		default:
			return hostMatches(lower, address)
		}
	})
}

// hostMatches compares a source such as https://*.ville.fr:8443/dossier/ with an
// address.
func hostMatches(source string, address *url.URL) bool {
	scheme, rest, found := strings.Cut(source, "://")
	if !found {
		scheme, rest = "", source
	}
	host, _, _ := strings.Cut(rest, "/")
	name, port, _ := strings.Cut(host, ":")
	if scheme != "" && scheme != address.Scheme && !(scheme == "http" && address.Scheme == "https") {
		return false
	}
	if port != "" && port != "*" && port != or(address.Port(), map[string]string{"http": "80", "https": "443"}[address.Scheme]) {
		return false
	}
	if port == "" && address.Port() != "" {
		return false
	}
	if suffix, ok := strings.CutPrefix(name, "*"); ok {
		return strings.HasSuffix(address.Hostname(), suffix)
	}
	return name == address.Hostname()
}

// policies are all that the page is under: by its headers and its <meta> elements.
func (c *checker) policies() []policy {
	values := slices.Clone(c.page.Header.Values("Content-Security-Policy"))
	for _, e := range c.elements {
		if e.name == "meta" && strings.EqualFold(e.attr("http-equiv"), "content-security-policy") {
			values = append(values, e.attr("content"))
		}
	}
	return parsePolicies(values)
}

// policy looks whether the page's policy lets the banner run.
func (c *checker) policy() {
	const subject = "Politique de sécurité (CSP)"
	policies := c.policies()
	switch {
	case len(policies) == 0 && c.page.Header == nil:
		c.say(Unsure, subject, "Non vérifiée : les en-têtes de la page ne sont pas connus.")
		return
	case len(policies) == 0:
		c.say(Good, subject, "La page n’en a pas : rien n’empêche le bandeau.")
		return
	case c.banner == nil:
		return
	}
	address, ok := c.resolve(c.banner.attr("src"))
	if !ok {
		c.say(Unsure, subject, "Non vérifiée : l’adresse de la page n’est pas connue.")
		return
	}
	before := len(c.findings)
	for _, p := range policies {
		c.scriptSources(subject, p, address)
		if sources, limited := p.sources("connect-src"); limited && !allows(sources, c.page.Address, address) {
			c.say(Missing, subject, "connect-src ne permet pas "+origin(address)+" : les préférences ne s’ouvriront pas. Ajoutez-le.")
		}
		if charter, ok := c.resolve(c.banner.attr("data-charter")); ok && c.banner.has("data-charter") {
			if sources, limited := p.sources("connect-src"); limited && !allows(sources, c.page.Address, charter) {
				c.say(Missing, subject, "connect-src ne permet pas "+origin(charter)+" : la charte ne s’affichera pas. Ajoutez-le.")
			}
		}
	}
	if len(c.findings) == before {
		c.say(Good, subject, "Elle permet tout ce qu’il faut au bandeau.")
	}
}

// scriptSources looks whether a policy lets the script and its program run.
func (c *checker) scriptSources(subject string, p policy, address *url.URL) {
	sources, limited := p.sources("script-src")
	if elements, ok := p["script-src-elem"]; ok {
		c.element(subject, "script-src-elem", elements, address)
	} else if limited {
		c.element(subject, "script-src", sources, address)
	}
	if limited && !hasKeyword(sources, "'wasm-unsafe-eval'") && !hasKeyword(sources, "'unsafe-eval'") {
		c.say(Missing, subject, "script-src ne permet pas WebAssembly : les préférences ne s’ouvriront pas. Ajoutez 'wasm-unsafe-eval'.")
	}
}

// element looks whether a directive's sources let the script be loaded, and load
// its own files.
func (c *checker) element(subject, directive string, sources []string, address *url.URL) {
	nonce := c.banner.attr("nonce")
	strict := hasKeyword(sources, "'strict-dynamic'") // then no host counts
	switch {
	case nonce != "" && slices.Contains(sources, "'nonce-"+nonce+"'"), !strict && allows(sources, c.page.Address, address):
	case c.byDigest(sources):
		c.say(Missing, subject, directive+" permet le script par son empreinte, mais pas les fichiers qu’il charge : les préférences ne s’ouvriront pas. "+
			"Donnez un nonce à sa balise"+map[bool]string{false: ", ou ajoutez " + origin(address)}[strict]+".")
	case strict:
		c.say(Missing, subject, directive+" a 'strict-dynamic', où aucun hôte ne compte : le bandeau ne s’affichera pas. Donnez un nonce à sa balise.")
	default:
		c.say(Missing, subject, directive+" ne permet pas "+origin(address)+" : le bandeau ne s’affichera pas. Ajoutez-le.")
	}
}

// byDigest reports whether the script's integrity is one that the sources have.
func (c *checker) byDigest(sources []string) bool {
	return slices.ContainsFunc(strings.Fields(c.banner.attr("integrity")), func(digest string) bool {
		return slices.Contains(sources, "'"+digest+"'")
	})
}

func origin(address *url.URL) string { return address.Scheme + "://" + address.Host }
