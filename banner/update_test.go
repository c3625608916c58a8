package banner

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// all is the record of accepting everything at noon, without declared trackers.
var all = at(noon, Everything(Config{}))

// none is the record of refusing everything at noon.
var none = at(noon, preferences.Preferences{})

var noChoice preferences.Preferences

func at(t time.Time, p preferences.Preferences) preferences.Preferences {
	p.Timestamp = t.UnixMilli()
	return p
}

// allow is a choice that allows the names alone.
func allow(names ...preferences.Name) (p preferences.Preferences) {
	for _, n := range names {
		p = p.With(n, true)
	}
	return p
}

func listOf(list ...preferences.Name) []preferences.Name { return list }

// play applies events to a banner with a choice, and returns the last one's effects.
func play(c Config, chosen preferences.Preferences, events ...Event) (s State, effects []Effect) {
	s = State{Config: c, Version: c.Version, Chosen: chosen}
	for _, e := range events {
		s, effects = Update(s, e)
	}
	return s, effects
}

func TestChoices(t *testing.T) {
	opened := []Event{PreferencesOpened{}}
	toggled := []Event{PreferencesOpened{}, Toggled{preferences.Internal, true}}
	internal := allow(preferences.Internal)
	xiti := Config{Trackers: listOf(preferences.XiTi)}
	withXiTi := allow(preferences.Statistics, preferences.Internal, preferences.ThirdParty,
		preferences.XiTi)
	hiddenXiTi := Config{
		Trackers: listOf(preferences.XiTi), Categories: listOf(preferences.Internal),
	}
	services := Config{Services: []Service{
		{Name: "youtube", Category: preferences.ThirdParty},
		{Name: "cs", Category: preferences.Statistics},
	}}
	answers := func(p preferences.Preferences, youtube, cs bool) preferences.Preferences {
		return p.With("youtube", youtube).With("cs", cs)
	}
	for _, c := range []struct {
		name   string
		config Config
		before []Event
		choice Choice
		want   preferences.Preferences
	}{
		{"accept", Config{}, opened, AcceptAll, Everything(Config{})},
		{"refuse", Config{}, opened, RefuseAll, noChoice},
		{"accept over a draft", Config{}, toggled, AcceptAll, Everything(Config{})},
		{"refuse over a draft", Config{}, toggled, RefuseAll, noChoice},
		{"save nothing", Config{}, opened, SaveDraft, noChoice},
		{"save a draft", Config{}, toggled, SaveDraft, internal},
		{"accept one category", Config{Categories: listOf(preferences.Internal)}, opened,
			AcceptAll, internal},
		{"accept no category", Config{Categories: []preferences.Name{}}, opened, AcceptAll,
			noChoice},
		{"accept a declared tracker", xiti, opened, AcceptAll, withXiTi},
		{"accept services", services, opened, AcceptAll, answers(Everything(Config{}), true, true)},
		{"refuse services", services, opened, RefuseAll, answers(noChoice, false, false)},
		{"a tracker whose category is not shown", hiddenXiTi, opened, AcceptAll, internal},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.config.Version = "v1"
			c.want.Charter = "v1"
			if c.config.Categories != nil || c.config.Trackers != nil {
				c.want.Asked = c.config.Asks()
			}
			s, effects := play(c.config, noChoice, append(c.before, Chose{c.choice})...)
			if s.Dialog != DialogNone || s.Draft != noChoice {
				t.Errorf("the state is %+v", s)
			}
			want := []Effect{Record{c.want}}
			if !reflect.DeepEqual(effects, want) {
				t.Errorf("the effects are %v, want %v", effects, want)
			}
		})
	}
}

// TestAsks: the visitor is asked about everything that has a switch. The record says so if the page
// declares its categories or trackers.
func TestAsks(t *testing.T) {
	const statistics, internal, thirdParty, matomo, xiti = 1, 2, 4, 16, 32
	const declared = statistics | internal | thirdParty | matomo | xiti
	for _, c := range []struct {
		categories, trackers []preferences.Name
		asks, recorded       preferences.Set
	}{
		{nil, nil, statistics | internal | thirdParty, 0},
		{listOf(preferences.ThirdParty), nil, thirdParty, thirdParty},
		{nil, listOf(preferences.XiTi, preferences.Matomo), declared, declared},
		{listOf(preferences.Internal), listOf(preferences.XiTi), internal, internal},
		{[]preferences.Name{}, nil, 0, 0},
	} {
		config := Config{Categories: c.categories, Trackers: c.trackers}
		if got := config.Asks(); got != c.asks {
			t.Errorf("%+v asks about %b, want %b", config, got, c.asks)
		}
		if got := RecordOf(config, noChoice).Asked; got != c.recorded {
			t.Errorf("%+v records %b, want %b", config, got, c.recorded)
		}
	}
}

// TestExemptDraft: an exempt tracker is as its switch is, whichever button is pressed. Its switch
// moves alone, and begins as the tracker is.
func TestExemptDraft(t *testing.T) {
	c := Config{Exempt: listOf(preferences.Matomo)}
	active := allow(preferences.Matomo)
	objects := Toggled{preferences.Matomo, false}
	all := Everything(Config{}).With(preferences.Matomo, false)
	for _, test := range []struct {
		name   string
		chosen preferences.Preferences
		moves  []Event
		choice Choice
		want   preferences.Preferences
	}{
		{"accepted", active, nil, AcceptAll, Everything(Config{})},
		{"refused", active, nil, RefuseAll, active},
		{"saved", active, nil, SaveDraft, active},
		{"objected and accepted", active, []Event{objects}, AcceptAll, all},
		{"objected and refused", active, []Event{objects}, RefuseAll, noChoice},
		{"objected and saved", active, []Event{objects}, SaveDraft, noChoice},
		{"accepted after an objection", noChoice, nil, AcceptAll, all},
		{"the statistics leave it", noChoice, []Event{Toggled{preferences.Statistics, true}},
			SaveDraft, allow(preferences.Statistics).FollowStatistics().With(preferences.Matomo, false)},
		{"it leaves the statistics", noChoice, []Event{Toggled{preferences.Matomo, true}},
			SaveDraft, active},
	} {
		events := append([]Event{PreferencesOpened{}}, test.moves...)
		s, _ := play(c, test.chosen, events...)
		if len(s.Along) > 1 || len(s.Along) == 1 && s.Along[0] == preferences.Statistics {
			t.Errorf("%s: %q moved along", test.name, s.Along)
		}
		_, effects := Update(s, Chose{test.choice})
		test.want.Asked = c.Asks()
		if !test.want.Allows(preferences.Matomo) { // an objection is an answer
			test.want.Asked |= preferences.SetOf(preferences.Matomo)
		}
		if got := effects[len(effects)-1]; got != (Record{test.want}) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

// TestDraft: a switch moves, and others along with it, as testdata/drafts.json says. The loader's
// tests have the same cases.
func TestDraft(t *testing.T) {
	text, err := os.ReadFile("testdata/drafts.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		About            string
		Trackers, Exempt []preferences.Name
		Services         [][2]preferences.Name // with their categories
		Chosen           []preferences.Name
		Moves            [][4]json.RawMessage // of which switch, on or off, what is on then, and along
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, test := range cases {
		c := Config{Trackers: test.Trackers, Exempt: test.Exempt}
		for _, s := range test.Services {
			c.Services = append(c.Services, Service{Name: s[0], Category: s[1]})
		}
		s, _ := play(c, allow(test.Chosen...), PreferencesOpened{})
		for _, move := range test.Moves {
			var toggled Toggled
			var on, along []preferences.Name
			for i, into := range []any{&toggled.Name, &toggled.Allowed, &on, &along} {
				if err := json.Unmarshal(move[i], into); err != nil {
					t.Fatal(err)
				}
			}
			s, _ = Update(s, toggled)
			for _, n := range c.names() {
				if s.Draft.Allows(n) != slices.Contains(on, n) {
					t.Errorf("%s, %v: %s is on: %v", test.About, toggled, n, s.Draft.Allows(n))
				}
			}
			if !slices.Equal(s.Along, along) {
				t.Errorf("%s, %v: %q moved along, want %q", test.About, toggled, s.Along, along)
			}
		}
	}
}

// TestWithoutASwitch: what has no switch cannot be moved.
func TestWithoutASwitch(t *testing.T) {
	for _, n := range listOf(preferences.Piano, preferences.Functional, "umap") {
		s, _ := play(Config{Trackers: listOf(preferences.Matomo)}, noChoice,
			PreferencesOpened{}, Toggled{n, true})
		if s.Draft != noChoice {
			t.Errorf("%s: the draft is %+v", n, s.Draft)
		}
	}
}

// TestChoiceReadWhilePreferencesAreOpen: a choice made in another tab shows in the switches, unless
// the visitor has moved one of them.
func TestChoiceReadWhilePreferencesAreOpen(t *testing.T) {
	refused := preferences.Preferences{Timestamp: all.Timestamp + 1}
	s, _ := play(Config{}, all, PreferencesOpened{}, ChoiceRead{refused})
	if s.Draft != refused || s.Chosen != refused {
		t.Errorf("untouched, the draft is %+v", s.Draft)
	}
	s, _ = play(Config{}, all, PreferencesOpened{}, Toggled{preferences.Internal, false},
		ChoiceRead{refused})
	if s.Draft != all.With(preferences.Internal, false) || s.Chosen != refused {
		t.Errorf("touched, the draft is %+v", s.Draft)
	}
}

func TestDismissed(t *testing.T) {
	toggled := Toggled{preferences.Internal, false}
	s, effects := play(Config{}, all, PreferencesOpened{}, toggled, Dismissed{})
	if s.Chosen != all || s.Draft != noChoice || s.Dialog != DialogNone {
		t.Errorf("dismissed, the state is %+v", s)
	}
	if want := []Effect{CloseDialog{}}; !reflect.DeepEqual(effects, want) {
		t.Errorf("the effects are %v, want %v", effects, want)
	}
	if s, _ = play(Config{}, all, PreferencesOpened{}); s.Draft != all {
		t.Errorf("reopened, the draft is %+v", s.Draft)
	}
}

// TestWithoutADialog: the controls of a dialog do nothing while there is none.
func TestWithoutADialog(t *testing.T) {
	started, _ := play(Config{}, noChoice)
	for _, e := range []Event{
		Dismissed{}, Decided{}, PartChosen{"cookies-table-1"}, Chose{AcceptAll},
		Toggled{preferences.Internal, true},
	} {
		if s, effects := Update(started, e); !reflect.DeepEqual(s, started) || effects != nil {
			t.Errorf("%T: %+v, %v", e, s, effects)
		}
	}
}

// TestCharterFromPreferences: the charter leads back to the draft as it was.
func TestCharterFromPreferences(t *testing.T) {
	toggled := Toggled{preferences.Internal, true}
	s, effects := play(Config{}, noChoice, PreferencesOpened{}, toggled, CharterOpened{})
	want := []Effect{ReadCharter{}, ShowDialog{}}
	if s.Dialog != DialogCharter || !reflect.DeepEqual(effects, want) {
		t.Errorf("the charter is not asked for: %+v, %v", s, effects)
	}
	s, _ = Update(s, CharterRead{Charter: charter.Standard("")})
	s, effects = Update(s, Dismissed{})
	want = []Effect{ShowDialog{On: dialogCharterID}}
	if s.Dialog != DialogPreferences || !s.Draft.Allows(preferences.Internal) ||
		!reflect.DeepEqual(effects, want) {
		t.Errorf("back from the charter: %+v, %v", s, effects)
	}
	s, effects = Update(s, CharterOpened{})
	if !reflect.DeepEqual(effects, []Effect{ShowDialog{}}) {
		t.Errorf("a charter that is there is asked for again: %v", effects)
	}
	s, _ = Update(s, PreferencesOpened{})
	if s.Dialog != DialogPreferences || !s.Draft.Allows(preferences.Internal) || s.FromPreferences {
		t.Errorf("opened from the charter: %+v", s)
	}
	if s, _ = Update(s, Dismissed{}); s.Dialog != DialogNone {
		t.Errorf("dismissed twice: %+v", s)
	}
}

// TestPartFromPreferences: a part of the charter opens from the preferences, and leads back to the
// draft as it was; another part, from there, does too.
func TestPartFromPreferences(t *testing.T) {
	s, effects := play(Config{}, noChoice, PreferencesOpened{},
		CharterRead{Charter: charter.Standard("")}, Toggled{preferences.Internal, true},
		PartChosen{"cookies-table-1"})
	for _, id := range []string{"cookies-table-1", "cookies-section-1"} {
		if s.Dialog != DialogCharter || !s.FromPreferences ||
			!reflect.DeepEqual(effects, []Effect{ShowDialog{On: id}}) {
			t.Errorf("%s: %+v, %v", id, s, effects)
		}
		s, effects = Update(s, PartChosen{"cookies-section-1"})
	}
	s, effects = Update(s, Dismissed{})
	if s.Dialog != DialogPreferences || !s.Draft.Allows(preferences.Internal) ||
		!reflect.DeepEqual(effects, []Effect{ShowDialog{On: dialogCharterID}}) {
		t.Errorf("back from the charter: %+v, %v", s, effects)
	}
	s, _ = play(Config{}, noChoice, CharterOpened{}, PartChosen{"cookies-table-1"})
	if s.FromPreferences {
		t.Error("a part of the charter leads back to preferences that were never open")
	}
}

// TestStandIn: a record does not claim a version that the visitor did not see.
func TestStandIn(t *testing.T) {
	for standIn, want := range map[bool]string{true: "", false: "v1"} {
		_, effects := play(Config{Version: "v1"}, noChoice, PreferencesOpened{},
			CharterRead{charter.Standard(""), standIn}, Chose{RefuseAll})
		record := effects[0].(Record).Preferences
		if record.Charter != want {
			t.Errorf("stand-in %v: the record has the version %q", standIn, record.Charter)
		}
	}
}

// TestDecided: a choice made or forgotten elsewhere closes the dialog, even a charter that leads
// back to the preferences.
func TestDecided(t *testing.T) {
	for _, last := range []Event{Toggled{preferences.Internal, false}, CharterOpened{}} {
		s, effects := play(Config{}, all, PreferencesOpened{}, last, Decided{})
		if s.Dialog != DialogNone || s.FromPreferences || s.Draft != noChoice ||
			!reflect.DeepEqual(effects, []Effect{CloseDialog{}}) {
			t.Errorf("after %T: %+v, %v", last, s, effects)
		}
	}
}

// TestUpdateIsPure: Update changes neither of its arguments.
func TestUpdateIsPure(t *testing.T) {
	s, _ := play(Config{Trackers: listOf(preferences.Matomo)}, noChoice, PreferencesOpened{},
		Toggled{preferences.Matomo, true})
	before := s
	before.Along = slices.Clone(s.Along)
	for _, e := range []Event{
		Toggled{preferences.Statistics, false}, Chose{AcceptAll}, Dismissed{}, CharterOpened{},
		Decided{}, ChoiceRead{all},
	} {
		Update(s, e)
		if !reflect.DeepEqual(s, before) {
			t.Fatalf("%T changed the state it was given", e)
		}
	}
}
