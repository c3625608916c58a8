package robust

import (
	"slices"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestLongHostilePages: pages whose styles, scripts, kind of document or framework
// are not those that a script expects, and pages that put it in otherwise.
func TestLongHostilePages(t *testing.T) {
	t.Parallel()
	resilience(t, "Hostile and odd pages", 34, slices.Concat(
		hostStyles(),
		hostBuiltIns(),
		hostNames(),
		hostDocuments(),
		hostTags(t),
		hostSwaps(t),
		hostLibraries(t),
	))
}

// unmoved holds the banner to taking no room: what is the page's own stays where
// it is when the banner's element is not there.
func unmoved(p *harness.Page) {
	p.T.Helper()
	places := harness.EvalApart[[2][4]float64](p, `(() => {
		const place = () => {
			const {x, y, width, height} = document.getElementById("first").getBoundingClientRect();
			return [x, y, width, height];
		};
		const banner = document.querySelector("cookies-preferences"), next = banner.nextSibling, parent = banner.parentNode;
		const beside = place();
		banner.remove();
		const alone = place();
		parent.insertBefore(banner, next);
		return [beside, alone];
	})()`)
	if places[0] != places[1] {
		p.T.Errorf("the page's own is at %v, and without the banner at %v", places[0], places[1])
	}
}
