package banner

import (
	"errors"
	"slices"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// fakeHost is a browser of a few lines that keeps what the banner does to it.
type fakeHost struct {
	choice   preferences.Preferences
	commits  int
	blocked  bool // keeps no cookie
	hidden   bool // shows no dialog
	open     bool // the dialog
	focus    string
	scrolled string
	charter  []byte
	unread   error // why the charter can't be read
	reads    int   // of the charter
	errors   []ErrorCode
	requests func(Request)
}

func (h *fakeHost) Choice() preferences.Preferences { return h.choice }
func (h *fakeHost) Commit(p preferences.Preferences) {
	h.commits++
	h.open = false
	h.choice = at(noon, p)
	if h.blocked {
		h.choice = noChoice
	}
	h.requests(RequestRead)
}
func (h *fakeHost) ReadCharter(done func([]byte, error)) { h.reads++; done(h.charter, h.unread) }
func (h *fakeHost) Report(code ErrorCode, _ string)      { h.errors = append(h.errors, code) }
func (h *fakeHost) OnRequest(f func(r Request))          { h.requests = f }
func (h *fakeHost) Show() bool                           { h.open = !h.hidden; return h.open }
func (h *fakeHost) Close()                               { h.open = false }
func (h *fakeHost) Focus(id string)                      { h.focus = id }
func (h *fakeHost) ScrollTo(id string)                   { h.scrolled = id }

// mounted is a Banner that go-app's native engine mounts too.
type mounted struct{ Banner }

func (m *mounted) OnPreRender(ctx app.Context) { m.OnMount(ctx) }

// mount mounts a banner on a fake browser. The function it returns does something and waits until
// all that follows from it has happened.
func mount(t *testing.T, c Config, h *fakeHost, start Start) (*mounted, func(act any)) {
	t.Helper()
	m := &mounted{Banner{Config: c, Host: h, Start: start}}
	engine := app.NewTestEngine()
	if err := engine.Load(m); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	return m, func(act any) {
		switch act := act.(type) {
		case Event:
			m.on(act)(m.ctx, app.Event{})
		case Request:
			h.requests(act)
		}
		engine.ConsumeAll()
	}
}

// TestChoiceIsCommitted: a choice is committed once, and the one in force is what the host says
// next.
func TestChoiceIsCommitted(t *testing.T) {
	h := &fakeHost{}
	m, do := mount(t, Config{Version: "v1"}, h, Start{})
	want := at(noon, Everything(Config{}))
	want.Charter = "v1"
	for blocked, want := range map[bool]preferences.Preferences{false: want, true: noChoice} {
		h.blocked, h.commits = blocked, 0
		do(RequestOpen)
		if !h.open || h.focus != dialogID {
			t.Errorf("opened: %+v", h)
		}
		do(Chose{AcceptAll})
		do(Chose{RefuseAll}) // the dialog is closed by then
		if h.commits != 1 || h.open || m.state.Chosen != want {
			t.Errorf("blocked %v: %+v, the choice is %+v, want %+v", blocked, h, m.state.Chosen,
				want)
		}
	}
}

// TestStart: the first state is what the loader shows. The program neither opens the dialog nor
// moves the focus, and reads a charter that isn't shown.
func TestStart(t *testing.T) {
	const text = "Notre charte\n\nUne phrase."
	config := Config{Trackers: listOf(preferences.Matomo)}
	draft := allow(preferences.Internal)
	standard := charter.Standard("").Title
	for name, c := range map[string]struct {
		start Start
		title string // of the charter
		reads int
		draft preferences.Preferences
	}{
		"nothing":     {Start{}, "", 0, noChoice},
		"preferences": {Start{Dialog: DialogPreferences, Draft: draft}, "Notre charte", 1, draft},
		"charter": {Start{Dialog: DialogCharter, FromPreferences: true}, "Notre charte", 1,
			noChoice},
		"read already": {
			Start{Dialog: DialogCharter, CharterShown: true, Charter: []byte(text)},
			"Notre charte", 0, noChoice,
		},
		"standard": {Start{Dialog: DialogPreferences, CharterShown: true}, standard, 0, noChoice},
	} {
		h := &fakeHost{choice: all, charter: []byte(text)}
		c.start.Chosen = all
		m, _ := mount(t, config, h, c.start)
		s := m.state
		if s.Dialog != c.start.Dialog || s.FromPreferences != c.start.FromPreferences ||
			s.Chosen != all || s.Charter.Title != c.title || h.reads != c.reads {
			t.Errorf("%s: the state is %+v, the host %+v", name, s, h)
		}
		for _, n := range listOf(preferences.Internal, preferences.Matomo) {
			if s.Draft.Allows(n) != c.draft.Allows(n) {
				t.Errorf("%s: the draft is %+v", name, s.Draft)
			}
		}
		if h.open || h.focus != "" || h.scrolled != "" {
			t.Errorf("%s: the host is %+v", name, h)
		}
	}
}

// TestStartUntouched: a choice made in another tab shows in switches that the visitor has not
// moved, though the loader only knows of those that the page shows.
func TestStartUntouched(t *testing.T) {
	h := &fakeHost{choice: all}
	categories := allow(preferences.Categories[:]...)
	m, do := mount(t, Config{}, h, Start{
		Dialog: DialogPreferences, Chosen: all, Draft: categories,
	})
	h.choice = none
	do(RequestRead)
	if m.state.Draft != none {
		t.Errorf("the draft is %+v", m.state.Draft)
	}
}

// TestCharterErrors: a charter that can't be read is reported, and the standard one shown.
func TestCharterErrors(t *testing.T) {
	for code, h := range map[ErrorCode]*fakeHost{
		CodeCharterUnreachable: {unread: errors.New("HTTP status 404")},
		CodeCharterMalformed:   {charter: []byte(" ")},
	} {
		m, do := mount(t, Config{Version: "v1"}, h, Start{})
		do(RequestCharter)
		do(Dismissed{})
		do(RequestCharter)
		if !slices.Equal(h.errors, []ErrorCode{code}) || h.reads != 1 || m.state.Version != "" ||
			m.state.Charter.Title != charter.Standard("").Title {
			t.Errorf("%s: the state is %+v, the host %+v", code, m.state, h)
		}
	}
}

// TestHidden: a dialog that can't be seen is reported, and does not stay open.
func TestHidden(t *testing.T) {
	h := &fakeHost{hidden: true}
	m, do := mount(t, Config{}, h, Start{})
	do(RequestOpen)
	if m.state.Dialog != DialogNone || h.errors != nil {
		t.Errorf("the state is %+v, the host %+v", m.state, h)
	}
}

// TestChangedElsewhere: the preferences show the choice in force now, not the one as the banner
// started.
func TestChangedElsewhere(t *testing.T) {
	h := &fakeHost{choice: all}
	m, do := mount(t, Config{}, h, Start{})
	h.choice = none
	do(RequestOpen)
	if m.state.Draft != none {
		t.Errorf("the draft is %+v", m.state.Draft)
	}
	h.choice = all
	do(RequestRead)
	do(RequestClose)
	if m.state.Dialog != DialogNone || h.open || h.commits != 0 || m.state.Chosen != all {
		t.Errorf("closed: %+v, %+v", m.state, h)
	}
	do(Request("unknown"))
}

// TestFocusInTheCharter: an entry of the contents scrolls to its part and focuses it. Back in the
// preferences, the focus is on the button that led to the charter.
func TestFocusInTheCharter(t *testing.T) {
	h := &fakeHost{}
	_, do := mount(t, Config{}, h, Start{})
	for _, step := range []struct {
		event           Event
		focus, scrolled string
	}{
		{PreferencesOpened{}, dialogID, ""},
		{CharterOpened{}, dialogID, ""},
		{PartChosen{tableID(0)}, tableID(0), tableID(0)},
		{Dismissed{}, dialogCharterID, dialogCharterID},
	} {
		do(step.event)
		if h.focus != step.focus || h.scrolled != step.scrolled {
			t.Errorf("after %T, the focus is on %q, scrolled to %q", step.event, h.focus,
				h.scrolled)
		}
	}
}
