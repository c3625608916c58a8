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

// The server's patience. The longest answer is the program, uncompressed, on a
// slow line.
const (
	headerTimeout   = 5 * time.Second
	readTimeout     = 15 * time.Second
	writeTimeout    = 2 * time.Minute
	idleTimeout     = 2 * time.Minute
	shutdownTimeout = 5 * time.Second
	maxHeader       = 64 << 10 // octets
)

// Serve answers at an address, host:port, until the context ends; then it lets
// the requests under way finish, for five seconds at most. It logs, in the
// manner of log.Printf, the address it listens at. It returns nil after a
// shutdown asked for, and otherwise an error that says in a sentence what to do.
func Serve(ctx context.Context, addr string, h http.Handler, log func(format string, args ...any)) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return explain(addr, err)
	}
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
	}
	log("Open http://%s in a browser; Ctrl+C ends it.", listener.Addr())
	stopped := make(chan error, 1)
	go func() { stopped <- s.Serve(listener) }()
	select {
	case err := <-stopped:
		return fmt.Errorf("the server stopped by itself: %w", err)
	case <-ctx.Done():
	}
	return shutdown(s)
}

// shutdown lets the requests under way finish, then closes those that don't.
func shutdown(s *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	err := s.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return s.Close()
	}
	return err
}

// explain says why an address cannot be listened at, and which flag changes it.
func explain(addr string, err error) error {
	reason := "the server cannot listen at %s; choose another address with -addr, for example -addr localhost:8081: %w"
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		reason = "another program already listens at %s; stop it, or choose another port: -addr localhost:8081, or with make ADDR=localhost:8081: %w"
	case errors.Is(err, syscall.EACCES):
		reason = "the system does not let you listen at %s; choose a port above 1023 with -addr, for example -addr localhost:8081: %w"
	}
	return fmt.Errorf(reason, addr, err)
}
