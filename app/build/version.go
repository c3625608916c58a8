//go:build !js

package build

import (
	"context"
	"os/exec"
	"strings"
)

// Version is the version of the banner: window.cookiesPreferences.version in a page, and the
// comment at the head of each script.
const Version = "1.0.0"

// Revision returns what git calls the sources in a folder: a tag or a commit, followed by -dirty
// if there are uncommitted changes; "" if git doesn't know. A command of a release returns
// [Version].
func Revision(ctx context.Context, root string) string {
	if Embedded() {
		return Version
	}
	command := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty", "--abbrev=40")
	command.Dir = root
	output, _ := command.Output() // nothing outside a repository
	return strings.TrimSpace(string(output))
}
