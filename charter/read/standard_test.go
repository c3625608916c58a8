package read_test

import (
	"testing"

	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// TestStandards: the standard charters have nothing to mend, so that an author may begin with one.
func TestStandards(t *testing.T) {
	for _, text := range [][]byte{charter.StandardText(), charter.EarlierStandardText()} {
		c, err := read.Parse(text)
		if err != nil || string(c.Text) != string(text) || len(c.Warnings) > 0 {
			t.Errorf("%v, warnings %+v, read as\n%s", err, c.Warnings, c.Text)
		}
		if n := len(c.Of(charter.Necessary)); n != 4 || len(c.Cookies) != n {
			t.Errorf("the cookies are %+v", c.Cookies)
		}
		if w, other := c.OtherPortal("ville.example"); other {
			t.Errorf("%+v", w)
		}
	}
}
