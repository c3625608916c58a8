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
		charters, err := build.ReadCharters(c.flags.Arg(1))
		if err != nil {
			return err
		}
		c.say(fmt.Sprintf("charters that can be read: %d", len(charters)))
		return nil
	},
}
