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

// copies is the folder, in the module's, for slimmed copies of go-app. It is always named by
// its relative path: the program records the path, which must not depend on the machine.
const copies = ".build"

// buildProgram compiles the package pkg of the module in root with a slimmed go-app, and
// returns the licences of what is in the program too. The flags are more flags for go build.
func buildProgram(
	ctx context.Context, root, pkg string, flags ...string,
) (wasm, licences []byte, err error) {
	slimmed, err := slimGoApp(ctx, root)
	if err != nil {
		return nil, nil, fmt.Errorf("slim go-app: %w", err)
	}
	flags = append(flags, slimmed)
	if wasm, err = buildWASM(ctx, root, pkg, flags...); err != nil {
		return nil, nil, err
	}
	licences, err = thirdParty(ctx, root, pkg, flags...)
	return wasm, licences, err
}

// slimGoApp makes the slimmed copy of the go-app that the module in root requires, and returns
// the flag that makes go build use it.
func slimGoApp(ctx context.Context, root string) (flag string, err error) {
	version, err := runGo(ctx, root, "list", "-m", "-f", "{{.Version}}", slim.Module)
	if err != nil {
		return "", err
	}
	if version != slim.Version {
		return "", fmt.Errorf("go.mod requires go-app %s, but package slim knows %s",
			version, slim.Version)
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

// contentHash returns 16 hex digits that depend on the files' names and contents.
func contentHash(files map[string][]byte) string {
	hash := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(hash, "%s %d\n", name, len(files[name]))
		hash.Write(files[name])
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

// keepCopy writes a copy, unless it exists. It appears complete or not at all, so that
// concurrent builds don't disturb each other.
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
	if _, missing := os.Stat(final); missing == nil {
		return nil // another build was first, with the same bytes
	}
	return err
}

// writeModFile writes the module's go.mod and go.sum beside a copy of go-app, with go-app
// replaced by it, and returns the flag for go build.
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
