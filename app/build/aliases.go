//go:build !js

package build

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cookies-preferences/app/internal/tag"
)

// Aliases are further host names of portals, such as ville.opendatasoft.com, each with the host
// whose charter it has. An Aliases is a [flag.Value], which the command line may give repeatedly.
type Aliases map[string]string

// String returns "": there is no default.
func (a Aliases) String() string { return "" }

// Set adds the aliases of a text such as "data.ville.fr=ville.opendatasoft.com,ville.huwise.com".
func (a Aliases) Set(text string) error {
	host, others, found := strings.Cut(strings.ToLower(text), "=")
	if !found {
		return errors.New("expected HOST=OTHER,OTHER")
	}
	for _, other := range append(strings.Split(others, ","), host) {
		if !tag.IsHostName(other) {
			return fmt.Errorf("%q is not a host name", other)
		}
	}
	for other := range strings.SplitSeq(others, ",") {
		if a[other] != "" && a[other] != host {
			return fmt.Errorf("%s is already an alias of %s", other, a[other])
		}
		a[other] = host
	}
	return nil
}

// Of returns the aliases of a host, sorted.
func (a Aliases) Of(host string) (others []string) {
	for _, other := range slices.Sorted(maps.Keys(a)) {
		if a[other] == host {
			others = append(others, other)
		}
	}
	return others
}

// check returns an error unless each alias is of a charter's host, and none has its own charter.
func (a Aliases) check(list []Charter) error {
	has := func(host string) bool {
		return slices.ContainsFunc(list, func(c Charter) bool { return c.Host == host })
	}
	for _, other := range slices.Sorted(maps.Keys(a)) {
		if !has(a[other]) {
			return fmt.Errorf("no charter of %s is built in, and %s is its alias", a[other], other)
		}
		if has(other) {
			return fmt.Errorf("%s is an alias of %s, and has a charter of its own", other, a[other])
		}
	}
	return nil
}

// add returns the charters, each followed by its copies for its aliases.
func (a Aliases) add(list []Charter) (all []Charter) {
	for _, c := range list {
		all = append(all, c)
		c.AliasOf = c.Host
		for _, c.Host = range a.Of(c.AliasOf) {
			all = append(all, c)
		}
	}
	return all
}
