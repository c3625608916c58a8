//go:build !js

package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/version"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"cookies-preferences/app/build/slim"
	"cookies-preferences/app/build/wasm"
)

// slimmed is where the slimmed go-app seems to stand in the module's folder. The program records
// this path, which must not depend on the machine.
const slimmed = ".build/go-app"

// buildProgram compiles the package pkg of the module in root for the browser, in the folder tmp.
// The flags are more flags for go build. If the program doesn't compile, the error has the
// compiler's output.
func buildProgram(
	ctx context.Context, root, tmp, pkg string, flags ...string,
) ([]byte, error) {
	out := filepath.Join(tmp, "program.wasm")
	compile := func(experiment, gcflags string) error {
		// The bytes must not depend on the folder, the commit or the machine: -trimpath,
		// -buildvcs=false, -buildid=.
		args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=",
			"-gcflags=all=" + gcflags, "-o", out}
		_, err := runGoWith(ctx, root, []string{"GOEXPERIMENT=" + experiment},
			slices.Concat(args, flags, []string{pkg})...)
		return err
	}
	// Browsers compile each function at its first call: the fewer are called, the faster the
	// program starts. To inline the shortest, of a cost up to 80-70, makes it smaller too. To
	// inline more makes it larger.
	err := compile("newinliner", "-d=inlbudgetslack=-70")
	if err != nil && strings.Contains(err.Error(), "unknown GOEXPERIMENT") {
		err = compile("", "-l") // a later Go: nothing is inlined
	}
	if err != nil {
		return nil, fmt.Errorf("compile %s to WebAssembly: %w", pkg, err)
	}
	return os.ReadFile(out)
}

// program returns the program of a package, as it is shipped. The flags are more flags for
// go build.
func (d *dist) program(ctx context.Context, pkg string, flags ...string) ([]byte, error) {
	d.Log("compiling " + pkg + " to WebAssembly")
	program, err := buildProgram(ctx, d.Root, d.tmp, pkg, append(flags, d.overlay)...)
	if err != nil {
		return nil, err
	}
	goVersion, err := runGo(ctx, d.Root, "env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	return lighten(program, goVersion, d.Warn), nil
}

// lighten returns a program that the Go of a version built as it is shipped: the same, in fewer
// bytes. It says to warn which step can't be done, and leaves it out.
func lighten(program []byte, goVersion string, warn func(string)) []byte {
	for _, step := range wasm.Steps {
		lighter, err := step.Do(program, goVersion)
		if err != nil {
			warn(fmt.Sprintf("warning: the program keeps %s: %v", step.Left, err))
			continue
		}
		program = lighter
	}
	return program
}

// slimGoApp makes the slimmed copy of the go-app that the module in root requires, in the folder
// tmp, and of what else package slim has a stand-in for. It returns the flag that makes the go
// command use the copy, as if it stood in root. It says to warn what is not slimmed.
func slimGoApp(
	ctx context.Context, root, tmp string, warn func(string),
) (flag string, err error) {
	found, err := runGo(ctx, root, "list", "-m", "-f", "{{.Version}} {{.Dir}}", slim.Module)
	if err != nil {
		return "", err
	}
	version, dir, _ := strings.Cut(found, " ")
	if version != slim.Version {
		return "", fmt.Errorf("go.mod requires go-app %s, but package slim knows %s",
			version, slim.Version)
	}
	source, err := slim.Copy(dir)
	if err != nil {
		return "", err
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	files := map[string][]byte{
		"go.mod": fmt.Appendf(mod, "\nreplace %s => ./%s\n", slim.Module, slimmed),
	}
	for name, content := range source {
		files[path.Join(slimmed, name)] = content
	}
	overlay := make(map[string]string)
	for name := range files {
		overlay[filepath.Join(root, name)] = filepath.Join(tmp, name)
	}
	if godebug, err := godebugFile(ctx, root); err != nil {
		warn(fmt.Sprintf("warning: the program keeps the settings of $GODEBUG: %v", err))
	} else {
		files["godebug.go"] = slim.Godebug
		overlay[godebug] = filepath.Join(tmp, "godebug.go")
	}
	const overlayName = "overlay.json"
	files[overlayName] = asJSON(map[string]any{"Replace": overlay})
	return "-overlay=" + filepath.Join(tmp, overlayName), WriteFiles(tmp, files)
}

// godebugFile returns where the file is that [slim.Godebug] stands in for. It returns an error if
// a program of the module in root might behave differently with it.
func godebugFile(ctx context.Context, root string) (string, error) {
	defaults, err := runGo(ctx, root, "list", "-f", "{{.DefaultGODEBUG}}", "./app")
	if err != nil {
		return "", err
	}
	found, err := runGo(ctx, root, "env", "GOVERSION", "GOROOT")
	if err != nil {
		return "", err
	}
	goVersion, goroot, _ := strings.Cut(found, "\n")
	return filepath.Join(goroot, "src", "internal", "godebug", "godebug.go"),
		sameSettings(goVersion, defaults)
}

// sameSettings returns an error unless [slim.Godebug] fits a version of Go, and gives the settings
// that a program has by default.
func sameSettings(goVersion, defaults string) error {
	switch {
	case version.Lang(goVersion) != slim.GoVersion:
		return fmt.Errorf("those of %s are known, not those of %q", slim.GoVersion, goVersion)
	case defaults != "":
		return fmt.Errorf("go.mod sets %s", defaults)
	}
	return nil
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
	return runGoWith(ctx, dir, nil, args...)
}

// runGoWith is runGo with more variables of the environment, each NAME=value.
func runGoWith(
	ctx context.Context, dir string, environment []string, args ...string,
) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...) // go run puts its own first in PATH
	cmd.Dir = dir
	// A developer's own settings must not change the program.
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0",
		"GOFLAGS=", "GOWORK=off", "GOEXPERIMENT=", "GOWASM=", "GOAMD64=v1", "GOARM64=v8.0",
		"GOFIPS140=off")
	cmd.Env = append(cmd.Env, environment...)
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
