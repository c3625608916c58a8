package firefox

import (
	"cmp"
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

// tabs knows the listener of each tab and of each frame in it.
type tabs struct {
	mu        sync.Mutex
	listeners map[string]func(browser.Event)
}

// listen sets the listener of a tab.
func (l *tabs) listen(tab string, listener func(browser.Event)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.listeners[tab] = listener
}

// received has the fields that we read, of all events of the protocol.
type received struct {
	Context, Parent   string
	Type, Level, Text string
	Source            struct{ Context string }
	Request           struct{ URL string }
	Response          struct {
		Status     int
		StatusText string
	}
	ErrorText string
}

// dispatch passes an event to the listener of its tab.
func (l *tabs) dispatch(method string, params json.RawMessage) {
	var e received
	if err := json.Unmarshal(params, &e); err != nil {
		return // none of the events that we read
	}
	l.mu.Lock()
	if method == "browsingContext.contextCreated" && e.Parent != "" {
		l.listeners[e.Context] = l.listeners[e.Parent]
	}
	listener := l.listeners[cmp.Or(e.Context, e.Source.Context)]
	l.mu.Unlock()
	if event, ok := e.event(method); ok && listener != nil {
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
			return browser.Event{Kind: browser.Exception, Text: e.Text}, true
		case e.Level == "error":
			return browser.Event{Kind: browser.ConsoleError, Text: e.Text}, true
		case e.Level == "warn" && e.Type == "console":
			return browser.Event{Kind: browser.ConsoleWarning, Text: e.Text}, true
		}
	}
	return browser.Event{}, false
}
