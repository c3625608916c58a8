package workshop

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// The tests need not wait for a person or a connection.
func init() { settled, silence = 20*time.Millisecond, time.Millisecond }

// fakeBrowser is a browser whose preview is just an address.
type fakeBrowser struct {
	link, shown, cookie string
	address             string // without the link; "" is no portal's
	shows               int    // how often a preview was shown
	drafts              map[string]string
	emit                func(address string, e Event)
	drafting            func() // called while a draft is saved
}

func (b *fakeBrowser) Now() time.Time                { return noon }
func (b *fakeBrowser) Secure() bool                  { return true }
func (b *fakeBrowser) Link() string                  { return b.link }
func (b *fakeBrowser) SetLink(link string)           { b.link = link }
func (b *fakeBrowser) Address() string               { return b.address + "#" + b.link }
func (b *fakeBrowser) Worker() bool                  { return true }
func (b *fakeBrowser) Show(address string)           { b.shown, b.shows = address, b.shows+1 }
func (b *fakeBrowser) SetCookie(line string)         { b.cookie = line }
func (b *fakeBrowser) Forget()                       { b.cookie = "" }
func (b *fakeBrowser) Fetch(string) ([]byte, error)  { return nil, nil }
func (b *fakeBrowser) Save(string, []byte)           {}
func (b *fakeBrowser) Copy(string) error             { return nil }
func (b *fakeBrowser) SelectLine(int)                {}
func (b *fakeBrowser) OnEvent(f func(string, Event)) { b.emit = f }
func (b *fakeBrowser) SaveDraft(name, text string) error {
	b.drafts[name] = text
	if b.drafting != nil {
		b.drafting()
	}
	return nil
}

// heldPage gives tests the context of a page, which go-app's test engine only prerenders.
type heldPage struct {
	Page
	ctx app.Context
}

func (p *heldPage) OnPreRender(ctx app.Context) {
	p.ctx = ctx
	p.Page.OnMount(ctx)
}

// newHeldPage opens the workshop by a link, and loads its preview.
func newHeldPage(t *testing.T, link string) (*heldPage, *fakeBrowser, app.TestEngine) {
	t.Helper()
	b := &fakeBrowser{link: link, drafts: make(map[string]string)}
	p := &heldPage{Page: Page{Browser: b}}
	engine := app.NewTestEngine()
	if err := engine.Load(p); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	return p, b, engine
}

// TestPageEvents: the timeline lists the events of the current preview in order, up to a limit.
func TestPageEvents(t *testing.T) {
	p, b, engine := newHeldPage(t, "")
	before := b.shown
	p.load("Un visiteur.")
	engine.ConsumeAll()
	if b.shown == before || before == "" {
		t.Fatalf("the preview is %s, after %s", b.shown, before)
	}
	b.emit(before, Event{Kind: EventNotice})
	b.emit(b.shown, Event{Kind: EventNotice, At: 20})
	b.emit(b.shown, Event{Kind: EventFile, At: 10})
	b.emit(b.shown, Event{Kind: EventCookie, At: 5})
	engine.ConsumeAll()
	var kinds []EventKind
	for _, e := range p.events {
		kinds = append(kinds, e.Kind)
	}
	if got := fmt.Sprint(kinds); got != "[note file notice]" {
		t.Errorf("the timeline is %s", got)
	}
	for range maxEvents + 1 {
		b.emit(b.shown, Event{Kind: EventGate})
	}
	engine.ConsumeAll()
	if len(p.events) != maxEvents {
		t.Errorf("the timeline has %d events", len(p.events))
	}
}

// TestPageOvertaken: a load that a later one overtakes shows nothing, and each preview has the
// charter of its own address.
func TestPageOvertaken(t *testing.T) {
	s := State{Settings: Default(aude), View: View{Width: 390}}
	s.Settings.Charter = "Charte\n"
	p, b, engine := newHeldPage(t, s.Link())
	turn, shows := p.turn, b.shows
	b.drafting = func() {
		b.drafting = nil
		p.ctx.Dispatch(func(app.Context) { // before the load that waits for the draft
			p.state.Settings.Charter = "Autre charte\n"
			p.load("")
		})
	}
	p.load("Un visiteur.")
	engine.ConsumeAll()
	s.Settings.Charter = "Autre charte\n"
	if want := s.previewAddress(turn + 2); b.shown != want || b.shows != shows+1 || len(p.events) > 0 {
		t.Errorf("the preview is %s, want %s; shown %d times; %v", b.shown, want, b.shows-shows, p.events)
	}
	for _, text := range []string{"Charte\n", "Autre charte\n"} {
		s.Settings.Charter = text
		if got := b.drafts[draftCharter(s.Settings.Version())]; got != "\ufeff"+text {
			t.Errorf("the draft of %q is %q", text, got)
		}
	}
	b.drafting = func() {
		b.drafting = nil
		p.ctx.Dispatch(func(app.Context) { p.state.Settings.Charter = "Encore une\n" })
	}
	p.load("")
	engine.ConsumeAll()
	if want := s.previewAddress(turn + 3); b.shown != want {
		t.Errorf("the preview is %s, want %s: the later charter has no draft yet", b.shown, want)
	}
}

// TestPageReads: a choice is compared with the charter that the preview shows, not with the one
// being typed.
func TestPageReads(t *testing.T) {
	p, b, engine := newHeldPage(t, "")
	record := preferences.Preferences{Statistics: true, Charter: Default(aude).Version(), Timestamp: noon.UnixMilli()}
	p.state.Settings.Charter += strconv.Itoa(1)
	b.emit(b.shown, Event{Kind: EventCookie, Text: preferences.CookieName + "=" + preferences.Encode(record)})
	engine.ConsumeAll()
	if !p.reading.Fits {
		t.Errorf("the choice is read as %+v", p.reading)
	}
}

// TestPageSettles: several changes in a row load the preview once, and a charter with a fault
// does not load it.
func TestPageSettles(t *testing.T) {
	p, _, engine := newHeldPage(t, "")
	turn := p.turn
	for _, width := range Widths {
		p.set(func(s *State) { s.Settings.Theme, s.View.Width = "dark", width })
		p.set(func(s *State) { s.Settings.Theme = "light" })
	}
	engine.ConsumeAll()
	if p.turn != turn+1 || p.state.Settings.Theme != "light" {
		t.Errorf("the preview is loaded %d times", p.turn-turn)
	}
	p.set(func(s *State) { s.Settings.Charter += "\x00" })
	engine.ConsumeAll()
	if p.turn != turn+1 {
		t.Errorf("a charter that cannot be read is loaded")
	}
}

// TestPagePlace: the workshop warns where it is served from the portal's own host, and nowhere else.
func TestPagePlace(t *testing.T) {
	p, b, _ := newHeldPage(t, "")
	if got := p.placeWarning(); got != "" {
		t.Errorf("elsewhere it warns %q", got)
	}
	b.address = "https://" + aude + "/cookies/atelier/"
	if got := p.placeWarning(); got == "" {
		t.Error("there is no warning on the portal's own host")
	}
}

// TestPageMeasures: the byte order mark that the charter's file begins with counts in its size.
func TestPageMeasures(t *testing.T) {
	p, _, _ := newHeldPage(t, "")
	for size, fits := range map[int]bool{charter.MaxSize - 3: true, charter.MaxSize - 2: false} {
		p.state.Settings.Charter = "Charte\n\n" + strings.Repeat("mots ", size/5-2)
		p.state.Settings.Charter += strings.Repeat("s", size-len(p.state.Settings.Charter))
		p.parse()
		if (p.fault == nil) != fits {
			t.Errorf("%d bytes: %v", size, p.fault)
		}
	}
}
