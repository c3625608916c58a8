package access

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// axeOff are the rules that are not asked for, each with its reason.
var axeOff = map[string]string{
	"color-contrast-enhanced": "it asks for 7:1, WCAG's level AAA",
}

// axeOffForced are those that cannot be run under forced colours.
var axeOffForced = map[string]string{
	"color-contrast": "the browser paints the visitor's own colours, axe-core reads the page's; audit.borders measures",
}

// allowance is what axe-core cannot tell by itself, and how it was told.
type allowance struct {
	rule  string
	where *regexp.Regexp // the state, and the element's selectors
	why   string         // why it is right, and what checks it
}

var allowances = []allowance{
	{"color-contrast", regexp.MustCompile(`^\S+ cookies-preferences `),
		"it takes what is in the top layer, and the notice below, for covered; audit.texts measures all of it"},
	{"color-contrast", regexp.MustCompile(`^\S+ (#titre|\.hero)`),
		"the portal's head has a drawing in its background, behind the text; TestPortalHead measures its pixels"},
	{"hidden-content", regexp.MustCompile(`\.cell-label`),
		"on wide screens a table's cells need no label of their own; narrow screens show it"},
	{"css-orientation-lock", regexp.MustCompile(`^(placeholder (#video )?|\S+ iframe |workshop\S* #preview (iframe )?)html$`),
		"it reads no stylesheet that a script adopts; TestOrientation reads ours"},
}

// checkAxe runs all rules of axe-core on the page, what stands in its shadow
// roots and in its frames. None may be broken; what remains to be looked at must
// be allowed. It marks the allowances that are needed.
func checkAxe(p *harness.Page, state state, screen screen, needed *sync.Map) {
	p.T.Helper()
	off := slices.Collect(maps.Keys(axeOff))
	if screen.scheme == "forced" {
		off = slices.AppendSeq(off, maps.Keys(axeOffForced))
	}
	found := harness.Eval[axeResult](p, fmt.Sprintf(`audit.check("%s".split(" "))`, strings.Join(off, " ")))
	for _, node := range found.Violations {
		p.T.Errorf("axe-core: %s: %s %s\n%s", node.Rule, node.Target, node.Markup, node.Why)
	}
	for _, node := range found.Incomplete {
		allowed := false
		for i, a := range allowances {
			if a.rule == node.Rule && a.where.MatchString(state.name+" "+node.Target) {
				needed.Store(i, true)
				allowed = true
			}
		}
		if !allowed {
			p.T.Errorf("axe-core cannot tell: %s: %s %s\n%s", node.Rule, node.Target, node.Markup, node.Why)
		}
	}
}

// axeResult is what axe-core finds on a page.
type axeResult struct {
	Violations, Incomplete []axeNode
}

// axeNode is an element that breaks a rule, or that a person must look at.
type axeNode struct{ Rule, Target, Markup, Why string }

// checkNeeded fails for an allowance that no state needed.
func checkNeeded(t *testing.T, needed *sync.Map) {
	for i, a := range allowances {
		if _, ok := needed.Load(i); !ok {
			t.Errorf("nothing needs the allowance of %s for %s any more", a.rule, a.where)
		}
	}
}
