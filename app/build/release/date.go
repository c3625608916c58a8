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
func date(ctx context.Context, root string) (time.Time, error) {
	text, set := os.LookupEnv("SOURCE_DATE_EPOCH")
	if !set {
		command := exec.CommandContext(ctx, "git", "log", "-1", "--format=%ct")
		command.Dir = root
		output, err := command.Output()
		if err != nil {
			return time.Time{}, errors.New("a release has the date of its commit, and git knows " +
				"none here: set SOURCE_DATE_EPOCH")
		}
		text = strings.TrimSpace(string(output))
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q, want seconds since 1970", text)
	}
	return time.Unix(seconds, 0).UTC(), nil
}
