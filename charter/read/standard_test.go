package read_test

import (
	"testing"

	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// TestStandards: the standard charters have nothing to mend, so that an author may begin with one.
// The earlier one lacks the durations, as it was published.
func TestStandards(t *testing.T) {
	for i, text := range [][]byte{charter.StandardText(), charter.EarlierStandardText()} {
		c, err := read.Parse(text)
		warned := len(c.Warnings) > 0 && (i == 0 || len(c.Warnings) > 1 ||
			c.Warnings[0].Kind != read.WarnNoDuration)
		if err != nil || string(c.Text) != string(text) || warned {
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
