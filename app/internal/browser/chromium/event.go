package chromium

import (
	"cmp"
	"encoding/json"
	"strings"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"

	"cookies-preferences/app/internal/browser"
)

// dispatch translates the protocol's events.
func (t *Tab) dispatch(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		t.listen(browser.Event{Kind: browser.Exception, Text: text})
	case *runtime.EventConsoleAPICalled:
		var words []string
		for _, arg := range e.Args {
			words = append(words, wordOf(arg))
		}
		line := strings.Join(words, " ")
		switch e.Type {
		case "error", "assert":
			t.listen(browser.Event{Kind: browser.ConsoleError, Text: line})
		case "warning":
			t.listen(browser.Event{Kind: browser.ConsoleWarning, Text: line})
		}
	case *log.EventEntryAdded:
		kind := browser.BrowserError
		if e.Entry.Source == log.EntrySourceNetwork {
			kind = browser.RequestFailure
		}
		if e.Entry.Level == log.EntryLevelError {
			t.listen(browser.Event{Kind: kind, Text: e.Entry.Text, URL: e.Entry.URL})
		}
	case *network.EventRequestWillBeSent:
		t.listen(browser.Event{Kind: browser.Request, URL: e.Request.URL})
	}
}

// wordOf is a console argument as the console shows it.
func wordOf(arg *runtime.RemoteObject) string {
	var text string
	if arg.Type == "string" && json.Unmarshal(arg.Value, &text) == nil {
		return text
	}
	return cmp.Or(arg.Description, string(arg.Value))
}
