//go:build !js

package build

import (
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"cookies-preferences/charter"
)

func TestDist(t *testing.T) {
	root := newRoot(t, nil)
	var log []string
	result, err := Dist(t.Context(), Options{
		Root:        root,
		Compression: Fast,
		Log:         func(line string) { log = append(log, line) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(root, "dist"); result.Dir != want {
		t.Errorf("built in %s, want %s", result.Dir, want)
	}
	files := readTree(t, result.Dir)

	t.Run("names", func(t *testing.T) { checkNames(t, result, files) })
	t.Run("sums", func(t *testing.T) { checkSums(t, files) })
	t.Run("sizes and copies", func(t *testing.T) { checkCopies(t, result, files) })
	t.Run("charters", func(t *testing.T) { checkCharters(t, files) })
	t.Run("log", func(t *testing.T) {
		if last := log[len(log)-1]; !strings.Contains(last, result.Dir) {
			t.Errorf("the last line logged is %q, want it to name the folder", last)
		}
	})
	t.Run("again in another folder, then with another program", func(t *testing.T) {
		o := Options{Root: newRoot(t, nil), Out: result.Dir, Compression: Fast}
		if _, err := Dist(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if again := readTree(t, result.Dir); !maps.Equal(again, files) {
			t.Error("the same sources in another folder gave other files")
		}

		o.Root = newRoot(t, map[string]string{
			"app/main.go": "package main\n\nfunc main() { println(\"au revoir\") }\n",
		})
		newer, err := Dist(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		files := readTree(t, result.Dir)
		if newer.WASM == result.WASM {
			t.Error("another program has the same name")
		}
		checkNames(t, newer, files)
		checkSums(t, files)
	})
}

func checkNames(t *testing.T, result *Result, files map[string]string) {
	t.Helper()
	want := []string{sumsName, ThirdPartyName, ruleName, typesName}
	for _, name := range []string{
		"banner.js", result.Go, result.Placeholder, result.Keyboard, result.Withdrawal,
		result.Integrations, result.CharterStyle, result.WASM,
	} {
		want = append(want, name, name+".br", name+".gz")
	}
	for _, host := range charter.Portals() {
		want = append(want, "charters/"+host+".txt", "charters/"+host+".html")
	}
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	if result.Script != "banner.js" {
		t.Errorf("the script is %q", result.Script)
	}
	if want := "banner-" + shortHash([]byte(files[result.WASM])) + ".wasm"; result.WASM != want {
		t.Errorf("the program is %q, want %q", result.WASM, want)
	}
	if want := "go-" + shortHash([]byte(files[result.Go])) + ".js"; result.Go != want {
		t.Errorf("the program's module is %q, want %q", result.Go, want)
	}
	for from, to := range map[string]string{"banner.js": result.Go, result.Go: result.WASM} {
		if !strings.Contains(files[from], `"`+to+`"`) {
			t.Errorf("%s does not name %s", from, to)
		}
	}
}

func checkSums(t *testing.T, files map[string]string) {
	t.Helper()
	listed, ok := parseSums(files["SHA384SUMS"])
	if !ok {
		t.Fatalf("SHA384SUMS cannot be read:\n%s", files["SHA384SUMS"])
	}
	for name, data := range files {
		if name == "SHA384SUMS" {
			continue
		}
		if want := []string{integrity([]byte(data))}; !slices.Equal(listed[name], want) {
			t.Errorf("SHA384SUMS has %q for %s, want %q", listed[name], name, want)
		}
		delete(listed, name)
	}
	if len(listed) > 0 {
		t.Errorf("SHA384SUMS lists missing files: %q", listed)
	}
}

func checkCopies(t *testing.T, result *Result, files map[string]string) {
	for _, f := range result.Files {
		want := File{f.Name, len(files[f.Name]), len(files[f.Name+".gz"]), len(files[f.Name+".br"])}
		if f != want {
			t.Errorf("the result says %v, the folder %v", f, want)
		}
		if f.Name != result.Script && f.Name != result.Go && f.Name != result.WASM {
			continue
		}
		gz, err := gzip.NewReader(strings.NewReader(files[f.Name+".gz"]))
		if err != nil {
			t.Fatal(err)
		}
		br := brotli.NewReader(strings.NewReader(files[f.Name+".br"]))
		for _, r := range []io.Reader{gz, br} {
			data, err := io.ReadAll(r)
			if err != nil || string(data) != files[f.Name] {
				t.Errorf("a compressed copy of %s gives other bytes (%v)", f.Name, err)
			}
		}
	}
}

func checkCharters(t *testing.T, files map[string]string) {
	for _, host := range charter.Portals() {
		text, _ := charter.Portal(host)
		if got := files["charters/"+host+".txt"]; !bytes.Equal([]byte(got), text) {
			t.Errorf("the charter of %s is not the published one", host)
		}
		want := `"` + host + `":"` + charter.Version(text) + `"`
		if !strings.Contains(files["banner.js"], want) {
			t.Errorf("the script lacks %s", want)
		}
	}
}

func TestDistWithoutCompression(t *testing.T) {
	result, err := Dist(t.Context(), Options{
		Root: newRoot(t, nil), Out: t.TempDir(), Compression: None,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Files {
		if f.Size == 0 || f.Gzip != 0 || f.Brotli != 0 {
			t.Errorf("%v: want a size, and no compressed copies", f)
		}
	}
}

// A build that fails, or may not write, leaves the folder unchanged.
func TestDistFailsWithoutTrace(t *testing.T) {
	tests := []struct {
		name    string
		changes map[string]string
		out     map[string]string
		want    string
	}{
		{
			name:    "the program does not compile",
			changes: map[string]string{"app/main.go": "package main\n\nfunc main() {\n\tmissing()\n}\n"},
			want:    "app/main.go:4:2: undefined: missing",
		},
		{
			name: "the loader does not parse",
			changes: map[string]string{
				"web/loader/start/greeting.js": "export const greeting =\n  'à côté;\n",
			},
			want: "web/loader/start/greeting.js:2:",
		},
		{
			name:    "the folder has other files: said before compiling",
			changes: map[string]string{"app/main.go": "package main\n\nfunc main() {\n\tmissing()\n}\n"},
			out:     map[string]string{"thesis.txt": "precious"},
			want:    "holds files but no build of ours",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root, out := newRoot(t, test.changes), t.TempDir()
			for name, text := range test.out {
				writeFile(t, filepath.Join(out, name), text)
			}
			before := readTree(t, out)
			_, err := Dist(t.Context(), Options{Root: root, Out: out, Compression: None})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %q, want it to contain %q", err, test.want)
			}
			if after := readTree(t, out); !maps.Equal(before, after) {
				t.Errorf("the folder changed: %q", slices.Sorted(maps.Keys(after)))
			}
		})
	}
}
