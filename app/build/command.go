//go:build !js

package build

import (
	"context"
	"os"
	"path/filepath"
)

const commandPackage = "./app"

// Command compiles this command for a platform, such as linux and amd64, with the zip of a build
// in it: see embeddedFile. Root is the module's folder. The same sources and the same Go give
// the same bytes, on any machine.
func Command(ctx context.Context, root, goos, goarch string, embedded []byte) ([]byte, error) {
	tmp, err := os.MkdirTemp("", "cookies-preferences-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	archive := filepath.Join(tmp, "embedded.zip")
	overlay := filepath.Join(tmp, "overlay.json")
	out := filepath.Join(tmp, "command")
	place := filepath.Join(root, filepath.FromSlash(embeddedFile))
	err = WriteFiles(tmp, map[string][]byte{
		"embedded.zip": embedded,
		"overlay.json": asJSON(map[string]any{"Replace": map[string]string{place: archive}}),
	})
	if err != nil {
		return nil, err
	}
	_, err = runGoWith(ctx, root, platform(goos, goarch), "build", "-trimpath", "-buildvcs=false",
		"-ldflags=-s -w -buildid=", "-tags=release", "-overlay="+overlay, "-o", out,
		commandPackage)
	if err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}

// CommandModules returns the third-party code that [Command] links for a platform.
func CommandModules(ctx context.Context, root, goos, goarch string) ([]Module, error) {
	return linked(ctx, root, platform(goos, goarch), commandPackage)
}

// CommandLicences is the text of these modules' licences.
func CommandLicences(modules []Module) []byte {
	return thirdParty(modules, "in the command", "in the command")
}

// ProgramModules returns the third-party code in the program that browsers run.
func ProgramModules(ctx context.Context, root string) ([]Module, error) {
	return slimmedModules(ctx, root, commandPackage)
}

// WorkshopModules returns the third-party code in the workshop's program.
func WorkshopModules(ctx context.Context, root string) ([]Module, error) {
	return slimmedModules(ctx, root, workshopPackage, "-tags=workshop")
}

// slimmedModules returns the third-party code in a program for browsers: with the slimmed go-app,
// it is less.
func slimmedModules(
	ctx context.Context, root, pkg string, flags ...string,
) ([]Module, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	tmp, err := os.MkdirTemp("", "cookies-preferences-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	overlay, err := slimGoApp(ctx, root, tmp, func(string) {}) // the build has given its warnings
	if err != nil {
		return nil, err
	}
	return linked(ctx, root, nil, pkg, append(flags, overlay)...)
}

// platform is the environment with which the go command compiles for a platform.
func platform(goos, goarch string) []string {
	return []string{"GOOS=" + goos, "GOARCH=" + goarch}
}
