package banner

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
)

// fakeHost is a browser of a few lines: what the banner does to it is kept.
type fakeHost struct {
	jar      string // the one cookie, as document.cookie gives it
	blocked  bool   // keeps no cookies
	charter  []byte
	err      error // of reading the charter
	journal  []Chose
	lost     bool // nothing has the focus
	open     bool // the dialog
	hidden   bool // by a blocker
	focus    string
	scrolled string
	lines    []string
	errors   []Error
	changed  int
	stale    bool // scripts run that only a reload ends
	nextAct  func()
	awaited  int // how often the next act was waited for
	requests func(Request)
}

func (h *fakeHost) Now() time.Time  { return noon }
func (h *fakeHost) Cookies() string { return h.jar }
func (h *fakeHost) SetCookie(line string) {
	h.lines = append(h.lines, line)
	if !h.blocked {
		h.jar, _, _ = strings.Cut(line, ";")
	}
}
func (h *fakeHost) Journal() []Chose  { return h.journal }
func (h *fakeHost) Changed(bool) bool { h.changed++; return h.stale }
func (h *fakeHost) ReadCharter(done func([]byte, string, error)) {
	done(h.charter, "charte.txt", h.err)
}
func (h *fakeHost) Report(e Error) { h.errors = append(h.errors, e) }
func (h *fakeHost) ShowDialog(string) bool {
	h.open = !h.hidden
	return h.open
}
func (h *fakeHost) CloseDialog(string)          { h.open = false }
func (h *fakeHost) Focus(id string)             { h.focus = id }
func (h *fakeHost) ScrollTo(id string)          { h.scrolled = id }
func (h *fakeHost) FocusLost() bool             { return h.lost }
func (h *fakeHost) OnNextAct(f func())          { h.nextAct = f; h.awaited++ }
func (h *fakeHost) OnRequest(f func(r Request)) { h.requests = f }

// mounted is a Banner that go-app's native engine mounts too.
type mounted struct{ Banner }

func (m *mounted) OnPreRender(ctx app.Context) { m.OnMount(ctx) }

// mount mounts a banner on a fake browser; the function it returns calls a
// handler and lets all that follows from it happen.
func mount(t *testing.T, c Config, h *fakeHost) (*mounted, func(app.EventHandler)) {
	t.Helper()
	m := &mounted{Banner{Config: c, Host: h}}
	engine := app.NewTestEngine()
	if err := engine.Load(m); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	return m, func(handler app.EventHandler) {
		handler(m.ctx, app.Event{})
		engine.ConsumeAll()
	}
}

func TestRecordIsReadBack(t *testing.T) {
	h := &fakeHost{lost: true}
	m, do := mount(t, Config{Version: "v1"}, h)
	if !m.state.Asking {
		t.Fatal("there is no choice, and the banner does not ask")
	}
	do(m.handlers().Accept)
	want := all
	want.Charter = "v1"
	if line := preferences.SetCookie(want, preferences.Attributes{}, noon); !slices.Equal(h.lines, []string{line}) {
		t.Errorf("it wrote %q, want %q", h.lines, line)
	}
	if h.changed != 1 || len(h.errors) != 0 || h.focus != statusID {
		t.Errorf("the host is %+v", h)
	}
	if m.state.Message != MessageSaved {
		t.Errorf("the message is %d", m.state.Message)
	}
	h.nextAct()
}

// TestJournal: what was chosen before the banner ran is in its first drawing,
// and recorded with the time it was chosen at. The last choice counts.
func TestJournal(t *testing.T) {
	earlier := noon.Add(-time.Minute)
	h := &fakeHost{journal: []Chose{{Choice: AcceptAll, At: earlier.Add(-time.Second)}, {Choice: RefuseAll, At: earlier}}}
	m, _ := mount(t, Config{}, h)
	want := preferences.Preferences{Timestamp: earlier.UnixMilli()}
	if m.state.Asking || m.state.Chosen != want {
		t.Errorf("the state is %+v", m.state)
	}
	if got, ok := preferences.FromHeader([]string{h.jar}, noon); !ok || got != want {
		t.Errorf("the cookie says %+v", got)
	}
}

// TestJournalIsRecordedFirst: what was chosen before the program ran is in the cookie
// before anything is drawn, and nothing else is done by then.
func TestJournalIsRecordedFirst(t *testing.T) {
	h := &fakeHost{journal: []Chose{{Choice: AcceptAll, At: noon.Add(-time.Second)}}}
	b := &Banner{Host: h}
	b.OnInit()
	if got, ok := preferences.FromHeader([]string{h.jar}, noon); !ok || !got.Statistics {
		t.Errorf("the cookie says %+v, %v", got, ok)
	}
	if h.changed != 1 || len(b.pending) == 0 {
		t.Errorf("the page heard of it %d times; %d effects wait for the elements, want some", h.changed, len(b.pending))
	}
}

func TestBlockedCookies(t *testing.T) {
	h := &fakeHost{blocked: true}
	m, do := mount(t, Config{}, h)
	do(m.handlers().Accept)
	if m.state.Message != MessageNotRecorded || m.state.Asking {
		t.Errorf("the state is %+v, want a message and no second question", m.state)
	}
	if len(h.errors) != 1 || h.errors[0].Code != CodeCookieBlocked {
		t.Errorf("the errors are %v", h.errors)
	}
}

// TestPlantedCookie: a cookie that stands in the way of ours, such as one on a
// parent domain with a later date, is noticed.
func TestPlantedCookie(t *testing.T) {
	h := &fakeHost{blocked: true, jar: preferences.CookieName + "=" +
		preferences.Encode(preferences.Preferences{Statistics: true, Timestamp: noon.UnixMilli() + 1})}
	m, do := mount(t, Config{}, h)
	if m.state.Asking {
		t.Fatal("a valid choice asks")
	}
	do(m.handlers().Refuse)
	if m.state.Message != MessageNotRecorded || len(h.errors) != 1 {
		t.Errorf("the state is %+v, the errors %v", m.state, h.errors)
	}

	// Where cookies are kept, the visitor's is the newer one.
	h.blocked = false
	do(m.handlers().Refuse)
	want := preferences.Preferences{Timestamp: noon.UnixMilli() + 2}
	if got, ok := preferences.FromHeader([]string{h.jar}, noon); !ok || got != want || m.state.Message != MessageSaved {
		t.Errorf("the cookie says %+v, want %+v", got, want)
	}
}

// TestHiddenDialog: a dialog that nobody can see does not stay open.
func TestHiddenDialog(t *testing.T) {
	h := &fakeHost{hidden: true}
	m, do := mount(t, Config{}, h)
	do(m.handlers().OpenPreferences)
	if m.state.Dialog != DialogNone || len(h.errors) != 1 || h.errors[0].Code != CodeHidden {
		t.Errorf("the state is %+v, the errors %v", m.state, h.errors)
	}
}

// TestChangedElsewhere: the preferences show what the cookie says now, not what
// it said when the banner started.
func TestChangedElsewhere(t *testing.T) {
	h := &fakeHost{jar: preferences.CookieName + "=" + preferences.Encode(all)}
	m, do := mount(t, Config{}, h)
	h.jar = preferences.CookieName + "=" + preferences.Encode(none)
	do(m.handlers().OpenPreferences)
	if m.state.Draft != none {
		t.Errorf("the draft is %+v", m.state.Draft)
	}
}

// TestFocusInTheCharter: the contents bring their part into view with the focus
// on it; back in the preferences, the focus is on what led to the charter.
func TestFocusInTheCharter(t *testing.T) {
	h := &fakeHost{charter: []byte("Charte cookies\n\nNotre charte à nous.\n")}
	m, do := mount(t, Config{}, h)
	do(m.handlers().OpenPreferences)
	if h.focus != titleID || h.scrolled != "" {
		t.Errorf("the preferences open on %q, scrolled to %q", h.focus, h.scrolled)
	}
	do(m.handlers().OpenCharter)
	do(m.handlers().Part(tableID(0)))
	if h.focus != tableID(0) || h.scrolled != tableID(0) {
		t.Errorf("the contents lead to %q, scrolled to %q", h.focus, h.scrolled)
	}
	do(m.handlers().Dismiss)
	if h.focus != dialogCharterID || h.scrolled != dialogCharterID {
		t.Errorf("back in the preferences, the focus is on %q, scrolled to %q", h.focus, h.scrolled)
	}
}

func TestCharterOfTheHost(t *testing.T) {
	const text = "Charte cookies\n\nNotre charte à nous.\n"
	for _, c := range []struct {
		name, text string
		err        error
		title      string
		version    string
		codes      []ErrorCode
	}{
		{"the portal's own", text, nil, "Charte cookies", "v1", nil},
		{"none", "", nil, "Charte cookies", "v1", nil},
		{"unreachable", "", errors.New("HTTP status 404"), "Charte cookies", "", []ErrorCode{CodeCharterUnreachable}},
		{"malformed", "\x00", nil, "Charte cookies", "", []ErrorCode{CodeCharterMalformed}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := &fakeHost{err: c.err}
			if c.text != "" {
				h.charter = []byte(c.text)
			}
			m, do := mount(t, Config{Version: "v1"}, h)
			do(m.handlers().OpenCharter)
			if m.state.Charter.Title != c.title || m.state.Version != c.version {
				t.Errorf("it shows %q, version %q", m.state.Charter.Title, m.state.Version)
			}
			var codes []ErrorCode
			for _, e := range h.errors {
				codes = append(codes, e.Code)
				if !strings.Contains(e.Error(), "charte.txt") {
					t.Errorf("the error does not say where: %v", e)
				}
			}
			if !slices.Equal(codes, c.codes) {
				t.Errorf("the errors are %v, want %v", h.errors, c.codes)
			}
			if !h.open || h.focus != titleID {
				t.Errorf("open: %v, the focus is on %q", h.open, h.focus)
			}
		})
	}
}

// TestStale: the visitor is told when only a reload ends what they refuse.
func TestStale(t *testing.T) {
	for stale, want := range map[bool]Message{true: MessageReload, false: MessageSaved} {
		m, do := mount(t, Config{}, &fakeHost{stale: stale})
		do(m.handlers().Refuse)
		if m.state.Message != want {
			t.Errorf("with scripts that run on: %v, the message is %v, want %v", stale, m.state.Message, want)
		}
	}
	if m, do := mount(t, Config{}, &fakeHost{stale: true, blocked: true}); true {
		do(m.handlers().Refuse)
		if m.state.Message != MessageNotRecorded {
			t.Errorf("where cookies are blocked, the message is %v", m.state.Message)
		}
	}
}

// TestRequestRecord: what the page journals while the banner runs is recorded
// when it asks for that.
func TestRequestRecord(t *testing.T) {
	h := &fakeHost{}
	m, do := mount(t, Config{}, h)
	h.journal = []Chose{{Choice: AllowOne, Name: preferences.Internal, At: noon.Add(-time.Second)}}
	do(func(app.Context, app.Event) { h.requests(RequestRecord) })
	want := preferences.Preferences{Internal: true, Timestamp: noon.Add(-time.Second).UnixMilli()}
	if got, _ := preferences.FromHeader([]string{h.jar}, noon); got != want || m.state.Asking {
		t.Errorf("the cookie says %+v, want %+v", got, want)
	}
}

func TestRequests(t *testing.T) {
	h := &fakeHost{}
	m, do := mount(t, Config{}, h)
	ask := func(r Request) { do(func(app.Context, app.Event) { h.requests(r) }) }
	ask(RequestRefuse)
	if m.state.Chosen != none || m.state.Asking {
		t.Errorf("refused: %+v", m.state)
	}
	ask(RequestOpen)
	if m.state.Dialog != DialogPreferences || !h.open {
		t.Errorf("opened: %+v", m.state)
	}
	ask("anything else")
	ask(RequestForget)
	if !m.state.Asking || m.state.HasChosen() {
		t.Errorf("forgotten: %+v", m.state)
	}
}
