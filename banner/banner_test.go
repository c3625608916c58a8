package banner

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
)

// fakeHost is a browser of a few lines that keeps what the banner does to it.
type fakeHost struct {
	cookie   string // the only one, as document.cookie has it
	journal  []Chose
	lost     bool // nothing has the focus
	open     bool // the dialog
	focus    string
	scrolled string
	lines    []string
	blocked  bool // keeps no cookie
	errors   []ErrorCode
	changed  int
	stale    bool // scripts run that only a reload ends
	nextAct  func()
	awaited  int // how often the next act was waited for
	requests func(Request)
}

func (h *fakeHost) Now() time.Time  { return noon }
func (h *fakeHost) Cookies() string { return h.cookie }
func (h *fakeHost) SetCookie(line string) {
	h.lines = append(h.lines, line)
	if !h.blocked {
		h.cookie, _, _ = strings.Cut(line, ";")
	}
}
func (h *fakeHost) Journal() []Chose  { return h.journal }
func (h *fakeHost) Changed(bool) bool { h.changed++; return h.stale }
func (h *fakeHost) ReadCharter(done func([]byte, string, error)) {
	done(nil, "", nil)
}
func (h *fakeHost) Report(code ErrorCode, _ string) { h.errors = append(h.errors, code) }
func (h *fakeHost) ShowDialog(string) bool          { h.open = true; return true }
func (h *fakeHost) CloseDialog(string)              { h.open = false }
func (h *fakeHost) Focus(id string)                 { h.focus = id }
func (h *fakeHost) ScrollTo(id string)              { h.scrolled = id }
func (h *fakeHost) FocusLost() bool                 { return h.lost }
func (h *fakeHost) OnNextAct(f func())              { h.nextAct = f; h.awaited++ }
func (h *fakeHost) OnRequest(f func(r Request))     { h.requests = f }

// saved returns the choice in the cookie.
func (h *fakeHost) saved() preferences.Preferences {
	p, _ := preferences.FromHeader([]string{h.cookie}, noon)
	return p
}

// mounted is a Banner that go-app's native engine mounts too.
type mounted struct{ Banner }

func (m *mounted) OnPreRender(ctx app.Context) { m.OnMount(ctx) }

// mount mounts a banner on a fake browser. The function it returns does something and waits until
// all that follows from it has happened.
func mount(t *testing.T, c Config, h *fakeHost) (*mounted, func(act any)) {
	t.Helper()
	m := &mounted{Banner{Config: c, Host: h}}
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
		case func():
			act()
		}
		engine.ConsumeAll()
	}
}

func TestRecordIsReadBack(t *testing.T) {
	h := &fakeHost{lost: true}
	m, do := mount(t, Config{Version: "v1"}, h)
	if !m.state.Asking {
		t.Fatal("there is no choice, and the banner does not ask")
	}
	do(Chose{Choice: AcceptAll})
	want := all
	want.Charter = "v1"
	line := preferences.SetCookie(want, preferences.Attributes{}, noon)
	if !slices.Equal(h.lines, []string{line}) {
		t.Errorf("it wrote %q, want %q", h.lines, line)
	}
	if h.changed != 1 || len(h.errors) != 0 || h.focus != statusID {
		t.Errorf("the host is %+v", h)
	}
	if m.state.Message != MessageSaved {
		t.Errorf("the message is %d", m.state.Message)
	}
	h.blocked = true
	do(RequestRefuse)
	if !slices.Equal(h.errors, []ErrorCode{CodeCookieBlocked}) ||
		m.state.Message != MessageNotRecorded {
		t.Errorf("blocked: the message is %d, the errors are %v", m.state.Message, h.errors)
	}
}

// TestPlantedCookie: a refusal made in the program counts over a consent dated ahead, which another
// host of the domain may have planted.
func TestPlantedCookie(t *testing.T) {
	planted := all
	planted.Timestamp++
	h := &fakeHost{cookie: preferences.CookieName + "=" + preferences.Encode(planted)}
	_, do := mount(t, Config{}, h)
	do(Chose{Choice: RefuseAll})
	want := preferences.Preferences{Timestamp: planted.Timestamp + 1}
	if h.saved() != want {
		t.Errorf("the cookie says %+v, want %+v", h.saved(), want)
	}
}

// TestJournal: choices made before the program ran are in the cookie before the first rendering,
// with their own time, and the last one counts. Nothing else is done by then.
func TestJournal(t *testing.T) {
	earlier := noon.Add(-time.Minute)
	h := &fakeHost{journal: []Chose{
		{Choice: AcceptAll, At: earlier.Add(-time.Second)}, {Choice: RefuseAll, At: earlier},
	}}
	b := &Banner{Host: h}
	b.OnInit()
	want := preferences.Preferences{Timestamp: earlier.UnixMilli()}
	if b.state.Asking || b.state.Chosen != want || h.saved() != want {
		t.Errorf("the state is %+v, the cookie %+v, want %+v", b.state, h.saved(), want)
	}
	if len(b.pending) == 0 {
		t.Error("no effect waits for the elements")
	}
}

// TestChangedElsewhere: the preferences show what the cookie says now, not what it said when the
// banner started.
func TestChangedElsewhere(t *testing.T) {
	h := &fakeHost{cookie: preferences.CookieName + "=" + preferences.Encode(all)}
	m, do := mount(t, Config{}, h)
	h.cookie = preferences.CookieName + "=" + preferences.Encode(none)
	do(PreferencesOpened{})
	if m.state.Draft != none {
		t.Errorf("the draft is %+v", m.state.Draft)
	}
}

// TestFocusInTheCharter: an entry of the contents scrolls to its part and focuses it. Back in the
// preferences, the focus is on the button that led to the charter.
func TestFocusInTheCharter(t *testing.T) {
	h := &fakeHost{}
	_, do := mount(t, Config{}, h)
	for _, step := range []struct {
		event           Event
		focus, scrolled string
	}{
		{PreferencesOpened{}, titleID, ""},
		{CharterOpened{}, titleID, ""},
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

func TestRequests(t *testing.T) {
	h := &fakeHost{}
	m, do := mount(t, Config{}, h)
	do(RequestRefuse)
	if m.state.Chosen != none || m.state.Asking {
		t.Errorf("refused: %+v", m.state)
	}
	do(RequestOpen)
	if m.state.Dialog != DialogPreferences || !h.open {
		t.Errorf("opened: %+v", m.state)
	}
	do(Request("unknown"))
	do(RequestForget)
	if !m.state.Asking || m.state.HasChosen() {
		t.Errorf("forgotten: %+v", m.state)
	}
	h.cookie = ""
	h.journal = []Chose{{Choice: AllowOne, Name: preferences.Internal, At: noon}}
	do(RequestRecord)
	if want := none.With(preferences.Internal, true); h.saved() != want || m.state.Asking {
		t.Errorf("recorded: %+v, want %+v", h.saved(), want)
	}
}

// TestNextAct: a message goes away at the visitor's next act. A script that makes several choices
// before it waits for that act once.
func TestNextAct(t *testing.T) {
	h := &fakeHost{stale: true}
	m, do := mount(t, Config{}, h)
	for range 3 {
		do(RequestRefuse)
	}
	if h.awaited != 1 || m.state.Message != MessageReload {
		t.Errorf("waits: %d, message: %d", h.awaited, m.state.Message)
	}
	do(h.nextAct)
	if m.state.Message != MessageNone {
		t.Errorf("after the visitor's act, the message is %d", m.state.Message)
	}
	do(RequestRefuse)
	if h.awaited != 2 {
		t.Errorf("waits: %d, want 2", h.awaited)
	}
}
