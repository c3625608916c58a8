//go:build !js

package build

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"slices"
	"sync"

	"github.com/andybalholm/brotli"
)

// Compression says how hard to compress. A level always gives the same bytes.
type Compression uint8

const (
	Best Compression = iota // for publication: slow, as small as possible
	Fast                    // for tests: quick, same formats
	None                    // no compressed copies
)

// addCompressed adds NAME.gz and NAME.br to the files for each name.
func addCompressed(
	ctx context.Context, files map[string][]byte, c Compression, names ...string,
) error {
	if c == None {
		return nil
	}
	var (
		group sync.WaitGroup
		mutex sync.Mutex
		fault error
	)
	sources := make(map[string][]byte, len(names)) // files is written to below
	for _, name := range names {
		sources[name] = files[name]
	}
	for name, data := range sources {
		for extension, compress := range map[string]compressor{".gz": c.gzip, ".br": c.brotli} {
			group.Go(func() {
				packed, err := compress(ctx, data)
				mutex.Lock()
				defer mutex.Unlock()
				files[name+extension] = packed
				fault = errors.Join(fault, err)
			})
		}
	}
	group.Wait()
	return fault
}

type compressor func(ctx context.Context, data []byte) ([]byte, error)

// gzip leaves the header's time and name empty, so that they don't change the bytes.
func (c Compression) gzip(ctx context.Context, data []byte) ([]byte, error) {
	level := gzip.BestCompression
	if c == Fast {
		level = gzip.BestSpeed
	}
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, level)
	if err != nil {
		return nil, err
	}
	err = writeAll(ctx, w, data)
	return packed.Bytes(), err
}

// brotli uses the library's window of 4 MiB: a larger one, for the whole program, gained
// nothing and would cost visitors memory.
func (c Compression) brotli(ctx context.Context, data []byte) ([]byte, error) {
	level := brotli.BestCompression
	if c == Fast {
		level = 1
	}
	var packed bytes.Buffer
	err := writeAll(ctx, brotli.NewWriterLevel(&packed, level), data)
	return packed.Bytes(), err
}

// writeAll writes the data in pieces, to stop soon when ctx ends, and closes w.
func writeAll(ctx context.Context, w io.WriteCloser, data []byte) error {
	for piece := range slices.Chunk(data, 256<<10) {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if _, err := w.Write(piece); err != nil {
			return err
		}
	}
	return w.Close()
}
