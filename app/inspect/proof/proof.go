//go:build !js

// Package proof gathers evidence that a portal collects consent validly, which GDPR art. 7(1)
// asks of the controller: a folder for the portal's administrator to keep. It contains
// nothing about visitors. Everything it says is in French, errors and progress included.
//
// # The folder
//
// OUT/HOST/ holds, for the portal HOST:
//
//	index.html          explains all of it to people who don't program, and has the date
//	SHA384SUMS          the digest of every other file
//	configuration.json  the script tag, its attributes, the versions
//	cookies.json        the cookie that each choice writes
//	avant-choix.json    what the browser stores and requests before a choice
//	charte.txt          the charter
//	fichiers/…          the published files, without their compressed copies
//	images/…            each layer, on a desktop and on a phone
//	textes/…            the words of each layer
//
// Two runs of the same build differ only in the date in index.html, and so in that line of
// SHA384SUMS. sha384sum -c checks the folder; a third party attests its date by signing or
// time-stamping SHA384SUMS. A proof replaces nothing: its folder must not exist, or be empty.
//
// # The run
//
// The build is served on 127.0.0.1 to a headless Chromium under the portal's true https
// address, so that the cookie has its host, Secure and Domain. The page has only the
// script tag, so that everything measured comes from the banner. Its clock is stopped at
// [Clock]. Each choice is made in a new profile, with the mouse. A cookie that does not
// match the choice fails the run, as does any error or warning on the page.
package proof

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

// Clock is the time in the pages, so that the dates in the cookie and in the preferences are
// the same in each run.
var Clock = time.Date(2026, time.January, 1, 11, 0, 0, 0, time.UTC)

// Options configures [Run].
type Options struct {
	// Tag is the script tag. An empty Portal stands for each portal whose charter is built
	// in.
	Tag tag.Tag

	// CharterFile is a file with the text published at Tag.Charter, since a run has no
	// network. Required with Tag.Charter, and only then.
	CharterFile string

	// Out is the folder for the portals' folders.
	Out string

	// Build is the build to prove. nil: Run makes one.
	Build *build.Result

	// Log is called at each step, in French.
	Log func(string)
}

// Run makes a folder for each portal, and returns their paths. It checks the options and
// the folders before it builds or writes anything.
func Run(ctx context.Context, o Options) (folders []string, err error) {
	subjects, err := o.subjects()
	if err != nil {
		return nil, err
	}
	for _, s := range subjects {
		if err := checkFolder(filepath.Join(o.Out, s.Portal)); err != nil {
			return nil, err
		}
	}
	server := httptest.NewUnstartedServer(nil) // its address is needed before the build
	defer server.Close()
	b, err := chromium.Launch(ctx, chromium.Options{
		Rules: []string{"MAP * " + server.Listener.Addr().String()},
	})
	switch {
	case errors.Is(err, chromium.ErrMissing):
		return nil, french.Errorf("le navigateur Chromium est introuvable : installez-le, " +
			"ou indiquez son chemin dans la variable CHROMIUM")
	case err != nil:
		return nil, french.Errorf("le navigateur n’a pas démarré : %w", err)
	}
	defer b.Stop()
	if o.Build == nil {
		folder, err := os.MkdirTemp("", "cookies-preferences-proof-")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(folder)
		o.Log("Construction du bandeau")
		o.Build, err = build.Dist(ctx, build.Options{Out: filepath.Join(folder, "dist")})
		if err != nil {
			return nil, french.Errorf("le bandeau n’a pas pu être construit : %w", err)
		}
	}
	server.Config.Handler = serve(subjects, o.Build.Dir)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // the browser's own requests are not https
	server.StartTLS()

	for _, s := range subjects {
		o.Log("Observation du bandeau pour " + s.Portal)
		files, err := gather(ctx, b, s, o)
		if err != nil {
			return folders, err
		}
		folder := filepath.Join(o.Out, s.Portal)
		if err := publish(folder, files); err != nil {
			return folders, err
		}
		o.Log("Dossier établi\u00a0: " + filepath.Join(folder, "index.html"))
		folders = append(folders, folder)
	}
	return folders, nil
}

// subjects are the portals to prove, with their configurations checked.
func (o Options) subjects() (subjects []subject, err error) {
	hosts := []string{strings.ToLower(o.Tag.Portal)}
	if o.Tag.Portal == "" {
		hosts = charter.Portals()
	}
	for _, host := range hosts {
		t := o.Tag
		t.Portal = host
		s, err := newSubject(t, o.CharterFile)
		if err != nil {
			return nil, err
		}
		subjects = append(subjects, s)
	}
	return subjects, nil
}

// gather makes a portal's files.
func gather(
	ctx context.Context, b *chromium.Browser, s subject, o Options,
) (map[string][]byte, error) {
	r := &report{subject: s, Date: time.Now().UTC(), Clock: Clock}
	r.Versions = versions{Go: runtime.Version(), Chromium: b.Version(), Charter: s.Version}
	revision := build.Revision(ctx, o.Build.Root)
	r.Versions.Product, r.Versions.Modified = strings.CutSuffix(revision, "-dirty")
	if err := r.before(ctx, b); err != nil {
		return nil, err
	}
	if err := r.look(ctx, b); err != nil {
		return nil, err
	}
	for _, act := range acts(s.Tag) {
		if err := r.choose(ctx, b, act); err != nil {
			return nil, err
		}
	}
	return r.files(o.Build)
}
