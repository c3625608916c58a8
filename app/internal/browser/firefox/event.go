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

// Event is an event of a tab, or of a frame in it.
type Event = browser.Event

// The kinds of events. Firefox doesn't tell its own errors from uncaught exceptions.
const (
	ConsoleError   = browser.ConsoleError
	ConsoleWarning = browser.ConsoleWarning
	Exception      = browser.Exception
	Request        = browser.Request
	Failure        = browser.RequestFailure
)

// aborted are Firefox's errors for requests that the page cancels, for instance when the
// visitor leaves it. They are no failures.
var aborted = []string{"NS_BINDING_ABORTED", "NS_BASE_STREAM_CLOSED"}

// tabs knows the listener of each tab. The zero value has none.
type tabs struct {
	mu      sync.Mutex
	parents map[string]string // of frames
	hearers map[string]func(Event)
}

// listen sets the listener of a tab.
func (l *tabs) listen(tab string, hear func(Event)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.hearers == nil {
		l.hearers = make(map[string]func(Event))
	}
	l.hearers[tab] = hear
}

// hearer is the listener of a tab, or of the tab of a frame; nil if there is none.
func (l *tabs) hearer(where string) func(Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.parents[where] != "" {
		where = l.parents[where]
	}
	return l.hearers[where]
}

// adopt notes the parent of a frame.
func (l *tabs) adopt(frame, parent string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.parents == nil {
		l.parents = make(map[string]string)
	}
	l.parents[frame] = parent
}

// told has the fields that we read, over all events of the protocol.
type told struct {
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

// hear passes an event to the listener of its tab.
func (l *tabs) hear(method string, params json.RawMessage) {
	var e told
	if err := json.Unmarshal(params, &e); err != nil {
		return // none of the events that we read
	}
	if method == "browsingContext.contextCreated" {
		l.adopt(e.Context, e.Parent)
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
	if hear := l.hearer(where); hear != nil {
		hear(event)
	}
}

// event translates an event of the protocol; false if we don't report it.
func (e told) event(method string) (Event, bool) {
	switch method {
	case "network.beforeRequestSent":
		return Event{Kind: Request, URL: e.Request.URL}, true
	case "network.responseCompleted":
		text := strings.TrimSpace(strconv.Itoa(e.Response.Status) + " " + e.Response.StatusText)
		return Event{Kind: Failure, Text: text, URL: e.Request.URL}, e.Response.Status >= 400
	case "network.fetchError":
		return Event{Kind: Failure, Text: e.ErrorText, URL: e.Request.URL}, !slices.Contains(aborted, e.ErrorText)
	case "log.entryAdded":
		text := e.Text
		if frames := e.StackTrace.CallFrames; len(frames) > 0 {
			text += " " + frames[0].URL
		}
		switch {
		case e.Type == "javascript" && e.Level == "error":
			return Event{Kind: Exception, Text: text}, true
		case e.Level == "error":
			return Event{Kind: ConsoleError, Text: e.Text}, true
		case e.Level == "warn" && e.Type == "console":
			return Event{Kind: ConsoleWarning, Text: e.Text}, true
		}
	}
	return Event{}, false
}
