//go:build !js

package banner

import "time"

// Browser returns a Host with no browser behind it: nothing is kept, shown or
// asked. It is what a server that pre-renders a page has.
func Browser() Host { return noBrowser{} }

// BrowserConfig reports that the program runs in no portal's page.
func BrowserConfig() (Config, bool) { return Config{}, false }

type noBrowser struct{}

func (noBrowser) Now() time.Time                            { return time.Now() }
func (noBrowser) Cookies() string                           { return "" }
func (noBrowser) SetCookie(string)                          {}
func (noBrowser) Journal() []Chose                          { return nil }
func (noBrowser) Changed(bool) bool                         { return false }
func (noBrowser) ReadCharter(f func([]byte, string, error)) { f(nil, "", nil) }
func (noBrowser) Report(Error)                              {}
func (noBrowser) ShowDialog(string) bool                    { return true }
func (noBrowser) CloseDialog(string)                        {}
func (noBrowser) Focus(string)                              {}
func (noBrowser) ScrollTo(string)                           {}
func (noBrowser) FocusLost() bool                           { return false }
func (noBrowser) OnNextAct(func())                          {}
func (noBrowser) OnRequest(func(Request))                   {}
