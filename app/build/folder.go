//go:build !js

package build

import (
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// sumsName is the file that lists what a build wrote: it marks a folder as ours.
const sumsName = "SHA384SUMS"

// publish writes the files to dir, then removes those of an earlier build that are not among
// them. It never leaves dir: a symbolic link out of it is an error.
func publish(dir string, files map[string][]byte) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	earlier, err := earlierBuild(root)
	if err != nil {
		return err
	}
	for _, name := range scriptLast(files) {
		if err := replace(root, name, files[name]); err != nil {
			return err
		}
	}
	if err := replace(root, sumsName, sumsOf(files)); err != nil {
		return err
	}
	return removeStale(root, earlier, files)
}

// checkFolder fails before anything is built where publish would refuse the folder.
func checkFolder(dir string) error {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer root.Close()
	_, err = earlierBuild(root)
	return err
}

// earlierBuild returns the names of the files of the build in a folder: none if the folder is
// empty. It fails if the folder has files but no build: they may be anybody's.
func earlierBuild(root *os.Root) (names []string, err error) {
	text, err := root.ReadFile(sumsName)
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := fs.ReadDir(root.FS(), ".")
		if err == nil && len(entries) > 0 {
			err = fmt.Errorf("%s holds files but no build of ours (no %s): "+
				"name another folder, or empty this one", root.Name(), sumsName)
		}
		return nil, err
	}
	for line := range strings.Lines(string(text)) {
		if _, name, found := strings.Cut(strings.TrimSpace(line), "  "); found {
			names = append(names, name)
		}
	}
	return names, err
}

// sumsOf has a line for each file, sorted by name: sha384-BASE64, two spaces, name.
func sumsOf(files map[string][]byte) []byte {
	var text []byte
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text = fmt.Appendf(text, "%s  %s\n", Integrity(files[name]), name)
	}
	return text
}

// Integrity returns the digest of a file in the form of the attribute integrity.
func Integrity(data []byte) string {
	sum := sha512.Sum384(data)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}

// scriptLast returns the names in the order to write them: the script comes after the files that
// it fetches, since the folder may be served meanwhile.
func scriptLast(files map[string][]byte) []string {
	names := slices.Sorted(maps.Keys(files))
	slices.SortStableFunc(names, func(a, b string) int {
		return strings.Count(a, scriptName) - strings.Count(b, scriptName)
	})
	return names
}

// replace writes a file atomically: readers get the old one or the new one.
func replace(root *os.Root, name string, data []byte) error {
	folder, base := path.Split(name)
	if err := root.MkdirAll(path.Clean(folder), 0o755); err != nil {
		return err
	}
	partial := folder + "." + base + ".partial"
	if err := root.WriteFile(partial, data, 0o644); err != nil {
		return errors.Join(err, root.Remove(partial))
	}
	return root.Rename(partial, name)
}

func removeStale(root *os.Root, earlier []string, files map[string][]byte) error {
	for _, name := range earlier {
		if _, keep := files[name]; keep {
			continue
		}
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if folder := path.Dir(name); folder != "." {
			_ = root.Remove(folder) // fails if it isn't empty
		}
	}
	return nil
}
