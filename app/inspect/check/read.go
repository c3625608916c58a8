//go:build !js

package check

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"

	"cookies-preferences/app/internal/french"
)

// patience is how long a server may take to answer.
const patience = 20 * time.Second

// maxBody is how many bytes of an answer are read.
const maxBody = 8 << 20

// Open fetches the page at an address, or reads a saved page from a file. The address and the
// headers of a saved page are unknown, and the Fetcher is nil.
func Open(ctx context.Context, addressOrFile string) (Page, Fetcher, error) {
	if u, ok := parseAddress(addressOrFile); ok {
		return get(ctx, u)
	}
	text, err := os.ReadFile(addressOrFile)
	if err != nil {
		return Page{}, nil, failure("« %s » n’est ni une adresse http(s), "+
			"ni un fichier lisible : %s",
			addressOrFile, reason(err))
	}
	return Page{HTML: text}, nil, nil
}

func parseAddress(text string) (u *url.URL, ok bool) {
	u, err := url.Parse(text)
	return u, err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// get fetches a page, and returns what fetches its files.
func get(ctx context.Context, address *url.URL) (Page, Fetcher, error) {
	fetch := func(ctx context.Context, address *url.URL) (Response, error) {
		got, _, err := request(ctx, address)
		return got, err
	}
	got, final, err := request(ctx, address)
	if err != nil {
		return Page{}, nil, failure("%s est injoignable : %s", address, reason(err))
	}
	if got.Status != http.StatusOK {
		return Page{}, nil, failure("%s : le serveur répond par le code %d au lieu de 200",
			final, got.Status)
	}
	if kind := got.Header.Get("Content-Type"); !strings.Contains(kind, "html") {
		return Page{}, nil, failure("%s n’est pas une page HTML : son type est « %s »", final, kind)
	}
	return Page{Address: final, Header: got.Header, HTML: got.Body}, fetch, nil
}

// request fetches an address as a browser does. It also returns the address after redirects.
func request(ctx context.Context, address *url.URL) (Response, *url.URL, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return Response{}, nil, err
	}
	r.Header.Set("Accept", "text/html,*/*;q=0.8")
	r.Header.Set("Accept-Language", "fr")
	r.Header.Set("User-Agent", "cookies-preferences check")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return Response{}, nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxBody))
	if err != nil {
		return Response{}, nil, err
	}
	return Response{answer.StatusCode, answer.Header, body}, answer.Request.URL, nil
}

// failure is an error in French.
func failure(format string, args ...any) error {
	return errors.New(french.Spaces(fmt.Sprintf(format, args...)))
}

// reason says in French why a file could not be read or fetched.
func reason(err error) string {
	var (
		timeout     interface{ Timeout() bool }
		host        *net.DNSError
		certificate *tls.CertificateVerificationError
	)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "le fichier n’existe pas"
	case errors.Is(err, fs.ErrPermission):
		return "l’accès au fichier est refusé"
	case errors.As(err, &host) && host.IsNotFound:
		return "le nom d’hôte est inconnu"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "le serveur refuse la connexion"
	case errors.As(err, &certificate):
		return "le certificat du serveur n’est pas valide"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "le serveur ne répond pas"
	}
	return "erreur technique (" + err.Error() + ")"
}
