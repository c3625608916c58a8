//go:build !js

package build

import (
	"bytes"
	"compress/gzip"
	"io"
	"sync"

	"github.com/andybalholm/brotli"
)

// Compression says how hard to compress. A level always gives the same bytes.
type Compression uint8

const (
	Best Compression = iota // for publication: slow, as small as possible
	Fast                    // for tests: quick, same formats
)

// addCompressed adds NAME.gz and NAME.br to the files for each name.
func addCompressed(files map[string][]byte, c Compression, names ...string) {
	gzipLevel, brotliLevel := gzip.BestCompression, brotli.BestCompression
	if c == Fast {
		gzipLevel, brotliLevel = gzip.BestSpeed, 1
	}
	var group sync.WaitGroup
	packed := make([]struct{ gz, br bytes.Buffer }, len(names))
	for i, name := range names {
		group.Go(func() {
			// Its header has no time and no name, which would change the bytes.
			w, _ := gzip.NewWriterLevel(&packed[i].gz, gzipLevel) // the level is valid
			write(w, files[name])
		})
		group.Go(func() {
			// A window larger than the default, 4 MiB, makes nothing smaller.
			write(brotli.NewWriterLevel(&packed[i].br, brotliLevel), files[name])
		})
	}
	group.Wait()
	for i, name := range names {
		files[name+".gz"], files[name+".br"] = packed[i].gz.Bytes(), packed[i].br.Bytes()
	}
}

// write writes data to a compressor of a buffer, which can't fail.
func write(w io.WriteCloser, data []byte) {
	_, _ = w.Write(data)
	_ = w.Close()
}
