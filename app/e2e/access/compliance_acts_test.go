package access

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
)

// TestOrientation: everything is there, and can be pressed, on a phone held
// either way (RGAA 13.9).
func TestOrientation(t *testing.T) {
	t.Parallel()
	reachable := `[...($("cookies-dialog") ?? shadow).querySelectorAll("button, input:not([disabled]), summary")].filter((e) => {
		e.scrollIntoView({block: "center", behavior: "instant"});
		const box = e.getBoundingClientRect();
		const top = shadow.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
		return e === top || e.contains(top);
	}).map((e) => e.id || e.innerText)`
	var names [2][]string
	for i, size := range [][2]int64{{390, 844}, {844, 390}} {
		p := harness.NewPage(t)
		p.Do(chromedp.EmulateViewport(size[0], size[1]))
		p.Open("/portail/" + harness.Aude)
		p.WaitNotice()
		names[i] = harness.Eval[[]string](p, reachable)
		p.Click("cookies-customize")
		p.Wait(`shadow.querySelectorAll(".details").length === 4`)
		names[i] = append(names[i], harness.Eval[[]string](p, reachable)...)
		if missing := harness.Eval[[]string](p, controls+`.map((e) => e.id).filter((id) => id && id !== "cookies-toggle-functional_cookies")`); !containsAll(names[i], missing) {
			t.Errorf("at %v, of %q only %q can be pressed", size, missing, names[i])
		}
	}
	if !slices.Equal(names[0], names[1]) || len(names[0]) < 14 {
		t.Errorf("upright, %q can be pressed, and lying %q", names[0], names[1])
	}
}

func containsAll(list, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(s string) bool { return !slices.Contains(list, s) })
}

// TestClosedPanels: what a category declares is hidden from assistive technology
// until its panel is opened, and told then, the exempt cookies' too, with purpose
// and provider (RGAA 10.8; COMPLIANCE C4, C18).
func TestClosedPanels(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	p.Click("cookies-customize")
	p.Wait(`shadow.querySelectorAll(".details").length === 4`)
	said := func() (words string) {
		tree := readTree(p, "")
		var text strings.Builder
		tree.write(&text, tree.root, "")
		return text.String()
	}
	declared := []string{"sessionid", "django_language", "csrftoken", "cookies_preferences", "Opendatasoft", "Se souvenir de la langue du visiteur"}
	for _, word := range declared {
		if strings.Contains(said(), word) {
			t.Errorf("%q is told though its panel is closed", word)
		}
	}
	opened := 0
	for _, n := range p.AxFind("", "") {
		if expanded, ok := n.States[accessibility.PropertyNameExpanded]; ok && expanded == false {
			p.AxPress(n)
			opened++
			p.Until(fmt.Sprintf("the panel of %q", n.Name), func() bool {
				return slices.ContainsFunc(p.AxFind(n.Role, n.Name), func(now harness.AxNode) bool { return now.Is(accessibility.PropertyNameExpanded) })
			})
		}
	}
	if opened != 4 {
		t.Errorf("%d panels were opened, want four", opened)
	}
	for _, word := range declared {
		if !strings.Contains(said(), word) {
			t.Errorf("%q is not told though all panels are open", word)
		}
	}
}
