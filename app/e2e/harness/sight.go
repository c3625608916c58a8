package harness

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Sight is what a visitor and the page's scripts see of the banner.
type Sight struct {
	API     bool     // the page has window.cookiesPreferences
	Notice  bool     // the notice can be seen and clicked
	Dialog  bool     // the preferences or the charter are open
	Allowed []string // according to window.cookiesPreferences
	Ran     bool     // a script that is gated by the statistics has run
}

// readBanner is the script that looks at the banner as the visitor's eye and mouse do.
const readBanner = `(() => {
	const reached = (e) => {
		const {x, y, width, height} = e.getBoundingClientRect();
		return width > 0 && e.contains(shadow.elementFromPoint(x + width / 2, y + height / 2));
	};
	const visible = {opacityProperty: true, visibilityProperty: true};
	// A test may have removed it; in WebKit, whose worlds share what a page has, here too.
	const seen = (e) => Boolean(e && (e.checkVisibility?.(visible) ?? true) && reached(e));
	return {
		notice: seen($("cookies-accept")) && seen($("cookies-refuse")),
		dialog: Boolean($("cookies-dialog")?.open),
		ran: Reflect.get(Document.prototype, "documentElement", document).hasAttribute("data-ran"),
	};
})()`

// Measure fails for each figure that a script returns, a contrast or a size in CSS px, that is
// under its minimum.
func (p *Page) Measure(kind, script string) {
	p.T.Helper()
	type measure struct {
		What        string
		Value, Need float64
	}
	for _, m := range Eval[[]measure](p, script) {
		if m.Value < m.Need-0.005 {
			p.T.Errorf("%s: %s has %.2f, needs %v", kind, m.What, m.Value, m.Need)
		}
	}
}

// readChoice is the script that asks for the choice as the page's scripts do. It lacks the names.
const readChoice = `(() => {
	const api = window.cookiesPreferences?.allows ? window.cookiesPreferences : undefined;
	const allowed = [];
	for (const name of %s) {
		if (api?.allows(name)) allowed[allowed.length] = name;
	}
	return {api: Boolean(api), allowed};
})()`

// Sight looks at the page.
func (p *Page) Sight() (s Sight) {
	p.T.Helper()
	s = EvalApart[Sight](p, readBanner)
	names, err := json.Marshal(Optional)
	if err != nil {
		p.T.Fatal(err)
	}
	choice := Eval[Sight](p, fmt.Sprintf(readChoice, names))
	s.API, s.Allowed = choice.API, choice.Allowed
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
