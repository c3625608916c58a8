package banner

import (
	"time"

	"cookies-preferences/banner/preferences"
)

// What the loader shows and writes before this package runs in the browser is
// rendered from it at build time: see app/dist.

// LoaderTexts are what the loader tells visitors by itself.
var LoaderTexts = map[string]string{
	"saved":       textSaved,
	"notRecorded": textNotRecorded,
	"unavailable": textUnavailable,
	"later":       textLater,
	"reload":      textReload,
	"gpc":         textGPC,
}

// NoticeRecord returns the record of a choice made on the notice at a time,
// where all categories are shown and no tracker is declared: what Update records
// then. That of a refusal is the same everywhere.
func NoticeRecord(c Choice, version string, at time.Time) preferences.Preferences {
	s, _ := Update(State{Asking: true, Version: version}, Chose{Choice: c, At: at})
	return s.Chosen
}
