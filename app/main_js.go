package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner"
)

// main is the program in the browser: the banner in a portal's page, where the
// loader keeps it in a sandbox.
func main() {
	app.Route("/", func() app.Composer { return banner.Browser() })
	banner.AwaitDialog()
	app.RunWhenOnBrowser()
}
