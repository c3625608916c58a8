package robust

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// engineFailures: the browser has no WebAssembly, or not enough memory for it.
func engineFailures(t *testing.T) []hardship {
	lacks := func(name, before string) hardship { return hardship{name: name, before: before} }
	const refused = `() => Promise.reject(new RangeError("could not allocate memory"))`
	const thrown = `() => { throw new RangeError("could not allocate memory"); }`
	crampedBy := func(name string, pages uint64) hardship {
		return without(name, ".wasm", func(_ string, w http.ResponseWriter, _ *http.Request) {
			w.Write(cramped(t, buildFile(t, harness.Built.WASM), pages))
		})
	}
	// A charter that takes more memory than is left once the program runs.
	large := crampedBy("the program runs out of memory while it reads the charter", 64)
	large.attributes = `data-portal="` + harness.Aude + `" data-version="1" data-charter="` +
		harness.ServeText(t, "/charte.txt", "text/plain; charset=utf-8", "Charte cookies\n\nDéfinitions\n\n"+strings.Repeat("Mot\n\n", 40_000)) + `"`
	large.during = func(p *harness.Page) {
		p.Click("cookies-read-charter")
		readTold(p)
	}
	return slices.Concat(
		trying(lacks("no WebAssembly", `delete window.WebAssembly;`), "accept", "save"),
		trying(lacks("no compileStreaming", `delete WebAssembly.compileStreaming;`), "save"),
		trying(lacks("no DecompressionStream", `delete window.DecompressionStream;`), "save"),
		trying(lacks("neither", `delete WebAssembly.compileStreaming; delete window.DecompressionStream;`), "accept"),
		trying(lacks("no memory to compile the program", `WebAssembly.compileStreaming = `+refused), "save"),
		trying(lacks("compileStreaming throws", `WebAssembly.compileStreaming = `+thrown), "save"),
		trying(lacks("no memory to compile the program, nor compileStreaming", `delete WebAssembly.compileStreaming; WebAssembly.compile = `+refused), "save"),
		trying(lacks("no memory to run the program", `WebAssembly.instantiate = `+refused), "accept", "save"),
		trying(lacks("instantiate throws", `WebAssembly.instantiate = `+thrown), "save"),
		trying(crampedBy("the program runs out of memory at its start", 0), "accept", "save"),
		trying(large, "refuse", "save"),
	)
}
