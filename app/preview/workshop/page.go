package workshop

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/charter"
)

// settling is how long the settings must stay unchanged before the preview reloads.
var settling = 500 * time.Millisecond

// silence is how long the preview may take to start before the page reports that it
// doesn't.
var silence = 5 * time.Second

// maxEvents is how many events the timeline keeps.
const maxEvents = 200

// Page is the workshop. Without a Browser it is what the build renders.
type Page struct {
	app.Compo
	Browser Browser

	// ctx is the page's own: go-app drops what is dispatched through a button's context once
	// the button is gone.
	ctx app.Context

	opened bool // the browser has been looked at
	state  State

	link       string // as in the address
	brokenLink bool   // part of the link could not be read

	worker      bool // there is a service worker
	workerKnown bool // whether there is one is known

	otherPortal  bool   // the portal is not one of those published
	typedPortal  string // that portal, kept while a published one is chosen
	leftCharter  string // the charter typed, kept while a published one is chosen
	openAdvanced bool   // the link sets advanced settings

	parsed  charter.Charter // the last charter that could be read
	version string          // of parsed
	fault   *charter.Error  // nil if the charter can be read as it stands

	// previewed are the settings in the preview: the last that could be installed.
	previewed State
	loaded    string // identifies the preview loaded last: see previewKey
	turn      int    // counts the loads of the preview
	address   string // of the preview loaded last
	started   bool   // that preview has started
	silent    bool   // it did not start in time
	changes   int    // counts the changes of the state
	settled   int    // the last change that the preview was loaded for, or need not be

	events  []Event
	reading Reading

	sums    map[string]string // see parseSums
	message message           // the outcome of the last press
}

// OnMount opens the page's link and asks the browser for what takes time.
func (p *Page) OnMount(ctx app.Context) {
	if p.Browser == nil {
		return
	}
	p.ctx = ctx
	p.Browser.OnEvent(func(address string, e Event) {
		ctx.Dispatch(func(app.Context) { p.record(address, e) })
	})
	p.open(p.Browser.Link())
	ctx.Async(func() {
		var sums map[string]string
		text, err := p.Browser.Fetch(sumsName)
		if err == nil {
			sums, err = parseSums(text)
		}
		ctx.Dispatch(func(app.Context) {
			p.sums, p.opened = sums, true
			if err != nil {
				p.message = message{downloadID, err.Error()}
			}
			p.load("")
		})
	})
	ctx.Async(func() {
		worker := p.Browser.Worker()
		ctx.Dispatch(func(app.Context) {
			p.worker, p.workerKnown = worker, true
			if p.address == "" || p.state.needsWorker() { // it was waiting for the worker
				p.load("")
			}
		})
	})
}

// OnNav follows a link pasted over the page's own.
func (p *Page) OnNav(app.Context) {
	if p.Browser == nil || p.Browser.Link() == p.link {
		return
	}
	p.open(p.Browser.Link())
	p.load("")
}

// open takes the state that a link holds.
func (p *Page) open(link string) {
	state, ok := ParseLink(link)
	p.link, p.state, p.brokenLink = link, state, !ok
	s := state.Settings
	p.otherPortal = !slices.Contains(charter.Portals(), s.host())
	p.openAdvanced = s.Folder != defaultFolder || s.Domain != "" || len(s.Integrations) > 0
	p.parse()
}

// keepTyped keeps the portal and the charter typed before a published one replaces them.
func (p *Page) keepTyped() {
	s := p.state.Settings
	if p.otherPortal {
		p.typedPortal = s.Portal
	}
	published := slices.ContainsFunc(charter.Portals(), func(host string) bool {
		return s.Charter == Default(host).Charter
	})
	if s.Charter != "" && !published {
		p.leftCharter = s.Charter
	}
}

// parse reads the charter as it stands.
func (p *Page) parse() {
	parsed, err := charter.Parse(p.state.Settings.charterFile())
	p.fault = nil
	if !errors.As(err, &p.fault) {
		p.parsed, p.version = parsed, p.state.Settings.Version()
	}
}

// set changes the state. The preview follows once nothing has changed for a while.
func (p *Page) set(change func(*State)) {
	change(&p.state)
	p.parse()
	p.brokenLink, p.message = false, message{}
	// A larger charter could not be read back from the link.
	if len(p.state.Settings.Charter) <= charter.MaxSize {
		p.link = p.state.Link()
		p.Browser.SetLink(p.link)
	}
	p.changes++
	changes := p.changes
	p.ctx.After(settling, func(app.Context) {
		if changes != p.changes {
			return // a later change is waiting
		}
		p.settled = changes
		if p.settle() && p.previewKey() != p.loaded {
			p.load("")
		}
	})
}

// busy reports whether the preview is about to change.
func (p *Page) busy() bool { return p.settled != p.changes || !p.started }

// settle previews the current view, and the current settings if they can be installed. It
// returns false until some could be.
func (p *Page) settle() bool {
	if p.ready() {
		p.previewed.Settings = p.state.Settings
	}
	p.previewed.View = p.state.View
	return p.previewed.Settings.Portal != ""
}

// previewKey identifies a preview, whatever its turn.
func (p *Page) previewKey() string {
	return p.previewed.previewAddress(0) + p.previewed.Settings.Charter
}

// load loads the preview. A note, unless it is empty, is the timeline's first line: it
// describes the visitor.
func (p *Page) load(note string) {
	if !p.opened || !p.settle() || !p.workerKnown && p.previewed.needsWorker() {
		return
	}
	p.loaded, p.settled = p.previewKey(), p.changes
	p.turn++
	turn, state := p.turn, p.previewed
	p.address, p.started, p.silent, p.events = state.previewAddress(turn), false, false, nil
	if note != "" {
		p.events = []Event{{Kind: EventNote, Text: note}}
	}
	p.ctx.Async(func() {
		var err error
		if s := state.Settings; !s.Published() {
			err = p.Browser.SaveDraft(draftCharter(s.Version()), string(s.charterFile()))
		}
		p.ctx.Dispatch(func(app.Context) {
			if turn != p.turn {
				return
			}
			if err != nil {
				p.events = append(p.events, Event{Kind: EventNote, Text: err.Error()})
			}
			p.ctx.Defer(func(app.Context) { p.Browser.Show(p.address) }) // once the frame is there
			p.ctx.After(silence, func(app.Context) {
				p.silent = p.silent || turn == p.turn && !p.started
			})
		})
	})
}

// ready reports whether the settings can be installed.
func (p *Page) ready() bool { return p.fault == nil && len(p.state.Settings.Problems()) == 0 }

// record adds an event of the preview to the timeline, and reads its cookies.
func (p *Page) record(address string, e Event) {
	if address != p.address {
		return // from a preview that has been replaced
	}
	if e.Kind == EventPage {
		p.started, p.silent = true, false
	}
	if e.Kind == EventPage || e.Kind == EventCookie {
		p.reading = Read(e.Text, p.previewed.Settings.Version(), time.Now())
	}
	if e.Kind == EventCookie || len(p.events) == maxEvents {
		return
	}
	p.events = append(p.events, e)
	slices.SortStableFunc(p.events, func(a, b Event) int { return int(a.At - b.At) })
}

// recall simulates a visitor who chose some time ago. It unblocks cookies: a browser that
// blocks them would have kept no choice.
func (p *Page) recall(past past) {
	if !p.settle() {
		return
	}
	if v := &p.state.View; v.Blocked {
		p.set(func(*State) { v.Blocked = false })
	}
	p.Browser.Forget()
	secure := strings.HasPrefix(p.Browser.Address(), "https:")
	p.Browser.SetCookie(past.cookie(p.previewed.Settings, secure, time.Now()))
	p.load(past.Note)
}

// restart forgets the choice and reloads the preview, as for a first visit.
func (p *Page) restart() {
	p.Browser.Forget()
	p.load("Le visiteur n’a encore fait aucun choix.")
}

// simulate turns a simulation on or off.
func (p *Page) simulate(on *bool) {
	p.set(func(*State) { *on = !*on })
	p.load("")
}

// download gives the administrator the files to upload.
func (p *Page) download() {
	settings := p.state.Settings
	p.message = message{downloadID, "Préparation des fichiers…"}
	p.ctx.Async(func() {
		files, err := settings.Files(p.Browser.Fetch)
		var archive []byte
		if err == nil {
			archive, err = makeArchive(files, time.Now())
		}
		p.ctx.Dispatch(func(app.Context) {
			if err != nil {
				p.message = message{downloadID,
					"L’archive n’a pas pu être préparée. " + err.Error()}
				return
			}
			// The server may have a newer build by now: the tag must match these files.
			for _, f := range files {
				if f.Name == sumsName {
					p.sums, _ = parseSums(f.Data)
				}
			}
			name := "bandeau-" + settings.host() + ".zip"
			p.Browser.Save(name, archive)
			p.message = message{downloadID, french.Spaces(name + " : " +
				french.Count(len(files), "fichier", "fichiers") + ", " +
				french.Size(len(archive)) + ".")}
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

// toggled adds a word to a list, or removes it, keeping the order of all.
func toggled(list []string, word string, all []string) (out []string) {
	for _, w := range all {
		if slices.Contains(list, w) != (w == word) {
			out = append(out, w)
		}
	}
	return out
}
