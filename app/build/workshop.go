//go:build !js

package build

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
	"golang.org/x/net/html"

	"cookies-preferences/app/preview/workshop"
)

// workshopFolder is the workshop's folder in dist/.
const workshopFolder = "atelier"

const (
	workshopPackage = "./app/preview/workshop/program"
	workshopSources = "web/preview/workshop/"
)

// workshopPolicy is the content security policy of the workshop's page.
const workshopPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; " +
	"base-uri 'none'; form-action 'none'"

// copied are the workshop's files that are published unchanged.
var copied = []string{
	"preview.html", "preview.css", "preview.js", "video.html", "icon.svg", "manifest.webmanifest",
}

// addWorkshop adds the workshop's files, if Options.Workshop is set.
func (d *dist) addWorkshop(ctx context.Context) error {
	if !d.Workshop {
		return nil
	}
	wasm, err := d.program(ctx, workshopPackage, "-tags=workshop")
	if err != nil {
		return err
	}
	modules, err := linked(ctx, d.Root, nil, workshopPackage, "-tags=workshop", d.overlay)
	if err != nil {
		return err
	}
	own := map[string][]byte{
		thirdPartyName: thirdParty(modules, "in the workshop", "in the workshop"),
	}
	wasmFile := "workshop-" + shortHash(wasm) + ".wasm"
	own[wasmFile] = wasm
	for _, name := range copied {
		file := filepath.Join(d.Root, workshopSources, name)
		if own[name], err = os.ReadFile(file); err != nil {
			return err
		}
	}
	constants := map[string]any{"wasmFile": wasmFile, "wasmSize": len(wasm)}
	own["workshop.js"], err = bundleWorkshop(d.Root, "workshop.js", goNotice, api.FormatESModule,
		map[string]string{
			"virtual:build":     exports(constants),
			"virtual:wasm-exec": d.wasmExec, // not sandboxed: the page is ours
		})
	if err != nil {
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
	addCompressed(own, d.Fast, wasmFile, "workshop.js", "workshop.css")
	constants = map[string]any{
		"files":   workerFiles(d.files, own),
		"version": shortHash(append(Sums(own), Sums(d.files)...)),
	}
	own["worker.js"], err = bundleWorkshop(d.Root, "worker.js", notice, api.FormatIIFE,
		map[string]string{"virtual:build": exports(constants)})
	if err != nil {
		return err
	}
	for name, data := range own {
		d.files[workshopFolder+"/"+name] = data
	}
	return nil
}

// bundleWorkshop bundles a file of the workshop, with virtual modules.
func bundleWorkshop(
	root, file, head string, format api.Format, virtual map[string]string,
) ([]byte, error) {
	options := minified(root, workshopSources+file, head, virtual)
	options.Format = format
	return runESBuild(options)
}

// workerFiles are the addresses that the service worker keeps, relative to the workshop: the
// workshop's own files without the compressed copies, and all of the banner's.
func workerFiles(banner, own map[string][]byte) []string {
	kept := []string{"./", "../" + SumsName}
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

// workshopPage is the workshop's page before its program runs. go-app then replaces the body's
// first element.
func workshopPage() ([]byte, error) {
	return page{
		title: "Atelier du bandeau cookies",
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

// OfWorkshop reports whether a file of a build, by name, is the workshop's alone: portals don't
// serve it.
func OfWorkshop(name string) bool { return strings.HasPrefix(name, workshopFolder+"/") }
