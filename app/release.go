//go:build !js

package main

import (
	"context"

	"cookies-preferences/app/build/release"
)

var releaseCommand = command{
	name:    "release",
	args:    "-version VERSION [-out FOLDER]",
	summary: "Make what is published of a version: zips, commands, npm package, digests.",
	run: func(ctx context.Context, c *call) error {
		o := release.Options{Log: c.say}
		c.flags.StringVar(&o.Version, "version", "", "`VERSION` of the sources, such as 1.0.0")
		c.flags.StringVar(&o.Out, "out", "",
			"`FOLDER` to fill, new or empty (default: dist-release, next to go.mod)")
		if err := c.parse(0); err != nil {
			return err
		}
		return release.Make(ctx, o)
	},
}
