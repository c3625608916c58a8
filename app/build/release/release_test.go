//go:build !js

package release

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/tag"
)

var made = time.Date(2026, time.March, 4, 5, 6, 8, 0, time.UTC)

// small is a release of a build that has one file of each kind.
func small(t *testing.T) *release {
	t.Helper()
	folder := t.TempDir()
	err := build.WriteFiles(folder, map[string][]byte{
		"banner.js":                []byte("start()"),
		"banner.js.br":             []byte("packed"),
		"charters/standard.txt":    []byte("Charte"),
		"atelier/index.html":       []byte("<p>Atelier"),
		build.SumsName:             []byte("sha384-x  atelier/index.html\n"),
		"cookies-preferences.d.ts": []byte("export type CookiesName = 'ga';"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return &release{
		Options: Options{
			Root: "../../..", Version: "1.2.3", Date: made, Log: func(string) {},
			Platforms: []Platform{{"linux", "arm64"}},
			Build:     &build.Result{Dir: folder, Script: "banner.js"},
		},
		files: make(map[string][]byte),
	}
}

// TestZips: the zip to upload has all but the workshop, its own list of digests and instructions
// with the tag; the workshop's is the whole build.
func TestZips(t *testing.T) {
	r := small(t)
	if err := r.addZips(t.Context()); err != nil {
		t.Fatal(err)
	}
	upload := unzipped(t, r.files["cookies-preferences-1.2.3.zip"])
	checkNames(t, upload, "LISEZ-MOI.txt", "SHA384SUMS", "banner.js", "banner.js.br",
		"charters/standard.txt", "cookies-preferences.d.ts")
	if strings.Contains(upload[build.SumsName], "atelier") {
		t.Errorf("%s names the workshop's files:\n%s", build.SumsName, upload[build.SumsName])
	}
	for _, part := range []string{
		"version 1.2.3", `<script src="/cookies/banner.js"`, tag.Integrity([]byte("start()")),
		`data-cookies-preferences="open"`, "workshop-1.2.3.zip", "<noscript>",
		`data-cookies="matomo"`, "Access-Control-Allow-Origin",
		"Conservez l’ancien dossier",
	} {
		if !strings.Contains(upload["LISEZ-MOI.txt"], part) {
			t.Errorf("LISEZ-MOI.txt lacks %q:\n%s", part, upload["LISEZ-MOI.txt"])
		}
	}
	checkNames(t, unzipped(t, r.files["workshop-1.2.3.zip"]), "SHA384SUMS", "atelier/index.html",
		"banner.js", "banner.js.br", "charters/standard.txt", "cookies-preferences.d.ts")
}

// TestPackage: the npm package has the files to upload, a module that says where they are, and its
// types.
func TestPackage(t *testing.T) {
	r := small(t)
	if err := r.addPackage(t.Context()); err != nil {
		t.Fatal(err)
	}
	files := untarred(t, r.files["cookies-preferences-1.2.3.tgz"])
	checkNames(t, files, "package/LICENSE", "package/README.md", "package/dist/banner.js",
		"package/dist/banner.js.br", "package/dist/charters/standard.txt",
		"package/dist/cookies-preferences.d.ts", "package/index.d.ts", "package/index.js",
		"package/package.json")
	if !strings.Contains(files["package/package.json"], `"version": "1.2.3"`) {
		t.Errorf("package.json is\n%s", files["package/package.json"])
	}
}

// TestRefused: a release of another version than the sources', in a folder with files, or of no
// known date is refused before anything is built.
func TestRefused(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1000000000")
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "note.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for want, o := range map[string]Options{
		`not "9.9.9"`:  {Version: "9.9.9", Out: t.TempDir()},
		`not ""`:       {Out: t.TempDir()},
		"is not empty": {Version: build.Version, Out: full},
	} {
		if err := Make(t.Context(), o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want one with %s", err, want)
		}
	}
	t.Setenv("SOURCE_DATE_EPOCH", "yesterday")
	err := Make(t.Context(), Options{Version: build.Version, Out: t.TempDir()})
	if err == nil || !strings.Contains(err.Error(), `"yesterday", want seconds since 1970`) {
		t.Errorf("the error is %v", err)
	}
}

// TestUncommitted: a release has the date of its commit, and is of nothing else.
func TestUncommitted(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "")
	os.Unsetenv("SOURCE_DATE_EPOCH")
	root := t.TempDir()
	git := func(args ...string) {
		t.Helper()
		command := exec.Command("git", append([]string{"-C", root}, args...)...)
		command.Env = append(os.Environ(), "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@b.example",
			"GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@b.example",
			"GIT_COMMITTER_DATE=2026-03-04T05:06:08Z", "GIT_CONFIG_GLOBAL="+os.DevNull)
		if output, err := command.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args[0], err, output)
		}
	}
	git("init", "--quiet")
	git("commit", "--quiet", "--allow-empty", "--message=Begin")
	if got, err := date(t.Context(), root); err != nil || !got.Equal(made) {
		t.Errorf("the date is %s (%v), want %s", got, err, made)
	}
	if err := os.WriteFile(filepath.Join(root, "note.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := date(t.Context(), root); err == nil || !strings.Contains(err.Error(), "note.txt") {
		t.Errorf("with a file in no commit, the error is %v", err)
	}
}

// TestComponents: the bill of materials has Go and the modules, and says what links them.
func TestComponents(t *testing.T) {
	r := small(t)
	if err := r.addComponents(t.Context()); err != nil {
		t.Fatal(err)
	}
	text := string(r.files["cookies-preferences-1.2.3.cdx.json"])
	for _, part := range []string{
		`"specVersion": "1.6"`, `"2026-03-04T05:06:08Z"`, `"pkg:golang/std@1.`,
		`"pkg:golang/github.com/maxence-charriere/go-app/v10@v10.1.11"`,
		`"value": "program workshop command"`, `"pkg:golang/github.com/yuin/goldmark@`,
		`"value": "workshop command"`, `"pkg:golang/github.com/evanw/esbuild@`,
		`"value": "command"`,
	} {
		if !strings.Contains(text, part) {
			t.Errorf("the bill of materials lacks %s:\n%s", part, text)
		}
	}
}

// TestSums: the digests are in the form of sha384sum.
func TestSums(t *testing.T) {
	got := string(sums(map[string][]byte{"b": nil, "a": []byte("a")}))
	const ofNothing = "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da" +
		"274edebfe76f65fbd51ad2f14898b95b  b\n"
	if lines := strings.SplitAfter(got, "\n"); len(lines) != 3 || lines[1] != ofNothing {
		t.Errorf("the digests are\n%s", got)
	}
}

func checkNames(t *testing.T, files map[string]string, want ...string) {
	t.Helper()
	if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
		t.Errorf("the files are %q, want %q", got, want)
	}
}

// unzipped returns the files of a zip, and checks their date.
func unzipped(t *testing.T, archive []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, entry := range r.File {
		if !entry.Modified.Equal(made) {
			t.Errorf("%s is of %s, want %s", entry.Name, entry.Modified, made)
		}
		data, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		files[entry.Name] = readAll(t, data)
	}
	return files
}

// untarred does the same with a compressed tar.
func untarred(t *testing.T, archive []byte) map[string]string {
	t.Helper()
	plain, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for r := tar.NewReader(plain); ; {
		header, err := r.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if !header.ModTime.Equal(made) {
			t.Errorf("%s is of %s, want %s", header.Name, header.ModTime, made)
		}
		files[header.Name] = readAll(t, r)
	}
}

func readAll(t *testing.T, r io.Reader) string {
	t.Helper()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
