package access

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// allowance is an incomplete result of axe-core that a person has judged.
type allowance struct {
	rule  string
	where *regexp.Regexp // the state, and the element's selectors
	why   string         // why it is right, and what checks it
}

var allowances = []allowance{
	{"color-contrast", regexp.MustCompile(`^\S+ (#preview )?cookies-preferences `),
		"it takes the top layer and the notice below for covered; audit.texts measures all of it"},
	{"color-contrast", regexp.MustCompile(`^\S+ (#titre|\.hero)`),
		"the demonstration page, no part of the banner, has a dark drawing behind its white title"},
	{"hidden-content", regexp.MustCompile(`\.cell-label`),
		"on wide screens a table's cells need no label of their own; narrow screens show it"},
	{"hidden-content", regexp.MustCompile(`\.toggle-state`),
		"it is the word for the switch's other state; other states of the dialog show it"},
	{"css-orientation-lock", regexp.MustCompile(
		`^(\S+-long-name |preferences-services |notice-shared |without-program-\S+ |` +
			`placeholder\S* (#\w+ )?|\S+ iframe |workshop\S* #preview (iframe )?)html$`),
		"it reads no stylesheet that a script adopts; TestReflow turns a phone"},
}

// checkAxe runs all rules of axe-core on the page, its shadow roots and its frames. None may
// be broken, and each doubt must be allowed.
func checkAxe(p *harness.Page, state state, screen screen) {
	p.T.Helper()
	off := "color-contrast-enhanced" // it asks for 7:1, WCAG's level AAA
	if screen.scheme == "forced" {
		// The browser paints the visitor's own colours, axe-core reads the page's;
		// audit.borders measures them.
		off += " color-contrast"
	}
	type node struct{ Rule, Target, Markup, Why string }
	found := harness.Eval[struct{ Violations, Incomplete []node }](p,
		`audit.check("`+off+`".split(" "))`)
	for _, node := range found.Violations {
		p.T.Errorf("axe-core: %s: %s %s\n%s", node.Rule, node.Target, node.Markup, node.Why)
	}
	for _, node := range found.Incomplete {
		if !slices.ContainsFunc(allowances, func(a allowance) bool {
			return a.rule == node.Rule && a.where.MatchString(state.name+" "+node.Target)
		}) {
			p.T.Errorf("axe-core cannot tell: %s: %s %s\n%s",
				node.Rule, node.Target, node.Markup, node.Why)
		}
	}
}

// validate checks rendered pages with html-validate (RGAA 8.2): unique ids, references that lead
// somewhere.
func validate(t *testing.T, pages map[string]string) {
	t.Helper()
	input, err := json.Marshal(pages)
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node",
		filepath.Join(harness.Built.Root, "app/e2e/access/audit/validate.mjs"))
	node.Dir = filepath.Join(harness.Built.Root, ".build/readers")
	node.Stdin = bytes.NewReader(input)
	if output, err := node.CombinedOutput(); err != nil || len(output) > 0 {
		t.Errorf("html-validate: %v\n%s", err, output)
	}
}
