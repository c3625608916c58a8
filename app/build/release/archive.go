//go:build !js

package release

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"io"
	"maps"
	"slices"
	"time"
)

func sorted(files map[string][]byte) []string { return slices.Sorted(maps.Keys(files)) }

// zipped is a zip of files, all of a date, sorted by name. Those that programs name are
// executable.
func zipped(files map[string][]byte, made time.Time, programs ...string) ([]byte, error) {
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, flate.BestCompression)
	})
	for _, name := range sorted(files) {
		header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: made}
		header.SetMode(0o644)
		if slices.Contains(programs, name) {
			header.SetMode(0o755)
		}
		entry, err := w.CreateHeader(header)
		if err != nil {
			return nil, err
		}
		if _, err := entry.Write(files[name]); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return archive.Bytes(), err
}

// tarred is the same as a tar, compressed with gzip.
func tarred(files map[string][]byte, made time.Time, programs ...string) ([]byte, error) {
	var archive bytes.Buffer
	compressed, err := gzip.NewWriterLevel(&archive, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(compressed)
	for _, name := range sorted(files) {
		header := &tar.Header{
			Name: name, Mode: 0o644, Size: int64(len(files[name])), ModTime: made,
			Format: tar.FormatUSTAR,
		}
		if slices.Contains(programs, name) {
			header.Mode = 0o755
		}
		if err := w.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := w.Write(files[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	err = compressed.Close()
	return archive.Bytes(), err
}
