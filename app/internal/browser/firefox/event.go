//go:build !js

package firefox

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Event is what a tab, or a frame in it, tells.
type Event struct {
	Kind Kind
	Text string // of the console's line, of the exception, or what befell the request
	URL  string // of the request
}

// Kind is what an event is about.
type Kind int

const (
	ConsoleError Kind = iota
	ConsoleWarning
	Exception // uncaught, or an error that the browser itself logs
	Request   // is about to be sent
	Failure   // of a request: a status from 400 on, or no answer
)

// aborted are what Firefox says of requests that a page gives up, for instance
// because it is left: that is no failure.
var aborted = []string{"NS_BINDING_ABORTED", "NS_BASE_STREAM_CLOSED"}

// tabs know who hears what is told in which tab. The zero value knows of none.
type tabs struct {
	mu      sync.Mutex
	parents map[string]string // of frames
	hearers map[string]func(Event)
}

// listen has the events of a tab heard.
func (l *tabs) listen(tab string, hear func(Event)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.hearers == nil {
		l.hearers = make(map[string]func(Event))
	}
	l.hearers[tab] = hear
}

// hearer is who hears of a tab, or of a frame in it; nil when nobody does.
func (l *tabs) hearer(where string) func(Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.parents[where] != "" {
		where = l.parents[where]
	}
	return l.hearers[where]
}

// adopt notes whose frame it is.
func (l *tabs) adopt(frame, parent string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.parents == nil {
		l.parents = make(map[string]string)
	}
	l.parents[frame] = parent
}

// told is what events of the protocol have in common, and what we read of each.
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

// hear hands an event to who hears its tab.
func (l *tabs) hear(method string, params json.RawMessage) {
	var e told
	if err := json.Unmarshal(params, &e); err != nil {
		return // an event that is none of those
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

// event is what is told in our words, if it is worth telling.
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
