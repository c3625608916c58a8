//go:build !js

package main

import (
	"context"

	"cookies-preferences/app/build"
)

var distCommand = command{
	name:    "dist",
	args:    "[-out FOLDER] [-charters FOLDER] [-alias HOST=OTHER,OTHER …]",
	summary: "Build the folder that any static host serves.",
	run: func(ctx context.Context, c *call) error {
		out := c.flags.String("out", "", "`FOLDER` to fill (default: dist, next to go.mod)")
		charters := c.flags.String("charters", "",
			"`FOLDER` of charters to build in, each a file HOST.txt")
		aliases := c.aliases()
		if err := c.parse(0); err != nil {
			return err
		}
		options := build.Options{Out: *out, Aliases: aliases, Workshop: true, Log: c.say}
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

// aliases declares the flag -alias. It may be given for each portal.
func (c *call) aliases() build.Aliases {
	aliases := build.Aliases{}
	c.flags.Var(aliases, "alias", "further hosts of a portal, as `HOST=OTHER,OTHER`; "+
		"may be repeated")
	return aliases
}
