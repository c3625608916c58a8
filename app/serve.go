//go:build !js

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"cookies-preferences/app/build"
	"cookies-preferences/app/preview/server"
)

var serveCommand = command{
	name:    "serve",
	args:    "[-addr HOST:PORT]",
	summary: "Serve the workshop and the demo portals.",
	run: func(ctx context.Context, c *call) error {
		addr := c.flags.String("addr", "localhost:8000", "`HOST:PORT` to listen at")
		if err := c.parse(0); err != nil {
			return err
		}
		listener, err := server.Listen(*addr) // before the build, which takes its time
		if err != nil {
			return err
		}
		defer listener.Close()
		// The build is temporary, so that serving never touches a dist/ being published.
		folder, err := os.MkdirTemp("", "cookies-preferences-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		built, err := build.Dist(ctx, build.Options{
			Out:      filepath.Join(folder, "dist"),
			Workshop: true,
			Fast:     true,
			Log:      c.say,
		})
		if err != nil {
			return err
		}
		handler, err := server.New(built.Dir)
		if err != nil {
			return err
		}
		c.say(fmt.Sprintf("Open http://%s in a browser; Ctrl+C ends it.", listener.Addr()))
		return server.Serve(ctx, listener, handler)
	},
}
