//go:build !js

package proof

import (
	"crypto/sha512"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cookies-preferences/app/build"
)

const (
	indexName = "index.html"
	sumsName  = "SHA384SUMS"
)

// sumsOf lists files as sha384sum does, sorted by name.
func sumsOf(files map[string][]byte) []byte {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&text, "%x  %s\n", sha512.Sum384(files[name]), name)
	}
	return []byte(text.String())
}

// checkFolder refuses a folder that holds anything: an earlier proof is to be kept.
func checkFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("le dossier %s ne peut pas être lu\u00a0: %w", folder, err)
	}
	return fmt.Errorf("le dossier %s n’est pas vide\u00a0: déplacez-le pour le conserver, "+
		"ou indiquez un autre dossier avec -out", folder)
}

// publish writes a proof beside its folder first, so that the folder is complete or absent.
func publish(folder string, files map[string][]byte) error {
	if err := checkFolder(folder); err != nil {
		return err
	}
	partial := filepath.Clean(folder) + ".partial"
	defer os.RemoveAll(partial)
	err := os.RemoveAll(partial) // of a run that was interrupted
	if err == nil {
		err = build.WriteFiles(partial, files)
	}
	if err == nil {
		_ = os.Remove(folder) // an empty one
		err = os.Rename(partial, folder)
	}
	if err != nil {
		return fmt.Errorf("le dossier %s n’a pas pu être écrit\u00a0: %w", folder, err)
	}
	return nil
}
