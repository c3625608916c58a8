package banner

import (
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// TestOneNextAct: a script that refuses again and again before the visitor acts is
// waited after once; the message goes with that act, and the next one is waited
// for anew.
func TestOneNextAct(t *testing.T) {
	h := &fakeHost{}
	m, do := mount(t, Config{}, h)
	refuse := func(app.Context, app.Event) { h.requests(RequestRefuse) }
	for range 3 {
		do(refuse)
	}
	if h.awaited != 1 || m.state.Message != MessageSaved {
		t.Errorf("the next act is waited for %d times, and the message is %d", h.awaited, m.state.Message)
	}
	do(func(app.Context, app.Event) { h.nextAct() })
	if m.state.Message != MessageNone {
		t.Errorf("after the visitor's act, the message is %d", m.state.Message)
	}
	do(refuse)
	if h.awaited != 2 {
		t.Errorf("the next act is waited for %d times, want 2", h.awaited)
	}
}
