//go:build !js

package main

import (
	"context"
	"fmt"
	"strings"

	"cookies-preferences/app/bench"
)

var benchCommand = command{
	name:    "bench",
	args:    "[-loads N] [-only SUBJECT,…] [-parts PART,…] [-strict] [-out FOLDER]",
	summary: "Measure in Chromium what the banner costs a page, beside four others.",
	run: func(ctx context.Context, c *call) error {
		o := bench.Options{
			Command: "go run ./app bench " + strings.Join(c.args, " "),
			Log:     c.say,
		}
		c.flags.IntVar(&o.Loads, "loads", 10, "`N` loads of each kind, for each subject and condition")
		only := c.flags.String("only", "", "`SUBJECTS` to measure, separated by commas (default: all)")
		parts := c.flags.String("parts", "", "`PARTS` to measure, separated by commas: "+
			"unthrottled, throttled, portal, growth (default: all)")
		strict := c.flags.Bool("strict", false, "fail if a target is missed or a load failed")
		c.flags.StringVar(&o.Out, "out", "dist-bench", "`FOLDER` for bench.md and bench.json")
		if err := c.parse(0); err != nil {
			return err
		}
		o.Only, o.Parts = splitAtCommas(*only), splitAtCommas(*parts)
		report, err := bench.Run(ctx, o)
		if err != nil {
			return err
		}
		c.say(report.Markdown())
		if missed := report.Missed(); *strict && missed+len(report.Problems) > 0 {
			return fmt.Errorf("targets missed: %d; loads failed: %d", missed, len(report.Problems))
		}
		return nil
	},
}

func splitAtCommas(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}
