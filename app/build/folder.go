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
)

// publish writes the files to dir and removes those of an earlier build. It neither overwrites
// nor removes anything else, and checks that before it writes.
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
	if err := checkOurs(root, earlier, files); err != nil {
		return err
	}

	// Until the change is over both builds are listed: the next build can resume after an
	// interruption.
	later := sumsOf(files)
	if err := replace(root, sumsName, later.and(earlier).text()); err != nil {
		return err
	}
	for _, name := range scriptLast(files) {
		if err := replace(root, name, files[name]); err != nil {
			return err
		}
	}
	if err := removeStale(root, earlier, files); err != nil {
		return err
	}
	return replace(root, sumsName, later.text())
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
	earlier, err := earlierBuild(root)
	if err != nil {
		return err
	}
	return checkOurs(root, earlier, nil)
}

// earlierBuild returns the sums of the build in a folder: none if the folder is empty, an error
// if it has files but no build.
func earlierBuild(root *os.Root) (sums, error) {
	foreign := fmt.Errorf("%s holds files but no build of ours (no %s): "+
		"name another folder, or empty this one", root.Name(), sumsName)
	text, err := root.ReadFile(sumsName)
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := fs.ReadDir(root.FS(), ".")
		if err == nil && len(entries) > 0 {
			err = foreign
		}
		return nil, err
	}
	if err != nil {
		return nil, err
	}
	earlier, ok := parseSums(string(text))
	if !ok {
		return nil, foreign
	}
	return earlier, nil
}

// checkOurs fails if the new files would replace anything but unchanged files of ours.
func checkOurs(root *os.Root, earlier sums, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(earlier)) {
		data, err := root.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if !slices.Contains(earlier[name], integrity(data)) {
			return fmt.Errorf("%s was changed since it was built: "+
				"move it away or remove it, then build again", filepath.Join(root.Name(), name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		_, err := root.Lstat(name)
		if _, ours := earlier[name]; !ours && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is in the way and not of an earlier build: "+
				"move it away or remove it, then build again", filepath.Join(root.Name(), name))
		}
	}
	return nil
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

func removeStale(root *os.Root, earlier sums, files map[string][]byte) error {
	for name := range earlier {
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
