package harness

import "strings"

// ordinary is the page of a portal, which knows when something in it breaks.
const Ordinary = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>{{head}}{{tag}}</head>` +
	`<body><main id="first"><h1>Jeux de données</h1><p><a id="link" href="#ancre">Un lien</a> ` +
	`<button type="button" id="open" data-cookies-preferences="open">Gérer mes cookies</button></p></main>{{body}}</body></html>`

// nothing is what is granted before a choice, always.
const Nothing = "nothing"

// sight is what there is of the banner in a page, for its visitor and for the
// page's scripts.
type Sight struct {
	API     bool // the page has window.cookiesPreferences
	Notice  bool // the notice is in sight
	Dialog  bool // the preferences, or the charter, are
	Status  string
	Allowed []string // by the page's interface
	Ran     bool     // a script that waits for the statistics has run
	Record  map[string]any
	Errors  []string // by the banner's console lines: their codes
}

// readBanner reads what a sight holds of the banner, as the visitor's eye and mouse
// find it.
const ReadBanner = `(() => {
	const reached = (e) => {
		const {x, y, width, height} = e.getBoundingClientRect();
		return width > 0 && e.contains(shadow.elementFromPoint(x + width / 2, y + height / 2));
	};
	const seen = (e) => Boolean(e?.checkVisibility({opacityProperty: true, visibilityProperty: true}) && reached(e));
	return {
		notice: seen($("cookies-accept")) && seen($("cookies-refuse")),
		dialog: Boolean($("cookies-dialog")?.open),
		status: $("cookies-status")?.innerText.trim() ?? "",
		ran: Reflect.get(Document.prototype, "documentElement", document).hasAttribute("data-ran"),
	};
})()`

// readChoice reads what a sight holds of the choice, as the page's scripts find it.
const ReadChoice = `(() => {
	const api = window.cookiesPreferences?.allows ? window.cookiesPreferences : undefined;
	const allowed = [];
	for (const name of ["statistics", "internal", "third_party", "ga", "matomo", "xiti", "at", "piano", "eulerian"]) {
		if (api?.allows(name)) allowed[allowed.length] = name;
	}
	return {api: Boolean(api), allowed, record: api?.get() ?? null};
})()`

// sight looks at the page as it is.
func (p *Page) Sight() (s Sight) {
	p.T.Helper()
	s = EvalApart[Sight](p, ReadBanner)
	told := Eval[Sight](p, ReadChoice)
	s.API, s.Allowed, s.Record = told.API, told.Allowed, told.Record
	s.Errors = p.Codes()
	return s
}

// codes are the banner's console lines since the last navigation: their codes.
func (p *Page) Codes() (codes []string) {
	_, warnings := p.Seen()
	for _, line := range warnings {
		if _, rest, found := strings.Cut(line, "[cookies-preferences] "); found {
			code, _, _ := strings.Cut(rest, ":")
			codes = append(codes, code)
		}
	}
	return codes
}

// said is what the visitor sees of it, in the words of the table.
func (s Sight) Said() string {
	var parts []string
	if s.Notice {
		parts = append(parts, "the notice")
	}
	if s.Dialog {
		parts = append(parts, "the preferences")
	}
	if s.Status != "" {
		parts = append(parts, "« "+OneLine(s.Status)+" »")
	}
	if len(parts) == 0 {
		return "the page as it is"
	}
	return strings.Join(parts, ", ")
}

func (s Sight) Granted() string {
	names := s.Allowed
	if s.Ran {
		names = append(names, "a script that waits")
	}
	if len(names) == 0 {
		return Nothing
	}
	return strings.Join(names, ", ")
}
