package robust

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// programFailures: the program, a .wasm or its .gz, does not come, or something else in its
// place. The preferences work without it.
func programFailures(t *testing.T) []hardship {
	return []hardship{
		{name: "not found", host: instead(".wasm", status(404)), announced: []string{"404"}},
		{name: "host overloaded", host: instead(".wasm", status(503)),
			announced: []string{"503"}},
		{name: "login page instead", host: instead(".wasm", loginPage)},
		{name: "cut in half", host: instead(".wasm", altered(t, half))},
		{name: ".gz damaged", host: instead(".wasm.gz", altered(t, damaged))},
		{name: ".gz not found", host: instead(".wasm.gz", status(404)), announced: []string{"404"}},
	}
}

// moduleFailures: the other files of the script do not come.
func moduleFailures(t *testing.T) []hardship {
	missing := func(name string) host { return instead(name, status(404)) }
	return []hardship{
		{name: "gone with the previous version", want: cannotOpen, host: missing("dialog-"),
			announced: []string{"404"}},
		{name: "login page instead", want: cannotOpen, host: instead("dialog-", loginPage),
			announced: []string{"MIME type"}},
		{name: "cut in half", want: cannotOpen, host: instead("dialog-", altered(t, half))},
		{name: "no module to run the program", host: missing("go-"), announced: []string{"404"}},
		{name: "no rendered charter", host: missing(".json"), announced: []string{"404"}},
		{name: "no keyboard module", host: missing("keyboard-"), announced: []string{"404"},
			during: func(p *harness.Page) { p.Press("\t") }},
		{name: "no placeholder module", host: missing("placeholder-"), announced: []string{"404"},
			body: `<iframe data-cookies="third_party" data-src="about:blank" title="Vidéo" ` +
				`width="400" height="225"></iframe>`},
	}
}
