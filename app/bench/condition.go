//go:build !js

package bench

import (
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"

	"cookies-preferences/app/internal/browser/chromium"
)

// condition is the machine and the network that a load simulates, and the kind of
// page that it opens.
type condition struct {
	name       string
	pages      string  // path of the subjects' folders: plainPages or portalPages
	slowdown   float64 // of the processor; 1 is as it is
	latency    float64 // ms from request to response
	throughput float64 // bytes per second, down; 0 is no limit
}

var (
	unthrottled = condition{name: Unthrottled, pages: plainPages, slowdown: 1}
	throttled   = condition{name: Throttled, pages: plainPages, slowdown: 4, latency: 150, throughput: 1.6e6 / 8}
	onPortal    = condition{Portal, portalPages, throttled.slowdown, throttled.latency, throttled.throughput}
)

// conditions are in the order of the report.
var conditions = []condition{unthrottled, throttled, onPortal}

// emulate puts a tab under the condition.
func (c condition) emulate(t *tab) error {
	if c.slowdown != 1 {
		_, err := chromium.Call(t.ctx, t.Tab, emulation.SetCPUThrottlingRate,
			emulation.SetCPUThrottlingRateParams{Rate: c.slowdown})
		if err != nil {
			return err
		}
	}
	if c.throughput == 0 {
		return nil
	}
	_, err := chromium.Call(t.ctx, t.Tab, network.EmulateNetworkConditionsByRule,
		network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{ // no pattern: every request
				Latency:            c.latency,
				DownloadThroughput: c.throughput,
				UploadThroughput:   -1,
			}},
		})
	return err
}
