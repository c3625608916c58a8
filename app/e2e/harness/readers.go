package harness

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// MustRead reads a file of the module, for variables.
func MustRead(name string) string {
	content, err := os.ReadFile(filepath.Join("..", "..", "..", filepath.FromSlash(name)))
	if err != nil {
		panic(err)
	}
	return string(content)
}

// ReadPackage reads a file of the npm packages that make readers installs.
func ReadPackage(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(
		filepath.Join(Built.Root, ".build/readers/node_modules", filepath.FromSlash(name)))
	if err != nil {
		t.Fatalf("this test needs npm packages, which make readers installs: %v", err)
	}
	return string(content)
}

var linked = regexp.MustCompile(`url\([^)]*\)`)

// Library serves a script or a stylesheet of the npm packages, without its fonts and pictures, and
// returns its tag.
func Library(t *testing.T, name string) (tag string) {
	t.Helper()
	file := ReadPackage(t, name)
	if strings.HasSuffix(name, ".css") {
		css := linked.ReplaceAllString(file, "url(data:,)")
		return `<link rel="stylesheet" href="` + ServeText(t, "/"+name, "text/css", css) + `">`
	}
	return `<script src="` +
		ServeText(t, "/"+name, "text/javascript; charset=utf-8", file) + `"></script>`
}

// StartDjango starts readers/servers.py with the readers of web/readers, and returns its
// address.
func StartDjango(t *testing.T) string {
	t.Helper()
	command := exec.Command(pythonWithDjango(t),
		filepath.Join(Built.Root, "app/e2e/harness/readers/servers.py"))
	command.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1",
		"PYTHONPATH="+filepath.Join(Built.Root, "web/readers"))
	return start(t, command)
}

// pythonWithDjango finds a Python that has Django: the first on the path may not be the
// system's, which has the system's packages.
func pythonWithDjango(t *testing.T) string {
	t.Helper()
	for _, path := range []string{os.Getenv("PYTHON"), "python3", "/usr/bin/python3"} {
		if path != "" && exec.Command(path, "-c", "import django").Run() == nil {
			return path
		}
	}
	t.Fatal("this test needs Python 3 with Django: make readers installs it on Debian " +
		"(python3-django); or give the path of a Python that has it in PYTHON")
	return ""
}

// StartNode starts readers/server.mjs beside copies of web/readers/node.mjs and of the
// loader's reader, as a portal would, and returns its address.
func StartNode(t *testing.T) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("this test needs Node: make readers installs it on Debian (nodejs)")
	}
	folder := t.TempDir()
	for name, from := range map[string]string{
		"server.mjs": "app/e2e/harness/readers/server.mjs",
		"node.mjs":   "web/readers/node.mjs",
		"cookie.mjs": "web/loader/start/cookie.js",
	} {
		err := os.WriteFile(filepath.Join(folder, name), []byte(MustRead(from)), 0o644)
		if err != nil {
			t.Fatal(err)
		}
	}
	return start(t, exec.Command(node, filepath.Join(folder, "server.mjs")))
}

// start runs a server until the test ends, and returns the address on its first line of
// output. The server ends with its standard input, even if the test is killed.
func start(t *testing.T, command *exec.Cmd) (address string) {
	t.Helper()
	var complaints bytes.Buffer
	command.Stderr = &complaints
	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		input.Close()
		if err := command.Wait(); err != nil || t.Failed() && complaints.Len() > 0 {
			t.Errorf("%s: %v\n%s", command, err, complaints.Bytes())
		}
	})
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatalf("%s says no address: %v", command, err)
	}
	return strings.TrimSpace(line)
}
