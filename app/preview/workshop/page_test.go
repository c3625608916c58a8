package workshop

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The tests need not wait for a person or a connection.
func init() { settling, silence = 20*time.Millisecond, time.Millisecond }

// fakeBrowser is a browser whose preview is just an address.
type fakeBrowser struct {
	link, shown, cookie string
	address             string // without the link; "" is no portal's
	shows               int    // how often a preview was shown
	drafts              map[string]string
	emit                func(address string, e Event)
	drafting            func() // called while a draft is saved
}

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

// TestPageBusy: the preview is up to date once it has started after the last change; one that
// does not start in time is reported.
func TestPageBusy(t *testing.T) {
	p, b, engine := newHeldPage(t, "")
	if !p.busy() || !p.silent {
		t.Errorf("before its first event: busy %v, silent %v, want both", p.busy(), p.silent)
	}
	b.emit(b.shown, Event{Kind: EventPage})
	engine.ConsumeAll()
	if p.busy() || p.silent {
		t.Errorf("once it has started: busy %v, silent %v, want neither", p.busy(), p.silent)
	}
	p.set(func(s *State) { s.Settings.Theme = "dark" })
	if !p.busy() {
		t.Error("it is up to date right after a change")
	}
	engine.ConsumeAll()
	b.emit(b.shown, Event{Kind: EventPage})
	engine.ConsumeAll()
	p.set(func(s *State) { s.View.Width = Widths[1] }) // changes nothing in the preview
	engine.ConsumeAll()
	if p.busy() {
		t.Error("it stays busy after a change that needs no reload")
	}
}

// TestPageOvertaken: a load that a later one overtakes shows nothing, and each preview has the
// charter of its own address, so that windows with different charters do not mix.
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
	want := s.previewAddress(turn + 2)
	if b.shown != want || b.shows != shows+1 || len(p.events) > 0 {
		t.Errorf("the preview is %s, want %s, shown %d times", b.shown, want, b.shows-shows)
	}
	for _, text := range []string{"Charte\n", "Autre charte\n"} {
		s.Settings.Charter = text
		if got := b.drafts[draftCharter(s.Settings.Version())]; got != "\ufeff"+text {
			t.Errorf("the draft of %q is %q", text, got)
		}
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

// TestPageWarns: the workshop warns where it is served from the portal's own host, and of a tag
// whose script another host serves, which a link from a stranger may name.
func TestPageWarns(t *testing.T) {
	p, b, _ := newHeldPage(t, "dossier=https%3A%2F%2Failleurs.example%2F")
	if got := p.placeWarning(); got != "" {
		t.Errorf("on another host than the portal's it warns %q", got)
	}
	b.address = "https://" + aude + "/cookies/atelier/"
	if got := p.placeWarning(); got == "" {
		t.Error("there is no warning on the portal's own host")
	}
	warning := p.state.Settings.foreignWarning()
	if !strings.Contains(warning, "https://ailleurs.example") || !p.openAdvanced {
		t.Errorf("of another host's folder it warns %q, in sight: %v", warning, p.openAdvanced)
	}
}
