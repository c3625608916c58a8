package banner

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// all is what accepting everything records at noon, without declared trackers.
var all = preferences.Preferences{
	Allowed: preferences.SetOf(preferences.Optional()...), Timestamp: noon.UnixMilli(),
}

// none is what refusing everything records at noon.
var none = preferences.Preferences{Timestamp: noon.UnixMilli()}

var noChoice preferences.Preferences

// allow is a choice without a time that allows these names.
func allow(names ...preferences.Name) preferences.Preferences {
	return preferences.Preferences{Allowed: preferences.SetOf(names...)}
}

func listOf(list ...preferences.Name) []preferences.Name { return list }

// play applies events to a started banner, and returns the last one's effects.
func play(c Config, start preferences.Preferences, events ...Event) (State, []Effect) {
	s, effects := Update(State{Config: c}, Started{start})
	for _, e := range events {
		s, effects = Update(s, e)
	}
	return s, effects
}

func TestChoices(t *testing.T) {
	toggled := []Event{PreferencesOpened{}, Toggled{preferences.Internal, true}}
	internal := none.With(preferences.Internal, true)
	xiti := Config{Trackers: listOf(preferences.XiTi)}
	withXiTi := preferences.Preferences{
		Allowed:   preferences.SetOf(append(preferences.Categories, preferences.XiTi)...),
		Timestamp: noon.UnixMilli(),
	}
	hiddenXiTi := Config{
		Trackers: listOf(preferences.XiTi), Categories: listOf(preferences.Internal),
	}
	for _, c := range []struct {
		name   string
		config Config
		before []Event
		choice Choice
		want   preferences.Preferences
	}{
		{"accept", Config{}, nil, AcceptAll, all},
		{"refuse", Config{}, nil, RefuseAll, none},
		{"accept over a draft", Config{}, toggled, AcceptAll, all},
		{"refuse over a draft", Config{}, toggled, RefuseAll, none},
		{"save nothing", Config{}, toggled[:1], SaveDraft, none},
		{"save a draft", Config{}, toggled, SaveDraft, internal},
		{"accept one category", Config{Categories: listOf(preferences.Internal)}, nil,
			AcceptAll, internal},
		{"accept no category", Config{Categories: []preferences.Name{}}, nil, AcceptAll, none},
		{"accept a declared tracker", xiti, nil, AcceptAll, withXiTi},
		{"a tracker whose category is not shown", hiddenXiTi, nil, AcceptAll, internal},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.config.Version = "v1"
			c.want.Charter = "v1"
			if c.config.Categories != nil || c.config.Trackers != nil {
				c.want.Asked = c.config.Asks()
			}
			before, _ := play(c.config, noChoice, c.before...)
			s, effects := Update(before, Chose{Choice: c.choice, At: noon})
			if s.Chosen != c.want || s.Asking || s.Dialog != DialogNone ||
				s.Message != MessageSaved {
				t.Errorf("the state is %+v, want the choice %+v", s, c.want)
			}
			want := []Effect{Record{c.want}, KeepFocus{}, AwaitNextAct{}}
			if before.Dialog != DialogNone {
				want = slices.Insert(want, 1, Effect(CloseDialog{}))
			}
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
		s, _ := play(config, noChoice, Chose{Choice: RefuseAll, At: noon})
		if s.Chosen.Asked != c.recorded {
			t.Errorf("%+v records %b, want %b", config, s.Chosen.Asked, c.recorded)
		}
		// The loader relies on it: a refusal is the same everywhere, but for Asked.
		refusal := NoticeRecord(Config{Trackers: preferences.Trackers[:]}, RefuseAll, noon)
		if refusal.Asked = c.recorded; refusal != s.Chosen {
			t.Errorf("%+v: the loader writes %+v, want %+v", config, refusal, s.Chosen)
		}
	}
}

// TestAllowOne: one name is allowed besides those that are, and nothing with it.
func TestAllowOne(t *testing.T) {
	trackers := Config{Trackers: listOf(preferences.Matomo, preferences.XiTi)}
	statistics := allow(preferences.Statistics)
	internal := allow(preferences.Internal)
	for _, c := range []struct {
		config       Config
		before, want preferences.Preferences
		name         preferences.Name
	}{
		{Config{}, internal, internal.With(preferences.ThirdParty, true), preferences.ThirdParty},
		{Config{}, noChoice, statistics.FollowStatistics(), preferences.Statistics},
		{trackers, noChoice, allow(preferences.Matomo), preferences.Matomo},
		{trackers, noChoice, statistics, preferences.Statistics},
	} {
		before, _ := play(c.config, c.before)
		s, effects := Update(before, Chose{Choice: AllowOne, Name: c.name, At: noon})
		c.want.Timestamp = noon.UnixMilli()
		if c.config.Trackers != nil {
			c.want.Asked = c.config.Asks()
		}
		if s.Chosen != c.want || s.Asking || len(effects) == 0 || effects[0] != (Record{c.want}) {
			t.Errorf("%s gives %+v and %v, want %+v recorded", c.name, s.Chosen, effects, c.want)
		}
	}
	for _, name := range listOf(preferences.Piano, preferences.Functional, "", "stats") {
		s, effects := play(trackers, noChoice, Chose{Choice: AllowOne, Name: name, At: noon})
		if effects != nil || !s.Asking {
			t.Errorf("%q, which has no switch, gives %+v", name, s)
		}
	}
}

func TestDraft(t *testing.T) {
	c := Config{Trackers: listOf(preferences.Matomo, preferences.XiTi)}
	on := func(n preferences.Name) Event { return Toggled{n, true} }
	off := func(n preferences.Name) Event { return Toggled{n, false} }
	for _, test := range []struct {
		name   string
		events []Event
		want   preferences.Preferences
	}{
		{"a tracker takes its category along", []Event{on(preferences.Matomo)},
			allow(preferences.Statistics, preferences.Matomo)},
		{"a category takes its trackers along", []Event{on(preferences.Statistics)},
			allow(preferences.Statistics, preferences.Matomo, preferences.XiTi)},
		{"so does a refused category", []Event{on(preferences.Matomo), off(preferences.Statistics)},
			noChoice},
		{"a category stays without its tracker",
			[]Event{on(preferences.Matomo), off(preferences.Matomo)},
			allow(preferences.Statistics)},
		{"an undeclared tracker has no switch", []Event{on(preferences.Piano)}, noChoice},
		{"the necessary cookies stay", []Event{off(preferences.Functional)}, noChoice},
	} {
		s, _ := play(c, noChoice, append([]Event{PreferencesOpened{}}, test.events...)...)
		if s.HasChosen() || s.Draft != test.want {
			t.Errorf("%s: %+v, want the draft %+v", test.name, s, test.want)
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

// TestDetails: details stay open as long as the preferences, even behind the charter.
func TestDetails(t *testing.T) {
	internal := DetailsToggled{preferences.Internal}
	statistics := DetailsToggled{preferences.Statistics}
	for _, c := range []struct {
		events []Event
		want   []preferences.Name
	}{
		{[]Event{PreferencesOpened{}, statistics, internal, statistics},
			listOf(preferences.Internal)},
		{[]Event{PreferencesOpened{}, internal, CharterOpened{}}, listOf(preferences.Internal)},
		{[]Event{PreferencesOpened{}, internal, Dismissed{}, PreferencesOpened{}}, nil},
	} {
		if s, _ := play(Config{}, all, c.events...); !slices.Equal(s.Opened, c.want) {
			t.Errorf("after %v, %q are open, want %q", c.events, s.Opened, c.want)
		}
	}
}

func TestDismissed(t *testing.T) {
	toggled := Toggled{preferences.Internal, false}
	s, effects := play(Config{}, all, PreferencesOpened{}, toggled, Dismissed{})
	if s.Chosen != all || s.Draft != noChoice || s.Dialog != DialogNone {
		t.Errorf("dismissed, the state is %+v", s)
	}
	if want := []Effect{CloseDialog{}, KeepFocus{}}; !reflect.DeepEqual(effects, want) {
		t.Errorf("the effects are %v, want %v", effects, want)
	}
	if s, _ = play(Config{}, all, PreferencesOpened{}); s.Draft != all {
		t.Errorf("reopened, the draft is %+v", s.Draft)
	}
}

// TestWithoutADialog: the controls of a dialog do nothing while there is none.
func TestWithoutADialog(t *testing.T) {
	started, effects := play(Config{}, noChoice)
	if !started.Asking || started.HasChosen() || effects != nil {
		t.Errorf("started: %+v, %v", started, effects)
	}
	for _, e := range []Event{
		Dismissed{}, PartChosen{"cookies-table-1"}, Chose{Choice: SaveDraft, At: noon},
		Toggled{preferences.Internal, true}, DetailsToggled{preferences.Internal},
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

// TestStandIn: a record does not claim a version that the visitor did not see.
func TestStandIn(t *testing.T) {
	for standIn, want := range map[bool]string{true: "", false: "v1"} {
		s, _ := play(Config{Version: "v1"}, noChoice, CharterRead{charter.Standard(""), standIn},
			Chose{Choice: RefuseAll, At: noon})
		if s.Chosen.Charter != want {
			t.Errorf("stand-in %v: the record has the version %q", standIn, s.Chosen.Charter)
		}
	}
}

func TestMessages(t *testing.T) {
	chosen := Chose{Choice: AcceptAll, At: noon}
	for _, c := range []struct {
		events []Event
		want   Message
	}{
		{[]Event{chosen}, MessageSaved},
		{[]Event{chosen, Recorded{Kept: true}}, MessageSaved},
		{[]Event{chosen, Recorded{Kept: true, Stale: true}}, MessageReload},
		{[]Event{chosen, Recorded{Stale: true}}, MessageNotRecorded},
		{[]Event{chosen, MessageLeft{}}, MessageNone},
		{[]Event{chosen, PreferencesOpened{}}, MessageNone},
	} {
		s, _ := play(Config{}, noChoice, c.events...)
		if s.Message != c.want || s.Asking {
			t.Errorf("after %v: message %d, want %d, asking %v", c.events, s.Message, c.want,
				s.Asking)
		}
	}
}

func TestForgotten(t *testing.T) {
	for want, events := range map[int][]Event{
		0: {Forgotten{}}, 2: {PreferencesOpened{}, Forgotten{}},
	} {
		s, effects := play(Config{}, all, events...)
		if !s.Asking || s.HasChosen() || s.Dialog != DialogNone || len(effects) != want {
			t.Errorf("after %v: %+v, %v", events, s, effects)
		}
	}
}

// TestUpdateIsPure: Update changes neither of its arguments.
func TestUpdateIsPure(t *testing.T) {
	s, _ := play(Config{Trackers: listOf(preferences.Matomo)}, noChoice, PreferencesOpened{},
		DetailsToggled{preferences.Internal})
	before := s
	before.Opened = slices.Clone(s.Opened)
	for _, e := range []Event{
		Toggled{preferences.Matomo, true}, Chose{Choice: AcceptAll, At: noon}, Dismissed{},
		CharterOpened{}, DetailsToggled{preferences.Internal}, Forgotten{},
	} {
		Update(s, e)
		if !reflect.DeepEqual(s, before) {
			t.Fatalf("%T changed the state it was given", e)
		}
	}
}
