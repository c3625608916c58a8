//go:build !js

package main

import (
	"context"
	"fmt"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/french"
	"cookies-preferences/charter/read"
)

var charterCommand = command{
	name: "charter",
	args: "lint [-alias HOST=OTHER,OTHER …] FOLDER | convert FILE | read [-json] FILE…",
	summary: "Check a folder of charters, print a charter in any form (HTML, Markdown and CSV too) " +
		"as the banner's text, or list what is understood of one.",
	run: func(_ context.Context, c *call) error {
		if len(c.args) > 0 {
			run := map[string]func(*call) error{
				"lint": lintCharters, "convert": convertCharter, "read": readCharters,
			}[c.args[0]]
			if run != nil {
				c.args = c.args[1:]
				return run(c)
			}
		}
		if err := c.parse(max(1, len(c.args))); err != nil {
			return err
		}
		return useError{fmt.Errorf("unknown command %q", c.flags.Arg(0))}
	},
}

// lintCharters prints the warnings of a folder's charters, and fails if there is one to correct.
func lintCharters(c *call) error {
	aliases := c.aliases()
	if err := c.parse(1); err != nil {
		return err
	}
	charters, err := build.ReadCharters(c.flags.Arg(0))
	if err != nil {
		return err
	}
	faults := 0
	for _, one := range charters {
		warnings := one.Warnings
		hosts := append(aliases.Of(one.Host), one.Host)
		if w, other := (read.Charter{Text: one.Text}).OtherPortal(hosts...); other {
			warnings = append(warnings, w)
		}
		for _, w := range warnings {
			c.say(french.Place(one.File, w.Line, one.Converted) + french.CharterWarning(w))
			if w.Kind.IsFault() {
				faults++
			}
		}
	}
	c.say("Chartes lisibles\u00a0: " + french.Number(len(charters)) + ".")
	if faults > 0 {
		return french.Errorf("À corriger : %d.", faults)
	}
	return nil
}

// convertCharter prints a charter's text, as the visitor's program reads it. One that can't be read
// is printed too, to be corrected.
func convertCharter(c *call) error {
	if err := c.parse(1); err != nil {
		return err
	}
	understood, _, err := build.ReadCharter(c.flags.Arg(0))
	fmt.Fprintf(c.stdout, "%s", understood.Text)
	return err
}
