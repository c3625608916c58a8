package read_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// FuzzParse: whatever the text, Parse returns an error, or a charter whose text package charter
// reads. It has all the cookies that were understood, in their order and categories.
func FuzzParse(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/variations.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i < len(archive.Files); i += 2 {
		f.Add(archive.Files[i].Data)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := read.Parse(text)
		if err != nil {
			if e, ok := errors.AsType[*charter.Error](err); !ok || e.Message == "" {
				t.Errorf("error = %#v", err)
			}
			return
		}
		plain, err := charter.Parse(c.Text)
		if err != nil {
			t.Fatal(err)
		}
		cookies := plain.Declared()
		for _, want := range c.Cookies {
			i := slices.IndexFunc(cookies, func(one charter.Cookie) bool {
				return equal(one, want.Cookie)
			})
			if i < 0 {
				t.Fatalf("%+v is not in\n%s", want.Cookie, c.Text)
			}
			cookies = cookies[i+1:]
		}
	})
}
