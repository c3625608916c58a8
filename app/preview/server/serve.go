//go:build !js

package server

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Serve answers at an address, host:port, until the context ends; requests under way then
// have five seconds to finish. It logs the address, in the manner of log.Printf. After a
// shutdown it returns nil, otherwise an error that says what to do.
func Serve(ctx context.Context, addr string, h http.Handler, log func(string, ...any)) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("the server cannot listen at %s; choose another address, "+
			"for example -addr localhost:8081 or make run ADDR=localhost:8081: %w", addr, err)
	}
	s := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second}
	log("Open http://%s in a browser; Ctrl+C ends it.", listener.Addr())
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("the server stopped: %w", err)
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := s.Shutdown(ending); err != nil {
		return s.Close()
	}
	return nil
}
