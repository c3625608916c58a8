//go:build !js

package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// licenceName is the file with our licence, and thirdPartyName that with the licences of
// third-party code.
const (
	licenceName    = "LICENSE"
	thirdPartyName = "THIRD_PARTY.txt"
)

// Module is third-party code that a program links: Go itself, or a module.
type Module struct {
	Path    string // such as golang.org/x/net; empty for Go
	Version string // such as v0.62.0; of Go, 1.26.0
	Licence string // the whole text, with that of its parts of other authors
}

// linked returns Go and each module with a package in a program, except the main module. The
// environment and the flags are those that the program was built with.
func linked(
	ctx context.Context, root string, environment []string, pkg string, flags ...string,
) (modules []Module, err error) {
	run := func(args ...string) (string, error) {
		return runGoWith(ctx, root, environment, args...)
	}
	add := func(path, version, dir string, packages ...string) error {
		licence, err := readLicence(dir, packages)
		modules = append(modules, Module{path, version, licence})
		return err
	}
	about, err := run("env", "GOVERSION", "GOROOT")
	if err != nil {
		return nil, err
	}
	version, dir, _ := strings.Cut(about, "\n")
	if err := add("", strings.TrimPrefix(version, "go"), dir); err != nil {
		return nil, err
	}
	const format = "{{with .Module}}{{if not .Main}}{{.Path}} {{$.ImportPath}}{{end}}{{end}}"
	list, err := run(slices.Concat([]string{"list", "-deps", "-f", format}, flags, []string{pkg})...)
	if err != nil {
		return nil, err
	}
	packages := make(map[string][]string) // of each module, as folders in its own
	for line := range strings.Lines(list) {
		if module, path, found := strings.Cut(strings.TrimSpace(line), " "); found {
			folder := strings.TrimPrefix(strings.TrimPrefix(path, module), "/")
			packages[module] = append(packages[module], folder)
		}
	}
	for _, module := range slices.Sorted(maps.Keys(packages)) {
		// Without the flags: a slimmed copy has the licence of the module it was made from.
		about, err := run("list", "-m", "-f", "{{.Version}}\t{{.Dir}}", module)
		if err != nil {
			return nil, err
		}
		version, dir, _ := strings.Cut(about, "\t")
		if err := add(module, version, dir, packages[module]...); err != nil {
			return nil, err
		}
	}
	return modules, nil
}

// notices are the names of files about the authors of what is in a folder. The licences of some
// modules ask for them as well.
var notices = []string{"NOTICE*", "ATTRIB*", "LICENSE*"}

// readLicence returns the licence in a module's folder, and the notices there and in the folders of
// its packages, whose code may be of other authors.
func readLicence(folder string, packages []string) (string, error) {
	root := os.DirFS(folder)
	main := "LICENSE"
	licence, err := fs.ReadFile(root, main)
	if errors.Is(err, fs.ErrNotExist) {
		main = "LICENSE.md"
		licence, err = fs.ReadFile(root, main)
	}
	if err != nil {
		return "", err
	}
	text := strings.TrimSpace(string(licence))
	var names []string
	for _, folder := range append(packages, "") {
		for _, notice := range notices {
			found, err := fs.Glob(root, path.Join(folder, notice))
			if err != nil {
				return "", err
			}
			names = append(names, found...)
		}
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if name == main {
			continue
		}
		notice, err := fs.ReadFile(root, name)
		if err != nil {
			return "", err
		}
		text += "\n\n" + name + ":\n\n" + strings.TrimSpace(string(notice))
	}
	return text, nil
}

// thirdParty is the text with the licences of modules. Place says where they are, and goPlace
// where Go is.
func thirdParty(modules []Module, place, goPlace string) []byte {
	var text strings.Builder
	text.WriteString("The third-party code in this folder, and its licences. " +
		"The rest is cookies-preferences, under the MIT licence.\n")
	for _, m := range modules {
		heading := m.Path + " " + m.Version + ": " + place
		if m.Path == "" {
			heading = "Go " + m.Version + ", https://go.dev: " + goPlace
		}
		line := strings.Repeat("-", utf8.RuneCountInString(heading))
		fmt.Fprintf(&text, "\n\n%s\n%s\n\n%s\n", heading, line, m.Licence)
	}
	return []byte(text.String())
}
