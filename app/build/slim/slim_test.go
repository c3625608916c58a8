package slim

import (
	"go/parser"
	"go/token"
	"os/exec"
	"path"
	"strconv"
	"strings"
	"testing"
)

// goApp returns the folder of the go-app that this module requires.
func goApp(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}} {{.Version}}", Module).Output()
	if err != nil {
		t.Fatal(err)
	}
	dir, version, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
	if version != Version {
		t.Fatalf("go.mod has go-app %s, this package knows %s", version, Version)
	}
	return dir
}

// heavy are packages that the copy must not import.
var heavy = []string{
	"net/", "crypto/", "encoding/", "regexp", "fmt", "os", "os/", "html", "log", "compress/",
	"github.com/",
}

func TestCopyImportsNothingHeavy(t *testing.T) {
	files, err := Copy(goApp(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 20 {
		t.Fatalf("the copy has only %d files", len(files))
	}
	for name, source := range files {
		if path.Ext(name) != ".go" {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
		if err != nil {
			t.Errorf("%s does not parse: %v", name, err)
			continue
		}
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			for _, h := range heavy {
				if imported == h || strings.HasSuffix(h, "/") && strings.HasPrefix(imported, h) {
					t.Errorf("%s imports %s", name, imported)
				}
			}
		}
	}
}

func TestRewrite(t *testing.T) {
	const source = `package app

import (
	"fmt"
	j "encoding/json"
	"strings"
)

var x = fmt.Sprint("fmt", j.Marshal)
`
	want := strings.Replace(source, `"fmt"`, `"`+standIns+`fmt"`, 1)
	want = strings.Replace(want, `"encoding/json"`, `"`+standIns+`json"`, 1)
	got, err := rewrite("x.go", []byte(source))
	if err != nil || string(got) != want {
		t.Errorf("rewritten:\n%s\n%v, want\n%s", got, err, want)
	}
}
