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

// thirdParty returns the licences of Go and of each module with a package in the program, except
// the main module. The flags are those that the program was built with.
func thirdParty(ctx context.Context, root, pkg string, flags ...string) ([]byte, error) {
	about, err := runGo(ctx, root, "env", "GOVERSION", "GOROOT")
	if err != nil {
		return nil, err
	}
	version, dir, _ := strings.Cut(about, "\n")
	var text strings.Builder
	text.WriteString("The third-party code in this folder, and its licences. " +
		"The rest is cookies-preferences, under the MIT licence.\n")
	heading := "Go " + strings.TrimPrefix(version, "go") +
		", https://go.dev: in the program, and wasm_exec.js in go-….js"
	if err := writeLicence(&text, heading, dir); err != nil {
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
	licence, err := os.ReadFile(filepath.Join(folder, "LICENSE"))
	line := strings.Repeat("-", utf8.RuneCountInString(heading))
	fmt.Fprintf(text, "\n\n%s\n%s\n\n%s\n", heading, line, strings.TrimSpace(string(licence)))
	return err
}
