//go:build !js

package build

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ThirdPartyName is the file that holds the licences of what others wrote.
const ThirdPartyName = "THIRD_PARTY.txt"

// licenceNames are what modules call the file with their licence.
var licenceNames = []string{"LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING"}

// thirdParty is the text of the licences of all that is in the program besides
// the module's own packages: Go, and each module that a package of it is from.
// The flags are those that the program was built with.
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
	text.WriteString("What this folder holds of others, and their licences. The rest is cookies-preferences, under the MIT licence.\n")
	if err := writeLicence(&text, "Go "+strings.TrimPrefix(goVersion, "go")+", https://go.dev: in the program, and wasm_exec.js in go-….js", goroot); err != nil {
		return nil, err
	}
	modules, err := modulesOf(ctx, root, pkg, flags...)
	if err != nil {
		return nil, err
	}
	for _, module := range modules {
		// What stands in for a module at build time is made from it: the licence is its own.
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

// modulesOf lists the modules that packages of the program are from, but for the
// one in root.
func modulesOf(ctx context.Context, root, pkg string, flags ...string) ([]string, error) {
	args := append([]string{"list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}"}, flags...)
	list, err := runGo(ctx, root, append(args, pkg)...)
	if err != nil {
		return nil, err
	}
	modules := strings.Fields(list)
	slices.Sort(modules)
	return slices.Compact(modules), nil
}

// writeLicence adds the licence in a folder, under a heading.
func writeLicence(text *strings.Builder, heading, folder string) error {
	for _, name := range licenceNames {
		licence, err := os.ReadFile(filepath.Join(folder, name))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(text, "\n\n%s\n%s\n\n%s\n", heading, strings.Repeat("-", len([]rune(heading))), strings.TrimSpace(string(licence)))
		return nil
	}
	return fmt.Errorf("there is no licence in %s, for %s: it may not be published without", folder, heading)
}
