package workshop

import (
	"errors"
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/charter"
)

// settled is for how long nothing may have been set before the page of trial is loaded
// anew.
var settled = 500 * time.Millisecond

// silence is for how long the page of trial may not begin before that is said.
var silence = 5 * time.Second

// maxFacts are the facts that the timeline keeps.
const maxFacts = 200

// Page is the workshop. Without a Browser it is what is there before the program runs.
type Page struct {
	app.Compo
	Browser Browser

	// ctx is the page's own: go-app forgets what an element asked for that is gone by
	// then, as a button is that was pressed.
	ctx app.Context

	state  State
	link   string // as the address has it
	worker bool
	looked bool // whether it is known if there is one
	opened bool // whether the program has looked at the browser

	other    bool   // whether the portal is another than the published ones
	typed    string // that other portal, as it was left for a published one
	left     string // the charter of one's own that was left for a published one
	advanced bool   // whether the link sets what is folded away

	parsed  charter.Charter // the last one that could be read
	version string          // of that one
	fault   *charter.Error  // of the charter as it stands; nil: it can be read

	tried   Settings // of the page of trial: the last that could be installed; zero: none could
	loaded  string   // the page of trial that was loaded last: see tries
	turn    int      // of the page of trial: each loading is another
	address string
	silent  bool // whether that page has not begun for a while
	changes int  // of what the page of trial shows
	loading int  // the change that the page loaded last shows
	current int  // the change that the page shows that has begun
	facts   []Fact
	reading Reading
	cookies string // of the page of trial

	sums    []sum
	message message // the last, of the installation
	broken  bool    // whether the link that the page was opened by could not be read whole
}

// OnMount looks at the browser.
func (p *Page) OnMount(ctx app.Context) {
	if p.Browser == nil {
		return
	}
	p.ctx = ctx
	p.Browser.Facts(func(address string, f Fact) {
		ctx.Dispatch(func(app.Context) { p.tell(address, f) })
	})
	p.open(p.Browser.Link())
	ctx.Async(func() {
		text, err := p.Browser.Fetch(sumsName)
		var sums []sum
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
			p.worker, p.looked = worker, true
			if p.address == "" || p.state.needsWorker() { // which has waited for it
				p.load("")
			}
		})
	})
}

// OnNav follows a link that was pasted over the page's own.
func (p *Page) OnNav(ctx app.Context) {
	if p.Browser == nil || p.Browser.Link() == p.link {
		return
	}
	p.open(p.Browser.Link())
	p.load("")
}

// open sets what a link says.
func (p *Page) open(link string) {
	p.link = link
	state, ok := ParseLink(link)
	p.state, p.broken = state, !ok
	p.other = !slices.Contains(charter.Portals(), state.Settings.host())
	s := state.Settings
	p.advanced = s.Folder != DefaultFolder || s.Domain != "" || len(s.Integrations) > 0
	p.parse()
}

// leave keeps what was typed, which a published portal takes the place of.
func (p *Page) leave() {
	s := p.state.Settings
	if p.other {
		p.typed = s.Portal
	}
	if s.Charter != "" && !slices.ContainsFunc(charter.Portals(), func(host string) bool { return s.Charter == Default(host).Charter }) {
		p.left = s.Charter
	}
}

// parse reads the charter as it stands.
func (p *Page) parse() {
	parsed, err := charter.Parse(p.state.Settings.ownText())
	p.fault = nil
	if !errors.As(err, &p.fault) {
		p.parsed, p.version = parsed, p.state.Settings.Version()
	}
}

// set changes the settings or the view; the page of trial follows, once nothing more
// has been set for a while.
func (p *Page) set(change func(*State)) {
	change(&p.state)
	p.parse()
	p.broken, p.message = false, message{}
	// A charter that is too large cannot be read back from a link, and may be too much for it.
	if len(p.state.Settings.Charter) <= charter.MaxSize {
		p.link = p.state.Link()
		p.Browser.SetLink(p.link)
	}
	p.changes++
	changes := p.changes
	p.ctx.After(settled, func(app.Context) {
		switch {
		case changes != p.changes: // another has been made since
		case p.settle() && p.tries() != p.loaded:
			p.load("")
		default: // the page as it is shows it already, or will
			if p.current == p.loading {
				p.current = p.changes
			}
			p.loading = p.changes
		}
	})
}

// busy reports whether the page of trial does not show the settings yet.
func (p *Page) busy() bool { return p.current != p.changes }

// settle has the page of trial take the settings of now, if they could be installed. It
// is false if none ever could.
func (p *Page) settle() bool {
	if p.ready() {
		p.tried = p.state.Settings
	}
	return p.tried.Portal != ""
}

// tries tells one page of trial from another, whatever its turn.
func (p *Page) tries() string {
	return State{p.tried, p.state.View}.trialAddress(0) + p.tried.Charter
}

// load loads the page of trial, of what could be installed. said, unless it is "", tells
// in the timeline whose visit that is.
func (p *Page) load(said string) {
	if !p.opened || !p.settle() || !p.looked && (State{p.tried, p.state.View}).needsWorker() {
		return
	}
	p.loaded = p.tries()
	p.turn++
	p.changes++ // what waits to load it need not
	p.loading = p.changes
	turn, state := p.turn, State{p.tried, p.state.View}
	p.ctx.Async(func() {
		var err error
		if !state.Settings.Published() {
			err = p.Browser.Draft(draftCharter(state.Settings.Version()), string(state.Settings.ownText()))
		}
		p.ctx.Dispatch(func(app.Context) {
			if turn != p.turn {
				return
			}
			p.facts = nil
			if said != "" {
				p.facts = []Fact{{Kind: FactSaid, Text: said}}
			}
			if err != nil {
				p.facts = append(p.facts, Fact{Kind: FactSaid, Text: err.Error()})
			}
			p.address, p.silent = state.trialAddress(turn), false
			p.ctx.Defer(func(app.Context) { p.Browser.Show(p.address) }) // once its frame is there
			p.ctx.After(silence, func(app.Context) {
				if turn == p.turn && !slices.ContainsFunc(p.facts, func(f Fact) bool { return f.Kind == FactPage }) {
					p.silent = true
				}
			})
		})
	})
}

// ready reports whether there is nothing to put right.
func (p *Page) ready() bool { return p.fault == nil && len(p.state.Settings.Problems()) == 0 }

// tell takes what happened in the page of trial down.
func (p *Page) tell(address string, f Fact) {
	if address != p.address {
		return // of one that is no more
	}
	if f.Kind == FactPage {
		p.current = p.loading
	}
	if f.Kind == FactPage || f.Kind == FactCookie {
		p.cookies, p.silent = f.Text, false
		p.read()
	}
	if !f.shown() || len(p.facts) == maxFacts {
		return
	}
	p.facts = append(p.facts, f)
	slices.SortStableFunc(p.facts, func(a, b Fact) int { return int(a.At - b.At) })
}

// read reads the cookies of the page of trial.
func (p *Page) read() {
	p.reading = Read(p.cookies, p.tried.Version(), p.Browser.Now())
}

// recall simulates a choice of some time ago, and a visit now. A browser that blocks
// cookies would have none of it: it no longer does.
func (p *Page) recall(past Past) {
	if !p.settle() {
		return
	}
	if v := &p.state.View; v.Blocked {
		p.set(func(*State) { v.Blocked = false })
	}
	p.Browser.Forget()
	p.Browser.SetCookie(past.cookie(p.tried, p.Browser.Secure(), p.Browser.Now()))
	p.load(past.Said)
}

// forget has the next visit be the first.
func (p *Page) forget() {
	p.Browser.Forget()
	p.load("Un visiteur qui n’a encore rien choisi.")
}

// simulate turns a simulation on or off.
func (p *Page) simulate(on *bool) {
	p.set(func(*State) { *on = !*on })
	p.load("")
}

// download hands the files to upload out.
func (p *Page) download() {
	settings := p.state.Settings
	p.message = message{downloadID, "Préparation des fichiers…"}
	p.ctx.Async(func() {
		files, err := settings.Files(p.Browser.Fetch)
		var archive []byte
		if err == nil {
			archive, err = Archive(files, p.Browser.Now())
		}
		p.ctx.Dispatch(func(app.Context) {
			if err != nil {
				p.message = message{downloadID, "Les fichiers n’ont pas pu être réunis. " + err.Error()}
				return
			}
			if i := slices.IndexFunc(files, func(f File) bool { return f.Name == sumsName }); i >= 0 {
				// The build may be another by now: the line goes with the files.
				p.sums, _ = parseSums(files[i].Data)
			}
			name := "bandeau-" + settings.host() + ".zip"
			p.Browser.Save(name, archive)
			p.message = message{downloadID, french.Spaces(name + " : " + french.Count(len(files), "fichier", "fichiers") + ", " + french.Size(len(archive)) + ".")}
		})
	})
}

// copy puts a text where it can be pasted from, for a control.
func (p *Page) copy(of, what, text string) {
	p.ctx.Async(func() {
		err := p.Browser.Copy(text)
		p.ctx.Dispatch(func(app.Context) {
			p.message = message{of, french.Spaces(what + " : copié.")}
			if err != nil {
				p.message.text = french.Spaces(what + " : ce navigateur ne permet pas de copier. Sélectionnez le texte, puis copiez-le au clavier.")
			}
		})
	})
}

// toggled is a list of words with one put in or taken out, in the order of all.
func toggled(list []string, word string, all []string) []string {
	var out []string
	for _, w := range all {
		if slices.Contains(list, w) != (w == word) {
			out = append(out, w)
		}
	}
	return out
}
