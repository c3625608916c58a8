//go:build !js

package build

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// thirdPartyName is the file with the licences of third-party code.
const thirdPartyName = "THIRD_PARTY.txt"

// licenceNames are the usual names of a module's licence file.
var licenceNames = []string{"LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING"}

// thirdParty returns the licences of Go and of each module with a package in the program, except
// the main module. The flags are those that the program was built with.
func thirdParty(ctx context.Context, root, pkg string, flags ...string) ([]byte, error) {
	goVersion, err := runGo(ctx, root, "env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	goroot, err := runGo(ctx, root, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	text.WriteString("The third-party code in this folder, and its licences. " +
		"The rest is cookies-preferences, under the MIT licence.\n")
	heading := "Go " + strings.TrimPrefix(goVersion, "go") +
		", https://go.dev: in the program, and wasm_exec.js in go-….js"
	if err := writeLicence(&text, heading, goroot); err != nil {
		return nil, err
	}
	const format = "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}"
	args := slices.Concat([]string{"list", "-deps", "-f", format}, flags, []string{pkg})
	list, err := runGo(ctx, root, args...)
	if err != nil {
		return nil, err
	}
	for _, module := range slices.Compact(slices.Sorted(strings.FieldsSeq(list))) {
		// Without the flags: a slimmed copy has the licence of the module it was made from.
		about, err := runGo(ctx, root, "list", "-m", "-f", "{{.Version}}\t{{.Dir}}", module)
		if err != nil {
			return nil, err
		}
		version, dir, _ := strings.Cut(about, "\t")
		if err := writeLicence(&text, module+" "+version+": in the program", dir); err != nil {
			return nil, err
		}
	}
	return []byte(text.String()), nil
}

// writeLicence adds the licence of a folder, under a heading.
func writeLicence(text *strings.Builder, heading, folder string) error {
	for _, name := range licenceNames {
		licence, err := os.ReadFile(filepath.Join(folder, name))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return err
		}
		line := strings.Repeat("-", utf8.RuneCountInString(heading))
		fmt.Fprintf(text, "\n\n%s\n%s\n\n%s\n", heading, line, strings.TrimSpace(string(licence)))
		return nil
	}
	return fmt.Errorf("%s has no licence file, which %s needs to be published", folder, heading)
}
