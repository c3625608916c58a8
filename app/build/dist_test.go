//go:build !js

package build

import (
	"compress/gzip"
	"io"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

// ownCharters are built in besides the published ones: one of another portal, and one that
// replaces a published one.
var ownCharters = []Charter{
	{Host: "donnees.ville.example", Text: []byte("Charte cookies\n\nUne phrase.\n")},
	{Host: "opendata.aude.fr", Text: []byte("Charte cookies\n\nLa nôtre.\n")},
}

// ownAliases are of a published charter and of one of these.
var ownAliases = Aliases{
	"porto.huwise.com": "porto-vecchio.opendatasoft.com",
	"ville.huwise.com": "donnees.ville.example",
}

// small is a small root built once, with charters and the workshop.
var small struct {
	once   sync.Once
	result *Result
	log    []string
	warned []string
	files  map[string]string // as they are after the build
}

func smallDist(t *testing.T) (result *Result, files map[string]string) {
	t.Helper()
	small.once.Do(func() {
		result, err := Dist(t.Context(), Options{
			Root: newRoot(t, nil), Charters: ownCharters, Aliases: ownAliases, Workshop: true,
			Fast: true,
			Log:  func(line string) { small.log = append(small.log, line) },
			Warn: func(line string) { small.warned = append(small.warned, line) },
		})
		if err != nil {
			t.Fatal(err)
		}
		small.result, small.files = result, readTree(t, result.Dir)
	})
	if small.result == nil {
		t.Fatal("the small root does not build: see the first test")
	}
	return small.result, maps.Clone(small.files)
}

func isCopy(name string) bool {
	return strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz")
}

// TestDist: the folder holds these files and no others.
func TestDist(t *testing.T) {
	result, files := smallDist(t)
	if want := filepath.Join(result.Root, "dist"); result.Dir != want {
		t.Errorf("built in %s, want %s", result.Dir, want)
	}
	want := []string{SumsName, licenceName, thirdPartyName, tagsName, ruleName, typesName, gpcName,
		"charters/standard.txt", "charters/standard-earlier.txt"}
	for _, name := range []string{
		"banner.js", "banner-#.wasm", "dialog-#.js", "exempt-#.js", "services-#.js",
		"go-#.js",
		"placeholder-#.js", "keyboard-#.js",
		"withdrawal-#.js", "integrations-#.js", "scripts-#.js", "frames-#.js", "gates-#.js",
		"catalogue-#.js", "charter-#.css", "charters/standard.json",
		"atelier/workshop-#.wasm", "atelier/workshop.js", "atelier/workshop.css",
	} {
		want = append(want, name, name+".br", name+".gz")
	}
	for _, name := range append(copied, "index.html", "worker.js", thirdPartyName) {
		want = append(want, "atelier/"+name)
	}
	hosts := slices.AppendSeq(charter.Portals(), maps.Keys(ownAliases))
	for _, host := range append(hosts, "donnees.ville.example") {
		name := "charters/" + host
		want = append(want, name+".txt", name+".html", name+".json", name+".json.br",
			name+".json.gz")
	}
	var got []string
	hash := regexp.MustCompile(`-([0-9a-f]{16})(\.\w+)$`)
	for name, text := range files {
		match := hash.FindStringSubmatch(strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz"))
		if !isCopy(name) && match != nil && match[1] != shortHash([]byte(text)) {
			t.Errorf("%s does not have its hash in its name", name)
		}
		if match != nil {
			name = strings.Replace(name, match[1], "#", 1)
		}
		got = append(got, name)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	for to, from := range map[string]string{
		result.WASM: result.Go, result.Go: result.Dialog, result.Dialog: result.Script,
	} {
		if !strings.Contains(files[from], `"`+to+`"`) {
			t.Errorf("%s does not name %s", from, to)
		}
	}
	if last := small.log[len(small.log)-1]; !strings.Contains(last, result.Dir) {
		t.Errorf("the last line logged is %q, want it to name the folder", last)
	}
}

// TestDistSums: SHA384SUMS has every other file, in the form of integrity="…".
func TestDistSums(t *testing.T) {
	_, files := smallDist(t)
	listed := files[SumsName]
	delete(files, SumsName)
	for name, text := range files {
		if line := tag.Integrity([]byte(text)) + "  " + name + "\n"; !strings.Contains(listed, line) {
			t.Errorf("SHA384SUMS lacks %q", line)
		}
	}
	if n := strings.Count(listed, "\n"); n != len(files) {
		t.Errorf("SHA384SUMS has %d lines for %d files", n, len(files))
	}
}

// TestDistCopies: the compressed copies give the same bytes, and the result has the sizes.
func TestDistCopies(t *testing.T) {
	result, files := smallDist(t)
	for _, f := range result.Files {
		want := File{f.Name, len(files[f.Name]), len(files[f.Name+".gz"]), len(files[f.Name+".br"])}
		if f != want {
			t.Errorf("the result says %v, the folder %v", f, want)
		}
		if f.Gzip == 0 {
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

// TestDistCharters: each portal gets its text, its page and its tag. The script names the versions
// of the published charters alone.
func TestDistCharters(t *testing.T) {
	result, files := smallDist(t)
	list := slices.Clone(ownCharters)
	for _, c := range published() {
		if c.Host != "opendata.aude.fr" {
			list = append(list, c)
			known := `"` + c.Host + `":["` + charter.Version(c.Text) + `","Ville`
			if !strings.Contains(files[result.Script], known) {
				t.Errorf("the script lacks %s", known)
			}
		}
	}
	for _, c := range list {
		version := charter.Version(c.Text)
		if files["charters/"+c.Host+".txt"] != string(c.Text) ||
			!strings.Contains(files["charters/"+c.Host+".html"], version) {
			t.Errorf("the charter of %s is missing or differs", c.Host)
		}
	}
	for _, c := range ownCharters {
		tag := c.Host + "\t" + `<script src="https://…/banner.js" defer data-portal="` + c.Host +
			`" data-version="` + charter.Version(c.Text) + `"></script>` + "\n"
		if !strings.Contains(files[tagsName], tag) ||
			strings.Contains(files[result.Script], c.Host) {
			t.Errorf("%s lacks %q, or the script names the host", tagsName, tag)
		}
	}
}

// TestDistWorkshop: no page of the workshop names another host or an absolute path, and the
// service worker keeps every file.
func TestDistWorkshop(t *testing.T) {
	_, files := smallDist(t)
	addresses := regexp.MustCompile(`(?:src|href|start_url|scope)"?[=:]\s*"([^"]*)"`)
	worker := files["atelier/worker.js"]
	for name, text := range files {
		own, inWorkshop := strings.CutPrefix(name, "atelier/")
		if inWorkshop && (path.Ext(name) == ".html" || path.Ext(name) == ".webmanifest") {
			for _, found := range addresses.FindAllStringSubmatch(text, -1) {
				if strings.HasPrefix(found[1], "/") || strings.Contains(found[1], ":") {
					t.Errorf("%s names %s, which only exists on some hosts", name, found[1])
				}
			}
		}
		if !inWorkshop {
			own = "../" + name
		} else if own == "worker.js" || isCopy(own) {
			continue
		}
		if !strings.Contains(worker, `"`+own+`"`) {
			t.Errorf("the service worker does not keep %s", own)
		}
	}
}

// TestDistAgain: another folder and a developer's own settings give the same bytes. Without the
// workshop, the next build removes it.
func TestDistAgain(t *testing.T) {
	_, files := smallDist(t)
	out := t.TempDir()
	for name, text := range files {
		writeFile(t, filepath.Join(out, name), text)
	}
	t.Setenv("GOFLAGS", "-tags=other -trimpath=false")
	t.Setenv("GOWORK", "/nowhere/go.work")
	_, err := Dist(t.Context(), Options{
		Root: newRoot(t, nil), Out: out, Charters: ownCharters, Aliases: ownAliases, Fast: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	again := readTree(t, out)
	for name := range files {
		if name == SumsName || strings.HasPrefix(name, "atelier/") {
			delete(files, name)
		}
	}
	delete(again, SumsName)
	if !maps.Equal(again, files) {
		t.Errorf("the folder holds %q with other bytes, want %q",
			slices.Sorted(maps.Keys(again)), slices.Sorted(maps.Keys(files)))
	}
}

// TestDistFails: a build that fails, or may not write, leaves the folder unchanged. A folder with
// other files is reported before compiling.
func TestDistFails(t *testing.T) {
	faulty := newRoot(t, map[string]string{
		"app/main.go": "package main\n\nfunc main() {\n\tmissing()\n}\n",
	})
	for _, test := range []struct {
		out  map[string]string
		want string
	}{
		{nil, "app/main.go:4:2: undefined: missing"},
		{map[string]string{"thesis.txt": "precious"}, "holds files but no build of ours"},
	} {
		out := t.TempDir()
		for name, text := range test.out {
			writeFile(t, filepath.Join(out, name), text)
		}
		_, err := Dist(t.Context(), Options{Root: faulty, Out: out})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("the error is %q, want it to contain %q", err, test.want)
		}
		if after := readTree(t, out); !maps.Equal(after, test.out) {
			t.Errorf("the folder changed: %q", slices.Sorted(maps.Keys(after)))
		}
	}
}
