package flows

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"cookies-preferences/app/e2e/harness"
)

// All are the flows that run in every engine, by the name of the test that runs each in Chromium.
var All = map[string]func(*testing.T){
	"TestChangeOfMind":             ChangeOfMind,
	"TestPressesOnce":              PressesOnce,
	"TestWithdrawal":               Withdrawal,
	"TestGPC":                      GPC,
	"TestGatedScripts":             GatedScripts,
	"TestPlaceholder":              Placeholder,
	"TestSmallPlaceholder":         SmallPlaceholders,
	"TestHandOver":                 HandOver,
	"TestAnotherTabWithTheProgram": AnotherTabWithTheProgram,
	"TestLeavingAtOnce":            LeavingAtOnce,
	"TestLeftWhileFetching":        LeftWhileFetching,
	"TestDialogMissing":            DialogMissing,
	"TestProgramMissing":           ProgramMissing,
	"TestInheritedStyles":          InheritedStyles,
	"TestAccent":                   Accent,
	"TestMovingPage":               MovingPage,
}

// Promise is a test of a package; nil, if it needs no browser. Lacks is why it does not run in
// WebKit, and But why a part of it does not; nil if nothing keeps it.
type Promise struct {
	Test       func(*testing.T)
	Lacks, But *Lack
	Part       string // what a part of a test is about, which has a row of its own
}

// Lack is what WebKit, or our way to drive it, lacks.
type Lack struct{ Reason, Link string }

// inspector is the folder with the commands of WebKit's inspector.
const inspector = "https://github.com/WebKit/WebKit/tree/main/Source/JavaScriptCore/inspector/protocol"

// driver is the list of the commands of its WebDriver.
const driver = "https://github.com/WebKit/WebKit/blob/main/Source/WebDriver/WebDriverService.cpp"

// What WebKit lacks.
var (
	Prerendering = &Lack{"it prerenders no page",
		"https://developer.mozilla.org/docs/Web/API/Speculation_Rules_API#browser_compatibility"}
	SaveData = &Lack{"it can't ask pages to save data",
		"https://developer.mozilla.org/docs/Web/API/NetworkInformation/saveData#browser_compatibility"}
	Paper     = &Lack{"its driver prints nothing", driver}
	Touch     = &Lack{"its driver has no touch", driver}
	Worlds    = &Lack{"its inspector has no isolated world, where extensions run", inspector}
	Time      = &Lack{"its inspector can't pass time", inspector}
	Listeners = &Lack{"its inspector lists no listeners of windows", inspector}
	NoScripts = &Lack{"its inspector runs no script where pages run none", inspector}
	Tree      = &Lack{"its inspector describes elements, not their tree", inspector}
	Offline   = &Lack{"its inspector can't take the connection away", inspector}
	Jar       = &Lack{"it keeps any number of cookies",
		"https://libsoup.gnome.org/libsoup-3.0/class.CookieJar.html"}
	Refusal = &Lack{"its inspector can't refuse cookies, but its settings can", inspector}
	Forced  = &Lack{"it has no forced colours",
		"https://developer.mozilla.org/docs/Web/CSS/@media/forced-colors#browser_compatibility"}
)

// Promises are a package's tests, by their names.
type Promises map[string]Promise

// InWebKit runs in WebKit, of a package's promises, the flows or all the others.
func (p Promises) InWebKit(t *testing.T, flows bool) {
	for _, name := range slices.Sorted(maps.Keys(p)) {
		_, ok := All[name]
		if ok == flows && p[name].Lacks == nil && p[name].Test != nil {
			t.Run(name, p[name].Test)
		}
	}
}

// engines is the document that says what runs where.
const engines = "web/docs/engines.md"

// Check checks that the promises are the package's tests, and that the document's table of them is
// up to date. With -update, it writes the table.
func (p Promises) Check(t *testing.T) {
	t.Helper()
	said := sentences(t)
	for name := range said {
		if _, ok := p[name]; !ok {
			t.Errorf("%s is not among the promises: say there whether it runs in WebKit", name)
		}
	}
	var table strings.Builder
	table.WriteString("\n| promise | test | Chromium | Firefox | WebKit |\n|---|---|---|---|---|\n")
	for _, name := range slices.Sorted(maps.Keys(p)) {
		if p[name].Part != "" {
			said[name] = p[name].Part
		} else if p[name].Test == nil {
			continue
		}
		if said[name] == "" {
			t.Errorf("there is no test %s, or it does not say what it is for", name)
		}
		firefox, webkit := "", "yes"
		if _, ok := All[name]; ok {
			firefox = "yes"
		}
		if lack := p[name].Lacks; lack != nil {
			webkit = fmt.Sprintf("no: [%s](%s)", lack.Reason, lack.Link)
		} else if lack := p[name].But; lack != nil {
			webkit = fmt.Sprintf("yes, in part: [%s](%s)", lack.Reason, lack.Link)
		}
		fmt.Fprintf(&table, "| %s | `%s` | yes | %s | %s |\n", said[name], name, firefox, webkit)
	}
	table.WriteString("\n")

	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(harness.Built.Root, filepath.FromSlash(engines))
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	begin := "<!-- app/e2e/" + filepath.Base(folder) + " -->\n"
	before, rest, found := strings.Cut(string(text), begin)
	old, after, ended := strings.Cut(rest, "<!-- end -->")
	if !found || !ended {
		t.Fatalf("%s has no place for the table of %s", engines, folder)
	}
	if old == table.String() {
		return
	}
	if !*harness.Update {
		t.Fatalf("the table in %s is out of date: run this test with -update", engines)
	}
	text = []byte(before + begin + table.String() + "<!-- end -->" + after)
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// sentences are what the package's tests say that they are for, by their names. Those of
// [Promises] themselves, and those that make test leaves out, are not among them.
func sentences(t *testing.T) map[string]string {
	t.Helper()
	said := make(map[string]string)
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range tree.Decls {
			f, ok := declared.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !strings.HasPrefix(f.Name.Name, "Test") {
				continue
			}
			name := f.Name.Name
			if name == "TestMain" || name == "TestEngines" ||
				strings.HasPrefix(name, "TestWebKit") || strings.HasPrefix(name, "TestLong") {
				continue
			}
			said[name] = sentence(name, f.Doc.Text())
		}
	}
	return said
}

// sentence is the first sentence of a test's comment, without its name.
func sentence(name, comment string) string {
	text := strings.Join(strings.Fields(comment), " ")
	text = strings.TrimLeft(strings.TrimPrefix(text, name), ": ")
	if end := strings.Index(text, ". "); end >= 0 {
		text = text[:end]
	}
	text = strings.TrimSuffix(text, ".")
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + strings.ReplaceAll(text[size:], "|", `\|`)
}
