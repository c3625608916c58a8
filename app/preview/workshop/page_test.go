package workshop

import (
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The tests need not wait for a person or a connection.
func init() { settling, silence = 20*time.Millisecond, time.Millisecond }

// fakeBrowser is a browser whose preview is just an address and a charter.
type fakeBrowser struct {
	address, link, shown, charter string
	shows                         int // how often a preview was shown
	emit                          func(address string, e Event)
	open                          func(name string, data []byte)
}

func (b *fakeBrowser) Link() string                         { return b.link }
func (b *fakeBrowser) SetLink(link string)                  { b.link = link }
func (b *fakeBrowser) Address() string                      { return b.address + "#" + b.link }
func (b *fakeBrowser) Retype(string)                        {}
func (b *fakeBrowser) SetCookie(string)                     {}
func (b *fakeBrowser) Forget()                              {}
func (b *fakeBrowser) Fetch(string) ([]byte, error)         { return nil, nil }
func (b *fakeBrowser) Save(string, []byte)                  {}
func (b *fakeBrowser) Copy(string) error                    { return nil }
func (b *fakeBrowser) SelectLine(int)                       {}
func (b *fakeBrowser) OnEvent(f func(string, Event))        { b.emit = f }
func (b *fakeBrowser) OnPaste(func(string, bool) string)    {}
func (b *fakeBrowser) OnFile(_ int, f func(string, []byte)) { b.open = f }
func (b *fakeBrowser) Show(address, charter string) {
	b.shown, b.charter = address, charter
	b.shows++
}

// heldPage mounts the page in go-app's test engine, which only prerenders.
type heldPage struct{ Page }

func (p *heldPage) OnPreRender(ctx app.Context) { p.OnMount(ctx) }

// newHeldPage opens the workshop by a link, and loads its preview.
func newHeldPage(t *testing.T, link string) (*heldPage, *fakeBrowser, app.TestEngine) {
	t.Helper()
	b := &fakeBrowser{link: link}
	p := &heldPage{Page{Browser: b}}
	engine := app.NewTestEngine()
	if err := engine.Load(p); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	return p, b, engine
}

// TestPlaceWarning: trying the banner on the portal's own host changes one's own choice there.
func TestPlaceWarning(t *testing.T) {
	p, b, _ := newHeldPage(t, "")
	for address, want := range map[string]bool{
		"https://opendata.aude.fr/cookies/atelier/": true,
		"https://essais.example/atelier/":           false,
	} {
		b.address = address
		if got := p.placeWarning(); (got != "") != want {
			t.Errorf("at %s, the warning is %q", address, got)
		}
	}
}

// TestPageEvents: the timeline lists the events of the current preview alone.
func TestPageEvents(t *testing.T) {
	p, b, engine := newHeldPage(t, "")
	before := b.shown
	p.load()
	engine.ConsumeAll()
	b.emit(before, Event{Kind: EventNotice})
	b.emit(b.shown, Event{Kind: EventPage, Cookies: "cookies_preferences=x"})
	engine.ConsumeAll()
	if before == b.shown || len(p.events) != 1 || p.reading.Raw != "x" {
		t.Errorf("after %s, %s has the events %v, %v", before, b.shown, p.events, p.reading)
	}
}

// TestPageBusy: the preview is up to date once it has started after the last change; one that
// does not start in time is reported.
func TestPageBusy(t *testing.T) {
	p, b, engine := newHeldPage(t, "")
	if !p.busy() || p.preview != previewSilent {
		t.Errorf("before its first event: busy %v, state %d", p.busy(), p.preview)
	}
	b.emit(b.shown, Event{Kind: EventPage})
	engine.ConsumeAll()
	if p.busy() || p.preview != previewRunning {
		t.Errorf("once it has started: busy %v, state %d", p.busy(), p.preview)
	}
	p.set(func() { p.state.Settings.Theme = "dark" })
	if !p.busy() {
		t.Error("it is up to date right after a change")
	}
	engine.ConsumeAll()
	b.emit(b.shown, Event{Kind: EventPage})
	engine.ConsumeAll()
	p.set(func() { p.state.View.Width = Widths[1] }) // changes nothing in the preview
	if p.busy() {
		t.Error("it is busy after a change that needs no reload")
	}
}

// TestPageSettles: several changes in a row load the preview once, and a charter with a fault
// does not load it.
func TestPageSettles(t *testing.T) {
	p, b, engine := newHeldPage(t, "")
	settings := &p.state.Settings
	for _, text := range []string{"Une charte\n", "Autre charte\n"} {
		p.set(func() { settings.Charter = text })
	}
	engine.ConsumeAll()
	if b.shows != 2 || b.charter != "\ufeffAutre charte\n" {
		t.Errorf("the preview is shown %d times, with %q", b.shows, b.charter)
	}
	p.set(func() { settings.Charter += "\x00" })
	engine.ConsumeAll()
	if b.shows != 2 {
		t.Error("a charter that cannot be read is loaded")
	}
}

// TestPageWarns: the workshop warns of a tag whose script another host serves, which a link from
// a stranger may name.
func TestPageWarns(t *testing.T) {
	stranger := State{Settings: Default(aude), View: View{Width: 390}}
	stranger.Settings.Folder = "https://ailleurs.example/"
	p, _, _ := newHeldPage(t, stranger.Link())
	warning := p.state.Settings.foreignWarning()
	if !strings.Contains(warning, "https://ailleurs.example") || !p.openAdvanced {
		t.Errorf("it warns %q, with the folder in sight: %v", warning, p.openAdvanced)
	}
}

// TestUnreadableFile: a file that the browser can't read costs nothing, and is named.
func TestUnreadableFile(t *testing.T) {
	p, b, engine := newHeldPage(t, "")
	before := p.state.Settings.Charter
	b.open("dossier", nil)
	engine.ConsumeAll()
	if p.state.Settings.Charter != before || !strings.Contains(p.message.text, "dossier") {
		t.Errorf("the message is %q, the charter\n%s", p.message.text, p.state.Settings.Charter)
	}
}
