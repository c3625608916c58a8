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
	c := config(page.Get("config"))
	return &Banner{
		Config: c,
		Host:   browser{page, c},
		Start:  start(page.Get("start"), c),
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
		Services:    services(c.Get("services")),
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

// services reads an array of services, each an array of its texts.
func services(array app.Value) []Service {
	list := make([]Service, array.Length())
	for i := range list {
		text := func(field int) string { return array.Index(i).Index(field).String() }
		list[i] = Service{
			Name:     preferences.Name(text(0)),
			Category: preferences.Name(text(1)),
			Label:    text(2),
			Provider: text(3),
			Privacy:  text(4),
		}
	}
	return list
}

// dialogs are the loader's words for the dialogs.
var dialogs = map[string]Dialog{"preferences": DialogPreferences, "charter": DialogCharter}

func start(s app.Value, c Config) Start {
	return Start{
		Dialog:          dialogs[s.Get("dialog").String()],
		FromPreferences: s.Get("fromPreferences").Bool(),
		Chosen:          choice(s.Get("chosen"), c),
		Draft:           allowing(s.Get("draft"), c),
		Along:           names(s.Get("along")),
		CharterShown:    s.Get("charterShown").Bool(),
		Charter:         bytes(s.Get("charter")),
	}
}

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
type browser struct {
	page   app.Value
	config Config
}

func (b browser) Choice() preferences.Preferences {
	return choice(b.page.Call("choice"), b.config)
}

func choice(v app.Value, c Config) preferences.Preferences {
	p := allowing(v.Get("allowed"), c)
	p.Charter = v.Get("charter").String()
	p.Asked = preferences.Set(v.Get("asked").Int())
	p.Timestamp = int64(v.Get("timestamp").Float())
	return p
}

// allowing returns a choice that allows an array of names. It has all declared services, in their
// order, so that equal choices are ==.
func allowing(array app.Value, c Config) (p preferences.Preferences) {
	for _, s := range c.Services {
		p = p.With(s.Name, false)
	}
	for _, n := range names(array) {
		p = p.With(n, true)
	}
	return p
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
