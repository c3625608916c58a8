package harness

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"cookies-preferences/app/build"
)

// sources are the folders and files that the product is built from.
var sources = []string{"go.mod", "go.sum", "app", "banner", "charter", "web"}

// product is the folder dist/, built once for the sources as they are: the first package
// that needs it builds it into .build/e2e/, and the others take it from there.
func product(ctx context.Context) (*build.Result, error) {
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		return nil, err
	}
	hash, err := sourceHash(root)
	if err != nil {
		return nil, err
	}
	folder := filepath.Join(root, ".build", "e2e")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	unlock, err := lock(filepath.Join(folder, "lock"))
	if err != nil {
		return nil, err
	}
	defer unlock()
	record := filepath.Join(folder, hash+".json")
	if text, err := os.ReadFile(record); err == nil {
		result := new(build.Result)
		return result, json.Unmarshal(text, result)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	result, err := build.Dist(ctx, build.Options{
		Root:     root,
		Out:      filepath.Join(folder, hash),
		Workshop: true,
		Fast:     true,
	})
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(result)
	if err != nil {
		return nil, err
	}
	return result, os.WriteFile(record, text, 0o644)
}

// lock waits for a file that one process at a time can hold, until it calls unlock.
func lock(name string) (unlock func() error, err error) {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file.Close, nil
}

// sourceHash identifies the sources by their sizes and times, without tests and documents.
func sourceHash(root string) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, runtime.Version())
	visit := func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			if entry.Name() == "testdata" || entry.Name() == "e2e" {
				return filepath.SkipDir
			}
			return nil
		case strings.HasSuffix(name, "_test.go"), strings.HasSuffix(name, ".md"):
			return nil
		}
		info, err := entry.Info()
		if err == nil {
			fmt.Fprintln(sum, name, info.Size(), info.ModTime().UnixNano())
		}
		return err
	}
	for _, source := range sources {
		if err := filepath.WalkDir(filepath.Join(root, source), visit); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:8]), nil
}
