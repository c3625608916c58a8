package workshop

import (
	"strconv"
	"strings"
	"time"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/banner/preferences"
)

// Event is something that happened in the preview.
type Event struct {
	Kind    EventKind
	At      time.Duration // since the page was requested
	Text    string        // the line written to document.cookie, or an error's code
	Cookies string        // document.cookie after it
}

// EventKind is a kind of event, as web/preview/workshop/preview.js names it.
type EventKind string

// The kinds of events.
const (
	EventPage    EventKind = "page"    // the page starts
	EventNotice  EventKind = "notice"  // the notice is displayed
	EventGone    EventKind = "gone"    // the notice is no longer displayed
	EventWritten EventKind = "written" // document.cookie was set
	EventDenied  EventKind = "denied"  // the browser refused the cookie
	EventError   EventKind = "error"   // the DOM event cookies_preferences:error
)

// Sentence says in French what happened.
func (e Event) Sentence() string {
	switch e.Kind {
	case EventPage:
		return "La page d’essai est ouverte."
	case EventNotice:
		return "Le bandeau est affiché."
	case EventGone:
		return "Le bandeau est fermé."
	case EventWritten:
		return writtenSentence(e.Text)
	case EventDenied:
		return french.Spaces("Cookie refusé par le navigateur : " + preferences.CookieName)
	case EventError:
		return french.Spaces("Événement « cookies_preferences:error », code " + e.Text)
	}
	return string(e.Kind)
}

// writtenSentence says what a line written to document.cookie does. Max-Age=0 erases the cookie
// (RFC 6265, section 5.2.2).
func writtenSentence(line string) string {
	name, _, _ := strings.Cut(line, "=")
	_, after, _ := strings.Cut(line, "; Max-Age=")
	age, _, _ := strings.Cut(after, ";")
	switch seconds, err := strconv.Atoi(age); {
	case err != nil:
		return french.Spaces("Cookie enregistré : " + name)
	case seconds == 0:
		return french.Spaces("Cookie effacé : " + name)
	default:
		days := french.Count((seconds+43_200)/86_400, "jour", "jours")
		return french.Spaces("Cookie enregistré : " + name + " (durée : " + days + ")")
	}
}

// When says when it happened, as « 87 ms » or « 1,2 s ».
func (e Event) When() string {
	ms := int(e.At.Milliseconds())
	if ms < 1000 {
		return strconv.Itoa(ms) + french.NoBreakSpace + "ms"
	}
	tenths := (ms + 50) / 100
	return french.Number(tenths/10) + "," + strconv.Itoa(tenths%10) + french.NoBreakSpace + "s"
}
