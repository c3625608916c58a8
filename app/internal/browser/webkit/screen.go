package webkit

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// display reads the number of the screen from the pipe that Xvfb writes it to.
func display(ctx context.Context, pipe *os.File) (string, error) {
	type answer struct {
		line string
		err  error
	}
	read := make(chan answer, 1)
	go func() {
		defer pipe.Close()
		line, err := bufio.NewReader(pipe).ReadString('\n')
		read <- answer{strings.TrimSpace(line), err}
	}()
	select {
	case a := <-read:
		if a.err != nil {
			return "", errors.New("the screen ended before it had a number")
		}
		return ":" + a.line, nil
	case <-ctx.Done():
		return "", fmt.Errorf("the screen has no number: %w", ctx.Err())
	}
}

// listening waits until a process listens on this machine, and returns its port. WebKitWebDriver
// takes a free one, and doesn't say which.
func listening(ctx context.Context, pid int, ended <-chan struct{}) (port int, err error) {
	for {
		if port = portOf(pid); port != 0 {
			return port, nil
		}
		select {
		case <-ended:
			return 0, errors.New("WebKitWebDriver ended")
		case <-ctx.Done():
			return 0, fmt.Errorf("WebKitWebDriver does not listen: %w", ctx.Err())
		case <-time.After(pause):
		}
	}
}

// portOf finds the port on which a process listens, in Linux's tables; 0 if there is none yet.
func portOf(pid int) int {
	sockets := make(map[string]bool)
	links, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid)) // the pattern is right
	for _, link := range links {
		// A file that has just been closed is no socket of ours.
		if to, err := os.Readlink(link); err == nil {
			if inode, ok := strings.CutPrefix(to, "socket:["); ok {
				sockets[strings.TrimSuffix(inode, "]")] = true
			}
		}
	}
	table, err := os.ReadFile("/proc/net/tcp")
	if err != nil {
		return 0
	}
	const listens = "0A" // a state of the table
	for line := range strings.Lines(string(table)) {
		if row := strings.Fields(line); len(row) > 9 && row[3] == listens && sockets[row[9]] {
			_, port, _ := strings.Cut(row[1], ":")
			n, err := strconv.ParseInt(port, 16, 32)
			if err == nil {
				return int(n)
			}
		}
	}
	return 0
}
