// Package firefox drives Firefox through WebDriver BiDi
// (https://www.w3.org/TR/webdriver-bidi/).
package firefox

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/process"
)

// startPatience is how long Firefox may take to start. On a very busy machine, its first start
// takes more than a minute.
const startPatience = 3 * time.Minute

// stopPatience is how long Firefox may take to close.
const stopPatience = 5 * time.Second

// Browser is a running Firefox.
type Browser struct {
	folder  string // holds the profile and the home folder
	process *process.Process
	bidi    *connection
	tabs    *tabs
	window  string // the browser's own window, whose scripts can change settings
}

// find returns the path of Firefox.
func find() (string, error) {
	if path := os.Getenv("FIREFOX"); path != "" {
		return path, nil
	}
	for _, name := range []string{"firefox-esr", "firefox"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("there is no Firefox: install it (Debian: apt-get install " +
		"firefox-esr), or give its path in FIREFOX")
}

// Options configures [Launch].
type Options struct {
	Desktop *browser.Desktop // where it runs, unless nil
}

// Launch starts Firefox, found at the path in the environment's FIREFOX, or else by one of
// its usual names.
func Launch(ctx context.Context, o Options) (*Browser, error) {
	path, err := find()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	folder, err := os.MkdirTemp("", "cookies-preferences-firefox-")
	if err != nil {
		return nil, err
	}
	b := &Browser{folder: folder, tabs: &tabs{listeners: make(map[string]func(browser.Event))}}
	if err := b.start(ctx, path, o.Desktop); err != nil {
		err = fmt.Errorf("the browser at %s did not start: %w", path, err)
		return nil, errors.Join(err, b.Stop())
	}
	return b, nil
}

func (b *Browser) start(ctx context.Context, path string, on *browser.Desktop) error {
	profile := filepath.Join(b.folder, "profile")
	if err := os.Mkdir(profile, 0o700); err != nil {
		return err
	}
	userJS := filepath.Join(profile, "user.js")
	if err := os.WriteFile(userJS, []byte(userPreferences()), 0o600); err != nil {
		return err
	}
	command := exec.Command(path, "--no-remote", "--profile", profile,
		"--remote-debugging-port=0", "--remote-allow-system-access")
	// Firefox wants a home folder that its user owns, which not every container has.
	command.Env = append(os.Environ(),
		"HOME="+b.folder, "XDG_RUNTIME_DIR="+b.folder, "TMPDIR="+b.folder,
		"MOZ_CRASHREPORTER_DISABLE=1")
	if on != nil {
		command.Env = append(append(command.Env, on.Env...), "GNOME_ACCESSIBILITY=1")
	} else {
		command.Args = append(command.Args, "--headless")
		command.Env = append(command.Env,
			"MOZ_HEADLESS_WIDTH=1280", "MOZ_HEADLESS_HEIGHT=985") // 900 px of page
	}
	output, err := command.StderrPipe()
	if err != nil {
		return err
	}
	if b.process, err = process.Start(command); err != nil {
		return err
	}
	address, err := listensAt(ctx, output)
	if err != nil {
		return err
	}
	if b.bidi, err = dial(ctx, address+"/session", b.tabs.dispatch); err != nil {
		return err
	}
	return b.session(ctx)
}

// session starts a session, and subscribes to the events of tabs.
func (b *Browser) session(ctx context.Context) error {
	capabilities := object{"capabilities": object{"alwaysMatch": object{
		"acceptInsecureCerts":     true,
		"unhandledPromptBehavior": object{"default": "ignore"},
	}}}
	if err := b.bidi.call(ctx, "session.new", capabilities, nil); err != nil {
		return err
	}
	events := object{"events": []string{
		"browsingContext.contextCreated", "log.entryAdded",
		"network.beforeRequestSent", "network.responseCompleted", "network.fetchError",
	}}
	if err := b.bidi.call(ctx, "session.subscribe", events, nil); err != nil {
		return err
	}
	var tree struct{ Contexts []struct{ Context string } }
	own := object{"moz:scope": "chrome"}
	if err := b.bidi.call(ctx, "browsingContext.getTree", own, &tree); err != nil {
		return err
	}
	if len(tree.Contexts) == 0 {
		return errors.New("it has no window")
	}
	b.window = tree.Contexts[0].Context
	return nil
}

// listensAt reads Firefox's output until it says where it listens. The rest of the output
// is discarded for as long as it runs.
func listensAt(ctx context.Context, output io.Reader) (string, error) {
	found := make(chan string, 1)
	ended := make(chan string, 1)
	go func() {
		var said []string
		lines := bufio.NewScanner(output)
		for lines.Scan() {
			if _, address, ok := strings.Cut(lines.Text(), "WebDriver BiDi listening on "); ok {
				found <- strings.TrimSpace(address)
				io.Copy(io.Discard, output)
				return
			}
			said = append(said, lines.Text())
		}
		ended <- strings.Join(said, "\n")
	}()
	select {
	case address := <-found:
		return address, nil
	case said := <-ended:
		return "", fmt.Errorf("it ended with the output: %s", said)
	case <-ctx.Done():
		return "", fmt.Errorf("it does not say where it listens: %w", ctx.Err())
	}
}

// Stop closes Firefox and removes the profile. If it doesn't end, it is killed.
func (b *Browser) Stop() error {
	if b.bidi != nil {
		ctx, cancel := context.WithTimeout(context.Background(), stopPatience)
		defer cancel()
		// Whatever it answers, process.Stop waits for its end or kills it.
		_ = b.bidi.call(ctx, "browser.close", object{}, nil)
		b.bidi.close()
	}
	if b.process != nil {
		b.process.Stop(stopPatience)
	}
	return os.RemoveAll(b.folder)
}
