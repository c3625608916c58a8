//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"cookies-preferences/app/build"
)

// Budgets of the files that a visitor fetches, in bytes at brotli 11. They are a hundredth over
// what the files have today: the hashes in file names alone move them by a few bytes.
const (
	scriptBudget   = 10_240
	dialogBudget   = 8_000
	exemptBudget   = 8_650  // the dialog of portals with data-exempt
	servicesBudget = 11_550 // and of those with data-services
	programBudget  = 527_600
)

var sizeCommand = command{
	name:    "size",
	summary: "Build dist/ without the workshop, and fail if a file is over its budget.",
	run: func(ctx context.Context, c *call) error {
		if err := c.parse(0); err != nil {
			return err
		}
		built, err := build.Dist(ctx, build.Options{Log: c.say})
		if err != nil {
			return err
		}
		return overBudget(built)
	},
}

// overBudget returns an error that names the files over their budget; nil if none is.
func overBudget(built *build.Result) error {
	var over []error
	budgets := map[string]int{
		built.Script: scriptBudget, built.Dialog: dialogBudget, built.WASM: programBudget,
		"exempt": exemptBudget, "services": servicesBudget,
	}
	for _, f := range built.Files {
		budget, limited := budgets[f.Name]
		if name, _, hashed := strings.Cut(f.Name, "-"); !limited && hashed {
			budget, limited = budgets[name]
		}
		if limited && f.Brotli > budget {
			over = append(over, fmt.Errorf("%s: %d bytes with brotli, %d over its budget of %d",
				f.Name, f.Brotli, f.Brotli-budget, budget))
		}
	}
	return errors.Join(over...)
}
