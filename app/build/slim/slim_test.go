package slim

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
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
	"net/", "crypto/", "encoding/", "context", "regexp", "fmt", "os", "os/", "html", "log", "compress/",
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

// TestGodebug: the stand-in has what internal/godebug exports, and nothing more.
func TestGodebug(t *testing.T) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	original, err := os.ReadFile(filepath.Join(
		strings.TrimSpace(string(goroot)), "src", "internal", "godebug", "godebug.go"))
	if err != nil {
		t.Fatal(err)
	}
	want := exported(t, original)
	if got := exported(t, Godebug); len(want) < 5 || !maps.Equal(got, want) {
		t.Errorf("it has %v, want %v", got, want)
	}
}

// exported returns the types of the functions and methods that a file exports.
func exported(t *testing.T, source []byte) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "godebug.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string)
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || !f.Name.IsExported() {
			continue
		}
		of := ""
		if f.Recv != nil {
			of = types.ExprString(f.Recv.List[0].Type)
			if !ast.IsExported(strings.TrimPrefix(of, "*")) {
				continue
			}
		}
		found[of+"."+f.Name.Name] = types.ExprString(f.Type)
	}
	return found
}
