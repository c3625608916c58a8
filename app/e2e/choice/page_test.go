package choice

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/network"

	"cookies-preferences/app/e2e/harness"
)

// closeTab closes the tab, as a visitor does. Nothing can be asked of it then.
func closeTab(p *harness.Page) {
	p.T.Helper()
	p.Drive(p.Driver.Close)
}

// slowLine gives the tab a line of 1.6 Mbit/s that takes 150 ms to answer.
func slowLine(p *harness.Page) {
	p.T.Helper()
	harness.Call(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 150, DownloadThroughput: 200_000, UploadThroughput: 90_000}},
	})
}

// mark has the page request something of the test's own, and waits until that is seen:
// what it requested before is seen by then.
func mark(p *harness.Page) {
	p.T.Helper()
	name := fmt.Sprintf("/favicon.ico?%d", time.Now().UnixNano())
	harness.Eval[any](p, `fetch("`+name+`").then(() => null)`)
	p.Until("the request for "+name, func() bool {
		requests, _ := p.Seen()
		return slices.ContainsFunc(requests, func(url string) bool { return strings.HasSuffix(url, name) })
	})
}

// programRequests counts the requests for the program's module or for the program
// since the last navigation, whichever are more.
func programRequests(p *harness.Page) (n int) {
	requests, _ := p.Seen()
	modules := 0
	for _, url := range requests {
		if strings.Contains(url, "/go-") {
			modules++
		}
	}
	return max(modules, p.WasmRequests())
}
