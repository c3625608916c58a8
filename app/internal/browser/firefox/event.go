//go:build !js

package firefox

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"

	"cookies-preferences/app/internal/browser"
)

// aborted are Firefox's errors for requests that the page cancels, for instance when the
// visitor leaves it. They are no failures.
var aborted = []string{"NS_BINDING_ABORTED", "NS_BASE_STREAM_CLOSED"}

// tabs knows the listener of each tab.
type tabs struct {
	mu        sync.Mutex
	parents   map[string]string // of frames
	listeners map[string]func(browser.Event)
}

func newTabs() *tabs {
	return &tabs{parents: make(map[string]string), listeners: make(map[string]func(browser.Event))}
}

// listen sets the listener of a tab.
func (l *tabs) listen(tab string, listener func(browser.Event)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.listeners[tab] = listener
}

// listener is that of a tab, or of the tab of a frame; nil if there is none.
func (l *tabs) listener(where string) func(browser.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.parents[where] != "" {
		where = l.parents[where]
	}
	return l.listeners[where]
}

// addFrame notes the parent of a frame.
func (l *tabs) addFrame(frame, parent string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.parents[frame] = parent
}

// received has the fields that we read, of all events of the protocol.
type received struct {
	Context string `json:"context"`
	Parent  string `json:"parent"`

	Type   string `json:"type"`
	Level  string `json:"level"`
	Text   string `json:"text"`
	Source struct {
		Context string `json:"context"`
	} `json:"source"`
	StackTrace struct {
		CallFrames []struct {
			URL string `json:"url"`
		} `json:"callFrames"`
	} `json:"stackTrace"`

	Request struct {
		URL string `json:"url"`
	} `json:"request"`
	Response struct {
		Status     int    `json:"status"`
		StatusText string `json:"statusText"`
	} `json:"response"`
	ErrorText string `json:"errorText"`
}

// dispatch passes an event to the listener of its tab.
func (l *tabs) dispatch(method string, params json.RawMessage) {
	var e received
	if err := json.Unmarshal(params, &e); err != nil {
		return // none of the events that we read
	}
	if method == "browsingContext.contextCreated" {
		l.addFrame(e.Context, e.Parent)
		return
	}
	event, ok := e.event(method)
	if !ok {
		return
	}
	where := e.Context
	if method == "log.entryAdded" {
		where = e.Source.Context
	}
	if listener := l.listener(where); listener != nil {
		listener(event)
	}
}

// event translates an event of the protocol; false if we don't report it. Firefox doesn't
// tell its own errors from uncaught exceptions.
func (e received) event(method string) (browser.Event, bool) {
	switch method {
	case "network.beforeRequestSent":
		return browser.Event{Kind: browser.Request, URL: e.Request.URL}, true
	case "network.responseCompleted":
		text := strings.TrimSpace(strconv.Itoa(e.Response.Status) + " " + e.Response.StatusText)
		failure := browser.Event{Kind: browser.RequestFailure, Text: text, URL: e.Request.URL}
		return failure, e.Response.Status >= 400
	case "network.fetchError":
		failure := browser.Event{Kind: browser.RequestFailure, Text: e.ErrorText,
			URL: e.Request.URL}
		return failure, !slices.Contains(aborted, e.ErrorText)
	case "log.entryAdded":
		switch {
		case e.Type == "javascript" && e.Level == "error":
			exception := browser.Event{Kind: browser.Exception, Text: e.Text}
			if frames := e.StackTrace.CallFrames; len(frames) > 0 {
				exception.URL = frames[0].URL
			}
			return exception, true
		case e.Level == "error":
			return browser.Event{Kind: browser.ConsoleError, Text: e.Text}, true
		case e.Level == "warn" && e.Type == "console":
			return browser.Event{Kind: browser.ConsoleWarning, Text: e.Text}, true
		}
	}
	return browser.Event{}, false
}
