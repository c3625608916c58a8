package webkit

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"cookies-preferences/app/internal/browser"
)

// received has the fields that we read, of all events of the protocol.
type received struct {
	Message struct {
		Source, Level, Type, Text, URL string
		Parameters                     []struct {
			Type, Description string
			Value             json.RawMessage
		}
	}
	RequestID string
	Request   struct{ URL string }
	Response  struct {
		URL        string
		Status     int
		StatusText string
	}
	ErrorText string
	Canceled  bool
	Context   struct {
		ID            int
		Type, FrameID string
	}
	Frame struct{ ID, ParentID string }
}

// dispatch follows the tab's contexts, and translates the events of its page.
func (t *Tab) dispatch(method string, params json.RawMessage) {
	var e received
	if json.Unmarshal(params, &e) != nil {
		return // none of the events that we read
	}
	switch method {
	case "Runtime.executionContextCreated":
		if e.Context.Type == "normal" {
			t.mu.Lock()
			t.contexts[e.Context.FrameID] = e.Context.ID
			t.mu.Unlock()
		}
	case "Page.frameNavigated":
		if e.Frame.ParentID == "" {
			t.target.leave()
		}
	default:
		if event, ok := t.event(method, e); ok {
			t.listen(event)
		}
	}
}

// event translates an event of the protocol; false if we don't report it.
func (t *Tab) event(method string, e received) (browser.Event, bool) {
	failed := func(text, url string) browser.Event {
		return browser.Event{Kind: browser.RequestFailure, Text: text, URL: url}
	}
	switch method {
	case "Network.requestWillBeSent":
		t.mu.Lock()
		t.requests[e.RequestID] = e.Request.URL
		t.mu.Unlock()
		return browser.Event{Kind: browser.Request, URL: e.Request.URL}, true
	case "Network.responseReceived":
		status := strings.TrimSpace(strconv.Itoa(e.Response.Status) + " " + e.Response.StatusText)
		return failed(status, e.Response.URL), e.Response.Status >= 400
	case "Network.loadingFailed":
		t.mu.Lock()
		url := t.requests[e.RequestID]
		t.mu.Unlock()
		return failed(e.ErrorText, url), !e.Canceled
	case "Console.messageAdded":
		return e.line()
	}
	return browser.Event{}, false
}

// line translates a line of the console. What it says of requests, the network's events say.
func (e received) line() (event browser.Event, ok bool) {
	m := e.Message
	event = browser.Event{Text: m.Text, URL: m.URL}
	if m.URL == "undefined" { // of a script that has none
		event.URL = ""
	}
	switch {
	case m.Source == "network":
		return event, false
	case m.Source == "console-api":
		var words []string
		for _, p := range m.Parameters {
			var text string
			if p.Type != "string" || json.Unmarshal(p.Value, &text) != nil {
				text = cmp.Or(p.Description, string(p.Value))
			}
			words = append(words, text)
		}
		event = browser.Event{Kind: browser.ConsoleWarning,
			Text: cmp.Or(strings.Join(words, " "), m.Text)}
		if m.Level == "error" {
			event.Kind = browser.ConsoleError
		}
		return event, m.Level == "error" || m.Level == "warning"
	case m.Source == "javascript":
		event.Kind = browser.Exception
	default:
		event.Kind = browser.BrowserError
	}
	return event, m.Level == "error"
}
