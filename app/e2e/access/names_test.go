package access

import (
	"slices"
	"strings"
	"unicode"

	"github.com/chromedp/cdproto/accessibility"

	"cookies-preferences/app/e2e/harness"
)

// spoken are the words of a text, as voice control compares them.
func spoken(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// checkNames checks that whoever speaks to the browser can say the words on a control: its name
// begins with them (WCAG 2.5.3, RGAA 6.1 and 11.2). Controls of the same name do the same.
func checkNames(p *harness.Page) {
	p.T.Helper()
	type label struct{ What, Words, Does string }
	labels := harness.Eval[[]label](p, `audit.labels()`)
	no := false
	does := make(map[string]label) // by name
	for i, object := range controlObjects(p) {
		nodes := harness.Call(p, accessibility.GetPartialAXTree,
			accessibility.GetPartialAXTreeParams{ObjectID: object, FetchRelatives: &no}).Nodes
		if len(nodes) == 0 {
			p.T.Fatalf("%s is not in the accessibility tree", labels[i].What)
		}
		name := harness.NewAxNode(nodes[0]).Name
		said, seen := spoken(name), spoken(labels[i].Words)
		if len(said) == 0 {
			p.T.Errorf("%s has no name to say", labels[i].What)
		}
		if len(seen) > len(said) || !slices.Equal(said[:len(seen)], seen) {
			p.T.Errorf("on %s is %q, its name is %q", labels[i].What, labels[i].Words, name)
		}
		key := strings.Join(said, " ")
		if other, found := does[key]; found && other.Does != labels[i].Does {
			p.T.Errorf("%s %s and %s %s, and both are named %q",
				other.What, other.Does, labels[i].What, labels[i].Does, name)
		}
		does[key] = labels[i]
	}
}
