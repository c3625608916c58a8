//go:build !js

// Command app builds and serves the consent banner. Compiled for the browser,
// it is the banner itself.
//
//	go run ./app serve   builds everything and serves the workshop
//	go run ./app dist    builds the folder that any static host serves
//	go run ./app size    builds that folder, and fails if a file is over its budget
//	go run ./app bench   measures the banner against four others
//	go run ./app charter lint DIR   says which charters of a folder cannot be read, and why
//	go run ./app check PAGE         says, in French, what a portal's page still lacks
//	go run ./app proof   gathers what proves that consent is validly collected
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"cookies-preferences/app/bench"
	"cookies-preferences/app/build"
	"cookies-preferences/app/inspect/check"
	"cookies-preferences/app/inspect/proof"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/app/preview/server"
)

const usage = `usage:
  app serve [-addr HOST:PORT]   build everything and serve the workshop
  app dist [-out FOLDER] [-plain] [-charters FOLDER]
                                build the folder that any static host serves, with
                                the charters HOST.txt of a folder in it
  app charter lint FOLDER       say which charters of a folder cannot be read, and why
  app size                      build that folder, and fail if a file is over its budget
  app bench [-loads N] [-only SUBJECT,…] [-parts PART,…] [-strict] [-out FOLDER]
                                measure the banner against four others
  app check [-address URL] [-headers FILE] URL|FILE.html
                                say, in French, what a portal's page still lacks
  app proof [-portal HOST] [-out FOLDER] [ATTRIBUTE…]
                                gather what proves that consent is validly collected;
                                app proof -h lists the script tag's attributes
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("there is no command\n%s", usage)
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	switch args[0] {
	case "serve":
		addr := flags.String("addr", "localhost:8000", "address to listen at")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return serve(ctx, *addr)
	case "dist":
		out := flags.String("out", "", "folder to fill (default dist, in the module's folder)")
		plain := flags.Bool("plain", false, "build with go-app as it is: larger, and the way out if it cannot be slimmed")
		folder := flags.String("charters", "", "folder of charters to build in, each a file HOST.txt")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return publish(ctx, build.Options{Out: *out, Plain: *plain, Workshop: true, Log: say}, *folder)
	case "charter":
		if len(args) != 3 || args[1] != "lint" {
			return fmt.Errorf("app charter has one command: app charter lint FOLDER")
		}
		_, err := readCharters(args[2])
		return err
	case "size":
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return size(ctx)
	case "bench":
		loads := flags.Int("loads", 10, "loads of each kind, for each subject and condition")
		only := flags.String("only", "", "subjects to measure, with commas between them (default all)")
		parts := flags.String("parts", "", "parts to measure, with commas between them: unthrottled, throttled, portal, growth (default all)")
		strict := flags.Bool("strict", false, "fail if a target is missed or a load failed")
		out := flags.String("out", "dist-bench", "folder for bench.md and bench.json")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return measure(ctx, bench.Options{
			Loads:   *loads,
			Only:    words(*only),
			Parts:   words(*parts),
			Out:     *out,
			Command: "go run ./app " + strings.Join(args, " "),
			Log:     say,
		}, *strict)
	case "check":
		address := flags.String("address", "", "where a saved page comes from")
		headers := flags.String("headers", "", "file with the headers of a saved page, as curl -D writes it")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		if flags.NArg() != 1 {
			return fmt.Errorf("app check takes one page, by its address or as a file: app check https://donnees.ville.fr/")
		}
		return look(ctx, flags.Arg(0), *address, *headers)
	case "proof":
		return prove(ctx, flags, args[1:])
	}
	return fmt.Errorf("there is no command %q\n%s", args[0], usage)
}

// publish builds what is published, with the good charters of a folder if there is
// one. Bad ones stop nothing, but they are an error in the end.
func publish(ctx context.Context, o build.Options, folder string) error {
	var bad error
	if folder != "" {
		if o.Charters, bad = readCharters(folder); o.Charters == nil {
			return bad
		}
	}
	if _, err := build.Dist(ctx, o); err != nil {
		return err
	}
	return bad
}

// readCharters gives the good charters of a folder. The bad ones are told, each on a
// line, and are an error.
func readCharters(folder string) ([]build.Charter, error) {
	good, bad, err := build.ReadCharters(folder)
	if err != nil {
		return nil, err
	}
	for _, wrong := range bad {
		fmt.Fprintln(os.Stderr, wrong)
	}
	if len(bad) > 0 {
		return good, fmt.Errorf("charters that can be read: %d; that cannot, and are left out: %d", len(good), len(bad))
	}
	say(fmt.Sprintf("charters that can be read: %d", len(good)))
	return good, nil
}

// look says what a portal's page lacks. What is missing is an error.
func look(ctx context.Context, addressOrFile, address, headers string) error {
	page, fetch, err := check.Open(ctx, addressOrFile, address, headers)
	if err != nil {
		return err
	}
	findings := check.Run(ctx, page, fetch)
	fmt.Print(check.Report(findings))
	if check.Missed(findings, check.Missing) > 0 {
		return errors.New("il reste à corriger ce qui est dit ci-dessus")
	}
	return nil
}

// words splits a list at its commas.
func words(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

// Budgets of what a visitor fetches, in octets with brotli.
const (
	scriptBudget  = 9 << 10
	programBudget = 950_000
)

// size builds what is published and holds it to its budgets.
func size(ctx context.Context) error {
	built, err := build.Dist(ctx, build.Options{Log: say})
	if err != nil {
		return err
	}
	budgets := map[string]int{built.Script: scriptBudget, built.WASM: programBudget}
	for _, f := range built.Files {
		if budget, ok := budgets[f.Name]; ok && f.Brotli > budget {
			return fmt.Errorf("%s has %d bytes with brotli: %d over its budget of %d", f.Name, f.Brotli, f.Brotli-budget, budget)
		}
	}
	return nil
}

// measure runs the bench. Only a strict one fails for what it finds.
func measure(ctx context.Context, o bench.Options, strict bool) error {
	report, err := bench.Run(ctx, o)
	if err != nil {
		return err
	}
	say(report.Markdown())
	if missed := report.Missed(); strict && missed+len(report.Problems) > 0 {
		return fmt.Errorf("%d targets are missed, %d loads failed", missed, len(report.Problems))
	}
	return nil
}

// prove gathers the proof of what the script tag's attributes make of the banner.
func prove(ctx context.Context, flags *flag.FlagSet, args []string) error {
	o := proof.Options{Log: say}
	list := func(words *[]string) func(string) error {
		return func(value string) error { *words = tag.Words(value); return nil }
	}
	flags.StringVar(&o.Tag.Portal, "portal", "", "host name of the portal (default each whose charter is built in)")
	flags.StringVar(&o.Tag.Script, "src", "/cookies/banner.js", "where banner.js is: its https address, or its path on the portal")
	flags.StringVar(&o.Tag.Charter, "charter", "", "data-charter: where the charter's text is published")
	flags.StringVar(&o.CharterFile, "charter-file", "", "file with that text, for nothing is fetched")
	flags.StringVar(&o.Tag.Version, "version", "", "data-version")
	flags.Func("trackers", "data-trackers, with spaces or commas", list(&o.Tag.Trackers))
	flags.Func("categories", "data-categories, with spaces or commas", list(&o.Tag.Categories))
	flags.Func("integrations", "data-integrations, with spaces or commas", list(&o.Tag.Integrations))
	flags.StringVar(&o.Tag.Domain, "domain", "", "data-domain")
	flags.StringVar(&o.Tag.Theme, "theme", "", "data-theme")
	flags.StringVar(&o.Tag.Load, "load", "", "data-load")
	flags.StringVar(&o.Out, "out", "dist-proof", "folder for the portals' folders")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is too much: values with spaces need quotes", flags.Arg(0))
	}
	_, err := proof.Run(ctx, o)
	return err
}

// serve builds into a folder of its own, which goes with the server, and serves
// the workshop, which is in it, and the demo portals.
func serve(ctx context.Context, addr string) error {
	folder, err := os.MkdirTemp("", "cookies-preferences-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	built, err := build.Dist(ctx, build.Options{
		Out:         filepath.Join(folder, "dist"),
		Workshop:    true,
		Compression: build.Fast,
		Log:         say,
	})
	if err != nil {
		return err
	}
	handler, err := server.New(server.Options{Dist: built.Dir})
	if err != nil {
		return err
	}
	return server.Serve(ctx, addr, handler, func(format string, args ...any) { say(fmt.Sprintf(format, args...)) })
}

func say(text string) { fmt.Println(text) }
