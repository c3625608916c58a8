//go:build !js

package bench

import (
	"embed"
	"slices"
	"strings"
)

// subject is a page with a banner in it. It is installed by subjects/NAME.html, which stands in
// the page's head; FOLDER in it is the path of the subject's files.
type subject struct {
	name string

	files []string // of a peer, in node_modules

	// Selectors of its notice and its refuse button; ">>>" continues in the shadow
	// root of the element found so far. "" for no notice.
	notice, refuse string

	// record is a JavaScript regular expression for the cookie that a refusal
	// writes.
	record string

	// Selectors of the control that opens its preferences, of these, and of one in them that
	// shows its state; "" for no preferences.
	customize, dialog, control string

	program bool // whether it has one, which sets data-program to running
}

//go:embed subjects
var subjectFiles embed.FS

// text returns a file of subjects; "" if there is none of the name.
func (s subject) text(suffix string) string {
	text, _ := subjectFiles.ReadFile("subjects/" + s.name + suffix)
	return strings.ReplaceAll(string(text), "FOLDER", "/"+s.name)
}

// earlier is ours as an earlier build made it.
func earlier() subject {
	s := subjects[slices.IndexFunc(subjects, func(s subject) bool { return s.name == "ours" })]
	s.name = "before"
	return s
}

// subjects are all subjects that every run can measure, in the table's order.
var subjects = []subject{
	{name: "bare"},
	// floor is written into the page itself. A server that reads the cookie could do even
	// better, and leave the notice out after the choice.
	{
		name:      "floor",
		notice:    "#notice",
		refuse:    `#notice [data-choice="no"]`,
		record:    `^notice=no`,
		customize: "#notice [data-open]",
		dialog:    "#preferences",
		control:   "#preferences input",
	},
	// least is floor's notice made by a script file that does nothing else. It loses one
	// request to floor.
	{
		name:   "least",
		notice: "#notice",
		refuse: `#notice [data-choice="no"]`,
		record: `^notice=no`,
	},
	{
		name:      "ours",
		notice:    "cookies-preferences >>> .notice",
		refuse:    "cookies-preferences >>> #cookies-refuse",
		record:    `^cookies_preferences=%7B.*Max-Age=[1-9]`,
		customize: "cookies-preferences >>> #cookies-customize",
		dialog:    "cookies-preferences >>> dialog[open]",
		control:   "cookies-preferences >>> #cookies-toggle-statistics",
		program:   true,
	},
	// tarteaucitron by default loads its stylesheet, then a language, then its services,
	// one after the other once the page has loaded. With useExternalCss and useExternalJs,
	// which it documents, the page loads them at once. Its own Matomo services may run
	// without consent, being exempt; this one asks, and is defined as its documentation
	// says. Its cookie exists before the choice, with "wait" in it.
	{
		name: "tarteaucitron",
		files: []string{
			"tarteaucitronjs/css/tarteaucitron.min.css",
			"tarteaucitronjs/tarteaucitron.min.js",
			"tarteaucitronjs/lang/tarteaucitron.fr.min.js",
			"tarteaucitronjs/tarteaucitron.services.min.js",
		},
		notice:    "#tarteaucitronAlertBig",
		refuse:    "#tarteaucitronAllDenied2",
		record:    `^tarteaucitron=(?=.*statistics=false)(?=.*youtube=false)`,
		customize: "#tarteaucitronCloseAlert",
		dialog:    "#tarteaucitron",
		control:   "#statisticsAllowed",
	},
	{
		name: "orejime",
		files: []string{
			"orejime/dist/orejime-standard.css",
			"orejime/dist/orejime-standard-fr.js",
		},
		notice:    ".orejime-Banner",
		refuse:    ".orejime-Banner-declineButton",
		record:    `^eu-consent=`, // by default
		customize: ".orejime-Banner-learnMoreButton",
		dialog:    ".orejime-Modal",
		control:   ".orejime-Purpose-input",
	},
	// smallest is smallest-cookie-banner, without its tabs: with them nothing opens its preferences.
	{
		name:      "smallest",
		files:     []string{"smallest-cookie-banner/dist/cookie-banner.min.js"},
		notice:    "#ckb >>> #ckb",
		refuse:    "#ckb >>> #ckn",
		record:    `^cookie_consent=`,
		customize: "#ckb >>> #cks",
		dialog:    "#ckb >>> #ckb-cats",
		control:   "#ckb >>> input:not(:disabled)",
	},
	// klaro contains its stylesheet in its default build, which saves a request.
	{
		name:      "klaro",
		files:     []string{"klaro/dist/klaro.js"},
		notice:    ".klaro .cookie-notice",
		refuse:    ".klaro .cn-decline",
		record:    `^klaro=`,
		customize: ".klaro .cn-learn-more",
		dialog:    ".klaro .cookie-modal",
		control:   ".klaro .cookie-modal .cm-list-input",
	},
	// vanilla is vanilla-cookieconsent, which takes an automated browser for a bot unless
	// hideFromBots is false.
	{
		name: "vanilla-cc",
		files: []string{
			"vanilla-cookieconsent/dist/cookieconsent.css",
			"vanilla-cookieconsent/dist/cookieconsent.umd.js",
		},
		notice:    "#cc-main .cm",
		refuse:    `#cc-main .cm [data-role="necessary"]`,
		record:    `^cc_cookie=`,
		customize: `#cc-main .cm [data-role="show"]`,
		dialog:    "#cc-main .pm",
		control:   `#cc-main .pm .section__toggle:not(:disabled)`,
	},
}
