//go:build !js

package proof

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The files by which a folder is known to be a proof.
const (
	indexName = "index.html"
	dateName  = "date.txt"
	sumsName  = "SHA256SUMS"
)

// sum is a SHA-256, as sha256sum writes it.
func sum(data []byte) string {
	digest := sha256.Sum256(data)
	return hex.EncodeToString(digest[:])
}

// sumsOf lists files as sha256sum does, sorted by name.
func sumsOf(files map[string][]byte) []byte {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text.WriteString(sum(files[name]) + "  " + name + "\n")
	}
	return []byte(text.String())
}

// parseSums reads such a list, and passes over its comments as sha256sum -c does.
func parseSums(text []byte) (map[string]string, error) {
	sums := make(map[string]string)
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		digest, name, found := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if raw, err := hex.DecodeString(digest); !found || err != nil || len(raw) != sha256.Size {
			return nil, fmt.Errorf("%q is no line of digests", line)
		}
		sums[name] = digest
	}
	return sums, nil
}

// seal is date.txt: when a proof was made, and what it is the proof of.
func seal(files map[string][]byte, at time.Time) []byte {
	head := "# Preuve établie le " + frenchTime(at) + ".\n# " + at.UTC().Format(time.RFC3339) + "\n"
	return append([]byte(head), sumsOf(map[string][]byte{indexName: files[indexName], sumsName: files[sumsName]})...)
}

// checkFolder refuses a folder that holds anything but an earlier proof, as it was
// written.
func checkFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	earlier := map[string]string{dateName: ""} // which nothing has the digest of
	for _, name := range []string{dateName, sumsName} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s holds files but no proof of ours (no %s): name another folder, or empty this one", folder, name)
		}
		if err != nil {
			return err
		}
		sums, err := parseSums(text)
		if err != nil {
			return fmt.Errorf("%s is not as it was written: move %s away, or name another folder", filepath.Join(folder, name), folder)
		}
		maps.Copy(earlier, sums)
	}
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		digest, known := earlier[filepath.ToSlash(name)]
		if !known || !entry.Type().IsRegular() {
			return fmt.Errorf("%s is not of the earlier proof in %s: move it away, or name another folder", path, folder)
		}
		data, err := os.ReadFile(path)
		if err == nil && digest != "" && sum(data) != digest {
			return fmt.Errorf("%s was changed since the proof was made: move %s away, or name another folder", path, folder)
		}
		return err
	})
}

// publish puts a proof where an earlier one may be, which stays until all of the new
// one is written.
func publish(folder string, files map[string][]byte) error {
	if err := checkFolder(folder); err != nil {
		return err
	}
	parent, name := filepath.Split(filepath.Clean(folder))
	if err := os.MkdirAll(filepath.Clean(parent), 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(filepath.Clean(parent), "."+name+"-")
	if err != nil {
		return err
	}
	made := filepath.Join(work, "new")
	if err := write(made, files); err != nil {
		return errors.Join(err, os.RemoveAll(work))
	}
	if err := swap(folder, made, filepath.Join(work, "earlier")); err != nil {
		return err
	}
	return os.RemoveAll(work)
}

// write makes a folder of files.
func write(folder string, files map[string][]byte) error {
	for name, data := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// swap puts what was made in the place of a folder, if there is one, which goes
// elsewhere. If that fails, all is left where it is, and the error says where.
func swap(folder, made, earlier string) error {
	err := os.Rename(folder, earlier)
	if there := err == nil; there || errors.Is(err, fs.ErrNotExist) {
		if err = os.Rename(made, folder); err != nil && there {
			err = errors.Join(err, os.Rename(earlier, folder))
		}
	}
	if err != nil {
		return fmt.Errorf("the new proof could not take its place and is left in %s: %w", made, err)
	}
	return nil
}
