//go:build !js

// Package proof gathers what shows that a portal collects consent validly, as
// GDPR art. 7(1) asks of who collects it: a folder that a portal's administrator
// files away. Nothing in it is about any visitor.
//
// # The folder
//
// OUT/HOST/ holds, for the portal HOST:
//
//	index.html          what all of it is, in French, for who is no programmer
//	date.txt            when it was made, and the digests of index.html and SHA256SUMS
//	SHA256SUMS          the digests of every other file
//	configuration.json  the script tag, its attributes, the versions
//	cookies.json        the cookie that each choice writes
//	avant-choix.json    what the browser holds and asks for before a choice
//	charte.txt          the charter
//	fichiers/…          the published files, but for their compressed copies
//	images/…            each layer, on a desktop and on a phone
//	textes/…            the words of each layer
//
// Two runs of the same build differ in their date alone. It stands in index.html,
// for who reads or prints that, and in date.txt, which seals the folder: it has
// the digests of index.html and of SHA256SUMS, which has those of all the rest.
// So both are checked by sha256sum -c, and who wants a date that others vouch for
// has only date.txt to be signed or time-stamped.
//
// # The run
//
// What is published is served on 127.0.0.1 to a headless Chromium, which takes
// that for the portal's true https address: so the cookie has the host, the Secure
// and the Domain that it has there. The page is bare but for the script tag, so
// that all that is measured is the banner's doing. Its clock stands still at
// [Clock]. Each choice is made in a fresh profile, with the mouse; a cookie that
// does not say what was chosen fails the run, as does any error or warning of the
// page's.
package proof

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

// Clock is the time that the pages take it to be, in each run: what is dated in
// the cookie and in the preferences is then the same.
var Clock = time.Date(2026, time.January, 1, 11, 0, 0, 0, time.UTC)

// Options says what [Run] proves. The zero value is the default script tag of each
// portal whose charter is built in.
type Options struct {
	// Tag is the script tag's configuration. An empty Portal stands for each
	// portal whose charter is built in.
	Tag tag.Tag

	// CharterFile is the file with the text that is published at Tag.Charter: a
	// run has no network. Empty unless that is set.
	CharterFile string

	// Out is the folder that the portals' folders are made in.
	Out string

	// Build is what is proven. nil: it is built as it is published.
	Build *build.Result

	// Now is the clock that the proof is dated by. nil: time.Now.
	Now func() time.Time

	// Log is told of each step. nil: nobody is told.
	Log func(string)
}

// subject is a portal's configuration, with what is known of its charter.
type subject struct {
	tag.Tag
	Text    []byte // the charter's
	Version string // the charter's, as the cookie has it; "" when it has none
}

// Run makes a folder for each portal, and returns them. What is wrong with the
// options or with the folders fails it before anything is built or written.
func Run(ctx context.Context, o Options) (folders []string, err error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	subjects, err := o.subjects()
	if err != nil {
		return nil, err
	}
	for _, s := range subjects {
		if err := checkFolder(filepath.Join(o.Out, s.Portal)); err != nil {
			return nil, err
		}
	}
	site := newSite(subjects)
	defer site.close()
	browser, stop, err := chromium.Start(ctx, site.rules()...)
	if err != nil {
		return nil, err
	}
	defer stop()
	if o.Build == nil {
		folder, err := os.MkdirTemp("", "cookies-preferences-proof-")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(folder)
		if o.Build, err = build.Dist(ctx, build.Options{Out: filepath.Join(folder, "dist"), Log: o.Log}); err != nil {
			return nil, err
		}
	}
	site.publish(o.Build.Dir)

	for _, s := range subjects {
		o.Log("proving " + s.Portal)
		files, err := gather(ctx, browser, s, o)
		if err != nil {
			return folders, err
		}
		folder := filepath.Join(o.Out, s.Portal)
		if err := publish(folder, files); err != nil {
			return folders, err
		}
		o.Log("wrote " + filepath.Join(folder, indexName))
		folders = append(folders, folder)
	}
	return folders, nil
}

// subjects are the portals to prove, their configurations checked.
func (o Options) subjects() ([]subject, error) {
	hosts := []string{o.Tag.Portal}
	if o.Tag.Portal == "" {
		hosts = charter.Portals()
	}
	var subjects []subject
	for _, host := range hosts {
		t := o.Tag
		t.Portal = host
		if err := checkTag(&t); err != nil {
			return nil, err
		}
		s := subject{Tag: t, Version: t.Version}
		if err := s.readCharter(o.CharterFile); err != nil {
			return nil, err
		}
		subjects = append(subjects, s)
	}
	return subjects, nil
}

// gather makes a portal's files.
func gather(ctx, browser context.Context, s subject, o Options) (map[string][]byte, error) {
	published, err := readPublished(o.Build, s.Portal)
	if err != nil {
		return nil, err
	}
	r := &report{subject: s, Published: published, Date: o.Now().UTC(), Clock: Clock}
	if r.Versions, err = versions(ctx, browser, o.Build.Root, s.Version); err != nil {
		return nil, err
	}
	if err := r.before(browser); err != nil {
		return nil, err
	}
	for _, screen := range screens {
		if err := r.look(browser, screen); err != nil {
			return nil, err
		}
	}
	for _, act := range acts(s.Tag) {
		if err := r.choose(browser, act); err != nil {
			return nil, err
		}
	}
	return r.files()
}
