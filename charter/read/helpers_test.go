package read_test

import (
	"bytes"
	"testing"

	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// parse reads a charter that must be good, and checks the text that is written for visitors.
func parse(t *testing.T, text string) read.Charter {
	t.Helper()
	c, err := read.Parse([]byte(text))
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	checkText(t, c)
	return c
}

// checkText checks that package charter reads the same title and cookies in the text that is
// written, and that the text says the same to a second reading.
func checkText(t *testing.T, c read.Charter) {
	t.Helper()
	plain, err := charter.Parse(c.Text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, c.Text)
	}
	if plain.Title != c.Title {
		t.Errorf("the title is %q, want %q", plain.Title, c.Title)
	}
	cookies := plain.Declared()
	for i, want := range c.Cookies {
		if i >= len(cookies) || !equal(cookies[i], want.Cookie) {
			t.Errorf("cookie %d of %d is not %+v in\n%s", i, len(cookies), want.Cookie, c.Text)
			return
		}
	}
	if len(cookies) != len(c.Cookies) {
		t.Errorf("%d cookies, want %d, in\n%s", len(cookies), len(c.Cookies), c.Text)
	}
	again, err := read.Parse(c.Text)
	if err != nil || !bytes.Equal(again.Text, c.Text) {
		t.Errorf("the text has changed: %v\n%s\nnot\n%s", err, again.Text, c.Text)
	}
}

func equal(a, b charter.Cookie) bool {
	return a.Kind == b.Kind && a.Name == b.Name && a.Provider == b.Provider &&
		a.Service == b.Service && a.Purpose == b.Purpose && a.Duration == b.Duration
}
