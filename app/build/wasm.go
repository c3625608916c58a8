//go:build !js

package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/build"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// buildWASM compiles the package pkg of the module in root for the browser. The flags are more
// flags for go build. If the program doesn't compile, the error has the compiler's output.
func buildWASM(ctx context.Context, root, pkg string, flags ...string) ([]byte, error) {
	tmp, err := os.MkdirTemp("", "cookies-preferences-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	out := filepath.Join(tmp, "banner.wasm")

	// The bytes must not depend on the folder, the commit or the machine: -trimpath,
	// -buildvcs=false, -buildid=. Without inlining (-l) the program is smaller, compressed
	// or not.
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=",
		"-gcflags=all=-l", "-o", out}
	args = append(args, flags...)
	if _, err := runGo(ctx, root, append(args, pkg)...); err != nil {
		return nil, fmt.Errorf("compile %s to WebAssembly: %w", pkg, err)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(wasm, []byte("\x00asm")) {
		return nil, fmt.Errorf("%s is not a program for the browser: it needs a package main "+
			"that builds with GOOS=js GOARCH=wasm", pkg)
	}
	return wasm, nil
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
	cmd := exec.CommandContext(ctx, goCommand(), args...)
	cmd.Dir = dir
	// A developer's own settings must not change the program.
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0",
		"GOFLAGS=", "GOWORK=off", "GOEXPERIMENT=")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr

	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return strings.TrimSpace(stdout.String()), nil
	case ctx.Err() != nil:
		return "", fmt.Errorf("go %s was stopped: %w", args[0], context.Cause(ctx))
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("the go command is missing: install Go, or add it to PATH")
	case errors.As(err, &exit):
		return "", fmt.Errorf("go %s failed:\n%s", args[0], strings.TrimSpace(stderr.String()))
	default:
		return "", fmt.Errorf("run go %s: %w", args[0], err)
	}
}

// goCommand returns the go command of the Go that built this program if it still exists, or
// else the one in PATH.
func goCommand() string {
	// go/build knows the running program's GOROOT; runtime.GOROOT is deprecated. It is
	// empty in a program built with -trimpath.
	if root := build.Default.GOROOT; root != "" {
		if path, err := exec.LookPath(filepath.Join(root, "bin", "go")); err == nil {
			return path
		}
	}
	return "go"
}
