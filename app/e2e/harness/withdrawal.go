package harness

import ()

// askNotToBeTracked has the browser send Global Privacy Control.
func (p *Page) AskNotToBeTracked() { p.T.Helper(); p.Driver.askNotToBeTracked(p) }
