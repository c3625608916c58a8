//go:build !js

package main

import (
	"context"

	"cookies-preferences/app/inspect/proof"
	"cookies-preferences/app/internal/tag"
)

var proofCommand = command{
	name:    "proof",
	args:    "[-portal HOST] [-out FOLDER] [-ATTRIBUTE VALUE …]",
	summary: "Gather, in French, what proves that consent is validly collected (in Chromium).",
	run: func(ctx context.Context, c *call) error {
		o := proof.Options{Log: c.say}
		text := func(field *string, name, value, usage string) {
			c.flags.StringVar(field, name, value, usage)
		}
		words := func(field *[]string, name string) {
			c.flags.Func(name, "data-"+name+": `WORDS` separated by spaces or commas",
				func(value string) error { *field = tag.Words(value); return nil })
		}
		text(&o.Tag.Portal, "portal", "", "`HOST` of the portal "+
			"(default: every portal whose charter is built in)")
		text(&o.Out, "out", "dist-proof", "`FOLDER` in which each portal gets a folder")
		text(&o.Tag.Script, "src", "/cookies/banner.js",
			"`ADDRESS` of banner.js: https, or its path on the portal")
		text(&o.Tag.Charter, "charter", "", "data-charter: `ADDRESS` of the charter's text")
		text(&o.CharterFile, "charter-file", "", "`FILE` with that text, since nothing is fetched")
		text(&o.Tag.Version, "version", "", "data-version: the charter's `VERSION`")
		words(&o.Tag.Trackers, "trackers")
		words(&o.Tag.Categories, "categories")
		words(&o.Tag.Integrations, "integrations")
		text(&o.Tag.Domain, "domain", "", "data-domain: the `HOST` that the cookie is for")
		text(&o.Tag.Theme, "theme", "", "data-theme: `THEME` is auto, light or dark")
		text(&o.Tag.Load, "load", "", "data-load: `WHEN` is intent or idle")
		if err := c.parse(0); err != nil {
			return err
		}
		_, err := proof.Run(ctx, o)
		return err
	},
}
