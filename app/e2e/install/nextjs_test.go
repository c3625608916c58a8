package install

import (
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// namedBlock is a block of the recipe whose first line names its file.
var namedBlock = regexp.MustCompile("(?ms)^```jsx?\n// ([A-Za-z./-]+)\n(.*?)^```$")

// namedBlocks are the blocks of a recipe, by the files that they name.
func namedBlocks(t *testing.T, title string) map[string]string {
	t.Helper()
	recipe := section(t, title)
	files := make(map[string]string)
	for _, block := range namedBlock.FindAllStringSubmatch(recipe, -1) {
		files[block[1]] = block[2]
	}
	if want := strings.Count(recipe, "\n```js"); len(files) != want {
		t.Fatalf("%d of %d blocks name their file on their first line", len(files), want)
	}
	return files
}

// nextPackages is where Node finds the packages.
func nextPackages() string { return filepath.Join(harness.Built.Root, ".build/nextjs") }

func nextProgram() string { return filepath.Join(nextPackages(), "node_modules/next/dist/bin/next") }

// next is a command of an application's.
func next(app string, arguments ...string) *exec.Cmd {
	command := exec.Command("node", append(arguments, app)...)
	command.Dir = app
	command.Env = append(os.Environ(),
		"NEXT_TELEMETRY_DISABLED=1", "NEXT_IGNORE_INCORRECT_LOCKFILE=1")
	return command
}

// buildNext builds an application with the banner's files, and returns its folder. The files given
// are added to those of a folder, or replace them.
func buildNext(t *testing.T, folder string, files map[string]string, environment ...string) string {
	t.Helper()
	app, err := os.MkdirTemp(nextPackages(), "app-")
	if err != nil {
		t.Fatalf("the test of Next.js needs npm packages, which make waysin installs: %v", err)
	}
	t.Cleanup(func() { os.RemoveAll(app) })
	err = errors.Join(
		os.CopyFS(app, os.DirFS(folder)),
		os.CopyFS(filepath.Join(app, "public/cookies"), os.DirFS(harness.Built.Dir)),
	)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		writeFile(t, filepath.Join(app, name), text)
	}
	build := next(app, nextProgram(), "build", "--turbopack", "--no-lint")
	build.Env = append(build.Env, environment...)
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("Next.js does not build: %v\n%s", err, output)
	}
	return app
}

// nextApp builds an application by the recipe, starts it, and returns its address. Its page /slow
// waits for an answer of hold, another address.
func nextApp(t *testing.T, hold string) (address string) {
	t.Helper()
	files := namedBlocks(t, "Une application Next.js")
	files["app/node.mjs"] = harness.MustRead("web/readers/node.mjs")
	files["app/cookie.mjs"] = harness.MustRead("web/loader/start/cookie.js")
	files["app/apres-choix.jsx"] = adapt(t, files["app/apres-choix.jsx"],
		"https://mesure.ville.example/matomo.js", "/measure.js",
		"https://videos.ville.example/embed/1", "/cookies/charters/"+harness.Aude+".html")
	// Tracing the files that a server needs takes half of the build's time.
	files["next.config.mjs"] += "nextConfig.outputFileTracingExcludes = {'next-server':['**/*']};\n"
	app := buildNext(t, "testdata/nextjs", files) // its pages show what components read
	_, port, _ := strings.Cut(freeAddress(t), ":")
	// The server ends with its standard input, even if the test is killed.
	const ends = `data:text/javascript,process.stdin.resume().on("end", () => process.exit())`
	server := next(app, "--import", ends, nextProgram(), "start", "--hostname", "127.0.0.1",
		"--port", port)
	server.Env = append(server.Env, "HOLD="+hold)
	if _, err := server.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	address = "http://127.0.0.1:" + port + "/"
	run(t, address, server)
	return address
}

// TestLongNextJS installs the banner in an application by the recipe, as it is written. The
// banner survives changes of page, and the components of the recipe know the choice.
func TestLongNextJS(t *testing.T) {
	t.Parallel()
	held := make(chan struct{})
	defer close(held)
	address := nextApp(t, harness.Serve(t, "/hold",
		func(http.ResponseWriter, *http.Request) { <-held }))
	changeOfMind(t, address)
	checkRenderedCharter(t, address)
	response, err := http.Get(address + "cookies/" + harness.Built.WASM)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if got := response.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
		t.Errorf("the program has Cache-Control: %s", got)
	}

	p := harness.NewPage(t)
	says := func(statistics string, ids ...string) {
		t.Helper()
		for _, id := range ids {
			p.Wait(`String(JSON.parse($("` + id + `").textContent)?.statistics) ===
				"` + statistics + `"`)
		}
	}
	harness.ShowNotice(p, address)
	says("undefined", "client", "server", "strict")
	if requests, _ := p.Seen(); slices.Contains(requests, address+"measure.js") {
		t.Error("before the choice, the page requests the script that measures")
	}
	p.Settle() // React has hydrated the page
	harness.Eval[any](p, `(window.banner = document.querySelector("cookies-preferences"), null)`)
	p.Click("next")
	p.Wait(`$("second")`)
	p.Wait(`document.querySelector("iframe").contentDocument.getElementById("cookies-allow")`)
	if !harness.Eval[bool](p, `banner === document.querySelector("cookies-preferences")`) {
		t.Error("the banner did not stay in place")
	}
	p.Click("cookies-accept")
	says("true", "client")
	p.Wait(`document.querySelector("iframe").src.endsWith(".html")`)
	p.Click("back")
	p.Wait(`$("first") && window.measured === 1`)
	p.Click("refresh")
	says("true", "client", "server", "strict")
	harness.Eval[any](p, `(document.querySelector("footer button").id = "open", null)`)
	p.OpenDialog("open")
	p.Click("cookies-refuse-all")
	p.Wait(`$("cookies-status").innerText.includes("Rechargez la page")`) // the script runs already
	says("false", "client")
	p.Reload()
	says("false", "client", "server", "strict")

	v := harness.NewPage(t)
	v.Open(address)
	v.Settle()
	if state := harness.Eval[string](v, `new Promise((resolve) => {
		const frame = document.body.appendChild(document.createElement("iframe"));
		frame.src = "/slow";
		const look = () => {
			const {contentDocument: page} = frame;
			if (page?.querySelector("cookies-preferences")) resolve(page.readyState);
			else setTimeout(look, 5);
		};
		look();
	})`); state != "loading" {
		t.Errorf("on a page that comes in pieces, the notice waits until it is %s", state)
	}
}
