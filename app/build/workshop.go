//go:build !js

package build

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
	"golang.org/x/net/html"

	"cookies-preferences/app/preview/workshop"
)

// WorkshopFolder is the workshop's folder in dist/.
const WorkshopFolder = "atelier"

const (
	workshopPackage = "./app/preview/workshop/program"
	workshopSources = "web/preview/workshop/"
	workshopTitle   = "Atelier du bandeau cookies"
)

// workshopPolicy is the content security policy of the workshop's page.
const workshopPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; " +
	"base-uri 'none'; form-action 'none'"

// copied are the workshop's files that are published unchanged.
var copied = []string{"preview.html", "preview.css", "preview.js", "video.html", "gate.js", "icon.svg"}

// addWorkshop adds the workshop's files, if Options.Workshop is set.
func (d *dist) addWorkshop(ctx context.Context) error {
	if !d.Workshop {
		return nil
	}
	d.Log("compiling " + workshopPackage + " to WebAssembly")
	wasm, _, err := buildProgram(ctx, d.Root, workshopPackage, "-tags=workshop")
	if err != nil {
		return err
	}
	own := make(map[string][]byte)
	wasmFile := "workshop-" + shortHash(wasm) + ".wasm"
	own[wasmFile] = wasm
	for _, name := range copied {
		file := filepath.Join(d.Root, workshopSources, name)
		if own[name], err = os.ReadFile(file); err != nil {
			return err
		}
	}
	wire := wireSizes(d.files)
	if own["workshop.js"], err = bundleWorkshop(d.Root, goNotice, api.FormatESModule, "workshop.js",
		map[string]any{"wasmFile": wasmFile, "wasmSize": len(wasm), "wire": wire},
		map[string]string{"virtual:wasm-exec": d.wasmExec}, // not sandboxed: the page is ours
	); err != nil {
		return err
	}
	style, err := stylesheet(d.Root, workshopSources+"workshop.css")
	if err != nil {
		return err
	}
	own["workshop.css"] = []byte(style)
	if own["index.html"], err = workshopPage(); err != nil {
		return err
	}
	if own["manifest.webmanifest"], err = workshopManifest(); err != nil {
		return err
	}
	err = addCompressed(ctx, own, d.Compression, wasmFile, "workshop.js", "workshop.css")
	if err != nil {
		return err
	}
	if own["worker.js"], err = bundleWorkshop(d.Root, notice, api.FormatIIFE, "worker.js",
		map[string]any{
			"files": workerFiles(d.files, own),
			"version": contentHash(map[string][]byte{
				"own": sumsOf(own).text(), "banner": sumsOf(d.files).text(),
			}),
			"wire": wire,
		}, nil); err != nil {
		return err
	}
	for name, data := range own {
		d.files[WorkshopFolder+"/"+name] = data
	}
	return nil
}

// bundleWorkshop bundles a file of the workshop. The constants are exported by virtual:build,
// and further virtual modules can be given.
func bundleWorkshop(
	root, head string, format api.Format, file string,
	constants map[string]any, modules map[string]string,
) ([]byte, error) {
	build, err := exports(constants)
	if err != nil {
		return nil, err
	}
	virtual := map[string]string{"virtual:build": build}
	maps.Copy(virtual, modules)
	options := minified(root, workshopSources+file, head, virtual)
	options.Format = format
	return runESBuild(options)
}

// workerFiles are the addresses that the service worker keeps, relative to the workshop: the
// workshop's own files without the compressed copies, and all of the banner's.
func workerFiles(banner, own map[string][]byte) []string {
	kept := []string{"./", "../" + sumsName}
	for name := range own {
		if !strings.HasSuffix(name, ".br") && !strings.HasSuffix(name, ".gz") {
			kept = append(kept, name)
		}
	}
	for name := range banner {
		kept = append(kept, "../"+name)
	}
	slices.Sort(kept)
	return kept
}

// wireSizes are the smallest transfer sizes of files, by their names without a folder.
func wireSizes(files map[string][]byte) map[string]int {
	wire := make(map[string]int)
	for name, data := range files {
		size := len(data)
		if packed, ok := files[name+".br"]; ok {
			size = len(packed)
		}
		wire[path.Base(name)] = size
	}
	return wire
}

// workshopPage is the workshop's page before its program runs. go-app then replaces the body's
// first element.
func workshopPage() ([]byte, error) {
	return page{
		title: workshopTitle,
		head: `<meta http-equiv="Content-Security-Policy" content="` +
			html.EscapeString(workshopPolicy) + `">
<meta name="description"
 content="Régler, essayer et installer le bandeau cookies d’un portail de données.">
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="manifest" href="manifest.webmanifest">
<link rel="stylesheet" href="workshop.css">
<script type="module" src="workshop.js"></script>`,
		content: &workshop.Page{},
		after:   "<noscript>L’atelier a besoin de JavaScript.</noscript>\n",
	}.document()
}

// workshopManifest makes the workshop installable (W3C Web Application Manifest).
func workshopManifest() ([]byte, error) {
	type icon struct {
		Src   string `json:"src"`
		Type  string `json:"type"`
		Sizes string `json:"sizes"`
	}
	return json.MarshalIndent(struct {
		Name            string `json:"name"`
		ShortName       string `json:"short_name"`
		Lang            string `json:"lang"`
		StartURL        string `json:"start_url"`
		Scope           string `json:"scope"`
		Display         string `json:"display"`
		BackgroundColor string `json:"background_color"`
		ThemeColor      string `json:"theme_color"`
		Icons           []icon `json:"icons"`
	}{
		workshopTitle, "Atelier cookies", "fr", "./", "./", "standalone", "#f5f7fa", "#1b4b82",
		[]icon{{"icon.svg", "image/svg+xml", "any"}},
	}, "", "  ")
}
