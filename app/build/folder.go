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

// publish makes dir hold the files, and none of the files of an earlier build.
// What it did not write it neither overwrites nor removes. It checks all
// before it writes anything.
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

	// Both builds are ours until the change is over, so that a build that is
	// cut short can be taken up by the next.
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

// checkFolder says early, before anything is built, what publish would say of
// the folder as it is.
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

// earlierBuild is what the folder says of the build that is in it: nothing if
// it is empty, an error if it holds things but no build.
func earlierBuild(root *os.Root) (sums, error) {
	foreign := fmt.Errorf("%s holds files but no build of ours (no %s): name another folder, or empty this one",
		root.Name(), sumsName)
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

// checkOurs makes sure that whatever the new files replace is as we wrote it.
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
			return fmt.Errorf("%s was changed since it was built: move it away or remove it, then build again",
				filepath.Join(root.Name(), name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		_, err := root.Lstat(name)
		if _, ours := earlier[name]; !ours && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is in the way and not of an earlier build: move it away or remove it, then build again",
				filepath.Join(root.Name(), name))
		}
	}
	return nil
}

// scriptLast gives the names in the order in which to write them: the script
// after all that it asks for, as the folder may be served meanwhile.
func scriptLast(files map[string][]byte) []string {
	names := slices.Sorted(maps.Keys(files))
	slices.SortStableFunc(names, func(a, b string) int {
		return strings.Count(a, scriptName) - strings.Count(b, scriptName)
	})
	return names
}

// replace writes the file at once: who reads it gets the old or the new one.
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
			_ = root.Remove(folder) // stays if there is something else in it
		}
	}
	return nil
}
