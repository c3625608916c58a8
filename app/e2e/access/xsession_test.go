package access

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/internal/browser/firefox"
	"cookies-preferences/app/internal/browser/process"
	"cookies-preferences/app/internal/browser/webkit"
)

// xSession is a screen that nobody sees, with windows, a session's bus and French words.
type xSession struct {
	t    *testing.T
	home string
	env  []string
}

// startXSession starts a desktop, until the test ends. It checks that there are the commands that
// will be used on it.
func startXSession(t *testing.T, commands ...string) *xSession {
	t.Helper()
	for _, name := range append(commands, "Xvfb", "dbus-daemon", "openbox") {
		if _, err := exec.LookPath(name); err != nil {
			t.Fatalf("%v: make orca installs Orca and what a desktop needs", err)
		}
	}
	home := t.TempDir()
	x := &xSession{t: t, home: home, env: []string{"HOME=" + home, "XDG_RUNTIME_DIR=" + home,
		"XDG_DATA_HOME=" + filepath.Join(home, ".local/share"),
		"XDG_CONFIG_HOME=" + filepath.Join(home, ".config"),
		"XDG_CACHE_HOME=" + filepath.Join(home, ".cache"),
		"LANGUAGE=fr", "LANG=C.UTF-8", "LC_ALL=", "TZ=Europe/Paris"}}
	x.env = append(x.env, "DISPLAY=:"+x.answer("Xvfb", "-displayfd", "1", "-nolisten", "tcp",
		"-screen", "0", "1280x1024x24"))
	x.env = append(x.env, "DBUS_SESSION_BUS_ADDRESS="+x.answer("dbus-daemon", "--session",
		"--nofork", "--print-address=1"))
	x.start("openbox")
	return x
}

// untranslated are settings of Chromium: it would offer to translate a French page.
const untranslated = `{"translate": {"enabled": false}}`

// launch starts a browser on the desktop, which gives assistive technology what it shows.
func (x *xSession) launch(engine harness.Engine) (b browser.Browser) {
	x.t.Helper()
	var err error
	place := &browser.Desktop{Env: x.env}
	switch engine {
	case harness.Chromium:
		x.write("chromium/Default/Preferences", untranslated)
		b, err = chromium.Launch(context.Background(),
			chromium.Options{Desktop: place, Data: filepath.Join(x.home, "chromium")})
	case harness.Firefox:
		b, err = firefox.Launch(context.Background(), firefox.Options{Desktop: place})
	case harness.WebKit:
		b, err = webkit.Launch(webkit.Options{Desktop: place})
	}
	if err != nil {
		x.t.Fatal(err)
	}
	x.t.Cleanup(func() {
		if err := b.Stop(); err != nil {
			x.t.Error(err)
		}
	})
	return b
}

// write writes a file of the home folder.
func (x *xSession) write(name, text string) {
	x.t.Helper()
	path := filepath.Join(x.home, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755),
		os.WriteFile(path, []byte(text), 0o644)); err != nil {
		x.t.Fatal(err)
	}
}

// command is a command of the desktop.
func (x *xSession) command(name string, args ...string) *exec.Cmd {
	command := exec.Command(name, args...)
	command.Env = append(os.Environ(), x.env...)
	return command
}

// start starts a command, which ends with the test, and returns its output.
func (x *xSession) start(name string, args ...string) io.Reader {
	x.t.Helper()
	return x.run(x.command(name, args...))
}

// run starts a command of the desktop, which ends with the test, and returns its output.
func (x *xSession) run(command *exec.Cmd) io.Reader {
	x.t.Helper()
	output, err := command.StdoutPipe()
	if err != nil {
		x.t.Fatal(err)
	}
	p, err := process.Start(command)
	if err != nil {
		x.t.Fatal(err)
	}
	x.t.Cleanup(func() { p.End(5 * time.Second) })
	return output
}

// answer starts a command, and returns the first line that it writes.
func (x *xSession) answer(name string, args ...string) string {
	x.t.Helper()
	line, err := bufio.NewReader(x.start(name, args...)).ReadString('\n')
	if err != nil {
		x.t.Fatalf("%s: %v", name, err)
	}
	return strings.TrimSpace(line)
}
