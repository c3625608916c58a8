package workshop

import (
	"errors"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/charter"
	"cookies-preferences/charter/convert"
	"cookies-preferences/charter/read"
)

// settling is how long the settings must stay unchanged before the preview reloads.
var settling = 500 * time.Millisecond

// silence is how long the preview may take to start before the page reports that it
// doesn't.
var silence = 5 * time.Second

// Page is the workshop. Without a Browser it is what the build renders.
type Page struct {
	app.Compo
	Browser Browser

	// ctx is the page's own: go-app drops what is dispatched through a button's context once
	// the button is gone.
	ctx app.Context

	sums    map[string]string // see parseSums; nil until they have been read
	failure string            // why they could not be

	state        State
	link         string // as in the address
	brokenLink   bool   // it could not be read
	openAdvanced bool   // it sets advanced settings

	understood read.Charter    // the last charter that could be read
	parsed     charter.Charter // as visitors get it
	version    string          // of parsed
	fault      *charter.Error  // nil if the charter can be read as it stands

	preview   preview
	previewed State  // the last that could be installed
	turn      int    // counts the loads of the preview
	address   string // of the preview loaded last

	events  []Event
	reading Reading

	message message // the outcome of the last press
}

// preview is the state of the page in the frame.
type preview uint8

const (
	previewNone    preview = iota // no settings could be installed yet
	previewLoading                // it has not started
	previewSilent                 // it did not start in time
	previewRunning
)

// OnMount opens the page's link and asks the browser for what takes time.
func (p *Page) OnMount(ctx app.Context) {
	if p.Browser == nil {
		return
	}
	p.ctx = ctx
	p.Browser.OnEvent(func(address string, e Event) {
		ctx.Dispatch(func(app.Context) { p.record(address, e) })
	})
	p.Browser.OnPaste(pasted)
	p.Browser.OnFile(convert.MaxSize+1, func(name string, data []byte) {
		ctx.Dispatch(func(app.Context) { p.openFile(name, data) })
	})
	p.open(p.Browser.Link())
	ctx.Async(func() {
		var sums map[string]string
		text, err := p.Browser.Fetch(sumsName)
		if err == nil {
			sums, err = parseSums(text)
		}
		ctx.Dispatch(func(app.Context) {
			if err != nil {
				p.failure = err.Error()
				return
			}
			p.sums = sums
			p.load()
		})
	})
}

// OnNav follows a link pasted over the page's own.
func (p *Page) OnNav(app.Context) {
	if p.Browser == nil || p.Browser.Link() == p.link {
		return
	}
	p.open(p.Browser.Link())
	p.load()
}

// open takes the state that a link holds.
func (p *Page) open(link string) {
	state, ok := ParseLink(link)
	p.link, p.state, p.brokenLink = link, state, !ok
	s := state.Settings
	p.openAdvanced = s.Folder != defaultFolder || s.Domain != "" || len(s.Integrations) > 0
	p.follow()
}

// set changes the state. The preview reloads once nothing has changed for a while.
func (p *Page) set(change func()) {
	change()
	p.follow()
	p.brokenLink, p.message = false, message{}
	// A larger charter could not be read back from the link.
	if len(p.state.Settings.Charter) <= charter.MaxSize {
		p.link = p.state.Link()
		p.Browser.SetLink(p.link)
	}
	wanted := p.wanted()
	p.ctx.After(settling, func(app.Context) {
		if p.wanted() == wanted && p.address != wanted {
			p.load()
		}
	})
}

// follow reads the charter as it stands, and previews the settings if they can be installed.
func (p *Page) follow() {
	s := p.state.Settings
	understood, err := read.Parse([]byte(s.Charter))
	p.fault = nil
	if !errors.As(err, &p.fault) {
		p.understood, p.version = understood, s.Version()
		p.parsed, _ = charter.Parse(understood.Text) // which read.Parse has tried
	}
	if p.ready() {
		p.previewed.Settings = s
	}
	p.previewed.View = p.state.View
}

// ready reports whether the settings can be installed.
func (p *Page) ready() bool { return p.fault == nil && len(p.state.Settings.Problems()) == 0 }

// wanted is the address that the preview should have.
func (p *Page) wanted() string { return p.previewed.previewAddress(p.turn) }

// busy reports whether the preview is about to change.
func (p *Page) busy() bool { return p.preview != previewRunning || p.address != p.wanted() }

// load loads the preview.
func (p *Page) load() {
	if p.sums == nil || p.previewed.Settings.Portal == "" {
		return
	}
	p.turn++
	address, text := p.wanted(), string(p.previewed.Settings.charterFile())
	p.address, p.preview, p.events = address, previewLoading, nil
	p.ctx.Defer(func(app.Context) { p.Browser.Show(address, text) }) // once the frame is there
	p.ctx.After(silence, func(app.Context) {
		if p.address == address && p.preview == previewLoading {
			p.preview = previewSilent
		}
	})
}

// record adds an event of the preview to the timeline, and reads its cookies.
func (p *Page) record(address string, e Event) {
	if address != p.address {
		return // from a preview that has been replaced
	}
	p.preview = previewRunning
	p.events = append(p.events, e)
	p.reading = Read(e.Cookies, p.previewed.Settings.Version(), time.Now())
}

// recall simulates a visitor who chose some time ago.
func (p *Page) recall(past past) {
	p.Browser.Forget()
	p.Browser.SetCookie(past.cookie(p.previewed.Settings, time.Now()))
	p.load()
}

// restart forgets the choice and reloads the preview, as for a first visit.
func (p *Page) restart() {
	p.Browser.Forget()
	p.load()
}

// simulate turns a simulation on or off.
func (p *Page) simulate(on *bool) {
	p.set(func() { *on = !*on })
	p.load()
}

// download gives the administrator the files to upload.
func (p *Page) download() {
	settings := p.state.Settings
	p.message = message{downloadID, "Préparation des fichiers…"}
	p.ctx.Async(func() {
		archive, err := settings.Archive(p.sums, p.Browser.Fetch, time.Now())
		p.ctx.Dispatch(func(app.Context) {
			if err != nil {
				p.message = message{downloadID,
					"L’archive n’a pas pu être préparée. " + err.Error()}
				return
			}
			name := "bandeau-" + settings.host() + ".zip"
			p.Browser.Save(name, archive)
			p.message = message{downloadID,
				french.Spaces(name + " : " + french.Size(len(archive)) + ".")}
		})
	})
}

// copy copies a text to the clipboard; of is the id of the control to answer at.
func (p *Page) copy(of, what, text string) {
	p.ctx.Async(func() {
		outcome := what + " : copié."
		if p.Browser.Copy(text) != nil {
			outcome = what + " : ce navigateur ne permet pas de copier. " +
				"Sélectionnez le texte, puis copiez-le au clavier."
		}
		p.ctx.Dispatch(func(app.Context) { p.message = message{of, french.Spaces(outcome)} })
	})
}
