package install

import (
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

const nextSection = "Une application Next.js (kit de démarrage Huwise)"

// namedBlock is a block of a recipe whose first line says in which file it goes.
var namedBlock = regexp.MustCompile("(?ms)^```jsx?\n// ([a-z./-]+)\n(.*?)^```$")

// nextPages are the pages of the application: they say what its components read.
var nextPages = map[string]string{
	"app/page.jsx": `
		import Link from 'next/link';
		import { headers } from 'next/headers';
		import { Mesure } from './apres-choix';
		import { lireChoix } from './choix-serveur';
		import { choiceIn } from './node.mjs';
		import { Reading } from './reading';

		export default async function Page() {
			return (
				<main id="first">
					<Link id="next" href="/suite">La page suivante</Link>
					<Reading />
					<Mesure />
					<p id="server">{JSON.stringify(await lireChoix())}</p>
					<p id="strict">{JSON.stringify(choiceIn((await headers()).get('cookie')))}</p>
				</main>
			);
		}`,
	"app/suite/page.jsx": `
		import Link from 'next/link';
		import { Video } from '../apres-choix';
		import { Reading } from '../reading';

		export default function Page() {
			return <main id="second"><Link id="back" href="/">La page d’avant</Link><Reading /><Video /></main>;
		}`,
	"app/lente/page.jsx": `
		import { Suspense } from 'react';
		import { connection } from 'next/server';

		async function Late() {
			await connection();
			await new Promise((resolve) => setTimeout(resolve, 12000));
			return <p>Plus tard</p>;
		}

		export default function Page() {
			return <main><Suspense fallback={<p>…</p>}><Late /></Suspense></main>;
		}`,
	"app/reading.jsx": `
		'use client';
		import { useRouter } from 'next/navigation';
		import { useChoix } from './choix-client';

		export function Reading() {
			const choix = useChoix(), router = useRouter();
			return <><p id="client">{JSON.stringify(choix)}</p><button id="refresh" onClick={() => router.refresh()}>Relire</button></>;
		}`,
	"public/mesure.js":   `window.measured = (window.measured ?? 0) + 1;`,
	"public/favicon.ico": "",
}

// nextApp builds an application as web/docs/fr/installation.md says, starts it, and returns its
// address.
func nextApp(t *testing.T) (address string) {
	t.Helper()
	packages := filepath.Join(harness.Built.Root, ".build/nextjs")
	app, err := os.MkdirTemp(packages, "app-") // from where Node finds the packages
	if err != nil {
		t.Fatalf("the test of Next.js needs npm packages, which make waysin installs: %v", err)
	}
	t.Cleanup(func() { os.RemoveAll(app) })
	if err := os.CopyFS(filepath.Join(app, "public/cookies"), os.DirFS(harness.Built.Dir)); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"app/node.mjs":   harness.MustRead("web/readers/node.mjs"),
		"app/cookie.mjs": harness.MustRead("web/loader/start/cookie.js"),
	}
	maps.Copy(files, nextPages)
	section := recipeSection(t, nextSection)
	for _, block := range namedBlock.FindAllStringSubmatch(section, -1) {
		files[block[1]] = block[2]
	}
	if want := len(nextPages) + 2 + strings.Count(section, "\n```js"); len(files) != want {
		t.Fatalf("there are %d files, want %d: each block of web/docs/fr/installation.md says on its first line which it is", len(files), want)
	}
	files["app/apres-choix.jsx"] = adapt(t, files["app/apres-choix.jsx"],
		"https://mesure.ville.example/matomo.js", "/mesure.js", "https://videos.ville.example/embed/1", "/cookies/charters/"+harness.Aude+".html")
	// Which files a server needs is worked out for hosts that copy them: half of the time.
	files["next.config.mjs"] += "\nnextConfig.outputFileTracingExcludes = { 'next-server': ['**/*'] };\n"
	for name, text := range files {
		file := filepath.Join(app, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		writeText(t, file, text)
	}

	next := func(arguments ...string) *exec.Cmd {
		command := exec.Command("node", append(arguments, app)...)
		command.Dir = app
		command.Env = append(os.Environ(), "NEXT_TELEMETRY_DISABLED=1", "NEXT_IGNORE_INCORRECT_LOCKFILE=1")
		return command
	}
	program := filepath.Join(packages, "node_modules/next/dist/bin/next")
	since := time.Now()
	if output, err := next(program, "build", "--turbopack", "--no-lint").CombinedOutput(); err != nil {
		t.Fatalf("Next.js does not build: %v\n%s", err, output)
	}
	t.Logf("built in %v", time.Since(since).Round(100*time.Millisecond))
	_, port, _ := strings.Cut(harness.FreePort(t), ":")
	address = "http://127.0.0.1:" + port + "/"
	// It ends with its standard input, even if the test is killed.
	server := next("--import", `data:text/javascript,process.stdin.resume().on("end", () => process.exit())`,
		program, "start", "--hostname", "127.0.0.1", "--port", port)
	if _, err := server.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	serveWith(t, address, server)
	return address
}

// TestLongNextJS does what TestWaysIn does with an application in Next.js; and its
// components know the choice.
func TestLongNextJS(t *testing.T) {
	t.Parallel()
	address := nextApp(t)
	for name, flow := range harness.Flows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			goThrough(t, address, flow)
		})
	}

	t.Run("files", func(t *testing.T) {
		t.Parallel()
		for name, want := range map[string]string{
			harness.Built.Script: "public, max-age=0",
			harness.Built.WASM:   "public, max-age=31536000, immutable",
		} {
			response, err := http.Get(address + "cookies/" + name)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if got := response.Header.Get("Cache-Control"); got != want {
				t.Errorf("%s has Cache-Control: %s, want %s", name, got, want)
			}
		}
	})

	// says waits until an element of the page has the choice.
	says := func(p *harness.Page, id string, statistics string) {
		t.Helper()
		p.Wait(`String(JSON.parse($("` + id + `").textContent)?.statistics) === "` + statistics + `"`)
	}
	t.Run("the components", func(t *testing.T) {
		t.Parallel()
		p := harness.NewPage(t)
		p.Open(address)
		p.WaitNotice()
		if requests, _ := p.Seen(); slices.Contains(requests, address+"mesure.js") {
			t.Error("before the choice, the page asks for what measures")
		}
		for _, id := range []string{"client", "server", "strict"} {
			says(p, id, "undefined")
		}
		p.Click("cookies-accept")
		says(p, "client", "true")
		p.Wait(`window.measured === 1`)
		p.Click("refresh")
		says(p, "server", "true")
		p.Reload()
		for _, id := range []string{"client", "server", "strict"} {
			says(p, id, "true")
		}
		p.Wait(`window.measured === 1`)
		harness.Eval[any](p, `(document.querySelector("footer button").id = "open", null)`)
		p.Click("open")
		p.WaitDialog()
		p.Click("cookies-refuse-all")
		p.Wait(`$("cookies-status").innerText.includes("Rechargez la page")`) // what measures runs already
		says(p, "client", "false")
		p.Reload()
		for _, id := range []string{"client", "server", "strict"} {
			says(p, id, "false")
		}
	})

	t.Run("from page to page", func(t *testing.T) {
		t.Parallel()
		p, since := harness.NewPage(t), time.Now()
		p.Open(address)
		p.WaitNotice()
		p.Settle()
		harness.Eval[any](p, `(window.same = document.querySelector("cookies-preferences"), null)`)
		p.Click("next")
		p.Wait(`$("second")`)
		p.Wait(`document.querySelector("iframe").contentDocument.getElementById("cookies-allow")`)
		p.Click("back")
		p.Wait(`$("first")`)
		p.Click("next")
		p.Wait(`$("second")`)
		if !harness.Eval[bool](p, `window.same.isConnected && window.same === document.querySelector("cookies-preferences")`) {
			t.Error("the banner is another")
		}
		p.Click("cookies-customize")
		p.WaitDialog()
		p.Click("cookies-accept-all")
		p.WaitClosed()
		harness.CheckCookie(t, p, harness.Choice(t, preferences.Statistics, preferences.Internal, preferences.ThirdParty), since)
		says(p, "client", "true")
		p.Wait(`document.querySelector("iframe").src.endsWith(".html")`)
		p.Click("back")
		p.Wait(`$("first")`)
		says(p, "server", "true")
		harness.CheckQuiet(t, p)
	})

	t.Run("a page that comes in pieces", func(t *testing.T) {
		t.Parallel()
		p := harness.NewPage(t)
		p.Open(address)
		p.Settle()
		when := harness.Eval[string](p, `new Promise((resolve) => {
			const frame = document.body.appendChild(document.createElement("iframe"));
			frame.src = "/lente";
			const look = () => {
				const its = frame.contentDocument;
				if (its?.querySelector("cookies-preferences")) resolve(its.readyState);
				else setTimeout(look, 5);
			};
			look();
		})`)
		if when != "loading" {
			t.Errorf("the notice is up when the page is %s, want loading", when)
		}
	})
}
