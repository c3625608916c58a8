//go:build !js

package build

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/banner/preferences/services"
	"cookies-preferences/charter"
)

// The holes of the dialog, besides nameHole. See [hole].
const (
	providerHole  = "\ue001" // who provides a service, in its row
	addedHole     = "\ue001" // the sentences about the domain and Global Privacy Control
	chosenHole    = "\ue002" // the day of the choice in force
	expiresHole   = "\ue003" // the day when it expires
	allowedHole   = "\ue004" // the names that it allows
	refusedHole   = "\ue005" // the names that it refuses
	leaveHole     = "\ue006" // the label of the button that closes the charter
	versionHole   = "\ue007" // the charter's version
	onVersionHole = "\ue008" // banner.OnThisVersion, or nothing
	platformHole  = "\ue009" // the platform's address, as a text
	originHole    = "ORIGIN" // the same, as an attribute
	pageHole      = "PAGE"   // the address of the charter's own page, an attribute

	// In the one row for a tracker.
	trackerHole      = "TRACKER"
	trackerLabelHole = "LABEL"

	dialogHoles = nameHole + addedHole + chosenHole + expiresHole + allowedHole + refusedHole +
		leaveHole + versionHole + onVersionHole + platformHole
)

// leave is the label of the button that closes the charter.
var leave = hole{banner.DialogTexts["close"], leaveHole, 1, wholeText}

// day is the day of the choice in the dialogs that are rendered for their holes.
var day = time.Date(2030, time.January, 2, 12, 0, 0, 0, time.Local)

// prerenderDialog renders the dialog with every switch and a choice in force, the charter's while
// it is being read, and the words that the loader puts into them.
func prerenderDialog() (constants map[string]any, err error) {
	names := preferences.Optional()
	allowed, refused := names[:2], []preferences.Name{preferences.ThirdParty, preferences.Matomo}
	whole, err := renderDialog(banner.State{
		Config: banner.Config{
			Controller: nameHole, Domain: addedHole, GPC: true,
			Trackers: []preferences.Name{preferences.Matomo},
			Exempt:   []preferences.Name{preferences.Piano},
		},
		Dialog: banner.DialogPreferences,
		Chosen: preferences.Preferences{
			Allowed:   preferences.SetOf(append(slices.Clone(allowed), preferences.Piano)...),
			Timestamp: day.UnixMilli(),
		},
	},
		hole{nameHole, nameHole, 1, inText},
		hole{
			banner.LoaderTexts["shared"] + addedHole + ". " + banner.LoaderTexts["gpc"],
			addedHole, 1, inText,
		},
		hole{banner.FrenchDate(day), chosenHole, 1, inText},
		hole{banner.FrenchDate(day.Add(preferences.Lifetime)), expiresHole, 1, inText},
		hole{listed(allowed), allowedHole, 1, inText},
		hole{listed(refused), refusedHole, 1, inText},
	)
	if err != nil {
		return nil, err
	}
	dialog, tracker := whole.without("cookies-toggle-" + string(preferences.Matomo))
	dialog, exempt := dialog.without("cookies-toggle-" + string(preferences.Piano))
	row := rowOf(tracker, preferences.Matomo)
	want := strings.NewReplacer(banner.DialogTexts["allowed"], banner.TextActive,
		banner.DialogTexts["refused"], banner.TextObjected).Replace(row)
	if got := rowOf(exempt, preferences.Piano); got != want {
		return nil, fmt.Errorf("the row of an exempt tracker is %s, want %s", got, want)
	}
	dialog, item := dialog.without("cookies-exempt")
	switches, err := prerenderServices()
	if err != nil {
		return nil, err
	}
	loading, err := renderDialog(banner.State{Dialog: banner.DialogCharter},
		leave)
	texts := maps.Clone(banner.DialogTexts)
	texts["onThisVersion"] = banner.OnThisVersion(chosenHole)
	labels := make(map[preferences.Name]string)
	for _, n := range names {
		labels[n] = n.Label()
	}
	return map[string]any{
		"preferences": dialog,
		"tracker":     json.RawMessage(row),
		"exempt": map[string]any{"item": item, "active": banner.TextActive,
			"objected": banner.TextObjected, "all": banner.TextAllExempt,
			"none": banner.TextNoneExempt},
		"services":       switches,
		"charterLoading": loading,
		"labels":         labels,
		"texts":          texts,
		"months":         banner.Months,
	}, err
}

// prerenderServices renders the switches of a category's services, and what the catalogue says of
// each: id, category, label, provider and the address of its own notice.
func prerenderServices() (constants map[string]any, err error) {
	const name, category, privacy = "SERVICE", preferences.ThirdParty, "PRIVACY"
	dialog, err := renderDialog(banner.State{
		Config: banner.Config{Categories: []preferences.Name{}, Services: []banner.Service{{
			Name: name, Label: nameHole, Provider: makerHole, Privacy: privacy, Category: category,
		}}},
		Dialog: banner.DialogPreferences,
	},
		hole{makerHole, providerHole, 1, inText},
	)
	if err != nil {
		return nil, err
	}
	group := dialog.parentOf("cookies-services-" + string(category))
	rest, row := group.without("cookies-toggle-" + name)
	text := strings.ReplaceAll(string(asJSON(rest)), string(category), "CATEGORY")
	return map[string]any{
		"group": json.RawMessage(text), "row": row, "known": services.Described(),
		"noProvider": banner.TextNoProvider,
	}, nil
}

// rowOf is a tracker's row in JSON, with holes for all in which trackers differ.
func rowOf(row tree, n preferences.Name) string {
	return strings.NewReplacer("-"+string(n), "-"+trackerHole, n.Label(), trackerLabelHole).
		Replace(string(asJSON(row)))
}

// listed is a list of names as visitors read it.
func listed(names []preferences.Name) string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = n.Label()
	}
	return strings.Join(list, ", ")
}

// renderDialog renders a state's <dialog> with holes.
func renderDialog(s banner.State, holes ...hole) (tree, error) {
	view, err := treeOf(banner.View(s, nil))
	if err != nil {
		return nil, fmt.Errorf("render the dialog: %w", err)
	}
	dialog := view.children()[0].(tree)
	return dialog, dialog.dig(holes...)
}

// dialogCharter is a charter as the loader shows it in the dialog.
type dialogCharter struct {
	// Details are what is in each category's details.
	Details map[preferences.Name][]any `json:"details"`

	// Names are the switches' labels and sentences that the charter has itself.
	Names map[preferences.Name][2]string `json:"names,omitempty"`

	// Content is what is in the dialog when it shows the charter.
	Content []any `json:"content"`
}

// CharterJSON is a portal's charter as the dialog fetches it: charters/HOST.json.
func CharterJSON(text []byte) ([]byte, error) {
	rendered, err := prerenderCharter(text)
	return asJSON(rendered), err
}

// prerenderCharter renders a portal's charter for the dialog. It has a page of its own.
func prerenderCharter(text []byte) (dialogCharter, error) {
	// The loader would fill them.
	if i := strings.IndexAny(string(text), dialogHoles); i >= 0 {
		return dialogCharter{}, fmt.Errorf("the charter has the private-use character %q",
			[]rune(string(text[i:]))[0])
	}
	c, err := charter.Parse(text)
	if err != nil {
		return dialogCharter{}, err
	}
	return renderCharter(c, pageHole, hole{pageHole, pageHole, 1, wholeAttribute})
}

// prerenderStandard renders the standard charter for the dialog. It has no page of its own, and
// names the platform in a heading and at its end.
func prerenderStandard() (dialogCharter, error) {
	const origin = "https://portal.invalid"
	return renderCharter(charter.Standard(origin), "",
		hole{origin, platformHole, 2, wholeText}, hole{origin, originHole, 2, wholeAttribute})
}

func renderCharter(c charter.Charter, page string, holes ...hole) (dialogCharter, error) {
	s := banner.State{
		Config:  banner.Config{CharterPage: page},
		Dialog:  banner.DialogCharter,
		Chosen:  preferences.Preferences{Timestamp: day.UnixMilli(), Charter: versionHole},
		Charter: c,
		Version: versionHole,
	}
	content, err := renderDialog(s, append(holes,
		hole{versionHole, versionHole, 1, inText},
		hole{banner.OnThisVersion(banner.FrenchDate(day)), onVersionHole, 1, inText})...)
	if err == nil { // nowhere else: a charter may have that word
		err = content.find("cookies-close").dig(leave)
	}
	if err != nil {
		return dialogCharter{}, err
	}
	s.Dialog = banner.DialogPreferences
	panel, err := renderDialog(s)
	details := make(map[preferences.Name][]any)
	for _, n := range append(slices.Clone(preferences.Categories), preferences.Functional) {
		details[n] = panel.find("cookies-details-" + string(n) + "-panel").children()
	}
	names := make(map[preferences.Name][2]string)
	for n := range details {
		if label, sentence := banner.PurposeOf(c, n); label != n.Label() || sentence != n.Purpose() {
			names[n] = [2]string{label, sentence}
		}
	}
	return dialogCharter{details, names, content.children()}, err
}
