//go:build !js

package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"cookies-preferences/app/build/slim"
)

// copies is the folder, in the module's, that holds slimmed copies of go-app. It
// is relative wherever it is named, for the program tells what it was built
// from, and must not tell where.
const copies = ".build"

// buildWASM compiles the program, with a slimmed go-app unless that is not
// wanted, and gives the licences of what is in it too.
func (o Options) buildWASM(ctx context.Context) (wasm, licences []byte, err error) {
	var flags []string
	if !o.Plain {
		flag, err := slimGoApp(ctx, o.Root)
		if err != nil {
			return nil, nil, fmt.Errorf("go-app cannot be slimmed; the plain build does without: %w", err)
		}
		flags = append(flags, flag)
	}
	if wasm, err = BuildWASM(ctx, o.Root, o.Package, flags...); err != nil {
		return nil, nil, err
	}
	licences, err = thirdParty(ctx, o.Root, o.Package, flags...)
	return wasm, licences, err
}

// slimGoApp makes the slimmed copy of the go-app that the module in root is
// built with, and gives the flag that has go build use it.
func slimGoApp(ctx context.Context, root string) (flag string, err error) {
	version, err := runGo(ctx, root, "list", "-m", "-f", "{{.Version}}", slim.Module)
	if err != nil {
		return "", err
	}
	if version != slim.Version {
		return "", fmt.Errorf("go-app is %s here, and it is %s that can be slimmed", version, slim.Version)
	}
	if _, err := runGo(ctx, root, "mod", "download", slim.Module); err != nil {
		return "", err
	}
	goApp, err := runGo(ctx, root, "list", "-m", "-f", "{{.Dir}}", slim.Module)
	if err != nil {
		return "", err
	}
	files, err := slim.Copy(goApp)
	if err != nil {
		return "", err
	}
	folder := "go-app-" + contentHash(files)
	if err := keepCopy(filepath.Join(root, copies), folder, files); err != nil {
		return "", err
	}
	return writeModFile(root, folder)
}

// contentHash tells one copy from another.
func contentHash(files map[string][]byte) string {
	hash := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(hash, "%s %d\n", name, len(files[name]))
		hash.Write(files[name])
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

// keepCopy writes a copy, unless it is there. It appears whole or not at all, so
// that builds at the same time don't disturb each other.
func keepCopy(parent, folder string, files map[string][]byte) error {
	final := filepath.Join(parent, folder)
	if _, err := os.Stat(final); err == nil {
		return nil
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	temporary, err := os.MkdirTemp(parent, "new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	for name, content := range files {
		file := filepath.Join(temporary, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	err = os.Rename(temporary, final)
	if _, there := os.Stat(final); there == nil {
		return nil // another build was first, with the same bytes
	}
	return err
}

// writeModFile writes the module's go.mod and go.sum with go-app replaced by a
// copy, beside it, and gives the flag for go build.
func writeModFile(root, folder string) (flag string, err error) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	mod = fmt.Appendf(mod, "\nreplace %s => ./%s/%s\n", slim.Module, copies, folder)
	name := folder + "-" + contentHash(map[string][]byte{"go.mod": mod, "go.sum": sum})
	base := filepath.Join(root, copies, name)
	for extension, content := range map[string][]byte{".mod": mod, ".sum": sum} {
		if old, err := os.ReadFile(base + extension); err == nil && string(old) == string(content) {
			continue
		}
		if err := os.WriteFile(base+extension, content, 0o644); err != nil {
			return "", err
		}
	}
	return "-modfile=" + base + ".mod", nil
}
