//go:build !js

package proof

import (
	"context"
	"os/exec"
	goruntime "runtime"
	"runtime/debug"
	"strings"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Versions are those of what a proof is about, and of what made it. Empty is
// unknown; but for the charter's, which then has none.
type Versions struct {
	Product  string `json:"product"`  // tag or commit of the sources
	Modified bool   `json:"modified"` // they have changes that are not committed
	Go       string `json:"go"`
	Chromium string `json:"chromium"`
	Charter  string `json:"charter"`
}

func versions(ctx, chrome context.Context, root, charter string) (Versions, error) {
	v := Versions{Go: goruntime.Version(), Charter: charter}
	v.Product, v.Modified = strings.CutSuffix(revision(ctx, root), "-dirty")
	product, err := chromedp.CallBrowser(chrome, browser.GetVersion, cdp.Empty{})
	if err == nil {
		v.Chromium = product.Product
	}
	return v, err
}

// revision is that of the sources, as git tells it, or else as this program was
// stamped; "" if neither knows.
func revision(ctx context.Context, root string) string {
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
