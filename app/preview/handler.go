//go:build !js

package preview

import (
	"bytes"
	"context"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/dist"
	"cookies-preferences/charter"
	"cookies-preferences/web"
)

// assetPath is where the preview's own files are served.
const assetPath = "/apercu/"

// idleWorker is the preview's service worker. go-app always registers one; this
// one keeps nothing, so that what is seen is what was built last.
const idleWorker = `self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
`

// policy is what the preview's pages may do.
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; frame-ancestors 'none'"

// Handler serves the preview's pages, for a build whose files are served under
// bannerPath, such as "/banner/". root is the module's folder.
func Handler(ctx context.Context, root, bannerPath string, build *dist.Result) (http.Handler, error) {
	assets, err := dist.PreviewAssets(root)
	if err != nil {
		return nil, err
	}
	wasmExec, err := dist.WASMExec(ctx, root)
	if err != nil {
		return nil, err
	}
	icon, err := fs.ReadFile(web.Preview, "preview/icon.svg")
	if err != nil {
		return nil, err
	}
	assets["icon.svg"] = icon

	Route(Page{Version: version})
	mux := http.NewServeMux()
	// go-app carries a wasm_exec.js of its own; only the compiler's fits for sure.
	mux.Handle("/wasm_exec.js", asset("wasm_exec.js", []byte(wasmExec)))
	for name, content := range assets {
		mux.Handle(assetPath+name, asset(name, content))
	}
	mux.Handle("/", pages(bannerPath+build.WASM, wasmSize(build)))
	return mux, nil
}

// version is the version of a published charter.
func version(host string) string {
	text, _ := charter.Portal(host)
	return charter.Version(text)
}

// pages is go-app's own handler: it renders each page and starts the program.
func pages(wasmURL string, size int) http.Handler {
	handler := &app.Handler{
		Name:                  "Aperçu du bandeau cookies",
		ShortName:             "Aperçu",
		Title:                 "Aperçu du bandeau cookies",
		Description:           "Le bandeau cookies des portails de données, à l’essai sur les chartes publiées.",
		Lang:                  "fr",
		LoadingLabel:          "Chargement… {progress}\u00a0%",
		Icon:                  app.Icon{Default: assetPath + "icon.svg", Large: assetPath + "icon.svg", SVG: assetPath + "icon.svg"},
		BackgroundColor:       "#f5f7fa",
		ThemeColor:            "#1b4b82",
		Styles:                []string{assetPath + "preview.css"},
		Scripts:               []string{assetPath + "preview.js"},
		Resources:             resources{wasmURL},
		WasmContentLength:     strconv.Itoa(size),
		ServiceWorkerTemplate: idleWorker,
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		handler.ServeHTTP(w, r)
	})
}

// resources tells go-app where the program is.
type resources struct{ wasmURL string }

func (r resources) Resolve(location string) string {
	if location == "/web/app.wasm" {
		return r.wasmURL
	}
	return location
}

// asset serves a file from memory.
func asset(name string, content []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
	})
}

// wasmSize is the size of the build's program, in octets.
func wasmSize(build *dist.Result) int {
	for _, f := range build.Files {
		if f.Name == build.WASM {
			return f.Size
		}
	}
	return 0
}
