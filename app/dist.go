//go:build !js

package main

import (
	"context"

	"cookies-preferences/app/build"
)

var distCommand = command{
	name:    "dist",
	args:    "[-out FOLDER] [-charters FOLDER]",
	summary: "Build the folder that any static host serves.",
	run: func(ctx context.Context, c *call) error {
		out := c.flags.String("out", "", "`FOLDER` to fill (default: dist, next to go.mod)")
		charters := c.flags.String("charters", "",
			"`FOLDER` of charters to build in, each a file HOST.txt")
		if err := c.parse(0); err != nil {
			return err
		}
		options := build.Options{Out: *out, Workshop: true, Log: c.say}
		var err error
		if *charters != "" {
			if options.Charters, err = build.ReadCharters(*charters); err != nil {
				return err
			}
		}
		_, err = build.Dist(ctx, options)
		return err
	},
}
