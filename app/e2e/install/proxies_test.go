package install

import (
	"compress/gzip"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
)

func nginx(t *testing.T) string {
	folder := uploaded(t)
	address, _ := startNginx(t, folder, adapt(t, recipe(t, "nginx devant le portail", "nginx"),
		"https://portail.interne", upstream(t), "/var/www/", folder+"/"))
	return address
}

// startNginx starts nginx with the server of a recipe, which has its files in a folder, until stop
// is called or the test ends.
func startNginx(t *testing.T, folder, server string) (address string, stop func()) {
	t.Helper()
	host := freeAddress(t)
	server = adapt(t, server, "listen 80;", "listen "+host+";")
	user := ""
	if os.Getuid() == 0 {
		user = "user root;"
	}
	config := user + `daemon off; pid ` + folder + `/pid; error_log stderr;
		events {}
		http {
			include /etc/nginx/mime.types;
			access_log off;
			client_body_temp_path ` + folder + `/body; proxy_temp_path ` + folder + `/proxy;
			fastcgi_temp_path ` + folder + `/fastcgi; uwsgi_temp_path ` + folder + `/uwsgi;
			scgi_temp_path ` + folder + `/scgi;
			` + server + `
		}`
	file := filepath.Join(folder, "nginx.conf")
	writeFile(t, file, config)
	stop = run(t, "http://"+host, exec.Command(webServer(t, "nginx"), "-p", folder, "-c", file))
	return "http://" + host + "/", stop
}

func apache(t *testing.T) string {
	folder, host := uploaded(t), freeAddress(t)
	server := adapt(t, recipe(t, "Apache devant le portail", "apache"),
		"*:80>", host+">",
		"https://portail.interne", upstream(t), "/var/www/", folder+"/",
		// The test's portal has a certificate of its own making.
		"SSLProxyEngine on", "SSLProxyEngine on\nSSLProxyVerify none\n"+
			"SSLProxyCheckPeerCN off\nSSLProxyCheckPeerName off")
	var config strings.Builder
	for name := range strings.FieldsSeq("mpm_event authz_core authz_host mime filter substitute " +
		"deflate headers alias proxy proxy_http socache_shmcb ssl") {
		module := name + "_module /usr/lib/apache2/modules/mod_" + name + ".so\n"
		config.WriteString("LoadModule " + module)
	}
	config.WriteString("ServerName " + host + "\nListen " + host + "\nServerRoot " + folder +
		"\nPidFile " + folder + "/pid\nErrorLog " + folder + "/errors" +
		"\nTypesConfig /etc/mime.types\n" +
		"DefaultRuntimeDir " + folder + "\nMutex default:" + folder + "\n" + server)
	file := filepath.Join(folder, "apache.conf")
	writeFile(t, file, config.String())
	run(t, "http://"+host, exec.Command(webServer(t, "apache2"), "-D", "FOREGROUND", "-f", file))
	return "http://" + host + "/"
}

// upstream is a portal that compresses its pages, as Opendatasoft does, over TLS.
func upstream(t *testing.T) (address string) {
	t.Helper()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" { // Chromium asks for an icon
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			io.WriteString(w, portalPage(""))
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		compressed := gzip.NewWriter(w)
		defer compressed.Close()
		io.WriteString(compressed, portalPage(""))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// freeAddress returns an address that nothing listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// uploaded is a folder with the build in cookies/.
func uploaded(t *testing.T) (folder string) {
	t.Helper()
	return published(t, os.DirFS(harness.Built.Dir), "cookies")
}

// published is a folder with files at a path, which any user of the machine can read, as the web
// servers' own users must.
func published(t *testing.T, files fs.FS, path string) (folder string) {
	t.Helper()
	folder, err := os.MkdirTemp("", "cookies-preferences-published-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(folder, path), files); err != nil {
		t.Fatal(err)
	}
	return folder
}

// webServer finds a web server's program, which a user's path often lacks.
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

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs a server until stop is called or the test ends, and returns once it answers at the
// address.
func run(t *testing.T, address string, command *exec.Cmd) (stop func()) {
	t.Helper()
	var output strings.Builder
	command.Stdout, command.Stderr = &output, &output
	if err := command.Start(); err != nil {
		t.Fatalf("%s does not start: %v", command, err)
	}
	ended := make(chan struct{})
	go func() {
		_ = command.Wait()
		close(ended)
	}()
	stop = sync.OnceFunc(func() {
		_ = command.Process.Signal(os.Interrupt)
		<-ended
	})
	t.Cleanup(stop)
	for deadline := time.Now().Add(harness.Patience); ; time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get(address)
		if err == nil {
			answer.Body.Close()
			return stop
		}
		select {
		case <-ended:
			t.Fatalf("%s ended:\n%s", command, output.String())
		default:
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not answer: %v", command, err)
		}
	}
}

// checkProxied: the proxy adds the tag once to the portal's pages, compressed for whoever
// accepts that, and leaves the banner's own pages as they are.
func checkProxied(t *testing.T, address string) {
	t.Helper()
	client := http.Client{Transport: &http.Transport{DisableCompression: true}}
	get := func(path, accepted string) (coding, page string) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if accepted != "" {
			request.Header.Set("Accept-Encoding", accepted)
		}
		answer, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body := io.Reader(answer.Body)
		if coding = answer.Header.Get("Content-Encoding"); coding == "gzip" {
			if body, err = gzip.NewReader(body); err != nil {
				t.Fatal(err)
			}
		}
		text, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		return coding, string(text)
	}
	for accepted, want := range map[string]string{"gzip, deflate, br, zstd": "gzip", "": ""} {
		coding, page := get("", accepted)
		if coding != want || strings.Count(page, "/cookies/banner.js") != 1 {
			t.Errorf("to a browser that accepts %q comes, as %q:\n%s", accepted, coding, page)
		}
	}
	checkRenderedCharter(t, address)
	_, charter := get("cookies/charters/"+harness.Aude+".html", "")
	if !strings.Contains(charter, "Charte cookies") || strings.Contains(charter, "banner.js") {
		t.Errorf("the charter's own page is changed, or missing:\n%s", charter)
	}
}
