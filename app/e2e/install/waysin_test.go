package install

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"cookies-preferences/app/e2e/harness"
)

// recipe is the nth block of a language of a section of web/docs/fr/installation.md, as it is
// written.
func recipe(t *testing.T, section, language string) string {
	t.Helper()
	_, rest, begins := strings.Cut(recipeSection(t, section), "\n```"+language+"\n")
	text, _, ends := strings.Cut(rest, "\n```")
	if !begins || !ends {
		t.Fatalf("web/docs/fr/installation.md has no %s block in the section %q", language, section)
	}
	return text
}

// recipeSection is a section of web/docs/fr/installation.md.
func recipeSection(t *testing.T, section string) string {
	t.Helper()
	_, rest, found := strings.Cut(harness.MustRead("web/docs/fr/installation.md"), "\n## "+section+"\n")
	if !found {
		t.Fatalf("web/docs/fr/installation.md has no section %q", section)
	}
	rest, _, _ = strings.Cut(rest, "\n## ")
	return rest
}

// adapt replaces what is said to be replaced, each of which must be there.
func adapt(t *testing.T, recipe string, changes ...string) string {
	t.Helper()
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(recipe, changes[i]) {
			t.Fatalf("the recipe has no %q:\n%s", changes[i], recipe)
		}
		recipe = strings.ReplaceAll(recipe, changes[i], changes[i+1])
	}
	return recipe
}

// plainPortal is a portal's page without the banner, but for its button.
const plainPortal = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title></head>` +
	`<body><main id="first"><a id="link" href="#ancre">Un lien</a> ` +
	`<button type="button" id="open" data-cookies-preferences="open">Gérer mes cookies</button></main></body></html>`

// upstream is a portal that compresses its pages for whoever takes that, as
// Opendatasoft's do, over TLS.
func upstream(t *testing.T) (address string) {
	t.Helper()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" { // Chromium asks for an icon
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		var compressed io.WriteCloser
		switch accepted := r.Header.Get("Accept-Encoding"); {
		case strings.Contains(accepted, "br"):
			w.Header().Set("Content-Encoding", "br")
			compressed = brotli.NewWriter(w)
		case strings.Contains(accepted, "gzip"):
			w.Header().Set("Content-Encoding", "gzip")
			compressed = gzip.NewWriter(w)
		default:
			fmt.Fprint(w, plainPortal)
			return
		}
		defer compressed.Close()
		fmt.Fprint(compressed, plainPortal)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// serveWith runs a web server for as long as the test does, and returns once it
// answers at the address.
func serveWith(t *testing.T, address string, command *exec.Cmd) {
	t.Helper()
	var said strings.Builder
	command.Stdout, command.Stderr = &said, &said
	if err := command.Start(); err != nil {
		t.Fatalf("%s does not start: %v", command, err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	t.Cleanup(func() {
		_ = command.Process.Signal(os.Interrupt)
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			_ = command.Process.Kill()
			<-ended
		}
	})
	for deadline := time.Now().Add(harness.Patience); ; time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get(address)
		if err == nil {
			answer.Body.Close()
			return
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s ends: %v\n%s", command, err, said.String())
		default:
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not answer: %v\n%s", command, err, said.String())
		}
	}
}

// uploaded is a copy of the build that any user of the machine may read, as web
// servers' own users must.
func uploaded(t *testing.T) (folder string) {
	t.Helper()
	folder, err := os.MkdirTemp("", "cookies-preferences-published-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(folder, "cookies"), os.DirFS(harness.Built.Dir)); err != nil {
		t.Fatal(err)
	}
	return folder
}

// webServer is where a web server is: often out of a user's path.
func webServer(t *testing.T, name string) string {
	t.Helper()
	for _, path := range []string{name, "/usr/sbin/" + name} {
		if found, err := exec.LookPath(path); err == nil {
			return found
		}
	}
	t.Fatalf("there is no %s: make waysin installs it on Debian", name)
	return ""
}

func writeText(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// waysIn are the sections of web/docs/fr/installation.md that put the banner into a page. Each
// sets one up as it is written there, and returns the page's address.
var waysIn = map[string]func(t *testing.T) (address string){
	"La balise à coller": func(t *testing.T) string {
		line := adapt(t, recipe(t, "La balise à coller", "html"), `"/cookies/`, `"/banner/`)
		return harness.ServeText(t, "/portail", "text/html; charset=utf-8", strings.Replace(plainPortal, "</head>", line+"</head>", 1))
	},
	"nginx devant le portail": func(t *testing.T) string {
		folder, host := uploaded(t), harness.FreePort(t)
		server := adapt(t, recipe(t, "nginx devant le portail", "nginx"),
			"listen 80;", "listen "+host+";", "https://portail.interne", upstream(t), "/var/www/", folder+"/")
		config := filepath.Join(folder, "nginx.conf")
		user := ""
		if os.Getuid() == 0 {
			user = "user root;"
		}
		writeText(t, config, user+`daemon off; pid `+folder+`/pid; error_log stderr;
			events {}
			http {
				include /etc/nginx/mime.types;
				access_log off;
				client_body_temp_path `+folder+`/body; proxy_temp_path `+folder+`/proxy; fastcgi_temp_path `+folder+`/fastcgi;
				uwsgi_temp_path `+folder+`/uwsgi; scgi_temp_path `+folder+`/scgi;
				`+server+`
			}`)
		serveWith(t, "http://"+host, exec.Command(webServer(t, "nginx"), "-p", folder, "-c", config))
		return "http://" + host + "/"
	},
	"Apache devant le portail": func(t *testing.T) string {
		folder, host := uploaded(t), harness.FreePort(t)
		server := adapt(t, recipe(t, "Apache devant le portail", "apache"),
			"*:80>", host+">", "https://portail.interne", upstream(t), "/var/www/", folder+"/",
			"SSLProxyEngine on", "SSLProxyEngine on\nSSLProxyVerify none\nSSLProxyCheckPeerCN off\nSSLProxyCheckPeerName off")
		config := filepath.Join(folder, "apache.conf")
		modules := ""
		for name := range strings.FieldsSeq("mpm_event authz_core authz_host mime filter substitute deflate headers alias proxy proxy_http socache_shmcb ssl") {
			modules += "LoadModule " + name + "_module /usr/lib/apache2/modules/mod_" + name + ".so\n"
		}
		writeText(t, config, modules+"ServerName "+host+"\nListen "+host+"\nServerRoot "+folder+"\nPidFile "+folder+
			"/pid\nErrorLog "+folder+"/errors\nTypesConfig /etc/mime.types\nDefaultRuntimeDir "+folder+"\nMutex default:"+folder+"\n"+server)
		serveWith(t, "http://"+host, exec.Command(webServer(t, "apache2"), "-D", "FOREGROUND", "-f", config))
		return "http://" + host + "/"
	},
	"Un gestionnaire de balises": func(t *testing.T) string {
		tag := adapt(t, recipe(t, "Un gestionnaire de balises", "html"), "/cookies/", "/banner/")
		script := regexp.MustCompile(`(?s)<script>(.*)</script>`).FindStringSubmatch(tag)
		if script == nil {
			t.Fatal("the recipe is no script")
		}
		// A tag manager writes what is in its tag into the page once it has loaded.
		manager := harness.ServeText(t, "/manager.js", "text/javascript", `addEventListener("load", () => setTimeout(() => {
			const tag = document.createElement("script");
			tag.text = `+strconv.Quote(script[1])+`;
			document.body.append(tag);
		}, 100))`)
		return harness.ServeText(t, "/portail", "text/html; charset=utf-8",
			strings.Replace(plainPortal, "</head>", `<script async src="`+manager+`"></script></head>`, 1))
	},
}

// TestWaysIn sets the banner up by each recipe of web/docs/fr/installation.md as it is written,
// and goes through every flow.
func TestWaysIn(t *testing.T) {
	t.Parallel()
	for name, setUp := range waysIn {
		t.Run(name, func(t *testing.T) {
			address := setUp(t)
			if strings.HasSuffix(name, " devant le portail") {
				checkCompressed(t, address)
				checkOwnFiles(t, address)
			}
			for name, flow := range harness.Flows {
				t.Run(name, func(t *testing.T) { goThrough(t, address, flow) })
			}
		})
	}
}

// checkCompressed: the pages that a proxy has put the script into come compressed, as the
// portal's do, to whoever takes that, and to no one else.
func checkCompressed(t *testing.T, address string) {
	t.Helper()
	client := http.Client{Transport: &http.Transport{DisableCompression: true}}
	for _, c := range []struct{ accepted, coding string }{{"gzip, deflate, br, zstd", "gzip"}, {"", ""}} {
		request, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.accepted != "" {
			request.Header.Set("Accept-Encoding", c.accepted)
		}
		answer, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		if coding := answer.Header.Get("Content-Encoding"); coding != c.coding {
			t.Errorf("who takes %q gets the page as %q, want %q", c.accepted, coding, c.coding)
			continue
		}
		body := io.Reader(answer.Body)
		if c.coding != "" {
			if body, err = gzip.NewReader(body); err != nil {
				t.Fatal(err)
			}
		}
		page, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(page), "/cookies/banner.js"); n != 1 {
			t.Errorf("who takes %q gets a page with %d scripts of ours:\n%s", c.accepted, n, page)
		}
	}
}

// checkOwnFiles: what a proxy puts into the portal's pages it does not put into the banner's
// own, such as a charter's.
func checkOwnFiles(t *testing.T, address string) {
	t.Helper()
	charter, err := url.JoinPath(address, "/cookies/charters/"+harness.Aude+".html")
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Get(charter)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), "Charte cookies") || strings.Contains(string(page), "banner.js") {
		t.Errorf("the charter's page is changed, or is none:\n%s", page)
	}
}

// goThrough goes through a flow on a page.
func goThrough(t *testing.T, address string, flow func(harness.Journey)) {
	t.Helper()
	p := harness.NewPage(t)
	p.Open(address)
	p.WaitNotice()
	flow(harness.Journey{Page: p, Visitor: harness.ByTree{Page: p}, Since: time.Now()})
}
