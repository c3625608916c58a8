package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/preview"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// main is the program in the browser: the banner in a portal's page, where the
// loader keeps it in a sandbox, or else the preview, which has a page of its
// own.
func main() {
	if config, ok := banner.BrowserConfig(); ok {
		app.Route("/", func() app.Composer { return &banner.Banner{Config: config} })
	} else {
		preview.Route(previewPage())
	}
	app.RunWhenOnBrowser()
}

// previewPage is what web/preview/preview.js and the address say.
func previewPage() preview.Page {
	return preview.Page{
		Cookie: preferences.Attributes{Secure: app.Window().URL().Scheme == "https"},
		Version: func(host string) string {
			return app.Window().Get("cookiesPreferencesHost").Get("versions").Get(host).String()
		},
	}
}
