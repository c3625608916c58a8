package workshop

import (
	"strconv"
	"strings"
	"time"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// Fact is something that happened in the page of trial.
type Fact struct {
	Kind FactKind
	At   time.Duration // since the page was asked for
	Took time.Duration // of what was fetched

	// Name is what it is about: a file's name, a gate's, an event's.
	Name string

	// Text is a cookie's line as it was written, or an error's message.
	Text string

	// Size and Wire are a file's size in octets, as it is and as it is on a line that
	// compresses; Wire is 0 of one that is not compressed.
	Size, Wire int
}

// FactKind is a kind of facts, as the page of trial names it.
type FactKind string

// The kinds.
const (
	FactPage    FactKind = "page"    // the page has begun; Text is the cookies that it has
	FactNotice  FactKind = "notice"  // the notice is up
	FactGone    FactKind = "gone"    // it is there no more
	FactFile    FactKind = "file"    // something was fetched
	FactFailed  FactKind = "failed"  // something could not be
	FactWritten FactKind = "written" // the cookie was written; Text is the line
	FactDenied  FactKind = "denied"  // the browser did not take it
	FactCookie  FactKind = "cookie"  // the page's cookies are others; Text is document.cookie
	FactChange  FactKind = "change"  // the event cookies_preferences:change
	FactError   FactKind = "error"   // the event cookies_preferences:error
	FactGate    FactKind = "gate"    // what waited for the choice was let through
	FactSaid    FactKind = "said"    // by the workshop itself: Text
)

// shown reports whether a fact is one of the timeline's.
func (f Fact) shown() bool { return f.Kind != FactCookie }

// Say tells it in French.
func (f Fact) Say() string {
	switch f.Kind {
	case FactPage:
		return "La page d’essai s’ouvre."
	case FactNotice:
		return "Le bandeau est affiché."
	case FactGone:
		return "Le bandeau s’est effacé."
	case FactFile:
		if f.Name == "banner.js" {
			return french.Spaces("Script chargé : " + f.Name)
		}
		if strings.Contains(f.Name, ".wasm") {
			return french.Spaces("Programme (WebAssembly) chargé : " + f.Name)
		}
		return french.Spaces("Fichier chargé : " + f.Name)
	case FactFailed:
		return french.Spaces("Fichier absent ou refusé : " + f.Name)
	case FactWritten:
		return sayWritten(f.Text)
	case FactDenied:
		return french.Spaces("Cookie refusé par le navigateur : " + preferences.CookieName)
	case FactChange:
		return french.Spaces("Événement « cookies_preferences:change » : les scripts de la page apprennent le choix.")
	case FactError:
		return french.Spaces("Événement « cookies_preferences:error », code " + f.Name + " : " + f.Text)
	case FactGate:
		return french.Spaces("Contenu autorisé : « " + banner.Label(preferences.Name(f.Name)) + " » (" + f.Name + ")")
	}
	return f.Text
}

// sayWritten tells a line that was written to document.cookie.
func sayWritten(line string) string {
	name, _, _ := strings.Cut(line, "=")
	seconds, ok := maxAge(line)
	switch {
	case !ok:
		return french.Spaces("Cookie écrit : " + name)
	case seconds == 0:
		return french.Spaces("Cookie effacé : " + name)
	}
	return french.Spaces("Cookie écrit : " + name + ", gardé " + french.Count((seconds+43_200)/86_400, "jour", "jours"))
}

// maxAge is the Max-Age of a line that was written to document.cookie, in seconds; 0 has
// the browser drop the cookie (RFC 6265, section 5.2.2). It is not ok if there is none.
func maxAge(line string) (seconds int, ok bool) {
	for attribute := range strings.SplitSeq(line, "; ") {
		if value, found := strings.CutPrefix(attribute, "Max-Age="); found {
			seconds, err := strconv.Atoi(value)
			return seconds, err == nil
		}
	}
	return 0, false
}

// When tells when it happened, in milliseconds or seconds: « 87 ms », « 1,2 s ».
func (f Fact) When() string {
	ms := int(f.At.Milliseconds())
	if ms < 1000 {
		return strconv.Itoa(ms) + french.NoBreakSpace + "ms"
	}
	tenths := (ms + 50) / 100
	return french.Number(tenths/10) + "," + strconv.Itoa(tenths%10) + french.NoBreakSpace + "s"
}

// HowMuch tells sizes and durations of what was fetched, and the size of a cookie that
// was written and not erased; "" of all else.
func (f Fact) HowMuch() string {
	switch f.Kind {
	case FactFile:
		var parts []string
		if f.Size > 0 {
			parts = append(parts, french.Size(f.Size))
		}
		if f.Wire > 0 && f.Wire < f.Size {
			parts = append(parts, french.Size(f.Wire)+" compressé")
		}
		return strings.Join(append(parts, "en "+french.Number(int(f.Took.Milliseconds()))+french.NoBreakSpace+"ms"), ", ")
	case FactWritten:
		if seconds, ok := maxAge(f.Text); ok && seconds == 0 {
			return ""
		}
		pair, _, _ := strings.Cut(f.Text, ";")
		return french.Size(len(pair))
	}
	return ""
}
