package webkit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/process"
)

// Profile is a MiniBrowser, its driver and its screen.
type Profile struct {
	browser        *Browser
	folder         string // their home
	settings       []string
	screen, driver *process.Process
	session        *session
	inspector      *inspector

	turn chan struct{} // held by the tab whose command the driver carries out
	// What has the turn guards these.
	window string // the tab to which the driver's commands go
	opened uint64 // how many tabs there were

	output chan struct{} // closed once all that writes to the driver's output has ended
	said   bytes.Buffer  // what was written there
}

// start starts the screen, then the driver on it, which starts MiniBrowser.
func (p *Profile) start(ctx context.Context) error {
	env, err := p.place(ctx)
	if err != nil {
		return err
	}
	note := filepath.Join(p.folder, "inspector")
	script, arguments, err := p.prepare(note)
	if err != nil {
		return err
	}
	driver, err := p.startDriver(ctx, env)
	if err != nil {
		return err
	}
	p.session, err = newSession(ctx, driver, object{
		"acceptInsecureCerts": true,
		"webkitgtk:browserOptions": object{"binary": script,
			"args": arguments},
	})
	if err != nil {
		return err
	}
	if err := p.session.get(ctx, "/window", &p.window); err != nil {
		return err
	}
	address, err := os.ReadFile(note)
	if err != nil {
		return err
	}
	p.inspector, err = inspect(ctx, strings.TrimSpace(string(address)))
	return err
}

// smallWidgets lets the window be as narrow as a phone: its hidden toolbar has a least width, too.
const smallWidgets = "* { min-width: 0; min-height: 0; margin: 0; padding: 0; border-width: 0; " +
	"font-size: 1px; -gtk-icon-transform: scale(0) }"

// fonts are as wide as those of Chromium's tests. DejaVu Sans, which WebKit takes otherwise, is a
// fifth wider than Safari's fonts.
const fonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><alias binding="same"><family>sans-serif</family>
<prefer><family>Liberation Sans</family></prefer></alias></fontconfig>`

// prepare writes the files that MiniBrowser starts with, and returns what starts it.
func (p *Profile) prepare(note string) (script string, arguments []string, err error) {
	for name, text := range map[string]string{
		"gtk-3.0/gtk.css": smallWidgets, "fontconfig/fonts.conf": fonts,
	} {
		file := filepath.Join(p.configuration(), filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return "", nil, err
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			return "", nil, err
		}
	}
	arguments = []string{"--automation", "--proxy=http://" + p.browser.proxy.at}
	if p.browser.desktop == nil { // without a window manager, this only takes the toolbar away
		arguments = append(arguments, "--full-screen")
	}
	var variables strings.Builder
	for _, setting := range p.settings {
		if strings.HasPrefix(setting, "--") {
			arguments = append(arguments, setting)
		} else {
			fmt.Fprintf(&variables, "export %s\n", setting)
		}
	}
	// Only MiniBrowser's environment says where its inspector listens.
	script = filepath.Join(p.folder, "minibrowser")
	return script, arguments, os.WriteFile(script, []byte("#!/bin/sh\n"+variables.String()+
		"echo \"$WEBKIT_INSPECTOR_SERVER\" >'"+note+"'\nexec '"+p.browser.miniBrowser+"' \"$@\"\n"),
		0o700)
}

// configuration is the folder with the settings of the profile's own desktop.
func (p *Profile) configuration() string { return filepath.Join(p.folder, ".config") }

// The size of the screen, in pixels.
const screenWidth, screenHeight = 1600, 1200

// place is the environment in which MiniBrowser runs.
func (p *Profile) place(ctx context.Context) (env []string, err error) {
	if on := p.browser.desktop; on != nil {
		return on.Env, nil
	}
	screen, err := p.startScreen(ctx)
	return []string{"DISPLAY=" + screen, "NO_AT_BRIDGE=1"}, err // without D-Bus
}

// startScreen starts a screen, and returns its name.
func (p *Profile) startScreen(ctx context.Context) (string, error) {
	read, write, err := os.Pipe()
	if err != nil {
		return "", err
	}
	defer write.Close()
	command := exec.Command(p.browser.screen, "-displayfd", "3",
		"-screen", "0", fmt.Sprintf("%dx%dx24", screenWidth, screenHeight), "-nolisten", "tcp")
	command.ExtraFiles = []*os.File{write}
	if p.screen, err = process.Start(command); err != nil {
		return "", errors.Join(err, read.Close())
	}
	write.Close() // Xvfb has its own, so that the pipe ends with it
	return display(ctx, read)
}

// startDriver starts the driver, and returns its address.
func (p *Profile) startDriver(ctx context.Context, env []string) (string, error) {
	command := exec.Command(p.browser.driver, "--port=0")
	command.Env = append(append(os.Environ(), env...), "GDK_BACKEND=x11",
		"HOME="+p.folder, "XDG_CONFIG_HOME="+p.configuration(),
		"XDG_RUNTIME_DIR="+p.folder, "TMPDIR="+p.folder, "GSETTINGS_BACKEND=memory")
	output, err := command.StderrPipe()
	if err != nil {
		return "", err
	}
	command.Stdout = command.Stderr
	if p.driver, err = process.Start(command); err != nil {
		return "", err
	}
	p.output = make(chan struct{})
	go func() {
		defer close(p.output)
		io.Copy(&p.said, output)
	}()
	port, err := listening(ctx, p.driver.PID(), p.driver.Ended())
	return fmt.Sprintf("http://127.0.0.1:%d", port), err
}

// Close closes the browser and its screen, and removes what they wrote.
func (p *Profile) Close(context.Context) error {
	var err error
	if p.session != nil {
		err = p.session.end()
	}
	if p.inspector != nil {
		p.inspector.close()
	}
	for _, started := range []*process.Process{p.driver, p.screen} {
		if started != nil {
			started.End(stopPatience)
		}
	}
	if p.output != nil {
		<-p.output // without its screen, MiniBrowser ends
	}
	return errors.Join(err, os.RemoveAll(p.folder))
}

// NewTab opens a blank tab, in a window of its own; the first is there already.
func (p *Profile) NewTab(ctx context.Context, listen func(browser.Event)) (browser.Tab, error) {
	t := &Tab{profile: p, listen: listen,
		contexts: make(map[string]int), requests: make(map[string]string)}
	t.page, t.Input = page{tab: t}, t.perform
	number := uint64(firstTarget)
	err := p.inTurn(ctx, func() error {
		t.window = p.window
		if p.opened > 0 {
			var made struct{ Handle string }
			err := p.session.post(ctx, "/window/new", object{"type": "window"}, &made)
			if err != nil {
				return err
			}
			t.window = made.Handle
			number += 1 + p.opened
		}
		p.opened++
		return nil
	})
	if err != nil {
		return nil, err
	}
	if t.target, err = p.inspector.attach(ctx, number, t.dispatch, t.moved); err != nil {
		return nil, err
	}
	if err := t.enable(ctx); err != nil {
		return nil, err
	}
	return t, t.Resize(ctx, 1280, 900)
}

// inTurn does something with the driver, which carries out one command at a time.
func (p *Profile) inTurn(ctx context.Context, do func() error) error {
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
		return do()
	case <-ctx.Done():
		return ctx.Err()
	}
}
