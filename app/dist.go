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
		return publish(ctx, c, options, *charters, build.Dist)
	},
}

// publish calls dist with the charters of a folder; none if folder is "". Charters that can't
// be read are left out of the build, and fail the command in the end.
func publish(ctx context.Context, c *call, o build.Options, folder string,
	dist func(context.Context, build.Options) (*build.Result, error),
) error {
	var unreadable error
	if folder != "" {
		if o.Charters, unreadable = readCharters(c, folder); o.Charters == nil {
			return unreadable
		}
	}
	if _, err := dist(ctx, o); err != nil {
		return err
	}
	return unreadable
}
