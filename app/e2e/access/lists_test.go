package access

import (
	"context"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser/webkit"
)

// TestWebKitLists: the preferences' lists are lists for VoiceOver, too. For WebKit, a list
// without markers, or of items that are grids, is none.
func TestWebKitLists(t *testing.T) {
	t.Parallel()
	p := harness.OpenPortal(t, harness.PortalPage(harness.ForAude+` data-trackers="matomo"`))
	openPanels(p)
	p.Drive(func(ctx context.Context) error {
		nodes, err := p.Driver.(*webkit.Tab).Nodes(ctx, `[...document.querySelector(
			"cookies-preferences").shadowRoot.querySelectorAll("#cookies-dialog ul")]`)
		if len(nodes) < 3 {
			t.Errorf("there are %d lists", len(nodes))
		}
		for _, n := range nodes {
			if n.Role != "list" {
				t.Errorf("a list is a %s", n.Role)
			}
		}
		return err
	})
}
