//go:build !js

package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cookies-preferences/app/build"
)

// TestPublish: an unreadable charter doesn't stop the build, but fails the command.
func TestPublish(t *testing.T) {
	for _, test := range []struct {
		name       string
		charters   map[string]string
		fault      error    // of the build
		hosts      []string // built in
		built, err bool
	}{
		{name: "no folder", built: true},
		{name: "good", charters: map[string]string{"a.fr.txt": good},
			hosts: []string{"a.fr"}, built: true},
		{name: "one bad", charters: map[string]string{"a.fr.txt": good, "b.fr.txt": "\n"},
			hosts: []string{"a.fr"}, built: true, err: true},
		{name: "all bad", charters: map[string]string{"b.fr.txt": "\n"}, err: true},
		{name: "empty folder", charters: map[string]string{"notes.md": ""}, err: true},
		{name: "build fails", fault: errors.New("no disk"), built: true, err: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := ""
			if test.charters != nil {
				folder = t.TempDir()
			}
			for name, text := range test.charters {
				err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644)
				if err != nil {
					t.Fatal(err)
				}
			}
			var hosts []string
			built := false
			dist := func(_ context.Context, o build.Options) (*build.Result, error) {
				built = true
				for _, c := range o.Charters {
					hosts = append(hosts, c.Host)
				}
				return nil, test.fault
			}
			c := &call{stdout: io.Discard, stderr: io.Discard}
			err := publish(t.Context(), c, build.Options{}, folder, dist)
			if built != test.built || (err != nil) != test.err || !slices.Equal(hosts, test.hosts) {
				t.Errorf("built %v with %q, error %v", built, hosts, err)
			}
		})
	}
}

const good = "Charte cookies\n\nUne phrase.\n"
