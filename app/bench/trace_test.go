//go:build !js

package bench

import (
	"fmt"
	"testing"
)

const origin = "http://127.0.0.1:1"

// event writes a trace event of process 7.
func event(name string, thread int, start, length float64, data string) []byte {
	return fmt.Appendf(nil, `{"name":%q,"ph":"X","pid":7,"tid":%d,"ts":%v,"dur":%v,"args":{%s}}`,
		name, thread, start, length, data)
}

func TestScriptWork(t *testing.T) {
	const banner = origin + `/ours/banner.js"`
	const mine, probes = `"data":{"url":"` + banner + `}`, `"data":{"url":""}`
	trace := parseTrace([][]byte{
		[]byte(`{"name":"thread_name","ph":"M","pid":7,"tid":1,"args":{"name":"CrRendererMain"}}`),
		[]byte(`{"name":"thread_name","ph":"M","pid":8,"tid":1,"args":{"name":"CrRendererMain"}}`),
		[]byte(`{"name":"of another category","args":{"data":"text"}}`),
		event("FunctionCall", 1, 5000, 2000, mine), // out of order
		event("EvaluateScript", 1, 1000, 3000, mine),
		event("v8.compile", 1, 1000, 500, mine),               // within the one before
		event("v8.run", 1, 3500, 1000, `"fileName":"`+banner), // half within
		event("RunMicrotasks", 1, 8000, 250, ``),
		event("FunctionCall", 1, 9000, 1000, probes),
		event("v8.compile", 2, 1000, 9000, mine), // another thread
		event("Layout", 1, 20000, 9000, mine),
		[]byte(`{"name":"RunMicrotasks","ph":"X","pid":8,"tid":1,"ts":30000,"dur":9000}`), // another page
	})
	if got, want := scriptWork(trace, origin), 3+0.5+2+0.25; got != want {
		t.Errorf("the scripts worked for %v ms, want %v", got, want)
	}
}

func TestNoScriptWork(t *testing.T) {
	if got := scriptWork(nil, origin); got != 0 {
		t.Errorf("%v ms", got)
	}
}

func TestStyledElements(t *testing.T) {
	trace := parseTrace([][]byte{
		[]byte(`{"name":"thread_name","ph":"M","pid":7,"tid":1,"args":{"name":"CrRendererMain"}}`),
		event("UpdateLayoutTree", 1, 1000, 500, `"elementCount":17`),
		event("UpdateLayoutTree", 1, 2000, 500, `"elementCount":3`),
		event("UpdateLayoutTree", 2, 2000, 500, `"elementCount":100`), // another thread
		event("Layout", 1, 3000, 500, `"elementCount":100`),
	})
	if got := styledElements(trace); got != 20 {
		t.Errorf("%v elements were styled, want 20", got)
	}
}
