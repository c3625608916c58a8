package preview

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// TestWorkshopServices: services are chosen from a list, by keyboard too, beside those typed by
// name. Each has its switch in the preview.
func TestWorkshopServices(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	tagHas := func(want string) { p.Wait(`$("tag").innerText.includes('` + want + `')`) }

	p.Retype("services", "mon-outil")
	p.TabKey(false)
	p.Press(kb.Enter)
	p.Wait(`$("services-list").open`)
	p.Wait(`(() => { // those that nobody has checked are marked
		const labels = [...$("services-list").querySelectorAll("label")].map((it) => it.innerText);
		return labels.includes("YouTube")
			&& labels.some((label) => label.endsWith(" (informations à vérifier)"));
	})()`)
	for p.Focused() != "services-umap" {
		if p.TabKey(false); !strings.HasPrefix(p.Focused(), "services-") {
			t.Fatalf("Tab leads to %q, and not to uMap", p.Focused())
		}
	}
	p.Press(" ")
	tagHas(`data-services="mon-outil umap"`)
	p.Click("services-youtube")
	tagHas(`data-services="mon-outil umap youtube"`)
	p.Wait(`$("services").value === "mon-outil umap youtube" && $("services-list").open`)

	waitPreview(p, `page.location.search.includes("umap+youtube") && `+asks)
	harness.ClickInPreview(p, "cookies-customize")
	waitPreview(p, `["uMap", "YouTube"].every((name) =>
		root.querySelector("dialog[open]")?.innerText.includes(name))`)

	p.Click("services-umap")
	tagHas(`data-services="mon-outil youtube"`)
	p.Retype("services", "")
	p.Wait(`!$("services-youtube").checked && !$("tag").innerText.includes("data-services")`)
}
