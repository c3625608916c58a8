//go:build !js

package check

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
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

// Open fetches the page at an address, or reads a saved page from a file.
func Open(ctx context.Context, addressOrFile string) (Page, error) {
	if u, err := url.Parse(addressOrFile); err == nil && isHTTP(u) {
		return get(ctx, u)
	}
	text, err := os.ReadFile(addressOrFile)
	if err != nil {
		return Page{}, french.Errorf("« %s » n’est ni une adresse http(s), "+
			"ni un fichier lisible : %s", addressOrFile, reason(err))
	}
	return Page{Body: text}, nil
}

// get fetches a page of HTML.
func get(ctx context.Context, address *url.URL) (Page, error) {
	page, err := Fetch(ctx, address)
	if err != nil {
		return Page{}, french.Errorf("%s est injoignable : %s", address, reason(err))
	}
	if page.Status != http.StatusOK {
		return Page{}, french.Errorf("%s : le serveur répond par le code %d au lieu de 200",
			page.Address, page.Status)
	}
	if kind := page.Header.Get("Content-Type"); !strings.Contains(kind, "html") {
		return Page{}, french.Errorf("%s n’est pas une page HTML : son type est « %s »",
			page.Address, kind)
	}
	return page, nil
}

// Fetch fetches an address as a browser does.
func Fetch(ctx context.Context, address *url.URL) (Page, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return Page{}, err
	}
	r.Header.Set("Accept", "text/html,*/*;q=0.8")
	r.Header.Set("Accept-Language", "fr")
	r.Header.Set("User-Agent", "cookies-preferences check")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return Page{}, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxBody))
	return Page{answer.Request.URL, answer.StatusCode, answer.Header, body}, err
}

// reason says in French why a file could not be read or fetched.
func reason(err error) string {
	var (
		timeout     interface{ Timeout() bool }
		host        *net.DNSError
		certificate *tls.CertificateVerificationError
	)
	switch {
	case errors.As(err, &host) && host.IsNotFound:
		return "le nom d’hôte est inconnu"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "le serveur refuse la connexion"
	case errors.As(err, &certificate):
		return "le certificat du serveur n’est pas valide"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "le serveur ne répond pas"
	}
	return french.Unreadable(err)
}
