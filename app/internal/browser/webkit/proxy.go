package webkit

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"strings"
)

// proxy is where the browser sends all requests, as it resolves no names by a rule of ours. The
// hosts *.test lead to this machine, all others nowhere.
type proxy struct {
	server *http.Server
	ended  chan struct{}
	at     string
}

func startProxy() (*proxy, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	forward := &httputil.ReverseProxy{
		Rewrite:       func(r *httputil.ProxyRequest) {}, // it has the whole address
		FlushInterval: -1,
		Transport: &http.Transport{
			DialContext:        dialHere,
			DisableCompression: true, // the browser's headers go as they are
			MaxIdleConns:       100,
		},
		// The browser reports a failure if the connection ends without an answer.
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) {
			panic(http.ErrAbortHandler)
		},
	}
	p := &proxy{ended: make(chan struct{}), at: listener.Addr().String()}
	p.server = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodConnect {
			tunnel(w, r)
			return
		}
		forward.ServeHTTP(w, r)
	})}
	go func() {
		defer close(p.ended)
		p.server.Serve(listener) // until it is closed
	}()
	return p, nil
}

func (p *proxy) stop() error {
	err := p.server.Close()
	<-p.ended
	return err
}

// dialHere connects to this machine, if the address is its own.
func dialHere(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if host != "localhost" && host != "127.0.0.1" && !strings.HasSuffix(host, ".test") {
		return nil, errors.New("there is no such host: " + host)
	}
	return new(net.Dialer).DialContext(ctx, network, net.JoinHostPort("127.0.0.1", port))
}

// tunnel carries an encrypted connection.
func tunnel(w http.ResponseWriter, r *http.Request) {
	there, err := dialHere(r.Context(), "tcp", r.Host)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer there.Close()
	here, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return // the browser has gone
	}
	defer here.Close()
	if _, err := io.WriteString(here, "HTTP/1.1 200 OK\r\n\r\n"); err != nil {
		return
	}
	go func() {
		defer there.Close()
		io.Copy(there, buffered) // until either end closes
	}()
	io.Copy(here, there)
}
