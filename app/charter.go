//go:build !js

package main

import (
	"context"
	"fmt"

	"cookies-preferences/app/build"
)

var charterCommand = command{
	name:    "charter",
	args:    "lint FOLDER",
	summary: "Check the charters of a folder, each a file HOST.txt, and say what can't be read.",
	run: func(_ context.Context, c *call) error {
		if err := c.parse(2); err != nil {
			return err
		}
		if name := c.flags.Arg(0); name != "lint" {
			return useError{fmt.Errorf("unknown command %q", name)}
		}
		_, err := readCharters(c, c.flags.Arg(1))
		return err
	},
}

// readCharters returns the readable charters of a folder. It prints what is wrong with the
// others, a line each; there being any is an error, too.
func readCharters(c *call, folder string) ([]build.Charter, error) {
	good, bad, err := build.ReadCharters(folder)
	if err != nil {
		return nil, err
	}
	for _, wrong := range bad {
		fmt.Fprintln(c.stderr, wrong)
	}
	if len(bad) > 0 {
		return good, fmt.Errorf("charters that can be read: %d; left out because they can't: %d",
			len(good), len(bad))
	}
	c.say(fmt.Sprintf("charters that can be read: %d", len(good)))
	return good, nil
}
