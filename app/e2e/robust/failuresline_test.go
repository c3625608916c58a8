package robust

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"

	"cookies-preferences/app/e2e/harness"
)

// lineFailures: the line goes, or stalls.
func lineFailures(t *testing.T) []hardship {
	wasm := func(name string, give answer) hardship {
		return without("the program "+name, ".wasm", give, "net::ERR_")
	}
	return slices.Concat(
		trying(wasm("is announced longer than it is", announcing(t, func(size int) int { return size + 1000 })), "save"),
		trying(wasm("is announced shorter than it is", announcing(t, func(size int) int { return size / 2 })), "save"),
		trying(wasm("has its connection reset midway", reset(t)), "save"),
		trying(hardship{
			name:      "the line goes once the page is there",
			announced: []string{"net::ERR_INTERNET_DISCONNECTED"},
			arrange:   func(p *harness.Page) func() { return func() { offline(p, false) } },
			during:    func(p *harness.Page) { offline(p, true) },
		}, "accept", "refuse", "save"),
		stalls(t),
	)
}

// offline takes the tab's line away, or gives it back.
func offline(p *harness.Page, gone bool) {
	p.T.Helper()
	harness.Call(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Offline: gone, DownloadThroughput: -1, UploadThroughput: -1}},
	})
}

// isTold is true once the visitor is told something.
const isTold = `$("cookies-status")?.innerText.trim()`

// readTold waits until the visitor is told something, and for as long as they take
// to read it at the very least: an act before that leaves it there.
func readTold(p *harness.Page) {
	p.T.Helper()
	p.Wait(isTold)
	time.Sleep(600 * time.Millisecond)
}

// stalls: half of what is asked for comes, and then nothing, until the visitor
// is told so, or goes on.
func stalls(t *testing.T) []hardship {
	ask := func(p *harness.Page) {
		p.Click("cookies-customize")
		readTold(p)
	}
	late, let := stall(t)
	comes := func(p *harness.Page) {
		ask(p)
		let()
		p.Wait(harness.Started)
	}
	return slices.Concat(
		trying(hardship{name: "the program stalls", host: instead(".wasm", forever(t)), before: hurried}, "accept", "save"),
		trying(hardship{name: "the program stalls, and was asked for", host: instead(".wasm", forever(t)), before: hurried, during: ask},
			"accept", "refuse", "save"),
		trying(hardship{name: "the program stalls, and the visitor goes on", host: instead(".wasm", forever(t))}, "accept"),
		trying(hardship{name: "the module go-HASH.js stalls", host: instead("go-", forever(t)), before: hurried}, "accept", "save"),
		trying(hardship{name: "the program comes after the visitor was told that it does not", host: instead(".wasm", late), before: hurried,
			during: comes}, "save"),
	)
}

// hurried has ten seconds and more last a fifth of a second for whoever sets a
// timer in the page.
const hurried = `(() => {
	const { setTimeout } = window;
	window.setTimeout = (callback, delay, ...rest) => setTimeout(callback, delay >= 10_000 ? 200 : delay, ...rest);
})();`

// stall sends half of a file, and the rest once it is let.
func stall(t *testing.T) (give answer, let func()) {
	on, let := context.WithCancel(context.Background())
	return func(name string, w http.ResponseWriter, r *http.Request) {
		file := buildFile(t, name)
		w.Write(half(name, file))
		http.NewResponseController(w).Flush()
		select {
		case <-on.Done():
			w.Write(file[len(half(name, file)):])
		case <-r.Context().Done(): // the visitor left
		}
	}, let
}

// forever sends half of a file, and nothing more.
func forever(t *testing.T) answer {
	give, _ := stall(t)
	return give
}
