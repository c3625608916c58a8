package banner

import (
	"errors"
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
)

// Browser returns the browser as the loader's sandbox shows it to the program: the document of the
// banner's own tree, and the object of web/loader/program/host.js.
func Browser() Host {
	return browser{
		document: app.Window().Get("document"),
		page:     app.Window().Get("cookiesPreferencesHost"),
	}
}

// BrowserConfig returns the configuration that the loader read from its script tag. It reports
// false if the program was not started by the loader.
func BrowserConfig() (Config, bool) {
	page := app.Window().Get("cookiesPreferencesHost")
	if !page.Truthy() || !page.Get("config").Truthy() {
		return Config{}, false
	}
	c := page.Get("config")
	return Config{
		Portal:     c.Get("portal").String(),
		Origin:     c.Get("origin").String(),
		Version:    c.Get("version").String(),
		Categories: names(c.Get("categories")),
		Trackers:   names(c.Get("trackers")),
		Cookie: preferences.Attributes{
			Secure: c.Get("secure").Bool(),
			Domain: c.Get("domain").String(),
		},
		CharterPage: c.Get("charterPage").String(),
		Theme:       c.Get("theme").String(),
		GPC:         c.Get("gpc").Bool(),
	}, true
}

// names reads an array of names; null gives nil.
func names(array app.Value) []preferences.Name {
	if !array.Truthy() {
		return nil
	}
	list := make([]preferences.Name, array.Length())
	for i := range list {
		list[i] = preferences.Name(array.Index(i).String())
	}
	return list
}

// browser is the Host that runs in a browser.
type browser struct{ document, page app.Value }

func (b browser) Now() time.Time { return time.Now() }

func (b browser) Cookies() string { return b.document.Get("cookie").String() }

func (b browser) SetCookie(line string) { b.document.Set("cookie", line) }

// choices maps the words of the loader's journal.
var choices = map[string]Choice{"accept": AcceptAll, "refuse": RefuseAll, "allow": AllowOne}

func (b browser) Journal() []Chose {
	journal := b.page.Call("journal")
	var events []Chose
	for i := range journal.Length() {
		entry := journal.Index(i)
		events = append(events, Chose{
			Choice: choices[entry.Get("choice").String()],
			At:     time.UnixMilli(int64(entry.Get("at").Float())),
			Name:   preferences.Name(entry.Get("name").String()),
		})
	}
	return events
}

func (b browser) Changed(kept bool) bool { return b.page.Call("changed", kept).Truthy() }

func (b browser) Report(code ErrorCode, message string) {
	b.page.Call("report", string(code), message)
}

func (b browser) ReadCharter(done func([]byte, string, error)) {
	where := b.page.Get("config").Get("charter").String()
	once(func(f app.Func) { b.page.Call("readCharter", f) }, func(args []app.Value) {
		if message := args[1].String(); message != "" {
			done(nil, where, errors.New(message))
			return
		}
		if !args[0].Truthy() {
			done(nil, "", nil)
			return
		}
		text := make([]byte, args[0].Length())
		app.CopyBytesToGo(text, args[0])
		done(text, where, nil)
	})
}

func (b browser) ShowDialog(id string) bool {
	dialog := b.element(id)
	if !dialog.Truthy() || !dialog.Get("isConnected").Bool() || !dialog.Get("showModal").Truthy() {
		return false
	}
	if !dialog.Get("open").Bool() {
		dialog.Call("showModal")
	}
	for _, scroller := range []app.Value{dialog, dialog.Get("firstElementChild")} {
		scroller.Set("scrollTop", 0) // the stylesheet decides which of them scrolls
	}
	if dialog.Get("checkVisibility").Truthy() && !dialog.Call("checkVisibility",
		map[string]any{"opacityProperty": true, "visibilityProperty": true}).Bool() {
		dialog.Call("close")
		return false
	}
	return true
}

func (b browser) CloseDialog(id string) {
	if dialog := b.element(id); dialog.Truthy() && dialog.Get("open").Bool() {
		try(func() { dialog.Call("close") }) // the next rendering removes it anyway
	}
}

func (b browser) Focus(id string) {
	if element := b.element(id); element.Truthy() {
		try(func() { element.Call("focus", map[string]any{"preventScroll": true}) })
	}
}

func (b browser) ScrollTo(id string) {
	if element := b.element(id); element.Truthy() {
		try(func() { element.Call("scrollIntoView") })
	}
}

func (b browser) FocusLost() bool { return b.page.Call("focusLost").Bool() }

func (b browser) OnNextAct(f func()) {
	once(func(callback app.Func) { b.page.Call("onNextInput", callback) },
		func([]app.Value) { f() })
}

// OnRequest's callback lives as long as the program does.
func (b browser) OnRequest(f func(Request)) {
	b.page.Call("onRequest", app.FuncOf(func(_ app.Value, args []app.Value) any {
		f(Request(args[0].String()))
		return nil
	}))
}

func (b browser) element(id string) app.Value { return b.document.Call("getElementById", id) }

// try does something that a visitor can do without. A page may have replaced the browser's methods
// by some that throw, which must not end the program.
func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			if _, thrown := r.(js.Error); !thrown {
				panic(r)
			}
		}
	}()
	f()
}

// once passes a callback that is released on its first call.
func once(pass func(app.Func), f func(args []app.Value)) {
	var callback app.Func
	callback = app.FuncOf(func(_ app.Value, args []app.Value) any {
		callback.Release()
		f(args)
		return nil
	})
	pass(callback)
}
