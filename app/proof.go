//go:build !js

package main

import (
	"context"
	"strings"

	"cookies-preferences/app/inspect/proof"
)

var proofCommand = command{
	name: "proof",
	args: "[-portal HOST] [-out FOLDER] [-ATTRIBUTE VALUE …]",
	summary: "Gather, in French, what proves that consent is validly collected: on one portal, " +
		"or on each whose charter is built in.",
	run: func(ctx context.Context, c *call) error {
		o := proof.Options{Log: c.say}
		c.flags.StringVar(&o.Out, "out", "dist-proof",
			"`FOLDER` in which each portal gets a folder")
		c.flags.StringVar(&o.Tag.Script, "src", "/cookies/banner.js",
			"`ADDRESS` of banner.js: https, or its path on the portal")
		c.flags.StringVar(&o.CharterFile, "charter-file", "",
			"`FILE` with the text at data-charter, since nothing is fetched")
		for _, a := range o.Tag.Attributes() {
			usage := "`VALUE` of " + a.Name
			if a.Words != nil {
				usage += ", among " + strings.Join(a.Words, " ")
			}
			c.flags.StringVar(a.Value, strings.TrimPrefix(a.Name, "data-"), "", usage)
		}
		if err := c.parse(0); err != nil {
			return err
		}
		_, err := proof.Run(ctx, o)
		return err
	},
}
