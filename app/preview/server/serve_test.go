//go:build !js

package server

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// start serves h at a free port and returns its address, what stops it, and
// where the outcome arrives.
func start(t *testing.T, h http.Handler) (address string, stop func(), outcome <-chan error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	lines := make(chan string, 1)
	done := make(chan error, 1)
	go func() {
		done <- Serve(ctx, "127.0.0.1:0", h, func(format string, args ...any) {
			lines <- fmt.Sprintf(format, args...)
		})
	}()
	select {
	case line := <-lines:
		return strings.Fields(line)[1], cancel, done // Open ADDRESS in a browser…
	case err := <-done:
		t.Fatal(err)
	}
	return "", nil, nil
}

func TestServeFinishesWhatIsUnderWay(t *testing.T) {
	asked, answer := make(chan bool), make(chan bool)
	address, stop, outcome := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(asked)
		<-answer
		io.WriteString(w, "whole")
	}))
	got := make(chan string, 1)
	go func() {
		r, err := http.Get(address)
		if err != nil {
			got <- err.Error()
			return
		}
		defer r.Body.Close()
		text, _ := io.ReadAll(r.Body)
		got <- string(text)
	}()
	<-asked
	stop()
	close(answer)
	if text := <-got; text != "whole" {
		t.Errorf("the answer under way was %q", text)
	}
	select {
	case err := <-outcome:
		if err != nil {
			t.Errorf("a shutdown asked for is an error: %v", err)
		}
	case <-time.After(2 * shutdownTimeout):
		t.Error("the server goes on")
	}
}

func TestServeExplainsATakenPort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	err = Serve(t.Context(), taken.Addr().String(), http.NotFoundHandler(), t.Logf)
	if err == nil || !strings.Contains(err.Error(), "already listens") || !strings.Contains(err.Error(), "-addr") {
		t.Errorf("the error doesn't say what to do: %v", err)
	}
	err = Serve(t.Context(), "127.0.0.1:none", http.NotFoundHandler(), t.Logf)
	if err == nil || !strings.Contains(err.Error(), "-addr") {
		t.Errorf("the error doesn't say what to do: %v", err)
	}
}
