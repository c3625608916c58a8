//go:build !js

package build

import (
	"bytes"
	"compress/gzip"
	"io"
	"sync"

	"github.com/andybalholm/brotli"
)

// addCompressed adds NAME.gz and NAME.br to the files for each name. A level always gives the
// same bytes.
func addCompressed(files map[string][]byte, fast bool, names ...string) {
	gzipLevel, brotliLevel := gzip.BestCompression, brotli.BestCompression
	if fast {
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
