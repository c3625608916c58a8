package convert_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"cookies-preferences/charter"
	"cookies-preferences/charter/convert"
)

// FuzzText: whatever the input, Text returns an error with a sentence, or a text that charter.Parse
// can read or refuse, in an encoding and with characters that are not at fault.
func FuzzText(f *testing.F) {
	inputs, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, input := range inputs {
		data, err := os.ReadFile(input)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filepath.Ext(input), data)
	}
	f.Add(".html", []byte("<table><tr><td colspan=99 rowspan=0>a<td><table><tr><th>cookie"))
	f.Add("", []byte("---\ntitle: cookie\n---\n|a|b|\n|-|-|\n_ga_*|<id>\n"))
	f.Fuzz(func(t *testing.T, ending string, data []byte) {
		text, err := convert.Text("charte"+ending, data)
		if err != nil {
			if wrong, ok := errors.AsType[*convert.Error](err); !ok || wrong.Code == "" ||
				wrong.Message == "" {
				t.Fatalf("error = %#v", err)
			}
			return
		}
		if format, _ := convert.Detect("charte"+ending, data); format == convert.Plain {
			if utf8.Valid(data) && text != string(data) {
				t.Error("a plain charter was changed")
			}
			return
		}
		_, err = charter.Parse([]byte(text))
		if wrong, ok := errors.AsType[*charter.Error](err); ok &&
			(wrong.Code == charter.CodeControl || wrong.Code == charter.CodeNotUTF8) {
			t.Errorf("what was converted can't be read: %v", err)
		}
	})
}

// hard are pieces that a converter may well take more than linear time for, when repeated.
var hard = map[string]struct{ before, piece string }{
	"page":          {"<h1>A</h1>", "<p>Un <b>cookie</b> de <a href='https://a.example'>a</a>."},
	"rows":          {"<h1>Cookies</h1><table><tr><td>Nom<td>Durée", "<tr><td>a<td>1 an"},
	"spans":         {"<h1>Cookies</h1><table><tr><td>a<td rowspan=0>cookie", "<tr><td colspan=64>b"},
	"purposes":      {"<h1>Cookies</h1><table><tr><td>Nom<td>But<tr><td rowspan=0>a", "<td>b<tr>"},
	"deep spans":    {"<h1>Cookies</h1><table>", "<tr><td rowspan=9999>" + strings.Repeat("x", 900)},
	"tables":        {"<h1>Cookies</h1>", "<table><tr><td>Nom<td>Durée<tr><td>a<td>b</table>"},
	"lines":         {"<h1>Cookies</h1><table><tr><td>a<td>b<tr><td>c<td>", "a<br>"},
	"breaks":        {"<h1>Cookies</h1><p>", "a<br>"},
	"hidden":        {"<h1>Cookies</h1>", "<div hidden><div hidden><p>a</div></div>"},
	"terms":         {"<h1>Cookies</h1><dl>", "<dt>Nom<dd>a<dt>Durée<dd>b"},
	"open elements": {"<h1>Cookies</h1>", "<b><i>"},
	"attributes":    {"<h1>Cookies</h1><p ", "style='a' class=b "},
	"paragraphs":    {"# Cookies\n\n", "Un *cookie* de [a](https://a.example/).\n\n"},
	"brackets":      {"# Cookies\n\n", "["},
	"links":         {"# Cookies\n\n", "[a]("},
	"stars":         {"# Cookies\n\n", "*a **b "},
	"underscores":   {"# Cookies\n\n", "_ga_* "},
	"backticks":     {"# Cookies\n\n", "` `` "},
	"quotes":        {"# Cookies\n\n", "> "},
	"pipes":         {"# Cookies\n\n|a|b|\n|-|-|\n", "|a|b|\n"},
	"columns":       {"# Cookies\n\n", "a\tb\tc\n"},
	"angles":        {"# Cookies\n\n", "<a "},
	"front matter":  {"---\n", "a: b\n"},
	"sheet":         {"Cookie;Durée\n", "a;\"b\"\n"},
	"quoted":        {"Cookie;Durée\n", "\"a\n"},
	"plain":         {"Cookies\n\n", "Un cookie de la ville.\n"},
	"spaces":        {"Cookies\n\n", " \t"},
}

// repeated returns an input of a size.
func repeated(name string, size int) []byte {
	h := hard[name]
	return []byte((h.before + strings.Repeat(h.piece, size/len(h.piece)+1))[:size])
}

// BenchmarkText shows that time grows as the input does: MB/s is the same at 32 and at 256 KiB.
func BenchmarkText(b *testing.B) {
	for name := range hard {
		for _, size := range []int{32 << 10, charter.MaxSize} {
			data := repeated(name, size)
			b.Run(fmt.Sprintf("%s/%dKiB", strings.ReplaceAll(name, " ", "-"), size>>10),
				func(b *testing.B) {
					b.SetBytes(int64(size))
					for b.Loop() {
						_, _ = convert.Text("", data)
					}
				})
		}
	}
}
