//go:build !js

package proof

import (
	"context"
	goruntime "runtime"
	"strings"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/build"
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
	v.Product, v.Modified = strings.CutSuffix(build.Revision(ctx, root), "-dirty")
	product, err := chromedp.CallBrowser(chrome, browser.GetVersion, cdp.Empty{})
	if err == nil {
		v.Chromium = product.Product
	}
	return v, err
}
