//go:build !js

package dist

import (
	"fmt"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// PreviewAssets builds what the preview's pages need besides the program: the
// bundles of web/preview/preview.js and of web/preview/preview.css, by name.
// root is the module's folder. An error names the file and the line.
func PreviewAssets(root string) (map[string][]byte, error) {
	build, err := exports(map[string]any{"charters": versions(published())})
	if err != nil {
		return nil, err
	}
	assets := make(map[string][]byte)
	for _, name := range []string{"preview.js", "preview.css"} {
		options := minified(root)
		options.EntryPoints = []string{"web/preview/" + name}
		options.Outfile = filepath.Join(root, name)
		options.Format = api.FormatIIFE
		options.Plugins = []api.Plugin{virtual(map[string]string{"virtual:build": build})}
		asset, err := runESBuild(options)
		if err != nil {
			return nil, fmt.Errorf("the preview's %s cannot be bundled:\n%w", name, err)
		}
		assets[name] = asset
	}
	return assets, nil
}
