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
	Statistics: true, Internal: true, ThirdParty: true, Timestamp: noon.UnixMilli(),
}.FollowStatistics()

var none = preferences.Preferences{Timestamp: noon.UnixMilli()}

// play applies events to a started banner, and returns the last one's effects.
func play(c Config, start preferences.Preferences, events ...Event) (State, []Effect) {
	s, effects := Update(State{Config: c}, Started{start})
	for _, e := range events {
		s, effects = Update(s, e)
	}
	return s, effects
}

func TestStarted(t *testing.T) {
	if s, effects := play(Config{}, preferences.Preferences{}); !s.Asking || s.HasChosen() || effects != nil {
		t.Errorf("without a choice: %+v, %v", s, effects)
	}
	if s, effects := play(Config{}, all); s.Asking || s.Chosen != all || effects != nil {
		t.Errorf("with a choice: %+v, %v", s, effects)
	}
}

func TestChoices(t *testing.T) {
	toggled := Toggled{preferences.Internal, true}
	internal := none.With(preferences.Internal, true)
	for _, c := range []struct {
		name   string
		config Config
		before []Event
		choice Choice
		want   preferences.Preferences
	}{
		{"accept", Config{}, nil, AcceptAll, all},
		{"refuse", Config{}, nil, RefuseAll, none},
		{"accept over a draft", Config{}, []Event{PreferencesOpened{}, toggled}, AcceptAll, all},
		{"refuse over a draft", Config{}, []Event{PreferencesOpened{}, toggled}, RefuseAll, none},
		{"save nothing", Config{}, []Event{PreferencesOpened{}}, SaveDraft, none},
		{"save a draft", Config{}, []Event{PreferencesOpened{}, toggled}, SaveDraft, internal},
		{"accept one category", Config{Categories: []preferences.Name{preferences.Internal}}, nil, AcceptAll, internal},
		{"accept no category", Config{Categories: []preferences.Name{}}, nil, AcceptAll, none},
		{
			"accept a declared tracker",
			Config{Trackers: []preferences.Name{preferences.XiTi}}, nil, AcceptAll,
			preferences.Preferences{Statistics: true, Internal: true, ThirdParty: true, XiTi: true, Timestamp: noon.UnixMilli()},
		},
		{
			"a tracker whose category is not shown",
			Config{Trackers: []preferences.Name{preferences.XiTi}, Categories: []preferences.Name{preferences.Internal}},
			nil, AcceptAll, internal,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.config.Version = "v1"
			c.want.Charter = "v1"
			if c.config.Categories != nil || c.config.Trackers != nil {
				c.want.Asked = c.config.Asks()
			}
			before, _ := play(c.config, preferences.Preferences{}, c.before...)
			s, effects := Update(before, Chose{Choice: c.choice, At: noon})
			if s.Chosen != c.want || s.Asking || s.Dialog != DialogNone || s.Message != MessageSaved {
				t.Errorf("the state is %+v, want the choice %+v", s, c.want)
			}
			want := []Effect{Record{c.want}, KeepFocus{}, AwaitNextAct{}}
			if before.Dialog != DialogNone {
				want = slices.Insert(want, 1, Effect(CloseDialog{})) // the record comes first, whatever happens to the dialog
			}
			if !reflect.DeepEqual(effects, want) {
				t.Errorf("the effects are %v, want %v", effects, want)
			}
		})
	}
}

func TestSaveNeedsThePreferences(t *testing.T) {
	for _, events := range [][]Event{nil, {CharterOpened{}}} {
		before, _ := play(Config{}, preferences.Preferences{}, events...)
		if after, effects := Update(before, Chose{Choice: SaveDraft, At: noon}); !reflect.DeepEqual(before, after) || effects != nil {
			t.Errorf("after %v, saving gives %+v, %v", events, after, effects)
		}
	}
}

// TestAsks: what is asked about is what has a toggle, and the record says so where
// the page declares it.
func TestAsks(t *testing.T) {
	const statistics, internal, thirdParty, matomo, xiti = 1, 2, 4, 16, 32
	for _, c := range []struct {
		categories, trackers []preferences.Name
		asks, recorded       preferences.Set
	}{
		{nil, nil, statistics | internal | thirdParty, 0},
		{[]preferences.Name{preferences.ThirdParty}, nil, thirdParty, thirdParty},
		{nil, []preferences.Name{preferences.XiTi, preferences.Matomo}, statistics | internal | thirdParty | matomo | xiti, statistics | internal | thirdParty | matomo | xiti},
		{[]preferences.Name{preferences.Internal}, []preferences.Name{preferences.XiTi}, internal, internal},
		{[]preferences.Name{}, nil, 0, 0},
	} {
		config := Config{Categories: c.categories, Trackers: c.trackers}
		if got := config.Asks(); got != c.asks {
			t.Errorf("%v and %v ask about %b, want %b", c.categories, c.trackers, got, c.asks)
		}
		for _, choice := range []Choice{AcceptAll, RefuseAll} {
			if s, _ := play(config, preferences.Preferences{}, Chose{Choice: choice, At: noon}); s.Chosen.Asked != c.recorded {
				t.Errorf("%v and %v record %b, want %b", c.categories, c.trackers, s.Chosen.Asked, c.recorded)
			}
		}
	}
}

// TestAllowOne allows one name besides what is allowed, and nothing with it.
func TestAllowOne(t *testing.T) {
	trackers := Config{Trackers: []preferences.Name{preferences.Matomo, preferences.XiTi}}
	for _, c := range []struct {
		config Config
		before preferences.Preferences
		name   preferences.Name
		want   preferences.Preferences
	}{
		{Config{}, preferences.Preferences{}, preferences.ThirdParty, preferences.Preferences{ThirdParty: true}},
		{Config{}, preferences.Preferences{Internal: true}, preferences.ThirdParty, preferences.Preferences{Internal: true}.With(preferences.ThirdParty, true)},
		{Config{}, preferences.Preferences{}, preferences.Statistics, preferences.Preferences{Statistics: true}.FollowStatistics()},
		{trackers, preferences.Preferences{}, preferences.Matomo, preferences.Preferences{Matomo: true}},
		{trackers, preferences.Preferences{}, preferences.Statistics, preferences.Preferences{Statistics: true}},
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
	for _, name := range []preferences.Name{preferences.Piano, preferences.Functional, "", "stats"} {
		before, _ := play(trackers, preferences.Preferences{})
		if s, effects := Update(before, Chose{Choice: AllowOne, Name: name, At: noon}); effects != nil || !s.Asking {
			t.Errorf("what has no toggle, %q, gives %+v", name, s)
		}
	}
}

func TestDraft(t *testing.T) {
	c := Config{Trackers: []preferences.Name{preferences.Matomo, preferences.XiTi}}
	draft := func(events ...Event) preferences.Preferences {
		s, _ := play(c, preferences.Preferences{}, append([]Event{PreferencesOpened{}}, events...)...)
		if s.HasChosen() {
			t.Errorf("%v commits %+v", events, s.Chosen)
		}
		return s.Draft
	}
	on := func(n preferences.Name) Event { return Toggled{n, true} }
	off := func(n preferences.Name) Event { return Toggled{n, false} }
	for _, test := range []struct {
		name   string
		events []Event
		want   preferences.Preferences
	}{
		{"a tracker takes its category along", []Event{on(preferences.Matomo)},
			preferences.Preferences{Statistics: true, Matomo: true}},
		{"a category takes its trackers along", []Event{on(preferences.Statistics)},
			preferences.Preferences{Statistics: true, Matomo: true, XiTi: true}},
		{"off likewise", []Event{on(preferences.Statistics), off(preferences.Statistics)}, preferences.Preferences{}},
		{"a category stays without its tracker", []Event{on(preferences.Matomo), off(preferences.Matomo)},
			preferences.Preferences{Statistics: true}},
		{"undeclared trackers have no toggle", []Event{on(preferences.Piano)}, preferences.Preferences{}},
		{"nor does what is not optional", []Event{off(preferences.Functional)}, preferences.Preferences{}},
	} {
		if got := draft(test.events...); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

// TestChoiceReadWhilePreferencesAreOpen: a choice made in another tab shows in the
// switches, unless the visitor has moved one: then what they see is theirs.
func TestChoiceReadWhilePreferencesAreOpen(t *testing.T) {
	refused := preferences.Preferences{Timestamp: all.Timestamp + 1}
	if s, _ := play(Config{}, all, PreferencesOpened{}, ChoiceRead{refused}); s.Draft != refused || s.Chosen != refused {
		t.Errorf("untouched, the draft is %+v", s.Draft)
	}
	s, _ := play(Config{}, all, PreferencesOpened{}, Toggled{preferences.Internal, false}, ChoiceRead{refused})
	if s.Draft.Allows(preferences.Internal) || !s.Draft.Allows(preferences.Statistics) || s.Chosen != refused {
		t.Errorf("touched, the draft is %+v", s.Draft)
	}
}

// TestDetails: which details are open lasts as long as the preferences do.
func TestDetails(t *testing.T) {
	s, _ := play(Config{}, all, PreferencesOpened{}, DetailsToggled{preferences.Statistics},
		DetailsToggled{preferences.Internal}, DetailsToggled{preferences.Statistics})
	if !slices.Equal(s.Opened, []preferences.Name{preferences.Internal}) {
		t.Errorf("opened are %q", s.Opened)
	}
	if s, _ = Update(s, CharterOpened{}); len(s.Opened) != 1 {
		t.Error("reading the charter closes the details")
	}
	s, _ = play(Config{}, all, PreferencesOpened{}, DetailsToggled{preferences.Internal}, Dismissed{}, PreferencesOpened{})
	if s.Opened != nil {
		t.Errorf("opened anew, they are %q", s.Opened)
	}
	if s, _ = play(Config{}, all, DetailsToggled{preferences.Internal}); s.Opened != nil {
		t.Error("details are opened where there are none")
	}
}

// TestPartChosen: the charter's contents lead to its parts while it is open.
func TestPartChosen(t *testing.T) {
	_, effects := play(Config{}, all, CharterOpened{}, PartChosen{"cookies-table-1"})
	if want := []Effect{ShowPart{"cookies-table-1"}}; !slices.Equal(effects, want) {
		t.Errorf("the effects are %v, want %v", effects, want)
	}
	if _, effects = play(Config{}, all, PartChosen{"cookies-table-1"}); len(effects) != 0 {
		t.Errorf("with no charter open, the effects are %v", effects)
	}
}

func TestDismissed(t *testing.T) {
	toggled := Toggled{preferences.Internal, true}
	s, effects := play(Config{}, all, PreferencesOpened{}, toggled, Dismissed{})
	if s.Chosen != all || s.Draft != (preferences.Preferences{}) || s.Dialog != DialogNone {
		t.Errorf("dismissed, the state is %+v", s)
	}
	if want := []Effect{CloseDialog{}, KeepFocus{}}; !reflect.DeepEqual(effects, want) {
		t.Errorf("the effects are %v, want %v", effects, want)
	}
	if s, effects := play(Config{}, preferences.Preferences{}, Dismissed{}); !s.Asking || effects != nil {
		t.Errorf("with nothing open: %+v, %v", s, effects)
	}
	s, _ = play(Config{}, all, PreferencesOpened{})
	if s.Draft != all {
		t.Errorf("reopened, the draft is %+v", s.Draft)
	}
}

// TestCharterFromPreferences: the charter leads back to the draft as it was.
func TestCharterFromPreferences(t *testing.T) {
	toggled := Toggled{preferences.Internal, true}
	s, effects := play(Config{}, preferences.Preferences{}, PreferencesOpened{}, toggled, CharterOpened{})
	if s.Dialog != DialogCharter || !reflect.DeepEqual(effects, []Effect{ReadCharter{}, ShowDialog{}}) {
		t.Errorf("the charter is not asked for: %+v, %v", s, effects)
	}
	s, _ = Update(s, CharterRead{Charter: charter.Standard("")})
	s, effects = Update(s, Dismissed{})
	if s.Dialog != DialogPreferences || !s.Draft.Internal || !reflect.DeepEqual(effects, []Effect{ShowDialog{On: dialogCharterID}}) {
		t.Errorf("back from the charter: %+v, %v", s, effects)
	}
	if _, effects = Update(s, CharterOpened{}); !reflect.DeepEqual(effects, []Effect{ShowDialog{}}) {
		t.Errorf("a charter that is there is asked for again: %v", effects)
	}
	s, _ = Update(s, CharterOpened{})
	if s, _ = Update(s, PreferencesOpened{}); s.Dialog != DialogPreferences || !s.Draft.Internal || s.FromPreferences {
		t.Errorf("opened from the charter: %+v", s)
	}
	if s, _ = Update(s, Dismissed{}); s.Dialog != DialogNone {
		t.Errorf("dismissed twice: %+v", s)
	}
}

// TestStandIn: a record does not claim a version that the visitor did not see.
func TestStandIn(t *testing.T) {
	c := Config{Version: "v1"}
	s, _ := play(c, preferences.Preferences{}, CharterRead{charter.Standard(""), true}, Chose{Choice: RefuseAll, At: noon})
	if s.Chosen.Charter != "" {
		t.Errorf("the record claims the version %q", s.Chosen.Charter)
	}
	s, _ = play(c, preferences.Preferences{}, CharterRead{charter.Standard(""), false}, Chose{Choice: RefuseAll, At: noon})
	if s.Chosen.Charter != "v1" {
		t.Errorf("the record has the version %q, want v1", s.Chosen.Charter)
	}
}

func TestMessages(t *testing.T) {
	chosen := Chose{Choice: AcceptAll, At: noon}
	for _, c := range []struct {
		events []Event
		want   Message
	}{
		{[]Event{chosen}, MessageSaved},
		{[]Event{chosen, NotRecorded{}}, MessageNotRecorded},
		{[]Event{chosen, MessageLeft{}}, MessageNone},
		{[]Event{chosen, PreferencesOpened{}}, MessageNone},
	} {
		s, _ := play(Config{}, preferences.Preferences{}, c.events...)
		if s.Message != c.want {
			t.Errorf("after %v the message is %d, want %d", c.events, s.Message, c.want)
		}
		if s.Asking {
			t.Errorf("after %v the notice asks again: it must not loop", c.events)
		}
	}
	if s, _ := play(Config{}, all, Forgotten{}); !s.Asking || s.HasChosen() {
		t.Errorf("forgotten: %+v", s)
	}
	s, effects := play(Config{}, all, PreferencesOpened{}, Forgotten{})
	if s.Dialog != DialogNone || !reflect.DeepEqual(effects, []Effect{CloseDialog{}, KeepFocus{}}) {
		t.Errorf("forgotten with the preferences open: %+v, %v", s, effects)
	}
}

// TestUpdateIsPure: Update changes neither of its arguments.
func TestUpdateIsPure(t *testing.T) {
	trackers := []preferences.Name{preferences.Matomo}
	s, _ := play(Config{Trackers: trackers}, preferences.Preferences{}, PreferencesOpened{})
	before := s
	for _, e := range []Event{
		Toggled{preferences.Matomo, true}, Chose{Choice: AcceptAll, At: noon}, Dismissed{}, CharterOpened{}, Forgotten{},
	} {
		Update(s, e)
		if !reflect.DeepEqual(s, before) {
			t.Fatalf("%T changed the state it was given", e)
		}
	}
}
