//go:build !js

package main

import (
	"context"
	"strings"

	"cookies-preferences/app/bench"
	"cookies-preferences/app/internal/tag"
)

var benchCommand = command{
	name:    "bench",
	args:    "[-loads N] [-only SUBJECT,…] [-parts PART,…] [-out FOLDER]",
	summary: "Measure in Chromium what the banner costs a page, beside four others.",
	run: func(ctx context.Context, c *call) error {
		o := bench.Options{
			Command: "go run ./app bench " + strings.Join(c.args, " "),
			Log:     c.say,
		}
		c.flags.IntVar(&o.Loads, "loads", 10,
			"`N` loads of each kind, for each subject and condition")
		only := c.flags.String("only", "",
			"`SUBJECTS` to measure, separated by commas (default: all)")
		parts := c.flags.String("parts", "", "`PARTS` to measure, separated by commas: "+
			"unthrottled, throttled, portal (default: all)")
		c.flags.StringVar(&o.Out, "out", "dist-bench", "`FOLDER` for bench.md and bench.json")
		if err := c.parse(0); err != nil {
			return err
		}
		o.Only, o.Parts = tag.Words(*only), tag.Words(*parts)
		report, err := bench.Run(ctx, o)
		if err != nil {
			return err
		}
		c.say(report.Markdown())
		return nil
	},
}
