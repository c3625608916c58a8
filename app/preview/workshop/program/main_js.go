// The workshop's program in the browser: see package workshop.
package main

import (
	"errors"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/preview/workshop"
)

// main runs the workshop, at whatever path the page is served.
func main() {
	b := browser{app.Window().Get("cookiesWorkshop")}
	app.Route(app.Window().URL().Path, func() app.Composer { return &workshop.Page{Browser: b} })
	app.RunWhenOnBrowser()
}

// browser is implemented by web/preview/workshop/workshop.js.
type browser struct{ page app.Value }

func (b browser) Link() string { return b.page.Call("link").String() }

func (b browser) SetLink(link string) { b.page.Call("setLink", link) }

func (b browser) Address() string { return b.page.Call("address").String() }

func (b browser) Show(address, charter string) { b.page.Call("show", address, charter) }

func (b browser) OnEvent(call func(address string, e workshop.Event)) {
	// It is never released: the page listens for as long as it lives.
	b.page.Call("onEvent", app.FuncOf(func(_ app.Value, args []app.Value) any {
		e := args[1]
		call(args[0].String(), workshop.Event{
			Kind:    workshop.EventKind(e.Get("kind").String()),
			At:      time.Duration(e.Get("at").Float() * float64(time.Millisecond)),
			Text:    e.Get("text").String(),
			Cookies: e.Get("cookies").String(),
		})
		return nil
	}))
}

func (b browser) OnPaste(call func(text string, isHTML bool) string) {
	b.page.Call("onPaste", app.FuncOf(func(_ app.Value, args []app.Value) any {
		return call(args[0].String(), args[1].Bool())
	}))
}

func (b browser) OnFile(limit int, call func(name string, data []byte)) {
	b.page.Call("onFile", limit, app.FuncOf(func(_ app.Value, args []app.Value) any {
		call(args[0].String(), bytesOf(args[1]))
		return nil
	}))
}

func (b browser) Retype(text string) { b.page.Call("retype", text) }

func (b browser) SetCookie(line string) { app.Window().Get("document").Set("cookie", line) }

func (b browser) Forget() { b.page.Call("forget") }

func (b browser) Fetch(name string) ([]byte, error) {
	array, err := await(b.page.Call("fetch", name))
	if err != nil {
		return nil, errors.New(french.Spaces("Le fichier " + name +
			" n’a pas pu être lu : " + err.Error()))
	}
	return bytesOf(array), nil
}

// bytesOf copies a Uint8Array; null has no bytes.
func bytesOf(array app.Value) []byte {
	if !array.Truthy() {
		return nil
	}
	data := make([]byte, array.Get("length").Int())
	app.CopyBytesToGo(data, array)
	return data
}

func (b browser) Save(name string, data []byte) {
	array := app.Window().Get("Uint8Array").New(len(data))
	app.CopyBytesToJS(array, data)
	b.page.Call("save", name, array)
}

func (b browser) Copy(text string) error {
	_, err := await(b.page.Call("copy", text))
	return err
}

func (b browser) SelectLine(line int) { b.page.Call("selectLine", line) }

// await waits for a promise.
func await(promise app.Value) (app.Value, error) {
	type result struct {
		value app.Value
		err   error
	}
	done := make(chan result, 1)
	fulfilled := app.FuncOf(func(_ app.Value, args []app.Value) any {
		done <- result{value: args[0]}
		return nil
	})
	rejected := app.FuncOf(func(_ app.Value, args []app.Value) any {
		done <- result{err: errors.New(args[0].Get("message").String())}
		return nil
	})
	defer fulfilled.Release()
	defer rejected.Release()
	promise.Call("then", fulfilled, rejected)
	r := <-done
	return r.value, r.err
}
