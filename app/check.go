//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"

	"cookies-preferences/app/inspect/check"
)

var checkCommand = command{
	name:    "check",
	args:    "URL|FILE.html",
	summary: "Say, in French, what the banner still lacks in a portal's page.",
	run: func(ctx context.Context, c *call) error {
		if err := c.parse(1); err != nil {
			return err
		}
		page, err := check.Open(ctx, c.flags.Arg(0))
		if err != nil {
			return err
		}
		findings := check.Run(ctx, page, check.Fetch)
		fmt.Fprint(c.stdout, check.Report(findings))
		if check.Count(findings, check.Missing) > 0 {
			return errors.New("la page reste à corriger")
		}
		return nil
	},
}
