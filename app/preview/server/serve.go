//go:build !js

package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"
)

// Serve answers at an address, host:port, until the context ends; requests under way then
// have five seconds to finish. It logs the address, in the manner of log.Printf. After a
// shutdown it returns nil, otherwise an error that says what to do.
func Serve(ctx context.Context, addr string, h http.Handler, log func(string, ...any)) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return explain(addr, err)
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

// explain says why the server cannot listen at an address, and what to change.
func explain(addr string, err error) error {
	advice := "choose another with -addr, for example -addr localhost:8081"
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		advice = "another program does; stop it, or choose another port: -addr localhost:8081, " +
			"or make run ADDR=localhost:8081"
	case errors.Is(err, syscall.EACCES):
		advice = "the system forbids it; choose a port above 1023, for example -addr localhost:8081"
	}
	return fmt.Errorf("the server cannot listen at %s: %s: %w", addr, advice, err)
}
