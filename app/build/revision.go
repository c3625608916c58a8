//go:build !js

package build

import (
	"context"
	"os/exec"
	"runtime/debug"
	"strings"
)

// Revision returns the revision of the sources in a folder: a tag or a commit, followed by -dirty
// if there are uncommitted changes. It asks git, then this program's build information; "" if
// neither knows.
func Revision(ctx context.Context, root string) string {
	command := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty", "--abbrev=40")
	command.Dir = root
	if output, err := command.Output(); err == nil {
		return strings.TrimSpace(string(output))
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	var commit, dirty string
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision":
			commit = setting.Value
		case setting.Key == "vcs.modified" && setting.Value == "true":
			dirty = "-dirty"
		}
	}
	return commit + dirty
}
