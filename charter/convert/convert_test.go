package convert_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/charter/convert"
)

var update = flag.Bool("update", false, "write the texts of testdata again, to look at")

// TestText converts the shapes that charters are pasted and saved in: each file of testdata, to
// the file of the same name with .want.
func TestText(t *testing.T) {
	inputs, err := filepath.Glob("testdata/*.*")
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no inputs: %v", err)
	}
	for _, input := range inputs {
		if strings.HasSuffix(input, ".want") {
			continue
		}
		t.Run(filepath.Base(input), func(t *testing.T) {
			data, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			got, err := convert.Text(filepath.Base(input), data)
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				if err := os.WriteFile(input+".want", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(input + ".want")
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}
