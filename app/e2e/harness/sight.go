package harness

import "strings"

// Nothing is what may be granted before a choice.
const Nothing = "nothing"

// Sight is what a visitor and the page's scripts see of the banner.
type Sight struct {
	API     bool // the page has window.cookiesPreferences
	Notice  bool // the notice can be seen and clicked
	Dialog  bool // the preferences or the charter are open
	Status  string
	Allowed []string // according to window.cookiesPreferences
	Ran     bool     // a script that is gated by the statistics has run
	Record  map[string]any
	Errors  []string // the codes of the banner's lines on the console
}

// ReadBanner is the script that looks at the banner as the visitor's eye and mouse do.
const ReadBanner = `(() => {
	const reached = (e) => {
		const {x, y, width, height} = e.getBoundingClientRect();
		return width > 0 && e.contains(shadow.elementFromPoint(x + width / 2, y + height / 2));
	};
	const visible = {opacityProperty: true, visibilityProperty: true};
	const seen = (e) => Boolean(e?.checkVisibility(visible) && reached(e));
	return {
		notice: seen($("cookies-accept")) && seen($("cookies-refuse")),
		dialog: Boolean($("cookies-dialog")?.open),
		status: $("cookies-status")?.innerText.trim() ?? "",
		ran: Reflect.get(Document.prototype, "documentElement", document).hasAttribute("data-ran"),
	};
})()`

// ReadChoice is the script that asks for the choice as the page's scripts do.
const ReadChoice = `(() => {
	const api = window.cookiesPreferences?.allows ? window.cookiesPreferences : undefined;
	const allowed = [];
	for (const name of ["statistics", "internal", "third_party",
		"ga", "matomo", "xiti", "at", "piano", "eulerian"]) {
		if (api?.allows(name)) allowed[allowed.length] = name;
	}
	return {api: Boolean(api), allowed, record: api?.get() ?? null};
})()`

// Sight looks at the page.
func (p *Page) Sight() (s Sight) {
	p.T.Helper()
	s = EvalApart[Sight](p, ReadBanner)
	choice := Eval[Sight](p, ReadChoice)
	s.API, s.Allowed, s.Record = choice.API, choice.Allowed, choice.Record
	s.Errors = p.Codes()
	return s
}

// Codes are the codes of the banner's lines on the console since the last navigation.
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

// Said is what the visitor sees, in the words of web/docs/robustness.md.
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

// Granted is what is allowed, in the same words.
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
