package banner

import (
	"time"

	"cookies-preferences/banner/preferences"
)

// The build renders from this package what the loader shows and writes before the
// program runs: see app/build.

// LoaderTexts are the messages that the loader shows by itself.
var LoaderTexts = map[string]string{
	"saved":       textSaved,
	"notRecorded": textNotRecorded,
	"lost":        textLost,
	"unavailable": textUnavailable,
	"later":       textLater,
	"reload":      textReload,
	"gpc":         textGPC,
}

// NoticeRecord returns the record that Update makes of a choice in the notice.
func NoticeRecord(c Config, choice Choice, at time.Time) preferences.Preferences {
	before := State{Config: c, Asking: true, Version: c.Version}
	after, _ := Update(before, Chose{Choice: choice, At: at})
	return after.Chosen
}
