//go:build !js

package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// thirdPartyName is the file with the licences of third-party code.
const thirdPartyName = "THIRD_PARTY.txt"

// Module is third-party code that a program links: Go itself, or a module.
type Module struct {
	Path    string // such as golang.org/x/net; empty for Go
	Version string // such as v0.62.0; of Go, 1.26.0
	Licence string // the whole text
}

// linked returns Go and each module with a package in a program, except the main module. The
// environment and the flags are those that the program was built with.
func linked(
	ctx context.Context, root string, environment []string, pkg string, flags ...string,
) (modules []Module, err error) {
	run := func(args ...string) (string, error) {
		return runGoWith(ctx, root, environment, args...)
	}
	add := func(path, version, dir string) error {
		licence, err := readLicence(dir)
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
	const format = "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}"
	list, err := run(slices.Concat([]string{"list", "-deps", "-f", format}, flags, []string{pkg})...)
	if err != nil {
		return nil, err
	}
	for _, module := range slices.Compact(slices.Sorted(strings.FieldsSeq(list))) {
		// Without the flags: a slimmed copy has the licence of the module it was made from.
		about, err := run("list", "-m", "-f", "{{.Version}}\t{{.Dir}}", module)
		if err != nil {
			return nil, err
		}
		version, dir, _ := strings.Cut(about, "\t")
		if err := add(module, version, dir); err != nil {
			return nil, err
		}
	}
	return modules, nil
}

// readLicence returns the licence in a module's folder.
func readLicence(folder string) (string, error) {
	licence, err := os.ReadFile(filepath.Join(folder, "LICENSE"))
	if errors.Is(err, fs.ErrNotExist) {
		licence, err = os.ReadFile(filepath.Join(folder, "LICENSE.md"))
	}
	return strings.TrimSpace(string(licence)), err
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
