//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/french"
	"cookies-preferences/charter"
	"cookies-preferences/charter/convert"
)

var charterCommand = command{
	name: "charter",
	args: "lint FOLDER|convert FILE",
	summary: "Check the charters of a folder, each a file HOST.txt, or print as text a charter " +
		"in HTML, Markdown or CSV.",
	run: func(_ context.Context, c *call) error {
		if err := c.parse(2); err != nil {
			return err
		}
		switch name := c.flags.Arg(0); name {
		case "lint":
			return lintCharters(c, c.flags.Arg(1))
		case "convert":
			return convertCharter(c, c.flags.Arg(1))
		default:
			return useError{fmt.Errorf("unknown command %q", name)}
		}
	},
}

func lintCharters(c *call, folder string) error {
	charters, err := build.ReadCharters(folder)
	if err != nil {
		return err
	}
	c.say(fmt.Sprintf("charters that can be read: %d", len(charters)))
	return nil
}

// convertCharter prints a charter's text. One that charter.Parse can't read is printed too, to be
// corrected.
func convertCharter(c *call, file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err // names the file
	}
	text, err := convert.Text(file, data)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	fmt.Fprint(c.stdout, text)
	_, err = charter.Parse([]byte(text))
	if wrong, ok := errors.AsType[*charter.Error](err); ok {
		where := file
		if wrong.Line > 0 {
			where += fmt.Sprintf(", ligne %d du texte", wrong.Line)
		}
		return french.Errorf("%s : %s", where, french.CharterError(wrong))
	}
	return err
}
