//go:build !js

package build

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"cookies-preferences/app/internal/tag"
)

// SumsName is the file that lists what a build wrote: it marks a folder as ours.
const SumsName = "SHA384SUMS"

// publish writes the files to dir, then removes those of the earlier build that are not among
// them. It never leaves dir: a symbolic link out of it is an error.
func publish(dir string, earlier []string, files map[string][]byte) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, name := range scriptLast(files) {
		if err := replace(root, name, files[name]); err != nil {
			return err
		}
	}
	for _, name := range earlier {
		if _, keep := files[name]; keep {
			continue
		}
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		_ = root.Remove(path.Dir(name)) // fails if it isn't empty
	}
	return nil
}

// earlierBuild returns the names of the files of the build in a folder: none if the folder is
// missing or empty. It fails if the folder has files but no build: they may be anybody's.
func earlierBuild(dir string) (names []string, err error) {
	text, err := os.ReadFile(filepath.Join(dir, SumsName))
	if errors.Is(err, fs.ErrNotExist) {
		if entries, _ := os.ReadDir(dir); len(entries) > 0 {
			return nil, fmt.Errorf("%s holds files but no build of ours (no %s): "+
				"name another folder, or empty this one", dir, SumsName)
		}
		return nil, nil
	}
	for line := range strings.Lines(string(text)) {
		if _, name, found := strings.Cut(strings.TrimSpace(line), "  "); found {
			names = append(names, name)
		}
	}
	return names, err
}

// Sums has a line for each file, sorted by name: sha384-BASE64, two spaces, name.
func Sums(files map[string][]byte) []byte {
	var text []byte
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text = fmt.Appendf(text, "%s  %s\n", tag.Integrity(files[name]), name)
	}
	return text
}

// scriptLast returns the names in the order to write them: the script comes after the files that
// it fetches, since the folder may be served meanwhile, and the list of files last: until then the
// earlier build's list says what to remove.
func scriptLast(files map[string][]byte) []string {
	names := slices.Sorted(maps.Keys(files))
	slices.SortStableFunc(names, func(a, b string) int { return turn(a) - turn(b) })
	return names
}

// turn says when a file is written: the lower ones first.
func turn(name string) int {
	switch {
	case name == SumsName:
		return 2
	case strings.HasPrefix(name, scriptName):
		return 1
	}
	return 0
}

// replace writes a file atomically: readers get the old one or the new one.
func replace(root *os.Root, name string, data []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	partial := fmt.Sprintf("%s.%d.partial", name, os.Getpid()) // other builds have their own
	defer root.Remove(partial)                                 // there after an error only
	if err := root.WriteFile(partial, data, 0o644); err != nil {
		return err
	}
	return root.Rename(partial, name)
}
