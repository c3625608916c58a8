package errors

import (
	"errors"
	"testing"
)

func TestError(t *testing.T) {
	cause := errors.New("no such thing")
	e := New("mounting failed").WithTag("tag", "p").WithTag("index", 2).Wrap(cause)
	if got, want := e.Error(), "mounting failed (tag: p, index: 2): no such thing"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if !errors.Is(e, cause) {
		t.Error("the cause is lost")
	}
	base := New("x").WithTag("a", 1)
	base.WithTag("b", 2)
	if base.Error() != "x (a: 1)" {
		t.Errorf("a detail of one error shows in another: %v", base)
	}
}
