//go:build !js

// Command app builds, serves and inspects the consent banner. Compiled for the browser, it is
// the banner's own program instead (main_js.go).
//
// "go run ./app help" lists its commands; each has a file of that name. This package reads the
// command line and prints what comes back: what a command does belongs in the packages below.
//
// The exit code is 0 when all went well, 1 when the command failed or found something to
// correct, and 2 when the command line is wrong.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path"
	"strings"
	"syscall"

	"cookies-preferences/app/build"
)

// commands returns those of this program, in the order of "app help". The others need the sources.
func commands() []command {
	if build.Embedded() {
		return []command{serveCommand, charterCommand, checkCommand, proofCommand}
	}
	return []command{
		serveCommand, distCommand, sizeCommand, charterCommand, checkCommand, proofCommand,
		benchCommand, releaseCommand,
	}
}

// self is this program's name: in a release, the product's.
func self() string { return path.Base(build.CommandLine()) }

// command is one word after "app".
type command struct {
	name    string
	args    string // its flags and arguments, as the usage line shows them
	summary string // one sentence in the imperative
	run     func(ctx context.Context, c *call) error
}

// call is one run of a command.
type call struct {
	args           []string // after the command's name
	flags          *flag.FlagSet
	stdout, stderr io.Writer
}

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUse    = 2
)

// useError is an error in the command line itself.
type useError struct{ error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGHUP,
		syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run does what the command line asks for, and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprintf(stderr, "%s: a command is missing\n\n%s", self(), usage())
		return exitUse
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		if len(args) == 1 {
			fmt.Fprint(stdout, usage())
			return exitOK
		}
		args = []string{args[1], "-h"}
	case "version", "-version", "--version":
		fmt.Fprintln(stdout, build.Version)
		return exitOK
	}
	for _, cmd := range commands() {
		if cmd.name == args[0] {
			return cmd.start(ctx, args[1:], stdout, stderr)
		}
	}
	fmt.Fprintf(stderr, "%s: unknown command %q\n\n%s", self(), args[0], usage())
	return exitUse
}

// start runs the command, prints its help or its error, and returns the exit code.
func (cmd command) start(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard) // errors and help are printed here
	err := cmd.run(ctx, &call{args, flags, stdout, stderr})
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintf(stdout, "usage: %s\n\n%s\n", cmd.line(), cmd.summary)
		flags.SetOutput(stdout)
		flags.PrintDefaults()
		return exitOK
	case errors.As(err, new(useError)):
		fmt.Fprintf(stderr, "%s %s: %v\nusage: %s\n", self(), cmd.name, err, cmd.line())
		return exitUse
	}
	fmt.Fprintln(stderr, err)
	return exitFailed
}

// usage is the help text of all commands.
func usage() string {
	text := "usage: " + self() + " COMMAND [flags and arguments]\n\n"
	for _, cmd := range commands() {
		text += fmt.Sprintf("  %s\n        %s\n", cmd.line(), cmd.summary)
	}
	return text + "\n" +
		self() + " COMMAND -h describes the flags of a command.\n" +
		self() + " version prints the banner's version.\n" +
		"The exit code is 0 when all went well, 1 when the command failed or found something\n" +
		"to correct, and 2 when the command line is wrong.\n"
}

// line shows how the command is written.
func (cmd command) line() string { return strings.TrimSpace(self() + " " + cmd.name + " " + cmd.args) }

// parse reads the flags that the command has declared, and the arguments after them, which must
// be as many as the command takes.
func (c *call) parse(arguments int) error {
	err := c.flags.Parse(c.args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return err
	case err != nil:
		return useError{err}
	case c.flags.NArg() < arguments:
		return useError{errors.New("an argument is missing")}
	case c.flags.NArg() > arguments:
		return useError{fmt.Errorf("unexpected argument %q (quote a value that has spaces)",
			c.flags.Arg(arguments))}
	}
	return nil
}

// say prints a line of progress or result.
func (c *call) say(text string) { fmt.Fprintln(c.stdout, text) }
