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

// Nothing in these tests takes as long as a person, or a line.
func init() { settled, silence = 20*time.Millisecond, time.Millisecond }

// fakeBrowser is a browser without a line, whose page of trial is an address.
type fakeBrowser struct {
	link, shown, cookie string
	address             string // without the link; "" is no portal's
	shows               int    // how often a page of trial was shown
	drafts              map[string]string
	tell                func(address string, f Fact)
	drafting            func() // while a draft is put down
}

func (b *fakeBrowser) Now() time.Time               { return noon }
func (b *fakeBrowser) Secure() bool                 { return true }
func (b *fakeBrowser) Link() string                 { return b.link }
func (b *fakeBrowser) SetLink(link string)          { b.link = link }
func (b *fakeBrowser) Address() string              { return b.address + "#" + b.link }
func (b *fakeBrowser) Worker() bool                 { return true }
func (b *fakeBrowser) Show(address string)          { b.shown, b.shows = address, b.shows+1 }
func (b *fakeBrowser) SetCookie(line string)        { b.cookie = line }
func (b *fakeBrowser) Forget()                      { b.cookie = "" }
func (b *fakeBrowser) Fetch(string) ([]byte, error) { return nil, nil }
func (b *fakeBrowser) Save(string, []byte)          {}
func (b *fakeBrowser) Copy(string) error            { return nil }
func (b *fakeBrowser) Select(int)                   {}
func (b *fakeBrowser) Facts(t func(string, Fact))   { b.tell = t }
func (b *fakeBrowser) Draft(name, text string) error {
	b.drafts[name] = text
	if b.drafting != nil {
		b.drafting()
	}
	return nil
}

// heldPage is a page that go-app's native engine mounts too, and whose context a test
// has.
type heldPage struct {
	Page
	ctx app.Context
}

func (p *heldPage) OnPreRender(ctx app.Context) {
	p.ctx = ctx
	p.Page.OnMount(ctx)
}

// newHeldPage is the workshop, opened by a link, with its page of trial loaded.
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

// TestPageFacts: the timeline is of the page of trial that is there, in the order of what
// happened, and no longer than it may be.
func TestPageFacts(t *testing.T) {
	p, b, engine := newHeldPage(t, "")
	before := b.shown
	p.load("Un visiteur.")
	engine.ConsumeAll()
	if b.shown == before || before == "" {
		t.Fatalf("the page of trial is %s, after %s", b.shown, before)
	}
	b.tell(before, Fact{Kind: FactNotice})
	b.tell(b.shown, Fact{Kind: FactNotice, At: 20})
	b.tell(b.shown, Fact{Kind: FactFile, At: 10})
	b.tell(b.shown, Fact{Kind: FactCookie, At: 5})
	engine.ConsumeAll()
	var kinds []FactKind
	for _, f := range p.facts {
		kinds = append(kinds, f.Kind)
	}
	if got := fmt.Sprint(kinds); got != "[said file notice]" {
		t.Errorf("the timeline is %s", got)
	}
	for range maxFacts + 1 {
		b.tell(b.shown, Fact{Kind: FactGate})
	}
	engine.ConsumeAll()
	if len(p.facts) != maxFacts {
		t.Errorf("the timeline has %d facts", len(p.facts))
	}
}

// TestPageOvertaken: a loading that another overtakes shows nothing; each page of trial
// has the charter of its own address.
func TestPageOvertaken(t *testing.T) {
	s := State{Settings: Default(aude), View: View{Width: 390}}
	s.Settings.Charter = "Charte\n"
	p, b, engine := newHeldPage(t, s.Link())
	turn, shows := p.turn, b.shows
	b.drafting = func() {
		b.drafting = nil
		p.ctx.Dispatch(func(app.Context) { // it comes before what waits for the draft
			p.state.Settings.Charter = "Autre charte\n"
			p.load("")
		})
	}
	p.load("Un visiteur.")
	engine.ConsumeAll()
	s.Settings.Charter = "Autre charte\n"
	if want := s.trialAddress(turn + 2); b.shown != want || b.shows != shows+1 || len(p.facts) > 0 {
		t.Errorf("the page of trial is %s, want %s; shown %d times; %v", b.shown, want, b.shows-shows, p.facts)
	}
	for _, text := range []string{"Charte\n", "Autre charte\n"} {
		s.Settings.Charter = text
		if got := b.drafts[draftCharter(s.Settings.Version())]; got != "\ufeff"+text {
			t.Errorf("in the place of %q there is %q", text, got)
		}
	}
	b.drafting = func() {
		b.drafting = nil
		p.ctx.Dispatch(func(app.Context) { p.state.Settings.Charter = "Encore une\n" })
	}
	p.load("")
	engine.ConsumeAll()
	if want := s.trialAddress(turn + 3); b.shown != want {
		t.Errorf("the page of trial is %s, want %s: no draft of another is there yet", b.shown, want)
	}
}

// TestPageReads: what is read is about the charter that the page of trial shows, not the
// one that is being typed.
func TestPageReads(t *testing.T) {
	p, b, engine := newHeldPage(t, "")
	record := preferences.Preferences{Statistics: true, Charter: Default(aude).Version(), Timestamp: noon.UnixMilli()}
	p.state.Settings.Charter += strconv.Itoa(1)
	b.tell(b.shown, Fact{Kind: FactCookie, Text: preferences.CookieName + "=" + preferences.Encode(record)})
	engine.ConsumeAll()
	if !p.reading.Version {
		t.Errorf("it is read as %+v", p.reading)
	}
}

// TestPageSettles: of what is set in a hurry, the page of trial is loaded once, and not
// for what cannot be installed.
func TestPageSettles(t *testing.T) {
	p, _, engine := newHeldPage(t, "")
	turn := p.turn
	for _, width := range Widths {
		p.set(func(s *State) { s.Settings.Theme, s.View.Width = "dark", width })
		p.set(func(s *State) { s.Settings.Theme = "light" })
	}
	engine.ConsumeAll()
	if p.turn != turn+1 || p.state.Settings.Theme != "light" {
		t.Errorf("the page of trial is loaded %d times", p.turn-turn)
	}
	p.set(func(s *State) { s.Settings.Charter += "\x00" })
	engine.ConsumeAll()
	if p.turn != turn+1 {
		t.Errorf("the page of trial is loaded for a charter that cannot be read")
	}
}

// TestPagePlace: on the portal's own host the trial warns of itself, and nowhere else.
func TestPagePlace(t *testing.T) {
	p, b, _ := newHeldPage(t, "")
	if got := p.trialPlace(); got != "" {
		t.Errorf("elsewhere it says %q", got)
	}
	b.address = "https://" + aude + "/cookies/atelier/"
	if got := p.trialPlace(); got == "" {
		t.Error("on the portal's own host it says nothing")
	}
}

// TestPageMeasures: a charter that would be too large on the portal, with the mark that
// its file begins with, is too large here.
func TestPageMeasures(t *testing.T) {
	p, _, _ := newHeldPage(t, "")
	for size, fits := range map[int]bool{charter.MaxSize - 3: true, charter.MaxSize - 2: false} {
		p.state.Settings.Charter = "Charte\n\n" + strings.Repeat("mots ", size/5-2)
		p.state.Settings.Charter += strings.Repeat("s", size-len(p.state.Settings.Charter))
		p.parse()
		if (p.fault == nil) != fits {
			t.Errorf("%d octets: %v", size, p.fault)
		}
	}
}
