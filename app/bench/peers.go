//go:build !js

package bench

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// The peers' exact versions, and the digests of their npm packages. The lockfile
// names no registry: npm's own setting does.
//
//go:embed peers/package.json peers/package-lock.json
var peers embed.FS

// installPeers installs the peers in the module's .build folder, unless they are
// there already, and returns that folder. It runs none of their install scripts.
func installPeers(ctx context.Context, root string, log func(string)) (string, error) {
	folder := filepath.Join(root, ".build", "peers")
	const lock = "package-lock.json"
	installed := filepath.Join(folder, "installed") // a copy of the lockfile, written last
	want, err := peers.ReadFile("peers/" + lock)
	if err != nil {
		return "", err
	}
	if have, err := os.ReadFile(installed); err == nil && bytes.Equal(have, want) {
		return folder, nil
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		return "", errors.New("the other banners come from npm, which is missing: " +
			"install it (Debian: apt-get install npm), " +
			"or leave them out with -only bare,floor,ours")
	}
	log("installing the other banners from npm")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	for _, name := range []string{"package.json", lock} {
		data, err := peers.ReadFile("peers/" + name)
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return "", err
		}
	}
	command := exec.CommandContext(ctx, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	command.Dir = folder
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm could not install the other banners: %w\n%s", err, output)
	}
	return folder, os.WriteFile(installed, want, 0o644)
}
