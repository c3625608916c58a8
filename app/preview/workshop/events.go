package workshop

import (
	"strconv"
	"strings"
	"time"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// Event is something that happened in the preview.
type Event struct {
	Kind EventKind
	At   time.Duration // since the page was requested
	Took time.Duration // to fetch a file

	Name string // of a file, of what was allowed, or of an error's code
	Text string // the line written to document.cookie, its value, or a message

	// Size and Wire are a file's size in bytes, as it is and compressed; Wire is 0 for a file
	// that has no compressed copy.
	Size, Wire int
}

// EventKind is a kind of event, as web/preview/workshop/preview.js names it.
type EventKind string

// The kinds of events.
const (
	EventPage    EventKind = "page"    // the page starts; Text is document.cookie
	EventNotice  EventKind = "notice"  // the notice is displayed
	EventGone    EventKind = "gone"    // the notice is no longer displayed
	EventFile    EventKind = "file"    // a file was fetched
	EventFailed  EventKind = "failed"  // a file could not be fetched
	EventWritten EventKind = "written" // document.cookie was set; Text is the line
	EventDenied  EventKind = "denied"  // the browser refused the cookie
	EventCookie  EventKind = "cookie"  // the cookies changed; Text is document.cookie
	EventChange  EventKind = "change"  // the DOM event cookies_preferences:change
	EventError   EventKind = "error"   // the DOM event cookies_preferences:error
	EventGate    EventKind = "gate"    // content that waited for the choice was allowed
	EventNote    EventKind = "note"    // a sentence by the workshop itself, in Text
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
	case EventFile:
		switch {
		case e.Name == scriptName:
			return french.Spaces("Script chargé : " + e.Name)
		case strings.Contains(e.Name, ".wasm"):
			return french.Spaces("Programme (WebAssembly) chargé : " + e.Name)
		}
		return french.Spaces("Fichier chargé : " + e.Name)
	case EventFailed:
		return french.Spaces("Fichier absent ou refusé : " + e.Name)
	case EventWritten:
		return writtenSentence(e.Text)
	case EventDenied:
		return french.Spaces("Cookie refusé par le navigateur : " + preferences.CookieName)
	case EventChange:
		return french.Spaces("Événement « cookies_preferences:change » : " +
			"les scripts de la page sont informés du choix.")
	case EventError:
		return french.Spaces("Événement « cookies_preferences:error », code " + e.Name + " : " +
			e.Text)
	case EventGate:
		label := banner.Label(preferences.Name(e.Name))
		return french.Spaces("Contenu autorisé : « " + label + " » (" + e.Name + ")")
	}
	return e.Text
}

// writtenSentence says what a line written to document.cookie does.
func writtenSentence(line string) string {
	name, _, _ := strings.Cut(line, "=")
	seconds, ok := maxAge(line)
	switch {
	case !ok:
		return french.Spaces("Cookie enregistré : " + name)
	case seconds == 0:
		return french.Spaces("Cookie effacé : " + name)
	}
	days := french.Count((seconds+43_200)/86_400, "jour", "jours")
	return french.Spaces("Cookie enregistré : " + name + " (durée : " + days + ")")
}

// maxAge is the Max-Age of a line written to document.cookie, in seconds; 0 erases the
// cookie (RFC 6265, section 5.2.2). ok is false if there is none.
func maxAge(line string) (seconds int, ok bool) {
	for attribute := range strings.SplitSeq(line, "; ") {
		if value, found := strings.CutPrefix(attribute, "Max-Age="); found {
			seconds, err := strconv.Atoi(value)
			return seconds, err == nil
		}
	}
	return 0, false
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

// Cost gives the size of a file and the time to fetch it, or the size of a cookie; "" for
// other events.
func (e Event) Cost() string {
	switch e.Kind {
	case EventFile:
		var parts []string
		if e.Size > 0 {
			parts = append(parts, french.Size(e.Size))
		}
		if e.Wire > 0 && e.Wire < e.Size {
			parts = append(parts, french.Size(e.Wire)+" compressé")
		}
		ms := french.Number(int(e.Took.Milliseconds())) + french.NoBreakSpace + "ms"
		return strings.Join(append(parts, "en "+ms), ", ")
	case EventWritten:
		if seconds, ok := maxAge(e.Text); ok && seconds == 0 {
			return ""
		}
		pair, _, _ := strings.Cut(e.Text, ";")
		return french.Size(len(pair))
	}
	return ""
}
