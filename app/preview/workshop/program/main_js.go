// The workshop's program in the browser; see the package above.
package main

import (
	"errors"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/preview/workshop"
)

// main runs the workshop in the page that web/preview/workshop/atelier.js has made ready,
// wherever a host serves it.
func main() {
	b := browser{app.Window().Get("cookiesWorkshop")}
	app.Route(app.Window().URL().Path, func() app.Composer { return &workshop.Page{Browser: b} })
	app.RunWhenOnBrowser()
}

// browser is what web/preview/workshop/atelier.js gives the program.
type browser struct{ page app.Value }

func (b browser) Now() time.Time { return time.Now() }

func (b browser) Secure() bool { return app.Window().URL().Scheme == "https" }

func (b browser) Link() string { return b.page.Call("link").String() }

func (b browser) SetLink(link string) { b.page.Call("setLink", link) }

func (b browser) Address() string { return b.page.Call("address").String() }

func (b browser) Worker() bool {
	there, err := await(b.page.Call("worker"))
	return err == nil && there.Bool()
}

func (b browser) Draft(name, text string) error {
	_, err := await(b.page.Call("draft", name, text))
	return err
}

func (b browser) Show(address string) { b.page.Call("show", address) }

func (b browser) Facts(tell func(address string, f workshop.Fact)) {
	b.page.Call("onFact", app.FuncOf(func(_ app.Value, args []app.Value) any {
		f := args[1]
		tell(args[0].String(), workshop.Fact{
			Kind: workshop.FactKind(f.Get("kind").String()),
			At:   milliseconds(f.Get("at")),
			Took: milliseconds(f.Get("took")),
			Name: f.Get("name").String(),
			Text: f.Get("text").String(),
			Size: f.Get("size").Int(),
			Wire: f.Get("wire").Int(),
		})
		return nil
	}))
}

func milliseconds(ms app.Value) time.Duration {
	return time.Duration(ms.Float() * float64(time.Millisecond))
}

func (b browser) SetCookie(line string) { app.Window().Get("document").Set("cookie", line) }

func (b browser) Forget() { b.page.Call("forget") }

func (b browser) Fetch(name string) ([]byte, error) {
	octets, err := await(b.page.Call("fetch", name))
	if err != nil {
		return nil, errors.New(french.Spaces("Le fichier " + name + " n’a pas pu être lu : " + err.Error()))
	}
	data := make([]byte, octets.Get("length").Int())
	app.CopyBytesToGo(data, octets)
	return data, nil
}

func (b browser) Save(name string, data []byte) {
	octets := app.Window().Get("Uint8Array").New(len(data))
	app.CopyBytesToJS(octets, data)
	b.page.Call("save", name, octets)
}

func (b browser) Copy(text string) error {
	_, err := await(b.page.Call("copy", text))
	return err
}

func (b browser) Select(line int) { b.page.Call("select", line) }

// await waits for a promise.
func await(promise app.Value) (app.Value, error) {
	type result struct {
		value app.Value
		err   error
	}
	done := make(chan result, 1)
	kept := app.FuncOf(func(_ app.Value, args []app.Value) any {
		done <- result{value: args[0]}
		return nil
	})
	broken := app.FuncOf(func(_ app.Value, args []app.Value) any {
		done <- result{err: errors.New(args[0].Get("message").String())}
		return nil
	})
	defer kept.Release()
	defer broken.Release()
	promise.Call("then", kept, broken)
	r := <-done
	return r.value, r.err
}
