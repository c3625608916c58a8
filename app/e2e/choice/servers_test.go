package choice

import (
	"io"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// relay has such a server answer a path of the site, as behind a reverse proxy:
// the browser's headers reach it as they are. A body, unless it is empty, is
// posted to it instead of the browser's.
func relay(t *testing.T, path, to, body string) (address string) {
	t.Helper()
	target, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.URL = target
		if body != "" {
			r.Out.Method = "POST"
			r.Out.Body, r.Out.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
		}
	}}
	return harness.Serve(t, path, proxy.ServeHTTP)
}
