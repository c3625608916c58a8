package install

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/build"
	"cookies-preferences/app/build/release"
	"cookies-preferences/app/e2e/harness"
)

// TestLongRelease: with the files of a release alone, without Go and the sources, a page has the
// banner, the workshop works on a static host and the command does its work. The same sources give
// the same bytes.
func TestLongRelease(t *testing.T) {
	t.Parallel()
	folder := makeRelease(t)
	again := makeRelease(t)
	for name := range strings.SplitSeq(strings.TrimSpace(released(t, folder, "SHA384SUMS")), "\n") {
		_, name, _ = strings.Cut(name, "  ")
		if released(t, folder, name) != released(t, again, name) {
			t.Errorf("%s is not the same again", name)
		}
	}
	verify := exec.Command("sha384sum", "--check", "--quiet", "--strict", "SHA384SUMS")
	verify.Dir = folder
	if output, err := verify.CombinedOutput(); err != nil {
		t.Errorf("sha384sum says: %s %v", output, err)
	}
	t.Run("upload", func(t *testing.T) { checkUpload(t, folder) })
	t.Run("workshop", func(t *testing.T) { checkHostedWorkshop(t, folder) })
	t.Run("command", func(t *testing.T) { checkCommand(t, folder) })
}

// makeRelease makes a release for this machine, and returns its folder.
func makeRelease(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "dist-release")
	err := release.Make(t.Context(), release.Options{
		Root: harness.Built.Root, Out: folder, Version: build.Version, Build: harness.Built,
		Date:      time.Unix(1.7e9, 0).UTC(), // the sources may be in no commit yet
		Platforms: []release.Platform{{OS: runtime.GOOS, Arch: runtime.GOARCH}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

func released(t *testing.T, folder, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// host serves the files of a zip at a path, with what more it serves, and returns its address.
func host(t *testing.T, archive, path string, more map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	files, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	if err := os.CopyFS(filepath.Join(folder, path), files); err != nil {
		t.Fatal(err)
	}
	for name, text := range more {
		writeFile(t, filepath.Join(folder, name), text)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	t.Cleanup(server.Close)
	return server.URL
}

var (
	taggedLine = regexp.MustCompile(`(?m)^<script .*</script>$`)
	buttonLine = regexp.MustCompile(`(?m)^<button .*</button>$`)
)

// checkUpload follows LISEZ-MOI.txt: the folder on a host, the tag and the button in a page.
func checkUpload(t *testing.T, folder string) {
	archive := filepath.Join(folder, "cookies-preferences-"+build.Version+".zip")
	files, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	entry, err := files.Open("LISEZ-MOI.txt")
	if err != nil {
		t.Fatal(err)
	}
	readMe, err := io.ReadAll(entry)
	if err != nil {
		t.Fatal(err)
	}
	page := fmt.Sprintf("<!doctype html><html lang=fr><head>%s%s</head><body><main>%s</main></body>",
		noIcon, taggedLine.Find(readMe), buttonLine.Find(readMe))
	address := host(t, archive, "cookies", map[string]string{"index.html": page})
	p := harness.NewPage(t)
	harness.ShowNotice(p, address)
	p.Choose("cookies-refuse")
	harness.Eval[any](p, `(document.querySelector("[data-cookies-preferences]").click(), null)`)
	p.WaitDialog()
	p.Choose("cookies-accept-all")
	p.Wait(`cookiesPreferences.allows("third_party")`)
	if got := harness.Eval[string](p, `cookiesPreferences.version`); got != build.Version {
		t.Errorf("the version is %q", got)
	}
}

// checkHostedWorkshop hosts the workshop's zip by the manual's recipe, in a folder under a strict
// policy, and uses it: with the host and, once visited, without.
func checkHostedWorkshop(t *testing.T, folder string) {
	files, err := zip.OpenReader(filepath.Join(folder, "workshop-"+build.Version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	site := published(t, files, "outils")
	address, stop := startNginx(t, site, adapt(t, recipe(t, "Héberger l’atelier", "nginx"),
		"/var/www/", site+"/"))
	answer, err := http.Get(address + "outils/atelier/worker.js")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if policy := answer.Header.Get("Content-Security-Policy"); !strings.HasPrefix(
		policy, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';") {
		t.Errorf("the recipe's policy is %q", policy)
	}
	use := func(p *harness.Page, sentence string) {
		t.Helper()
		archive := harness.UseWorkshop(p, sentence)
		for _, name := range []string{"LISEZ-MOI.txt", "banner.js", harness.Built.WASM} {
			if len(archive[name]) == 0 {
				t.Errorf("the archive has %d files, and no %s", len(archive), name)
			}
		}
		p.Wait(`$("tag").innerText.includes("integrity=")`)
	}
	p := harness.NewPage(t)
	p.Open(address + "outils/atelier/")
	use(p, "Nos serveurs sont à la mairie.")
	p.Wait(`navigator.serviceWorker.controller`)

	p.Expect("ERR_FAILED")
	stop()
	if answer, err := http.Get(address); err == nil {
		answer.Body.Close()
		t.Fatal("the host still answers")
	}
	p.Reload()
	use(p, "Nos serveurs sont à la gare.")
}

// checkCommand runs the command where neither Go nor the sources are.
func checkCommand(t *testing.T, folder string) {
	unpack := exec.Command("tar", "-xzf", filepath.Join(folder, "cookies-preferences-"+
		build.Version+"-"+runtime.GOOS+"-"+runtime.GOARCH+".tar.gz"))
	unpack.Dir = t.TempDir()
	if output, err := unpack.CombinedOutput(); err != nil {
		t.Fatalf("tar: %v\n%s", err, output)
	}
	program := filepath.Join(unpack.Dir, "cookies-preferences-"+build.Version,
		"cookies-preferences")
	empty := t.TempDir()
	start := func(ctx context.Context, arguments ...string) *exec.Cmd {
		command := exec.CommandContext(ctx, program, arguments...)
		command.Dir = empty
		command.Env = append(os.Environ(), "TMPDIR="+t.TempDir())
		if arguments[0] != "proof" { // it starts Chromium, which is a script on Debian
			command.Env = append(command.Env, "PATH="+empty)
		}
		return command
	}
	run := func(want int, parts []string, arguments ...string) {
		t.Helper()
		command := start(t.Context(), arguments...)
		output, _ := command.CombinedOutput()
		if got := command.ProcessState.ExitCode(); got != want {
			t.Errorf("%q exits with %d, want %d:\n%s", arguments, got, want, output)
		}
		for _, part := range parts {
			if !bytes.Contains(output, []byte(part)) {
				t.Errorf("%q does not say %q:\n%s", arguments, part, output)
			}
		}
	}
	writeFile(t, filepath.Join(empty, "charte.txt"), "Charte cookies\n\nCookies statistiques\n\n"+
		"Nom\tFinalité\tDurée\n_pk_id\tMesure d’audience\t13 mois\n")
	writeFile(t, filepath.Join(empty, "page.html"), "<!doctype html><title>Portail</title>")
	run(0, []string{"usage: cookies-preferences COMMAND", "check", "proof"}, "help")
	run(0, []string{"_pk_id", "13 mois"}, "charter", "read", "charte.txt")
	run(1, []string{"banner.js"}, "check", "page.html")
	charter := harness.ServeText(t, "/charte.html", "text/html; charset=utf-8",
		"<!doctype html><title>Charte cookies</title><h1>Charte cookies</h1><p>Nos cookies.")
	portal := harness.ServeText(t, "/portail", "text/html; charset=utf-8", `<!doctype html>`+
		`<title>Portail</title><script src="/banner/banner.js" data-charter="`+charter+`"></script>`)
	run(1, []string{"cookies-preferences charter convert FICHIER"}, "check", portal)
	run(2, []string{`unknown command "dist"`}, "dist")
	run(0, []string{"Dossier établi"}, "proof", "-portal", harness.Aude)
	if proof := released(t, empty, "dist-proof/"+harness.Aude+"/index.html"); !strings.Contains(
		proof, build.Version) {
		t.Error("the proof does not name the version")
	}
	ctx, stop := context.WithCancel(t.Context())
	serve := start(ctx, "serve", "-addr", "127.0.0.1:0")
	serve.Cancel = func() error { return serve.Process.Signal(os.Interrupt) }
	output, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	defer serve.Wait()
	defer stop()
	line := make([]byte, 200)
	n, err := output.Read(line)
	address := regexp.MustCompile(`http://\S+`).Find(line[:n])
	if err != nil || address == nil {
		t.Fatalf("serve says %q (%v)", line[:n], err)
	}
	p := harness.NewPage(t)
	p.Open(string(address) + "/")
	p.Wait(harness.InPreview(`find("cookies-accept")?.checkVisibility()`))
	p.Open("about:blank") // before the server ends
}
