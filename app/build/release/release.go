//go:build !js

// Package release makes what is published of a version, so that nobody needs Go or the sources:
//
//	cookies-preferences-1.0.0.zip      what to upload, with LISEZ-MOI.txt
//	workshop-1.0.0.zip                 the same and the workshop: a static site of its own
//	cookies-preferences-1.0.0-OS-ARCHITECTURE.tar.gz, .zip for Windows
//	                                   the command for a platform, with the build in it
//	cookies-preferences-1.0.0.tgz      the npm package
//	cookies-preferences-1.0.0.cdx.json what third-party code is in it (CycloneDX 1.6)
//	SHA384SUMS                         the digests of the files above, for sha384sum -c
//
// The same commit and the same Go give the same bytes, in any folder and on any machine.
//
// [Make] is the entry point. goreleaser would build the commands alone: the zips, the package and
// the build in each command would still be made here.
package release

import (
	"context"
	"crypto/sha512"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cookies-preferences/app/build"
)

// name is the product's, at the head of the names of the files.
const name = "cookies-preferences"

// Platform is an operating system and an architecture, as Go names them.
type Platform struct{ OS, Arch string }

// Platforms are those of a release.
var Platforms = []Platform{
	{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"},
	{"windows", "amd64"}, {"windows", "arm64"},
}

// Options says what [Make] makes, and where.
type Options struct {
	// Root is the module's folder. Empty: the current folder.
	Root string

	// Out is the folder to fill, new or empty. Empty: the folder dist-release of Root.
	Out string

	// Version must be that of the sources, [build.Version].
	Version string

	// Date is the date of the files. Zero: that of the commit, or of SOURCE_DATE_EPOCH.
	Date time.Time

	// Platforms are those of the command. Nil: all of [Platforms].
	Platforms []Platform

	// Build is a whole build of the sources, with its workshop, if there is one. Nil: one is
	// made.
	Build *build.Result

	// Log, if not nil, is called at each step.
	Log func(string)
}

// Make fills the folder with a release. It writes nothing before all is made.
func Make(ctx context.Context, o Options) error {
	o, err := o.withDefaults()
	if err != nil {
		return err
	}
	if o.Date.IsZero() {
		if o.Date, err = date(ctx, o.Root); err != nil {
			return err
		}
	}
	if o.Build == nil {
		folder, err := os.MkdirTemp("", "cookies-preferences-release-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		o.Build, err = build.Dist(ctx, build.Options{
			Root: o.Root, Out: filepath.Join(folder, "dist"), Workshop: true, Log: o.Log,
		})
		if err != nil {
			return err
		}
	}
	r := &release{Options: o, files: make(map[string][]byte)}
	for _, step := range []func(context.Context) error{
		r.addZips, r.addPackage, r.addCommands, r.addComponents,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	r.files["SHA384SUMS"] = sums(r.files)
	if err := build.WriteFiles(o.Out, r.files); err != nil {
		return err
	}
	o.Log("The release is in " + o.Out + ".")
	return nil
}

// release is a release that is being made.
type release struct {
	Options
	files map[string][]byte
}

// file is the name of a file of the release.
func (r *release) file(suffix string) string { return name + "-" + r.Version + suffix }

func (o Options) withDefaults() (Options, error) {
	if o.Version != build.Version {
		return o, fmt.Errorf("the sources are of version %s, not %q: give that one, "+
			"or change app/build/version.go first, and commit it", build.Version, o.Version)
	}
	root, err := filepath.Abs(o.Root)
	if err != nil {
		return o, err
	}
	o.Root = root
	if o.Out == "" {
		o.Out = filepath.Join(root, "dist-release")
	}
	if entries, _ := os.ReadDir(o.Out); len(entries) > 0 {
		return o, fmt.Errorf("%s is not empty: remove what is in it, or name another folder", o.Out)
	}
	if o.Platforms == nil {
		o.Platforms = Platforms
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	return o, nil
}

// sums has a line for each file, as sha384sum -c reads it.
func sums(files map[string][]byte) []byte {
	var text strings.Builder
	for _, name := range sorted(files) {
		fmt.Fprintf(&text, "%x  %s\n", sha512.Sum384(files[name]), name)
	}
	return []byte(text.String())
}
