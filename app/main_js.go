package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner"
)

// main is the program in the browser: the banner in a portal's page, where the
// loader keeps it in a sandbox.
func main() {
	if config, ok := banner.BrowserConfig(); ok {
		app.Route("/", func() app.Composer {
			return &banner.Banner{Config: config, Host: banner.Browser()}
		})
	}
	app.RunWhenOnBrowser()
}
