//go:build !js

package main

import (
	"context"
	"errors"
	"strings"

	"cookies-preferences/app/bench"
)

var benchCommand = command{
	name:    "bench",
	args:    "[-loads N] [-only SUBJECT,…]",
	summary: "Measure in Chromium what the banner costs a page, beside five others.",
	run: func(ctx context.Context, c *call) error {
		loads := c.flags.Int("loads", 10, "`N` loads of each kind, for each subject")
		only := c.flags.String("only", "",
			"`SUBJECTS` to measure, separated by commas (default: all)")
		before := c.flags.String("before", "",
			"`FOLDER` of an earlier make dist, to measure as one more subject")
		if err := c.parse(0); err != nil {
			return err
		}
		if *loads < 1 {
			return useError{errors.New("-loads must be at least 1")}
		}
		subjects := strings.FieldsFunc(*only, func(r rune) bool { return r == ',' || r == ' ' })
		report, err := bench.Run(ctx,
			bench.Options{Loads: *loads, Only: subjects, Before: *before, Log: c.say})
		if err != nil {
			return err
		}
		c.say(report.Markdown())
		return nil
	},
}
