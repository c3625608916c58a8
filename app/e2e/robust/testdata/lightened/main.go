// Command lightened does what Go's runtime needs its tables of functions for, by its argument.
package main

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
)

type value struct{ text string }

func (v value) Say() string { return v.text }

type sayer interface{ Say() string }

var none sayer = (*value)(nil)

func main() {
	switch os.Args[1] {
	case "wrapper":
		defer func() { fmt.Println(recover()) }()
		fmt.Println(none.Say())
	case "collect":
		collect()
	case "count":
		done := make(chan bool)
		for range 3 {
			go func() { done <- true }()
		}
		runtime.GC()
		fmt.Println(runtime.NumGoroutine())
	case "callers":
		pcs := make([]uintptr, 20)
		frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
		n := 1
		for _, more := frames.Next(); more; _, more = frames.Next() {
			n++
		}
		_, _, _, ok := runtime.Caller(0)
		fmt.Println(n, ok, runtime.FuncForPC(pcs[0]) != nil, len(debug.Stack()) > 0)
	case "recover":
		recovered()
	case "deadlock":
		select {}
	case "panic":
		panic("a reason")
	case "nil":
		var p *value
		fmt.Println(p.text)
	}
}

// recovered panics where a function that is deferred, and one that it calls, ask for the reason:
// the runtime counts the functions in between.
func recovered() {
	var inner any
	defer func() {
		inner = reason()
		fmt.Println("outer recovered", recover(), inner)
	}()
	panic("a reason")
}

func reason() any { return recover() }

// large is a value that reflect allocates room for, so that garbage is collected between the
// arguments of a call.
type large struct {
	value *value
	_     [100]int
}

func of(kind string, i int) large { return large{value: &value{fmt.Sprint(kind, i)}} }

// collect moves stacks and collects garbage in functions that reflect calls. Their arguments are
// nowhere else.
func collect() {
	debug.SetGCPercent(1)
	join := reflect.MakeFunc(reflect.TypeFor[func(a, b, c, d large) string](),
		func(args []reflect.Value) []reflect.Value {
			deep(100)
			text := ""
			for _, arg := range args {
				text += arg.Interface().(large).value.text
			}
			return []reflect.Value{reflect.ValueOf(text)}
		}).Interface().(func(a, b, c, d large) string)
	method := reflect.ValueOf(value{"m"}).MethodByName("Join").
		Interface().(func(a, b, c, d large) string)
	for i := range 500 {
		made := make(chan string)
		go func() {
			made <- join(of("a", i), of("b", i), of("c", i), of("d", i)) +
				method(of("a", i), of("b", i), of("c", i), of("d", i))
		}()
		want := fmt.Sprintf("a%[1]db%[1]dc%[1]dd%[1]dma%[1]db%[1]dc%[1]dd%[1]d", i)
		if got := <-made; got != want {
			fmt.Printf("%q instead of %q\n", got, want)
			return
		}
	}
	fmt.Println("all as they were")
}

func (v value) Join(a, b, c, d large) string {
	deep(100)
	return v.text + a.value.text + b.value.text + c.value.text + d.value.text
}

// deep needs a stack of n frames, and makes garbage.
func deep(n int) int {
	if n == 0 {
		return len(fmt.Sprint(make([]*value, 10)))
	}
	var room [8]int
	room[n%8] = deep(n - 1)
	return room[n%8] + 1
}
