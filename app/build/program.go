//go:build !js

package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"cookies-preferences/app/build/slim"
)

// copies is the folder, in the module's, for slimmed copies of go-app. It is always named by
// its relative path: the program records the path, which must not depend on the machine.
const copies = ".build"

// buildProgram compiles the package pkg of the module in root for the browser, with a slimmed
// go-app, and returns the licences of what is in the program too. The flags are more flags for go
// build. If the program doesn't compile, the error has the compiler's output.
func buildProgram(
	ctx context.Context, root, pkg string, flags ...string,
) (wasm, licences []byte, err error) {
	tmp, err := os.MkdirTemp("", "cookies-preferences-")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(tmp)
	slimmed, err := slimGoApp(ctx, root, tmp)
	if err != nil {
		return nil, nil, fmt.Errorf("slim go-app: %w", err)
	}
	flags = append(flags, slimmed)

	// The bytes must not depend on the folder, the commit or the machine: -trimpath,
	// -buildvcs=false, -buildid=. Without inlining (-l) the program is smaller, compressed
	// or not.
	out := filepath.Join(tmp, "banner.wasm")
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=",
		"-gcflags=all=-l", "-o", out}
	if _, err := runGo(ctx, root, slices.Concat(args, flags, []string{pkg})...); err != nil {
		return nil, nil, fmt.Errorf("compile %s to WebAssembly: %w", pkg, err)
	}
	if wasm, err = os.ReadFile(out); err != nil {
		return nil, nil, err
	}
	if !bytes.HasPrefix(wasm, []byte("\x00asm")) {
		return nil, nil, fmt.Errorf("%s is not a program for the browser: it needs a package main "+
			"that builds with GOOS=js GOARCH=wasm", pkg)
	}
	licences, err = thirdParty(ctx, root, pkg, flags...)
	return wasm, licences, err
}

// slimGoApp makes the slimmed copy of the go-app that the module in root requires. It returns the
// flag that makes go build use the copy: it names a go.mod in the folder tmp.
func slimGoApp(ctx context.Context, root, tmp string) (flag string, err error) {
	found, err := runGo(ctx, root, "mod", "download", "-json", slim.Module)
	if err != nil {
		return "", err
	}
	var goApp struct{ Version, Dir string }
	if err := json.Unmarshal([]byte(found), &goApp); err != nil {
		return "", err
	}
	if goApp.Version != slim.Version {
		return "", fmt.Errorf("go.mod requires go-app %s, but package slim knows %s",
			goApp.Version, slim.Version)
	}
	files, err := slim.Copy(goApp.Dir)
	if err != nil {
		return "", err
	}
	folder := "go-app-" + contentHash(files)
	if err := keepCopy(filepath.Join(root, copies), folder, files); err != nil {
		return "", err
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return "", err
	}
	mod = fmt.Appendf(mod, "\nreplace %s => ./%s/%s\n", slim.Module, copies, folder)
	flag = "-modfile=" + filepath.Join(tmp, "go.mod")
	return flag, WriteFiles(tmp, map[string][]byte{"go.mod": mod, "go.sum": sum})
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
	if err := WriteFiles(temporary, files); err != nil {
		return err
	}
	err = os.Rename(temporary, final)
	if _, missing := os.Stat(final); missing == nil {
		return nil // another build was first, with the same bytes
	}
	return err
}

// WriteFiles writes files, by slash-separated name, into a folder.
func WriteFiles(folder string, files map[string][]byte) error {
	for name, content := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// moduleRoot returns the folder of the current folder's module.
func moduleRoot(ctx context.Context) (string, error) {
	mod, err := runGo(ctx, "", "env", "GOMOD")
	if err != nil {
		return "", err
	}
	if mod == "" || mod == os.DevNull {
		return "", errors.New("no go.mod here or above: run this in the module's folder")
	}
	return filepath.Dir(mod), nil
}

// runGo runs the go command for the browser's platform in dir and returns its output, trimmed.
// The go command picks the toolchain that the module in dir requires, so that compiling and
// asking for GOROOT in the same dir use the same Go.
func runGo(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...) // go run puts its own first in PATH
	cmd.Dir = dir
	// A developer's own settings must not change the program.
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0",
		"GOFLAGS=", "GOWORK=off", "GOEXPERIMENT=")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	switch {
	case err == nil:
		return strings.TrimSpace(stdout.String()), nil
	case ctx.Err() != nil:
		return "", fmt.Errorf("go %s was stopped: %w", args[0], context.Cause(ctx))
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("the go command is missing: install Go, or add it to PATH")
	}
	return "", fmt.Errorf("go %s failed: %w\n%s", args[0], err, bytes.TrimSpace(stderr.Bytes()))
}
