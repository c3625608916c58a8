package banner

import (
	"errors"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
)

// host is what the loader gives the program (web/loader/program/host.js).
func host() app.Value { return app.Window().Get("cookiesPreferencesHost") }

// AwaitDialog blocks until the loader hands its dialog over. To start the program and to take the
// dialog over are two tasks of a browser, so that neither holds up a visitor's press for long.
func AwaitDialog() {
	handed := make(chan struct{})
	callback := app.FuncOf(func(app.Value, []app.Value) any {
		close(handed)
		return nil
	})
	host().Call("onHandOver", callback)
	<-handed
	callback.Release()
}

// Browser returns the banner in the browser: what the loader says of the page. The loader has
// handed its dialog over.
func Browser() *Banner {
	page := host()
	return &Banner{
		Config: config(page.Get("config")),
		Host:   browser{page},
		Start:  start(page.Get("start")),
	}
}

func config(c app.Value) Config {
	return Config{
		Controller:  c.Get("controller").String(),
		Domain:      c.Get("domain").String(),
		Origin:      c.Get("origin").String(),
		Version:     c.Get("version").String(),
		Categories:  names(c.Get("categories")),
		Trackers:    names(c.Get("trackers")),
		Exempt:      names(c.Get("exempt")),
		CharterFile: c.Get("charter").String(),
		CharterPage: c.Get("charterPage").String(),
		GPC:         c.Get("gpc").Bool(),
	}
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

// dialogs are the loader's words for the dialogs.
var dialogs = map[string]Dialog{"preferences": DialogPreferences, "charter": DialogCharter}

func start(s app.Value) Start {
	return Start{
		Dialog:          dialogs[s.Get("dialog").String()],
		FromPreferences: s.Get("fromPreferences").Bool(),
		Chosen:          choice(s.Get("chosen")),
		Draft:           preferences.Preferences{Allowed: set(s.Get("draft"))},
		Along:           set(s.Get("along")),
		CharterShown:    s.Get("charterShown").Bool(),
		Charter:         bytes(s.Get("charter")),
	}
}

func set(bits app.Value) preferences.Set { return preferences.Set(bits.Int()) }

// bytes copies a Uint8Array; null gives nil.
func bytes(array app.Value) []byte {
	if !array.Truthy() {
		return nil
	}
	data := make([]byte, array.Length())
	app.CopyBytesToGo(data, array)
	return data
}

// browser is the Host that runs in a browser. The loader's methods never throw.
type browser struct{ page app.Value }

func (b browser) Choice() preferences.Preferences { return choice(b.page.Call("choice")) }

func choice(c app.Value) preferences.Preferences {
	return preferences.Preferences{
		Allowed:   set(c.Get("allowed")),
		Charter:   c.Get("charter").String(),
		Asked:     set(c.Get("asked")),
		Timestamp: int64(c.Get("timestamp").Float()),
	}
}

func (b browser) Commit(p preferences.Preferences) {
	p.Timestamp = int64(b.page.Call("time").Float())
	b.page.Call("commit", preferences.Encode(p))
}

func (b browser) ReadCharter(done func([]byte, error)) {
	var callback app.Func
	callback = app.FuncOf(func(_ app.Value, args []app.Value) any {
		callback.Release()
		if message := args[1].String(); message != "" {
			done(nil, errors.New(message))
		} else {
			done(bytes(args[0]), nil)
		}
		return nil
	})
	b.page.Call("readCharter", callback)
}

func (b browser) Report(code ErrorCode, message string) {
	b.page.Call("report", string(code), message)
}

// OnRequest's callback lives as long as the program does.
func (b browser) OnRequest(f func(Request)) {
	b.page.Call("onRequest", app.FuncOf(func(_ app.Value, args []app.Value) any {
		f(Request(args[0].String()))
		return nil
	}))
}

func (b browser) Show() bool { return b.page.Call("show").Bool() }

func (b browser) Close() { b.page.Call("close") }

func (b browser) Focus(id string) { b.page.Call("focus", id) }

func (b browser) ScrollTo(id string) { b.page.Call("scrollTo", id) }
