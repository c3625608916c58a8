//go:build !js

package build

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
	"golang.org/x/net/html"

	"cookies-preferences/app/preview/workshop"
)

// WorkshopFolder is where the workshop lies in the folder that is built.
const WorkshopFolder = "atelier"

const (
	workshopPackage = "./app/preview/workshop/program"
	workshopTitle   = "Atelier du bandeau cookies"
)

// workshopPolicy is what the workshop's page may do.
const workshopPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'none'"

// copied are the workshop's files that are published as they are.
var copied = []string{"essai.html", "essai.css", "essai.js", "video.html", "porte.js", "icon.svg"}

// addWorkshop adds the workshop's files to those of the banner, which its page of trial
// runs. wasmExec is the text of wasm_exec.js.
func (o Options) addWorkshop(ctx context.Context, files map[string][]byte, wasmExec string) error {
	o.Log("compiling " + workshopPackage + " to WebAssembly")
	flags := []string{"-tags=workshop"}
	if !o.Plain {
		flag, err := slimGoApp(ctx, o.Root)
		if err != nil {
			return err
		}
		flags = append(flags, flag)
	}
	wasm, err := BuildWASM(ctx, o.Root, workshopPackage, flags...)
	if err != nil {
		return err
	}
	own := make(map[string][]byte)
	name := "atelier-" + shortHash(wasm) + ".wasm"
	own[name] = wasm
	for _, name := range copied {
		if own[name], err = os.ReadFile(filepath.Join(o.Root, "web/preview/workshop", name)); err != nil {
			return err
		}
	}
	wire := wireSizes(files)
	if own["atelier.js"], err = bundleWorkshop(o.Root, wasmExec, name, len(wasm), wire); err != nil {
		return err
	}
	style, err := stylesheet(o.Root, "web/preview/workshop/atelier.css")
	if err != nil {
		return err
	}
	own["atelier.css"] = []byte(style)
	if own["index.html"], err = workshopPage(); err != nil {
		return err
	}
	if own["manifest.webmanifest"], err = workshopManifest(); err != nil {
		return err
	}
	if err := addCompressed(ctx, own, o.Compression, name, "atelier.js", "atelier.css"); err != nil {
		return err
	}
	if own["worker.js"], err = bundleWorker(o.Root, files, own, wire); err != nil {
		return err
	}
	for name, data := range own {
		files[WorkshopFolder+"/"+name] = data
	}
	return nil
}

// bundleWorkshop makes the module that runs the workshop's program, of
// web/preview/workshop/atelier.js and all it imports.
func bundleWorkshop(root, wasmExec, wasmFile string, wasmSize int, wire map[string]int) ([]byte, error) {
	build, err := exports(map[string]any{"wasmFile": wasmFile, "wasmSize": wasmSize, "wire": wire})
	if err != nil {
		return nil, err
	}
	return workshopScript(root, "atelier.js", api.FormatESModule, goNotice, map[string]string{
		"virtual:build":     build,
		"virtual:wasm-exec": wasmExec, // it defines Go, in a page that is the program's own
	})
}

// bundleWorker makes the service worker, of web/preview/workshop/worker.js. It keeps the
// workshop's own files and those of the banner, but for copies that no browser asks
// for; and it knows how much each is on a line.
func bundleWorker(root string, banner, own map[string][]byte, wire map[string]int) ([]byte, error) {
	kept := []string{"./"}
	for name := range own {
		if !compressedCopy(name) {
			kept = append(kept, name)
		}
	}
	for name := range banner {
		kept = append(kept, "../"+name)
	}
	kept = append(kept, "../"+sumsName)
	slices.Sort(kept)
	version := contentHash(map[string][]byte{"own": fmt.Append(nil, sumsOf(own)), "banner": fmt.Append(nil, sumsOf(banner))})
	build, err := exports(map[string]any{"files": kept, "version": version, "wire": wire})
	if err != nil {
		return nil, err
	}
	return workshopScript(root, "worker.js", api.FormatIIFE, notice, map[string]string{"virtual:build": build})
}

// wireSizes are the sizes of a build's files on a line, by their names without a folder:
// compressed as well as can be.
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

func compressedCopy(name string) bool {
	return strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz")
}

// workshopScript makes a script of a file of web/preview/workshop and all it imports.
func workshopScript(root, file string, format api.Format, firstLine string, modules map[string]string) ([]byte, error) {
	options := minified(root)
	options.EntryPoints = []string{"web/preview/workshop/" + file}
	options.Outfile = filepath.Join(root, file)
	options.Format = format
	options.Charset = api.CharsetUTF8
	options.Banner = map[string]string{"js": firstLine}
	options.Plugins = []api.Plugin{virtual(modules)}
	script, err := runESBuild(options)
	if err != nil {
		return nil, fmt.Errorf("the workshop's %s cannot be bundled:\n%w", file, err)
	}
	return script, nil
}

// workshopPage is the workshop's page before its program runs: go-app puts its own in
// the place of the body's first element.
func workshopPage() ([]byte, error) {
	return page{
		title: workshopTitle,
		head: `<meta http-equiv="Content-Security-Policy" content="` + html.EscapeString(workshopPolicy) + `">
<meta name="description" content="Régler, essayer et installer le bandeau cookies d’un portail de données.">
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="manifest" href="manifest.webmanifest">
<link rel="stylesheet" href="atelier.css">
<script type="module" src="atelier.js"></script>`,
		content: &workshop.Page{},
		after:   "<noscript>L’atelier a besoin de JavaScript.</noscript>\n",
	}.document()
}

// workshopManifest lets the workshop be installed as an application (W3C Web
// Application Manifest).
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
