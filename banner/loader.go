package banner

import (
	"time"

	"cookies-preferences/banner/preferences"
)

// What the loader shows and writes before this package runs in the browser is
// rendered from it at build time: see app/build.

// LoaderTexts are what the loader tells visitors by itself.
var LoaderTexts = map[string]string{
	"saved":       textSaved,
	"notRecorded": textNotRecorded,
	"lost":        textLost,
	"unavailable": textUnavailable,
	"later":       textLater,
	"reload":      textReload,
	"gpc":         textGPC,
}

// NoticeRecord returns the record of a choice made on a portal's notice at a
// time: what Update records then. That of a refusal is the same everywhere, but
// for Asked.
func NoticeRecord(c Config, choice Choice, at time.Time) preferences.Preferences {
	s, _ := Update(State{Config: c, Asking: true, Version: c.Version}, Chose{Choice: choice, At: at})
	return s.Chosen
}
