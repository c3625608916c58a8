package harness

import "github.com/chromedp/cdproto/runtime"

// run runs a script of testdata in the page, which knows from then on what it
// declares.
func (p *Page) Run(name string) {
	p.T.Helper()
	source := MustRead("app/e2e/robust/testdata/" + name)
	if got := Call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: source}); got.ExceptionDetails != nil {
		p.T.Fatalf("%s: %s", name, got.ExceptionDetails.Text)
	}
}
