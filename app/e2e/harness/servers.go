package harness

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// mustRead reads a file of the module, for variables.
func MustRead(name string) string {
	content, err := os.ReadFile(filepath.Join("..", "..", "..", filepath.FromSlash(name)))
	if err != nil {
		panic(err)
	}
	return string(content)
}

// startDjango starts readers/servers.py, which reads with web/readers, and
// returns its address.
func StartDjango(t *testing.T) string {
	t.Helper()
	command := exec.Command(pythonWithDjango(t), filepath.Join(Built.Root, "app/e2e/harness/readers/servers.py"))
	command.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1", "PYTHONPATH="+filepath.Join(Built.Root, "web/readers"))
	return start(t, command)
}

// pythonWithDjango finds a Python that has Django. The first on the path may be
// another than the system's, which has what the system's packages install.
func pythonWithDjango(t *testing.T) string {
	t.Helper()
	for _, path := range []string{os.Getenv("PYTHON"), "python3", "/usr/bin/python3"} {
		if path != "" && exec.Command(path, "-c", "import django").Run() == nil {
			return path
		}
	}
	t.Fatal("the tests of the readers need Python 3 with Django: make readers installs it on Debian (python3-django); " +
		"or give the path of a Python that has it in PYTHON")
	return ""
}

// startNode starts readers/server.mjs beside a copy of web/readers/node.mjs and
// of the loader's reader, as a portal has them, and returns its address.
func StartNode(t *testing.T) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("the tests of the readers need Node: make readers installs it on Debian (nodejs)")
	}
	folder := t.TempDir()
	for name, from := range map[string]string{
		"server.mjs": "app/e2e/harness/readers/server.mjs",
		"node.mjs":   "web/readers/node.mjs",
		"cookie.mjs": "web/loader/start/cookie.js",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(MustRead(from)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return start(t, exec.Command(node, filepath.Join(folder, "server.mjs")))
}

// start runs a server for as long as the test does, and returns the address that
// it says on its first line. It ends when its standard input does, even if the
// test is killed.
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

// readPackage reads a file of the npm packages that make readers installs.
func ReadPackage(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(Built.Root, ".build/readers/node_modules", filepath.FromSlash(name)))
	if err != nil {
		t.Fatalf("the tests of the readers need npm packages, which make readers installs: %v", err)
	}
	return string(content)
}
