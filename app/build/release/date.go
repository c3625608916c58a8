//go:build !js

package release

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// date is the date of the files in a release: that of the commit, so that everybody's are the
// same, or what SOURCE_DATE_EPOCH says, in seconds since 1970
// (https://reproducible-builds.org/specs/source-date-epoch/). Without one, files would be of 1979
// once unpacked, and browsers would keep such old files for years (RFC 9111, section 4.2.2).
// Without SOURCE_DATE_EPOCH, sources that are not those of the commit are an error.
func date(ctx context.Context, root string) (time.Time, error) {
	git := func(args ...string) (string, error) {
		command := exec.CommandContext(ctx, "git", args...)
		command.Dir = root
		output, err := command.Output()
		return strings.TrimSpace(string(output)), err
	}
	text, set := os.LookupEnv("SOURCE_DATE_EPOCH")
	if !set {
		var err error
		if text, err = git("log", "-1", "--format=%ct"); err != nil {
			return time.Time{}, errors.New("a release has the date of its commit, and git knows " +
				"none here: set SOURCE_DATE_EPOCH")
		}
		if changes, err := git("status", "--porcelain"); err != nil || changes != "" {
			return time.Time{}, fmt.Errorf("a release is of a commit, and these changes are in none: "+
				"commit or remove them, or set SOURCE_DATE_EPOCH\n%s", changes)
		}
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q, want seconds since 1970", text)
	}
	return time.Unix(seconds, 0).UTC(), nil
}
