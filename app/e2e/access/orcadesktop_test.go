package access

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/internal/browser/process"
)

// orcaNeeds are the commands that a desktop with Orca needs.
var orcaNeeds = []string{"orca", "Xvfb", "dbus-daemon", "openbox", "xdotool"}

// unbuffered has Orca write each line of its debug file at once, so that tests can wait for it.
// Orca runs this file of its user's.
const unbuffered = "from orca import debug\n" +
	"debug.debugFile.reconfigure(line_buffering=True)\n"

// untranslated are settings of Chromium: it would offer to translate a French page.
const untranslated = `{"translate": {"enabled": false}}`

// orca is a screen that nobody sees, with Orca speaking French without a voice, and Chromium.
type orca struct {
	t       *testing.T
	env     []string
	browser browser.Browser

	mu     sync.Mutex
	lines  []string // of Orca's debug file
	spoken []string // not taken yet
	ended  bool     // whether Orca has
}

// startOrca starts the desktop, until the test ends.
func startOrca(t *testing.T) *orca {
	t.Helper()
	for _, name := range orcaNeeds {
		if _, err := exec.LookPath(name); err != nil {
			t.Fatalf("%v: make orca installs Orca and what it needs", err)
		}
	}
	home := t.TempDir()
	custom := filepath.Join(home, ".local/share/orca/orca-customizations.py")
	data := filepath.Join(home, "chromium")
	for name, text := range map[string]string{
		custom: unbuffered, filepath.Join(data, "Default", "Preferences"): untranslated,
	} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755),
			os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	o := &orca{t: t, env: []string{"HOME=" + home, "XDG_RUNTIME_DIR=" + home,
		"XDG_DATA_HOME=" + filepath.Join(home, ".local/share"),
		"XDG_CONFIG_HOME=" + filepath.Join(home, ".config"),
		"XDG_CACHE_HOME=" + filepath.Join(home, ".cache"),
		"LANGUAGE=fr", "LANG=C.UTF-8", "LC_ALL=", "TZ=Europe/Paris",
		"SPEECHD_CMD=/bin/false"}} // no voice: Orca has said all that it writes down
	o.env = append(o.env, "DISPLAY=:"+o.answer("Xvfb", "-displayfd", "1", "-nolisten", "tcp",
		"-screen", "0", "1280x1024x24"))
	o.env = append(o.env, "DBUS_SESSION_BUS_ADDRESS="+o.answer("dbus-daemon", "--session",
		"--nofork", "--print-address=1"))
	o.start("openbox")
	go o.read(o.start("orca", "--debug-file", "/dev/stdout"))
	o.waitSpoken("Lecteur d’écran activé.")
	b, err := chromium.Launch(context.Background(), chromium.Options{
		Desktop: &chromium.Desktop{Env: o.env, Data: data},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Stop() })
	o.browser = b
	return o
}

// command is a command of the desktop.
func (o *orca) command(name string, args ...string) *exec.Cmd {
	command := exec.Command(name, args...)
	command.Env = append(os.Environ(), o.env...)
	return command
}

// start starts a command, which ends with the test, and returns its output.
func (o *orca) start(name string, args ...string) io.Reader {
	o.t.Helper()
	command := o.command(name, args...)
	output, err := command.StdoutPipe()
	if err != nil {
		o.t.Fatal(err)
	}
	p, err := process.Start(command)
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { p.End(5 * time.Second) })
	return output
}

// answer starts a command, and returns the first line that it writes.
func (o *orca) answer(name string, args ...string) string {
	o.t.Helper()
	line, err := bufio.NewReader(o.start(name, args...)).ReadString('\n')
	if err != nil {
		o.t.Fatalf("%s: %v", name, err)
	}
	return strings.TrimSpace(line)
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
