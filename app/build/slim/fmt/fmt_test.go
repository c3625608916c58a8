package fmt

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

type name string

// TestLikeTheStandardLibrary: both format alike what go-app formats.
func TestLikeTheStandardLibrary(t *testing.T) {
	pointer := new(int)
	for _, c := range []struct {
		format string
		values []any
	}{
		{"nothing", nil},
		{"%s and %v", []any{"a", "b"}},
		{"%v %v %v %v", []any{-3, uint8(4), 2.5, true}},
		{"%v", []any{nil}},
		{"%v", []any{errors.New("wrong")}},
		{"%v", []any{time.Second}},
		{"%s", []any{name("n")}},
		{"100 %%", nil},
		{"/%T/%p", []any{pointer, pointer}},
	} {
		got, want := Sprintf(c.format, c.values...), fmt.Sprintf(c.format, c.values...)
		if got != want {
			t.Errorf("Sprintf(%q, %v) = %q, want %q", c.format, c.values, got, want)
		}
	}
	if got := Sprint("a", 1, errors.New("b")); got != "a1b" {
		t.Errorf("Sprint gives %q", got)
	}
	if got := Sprintf("%d", struct{}{}); got != "struct {}" {
		t.Errorf("a struct gives %q, want its type", got)
	}
	if got := Sprintf("50%"); got != "50" {
		t.Errorf("a lone percent sign gives %q", got)
	}
}
