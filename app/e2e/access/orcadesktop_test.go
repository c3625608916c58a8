package access

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
)

// unbuffered has Orca write each line of its debug file at once, so that tests can wait for it.
// Orca runs this file of its user's.
const unbuffered = "from orca import debug\n" +
	"debug.debugFile.reconfigure(line_buffering=True)\n"

// orca is a desktop with Orca speaking French without a voice, and Chromium.
type orca struct {
	*xSession
	browser browser.Browser

	mu     sync.Mutex
	lines  []string // of Orca's debug file
	spoken []string // not taken yet
	ended  bool     // whether Orca has
}

// startOrca starts the desktop, until the test ends.
func startOrca(t *testing.T) *orca {
	t.Helper()
	o := &orca{xSession: startXSession(t, "orca", "xdotool")}
	o.write(".local/share/orca/orca-customizations.py", unbuffered)
	// Without a voice, Orca has said all that it writes down.
	o.env = append(o.env, "SPEECHD_CMD=/bin/false")
	go o.read(o.start("orca", "--debug-file", "/dev/stdout"))
	o.waitSpoken("Lecteur d’écran activé.")
	o.browser = o.launch(harness.Chromium)
	return o
}

// speech is a line of Orca's debug file about what it says: the words, perhaps which voice. The
// lines about keys that it echoes have a space before the brace.
var speech = regexp.MustCompile(`- SPEECH OUTPUT: '(.*)'(?: voice=\w+)?(?:\{.*\})?$`)

// ofItself reports whether Orca says which mode it is in, or that it has left the notice, which
// depends on whether that is in the tree still.
func ofItself(said string) bool {
	return said == "Mode focus" || said == "Mode navigation" || said == "sortie de la région."
}

// read reads Orca's debug file as it is written.
func (o *orca) read(output io.Reader) {
	scanner := bufio.NewScanner(output)
	scanner.Buffer(nil, 1<<24)
	for scanner.Scan() {
		line := scanner.Text()
		o.mu.Lock()
		o.lines = append(o.lines, line)
		if found := speech.FindStringSubmatch(line); found != nil && !ofItself(found[1]) {
			if said := strings.TrimSpace(found[1]); said != "" {
				o.spoken = append(o.spoken, said)
			}
		}
		o.mu.Unlock()
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ended = true
}

// until waits until a condition on what Orca has written is met.
func (o *orca) until(what string, met func() bool) {
	o.t.Helper()
	deadline := time.Now().Add(harness.Patience)
	for {
		o.mu.Lock()
		ok, ended, lines := met(), o.ended, o.lines
		spoken := slices.Clone(o.spoken)
		o.mu.Unlock()
		switch {
		case ok:
			return
		case ended || time.Now().After(deadline):
			o.t.Fatalf("waited in vain for %s; said are %q; Orca's last lines are\n%s",
				what, spoken, strings.Join(lines[max(0, len(lines)-30):], "\n"))
		}
		time.Sleep(15 * time.Millisecond)
	}
}

// waitSpoken waits until Orca has said something that has a part.
func (o *orca) waitSpoken(part string) {
	o.t.Helper()
	if part == "" {
		return
	}
	o.until("Orca to say "+part, func() bool {
		return slices.ContainsFunc(o.spoken, func(said string) bool {
			return strings.Contains(said, part)
		})
	})
}

// waitLocus waits until Orca takes a control for where the visitor is.
func (o *orca) waitLocus(name string) {
	o.t.Helper()
	where := " | " + name + "]"
	o.until("Orca to come to the "+name, func() bool {
		return slices.ContainsFunc(o.lines, func(line string) bool {
			return strings.Contains(line, "locusOfFocus: [") && strings.Contains(line, where)
		})
	})
}

// key presses a key of the desktop's keyboard, by X's name of it.
func (o *orca) key(name string) {
	o.t.Helper()
	if output, err := o.command("xdotool", "key", name).CombinedOutput(); err != nil {
		o.t.Fatal(fmt.Errorf("xdotool: %w: %s", err, output))
	}
}

// take returns what Orca has said since it was last called.
func (o *orca) take() (spoken []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	spoken, o.spoken, o.lines = o.spoken, nil, nil
	return spoken
}

// waitTitle waits until Orca has dealt with a page's title, and with all that came before it.
func (o *orca) waitTitle(title string) {
	o.t.Helper()
	o.until("the title "+title, func() bool {
		named := false
		for _, line := range o.lines {
			named = named || strings.Contains(line, "name='"+title) &&
				strings.Contains(line, "role='page tab'")
			if named && strings.HasPrefix(line, "^^^^^ PROCESS OBJECT EVENT") {
				return true
			}
		}
		return false
	})
}
