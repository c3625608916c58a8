package read_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"cookies-preferences/charter"
	"cookies-preferences/charter/convert"
	"cookies-preferences/charter/read"
)

// expected is what an administrator expects of a text, in testdata/field/expected.json.
type expected struct {
	Title, Updated *string // null: the text has none
	Language       string
	Defined        []string
	Warnings       []string // of compared, those that must be there, and no other
	Cookies        []struct {
		Name, Category, Provider, Purpose, Duration string
		Exempt                                      *bool // null: false
	}
}

// compared are the warnings that expected.json is complete about.
var compared = []read.WarningKind{read.WarnMixedCaption, read.WarnNoCategory,
	read.WarnNoNames, read.WarnNoTitle}

var kindNames = map[string]charter.Kind{
	"necessary": charter.Necessary, "statistics": charter.Statistics,
	"internal": charter.Internal, "third_party": charter.ThirdParty, "unknown": charter.Unknown,
}

// TestField reads texts in the shapes that portals publish. HTML and Markdown are named as such,
// and read once converted.
func TestField(t *testing.T) {
	const folder = "testdata/field"
	data, err := os.ReadFile(filepath.Join(folder, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var files map[string]expected
	if err := json.Unmarshal(data, &files); err != nil {
		t.Fatal(err)
	}
	for file, want := range files {
		t.Run(file, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(folder, file))
			if err != nil {
				t.Fatal(err)
			}
			checkField(t, string(text), want)
		})
	}
}

func checkField(t *testing.T, text string, want expected) {
	c, err := read.Parse([]byte(text))
	for format, code := range map[string]charter.Code{
		"<": charter.CodeHTML, "---": charter.CodeMarkdown,
	} {
		if !strings.HasPrefix(text, format) {
			continue
		}
		if e, ok := errors.AsType[*charter.Error](err); !ok || e.Code != code {
			t.Errorf("got %v, want %q", err, code)
		}
		if text, err = convert.Text("", []byte(text)); err == nil {
			c, err = read.Parse([]byte(text))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	checkText(t, c)
	if want.Title != nil && c.Title != *want.Title || want.Title == nil && len(c.Title) > 25 {
		t.Errorf("Title = %q", c.Title)
	}
	if updated := want.Updated; updated == nil && c.Updated != "" ||
		updated != nil && c.Updated != *updated {
		t.Errorf("Updated = %q", c.Updated)
	}
	if c.Language != want.Language {
		t.Errorf("Language = %q, want %q", c.Language, want.Language)
	}
	var defined []string
	for name, kind := range kindNames {
		if category, ok := c.Category(kind); ok && kind != charter.Unknown {
			defined = append(defined, name)
			if !strings.Contains(text, category.Definition) || strings.HasPrefix(category.Definition, "-") {
				t.Errorf("%s is defined as %q", name, category.Definition)
			}
		}
	}
	slices.Sort(defined)
	slices.Sort(want.Defined)
	if !slices.Equal(defined, want.Defined) {
		t.Errorf("defined are %q, want %q", defined, want.Defined)
	}
	var warnings []string
	for _, w := range c.Warnings {
		if slices.Contains(compared, w.Kind) && !slices.Contains(warnings, string(w.Kind)) {
			warnings = append(warnings, string(w.Kind))
		}
	}
	slices.Sort(warnings)
	slices.Sort(want.Warnings)
	if !slices.Equal(warnings, want.Warnings) {
		t.Errorf("the warnings are %q, want %q", warnings, want.Warnings)
	}
	if len(c.Cookies) != len(want.Cookies) {
		t.Errorf("%d cookies, want %d: %+v", len(c.Cookies), len(want.Cookies), c.Cookies)
		return
	}
	for i, w := range want.Cookies {
		got := c.Cookies[i]
		if got.Name != w.Name || got.Kind != kindNames[w.Category] ||
			w.Provider != "" && letters(got.Provider) != letters(w.Provider) ||
			w.Purpose != "" && letters(got.Purpose) != letters(w.Purpose) ||
			w.Duration != "" && letters(got.Duration) != letters(w.Duration) ||
			got.Exempt != (w.Exempt != nil && *w.Exempt) {
			t.Errorf("cookie %d is %+v, want %+v", i, got, w)
		}
	}
}

// letters folds what expected.json does not compare: case, white space and punctuation.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
