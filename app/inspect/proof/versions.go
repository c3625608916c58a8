//go:build !js

package proof

import (
	"context"
	"runtime"
	"strings"

	"cookies-preferences/app/build"
)

// Versions are those of the banner, of the charter and of the tools. An empty one is
// unknown; but an empty Charter means that the charter has no version.
type Versions struct {
	Product  string `json:"product"`  // tag or commit of the sources
	Modified bool   `json:"modified"` // the sources have uncommitted changes
	Go       string `json:"go"`
	Chromium string `json:"chromium"`
	Charter  string `json:"charter"`
}

func versions(ctx context.Context, root, chromium, charter string) Versions {
	v := Versions{Go: runtime.Version(), Chromium: chromium, Charter: charter}
	v.Product, v.Modified = strings.CutSuffix(build.Revision(ctx, root), "-dirty")
	return v
}
