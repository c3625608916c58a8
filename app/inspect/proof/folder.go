//go:build !js

package proof

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/french"
)

// checkFolder refuses a folder that holds anything: an earlier proof is to be kept.
func checkFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	return french.Errorf("le dossier %s n’est pas vide : déplacez-le pour le conserver, "+
		"ou indiquez un autre dossier avec -out", folder)
}

// publish writes a proof beside its folder first, so that the folder is complete or absent.
func publish(folder string, files map[string][]byte) error {
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
		return french.Errorf("le dossier %s n’a pas pu être écrit : %w", folder, err)
	}
	return nil
}
