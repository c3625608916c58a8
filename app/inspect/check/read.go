//go:build !js

package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// patience is how long an answer may take.
const patience = 20 * time.Second

// maxBody is how many octets of an answer are read.
const maxBody = 8 << 20

// Open gets the page at an address, as a browser asks for it, and what fetches the
// rest for it; or reads a saved page from a file, of which the address and the
// headers may be unknown ("") and for which nothing is fetched. headers is a file
// of header lines, as curl -D writes it.
func Open(ctx context.Context, addressOrFile, address, headers string) (Page, Fetcher, error) {
	if u, err := url.Parse(addressOrFile); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		if address != "" || headers != "" {
			return Page{}, nil, errors.New("-address et -headers sont pour une page enregistrée : celle-ci est demandée à son serveur")
		}
		return get(ctx, u)
	}
	text, err := os.ReadFile(addressOrFile)
	if err != nil {
		return Page{}, nil, fmt.Errorf("« %s » n’est ni une adresse http(s), ni un fichier lisible (%w)", addressOrFile, err)
	}
	p := Page{HTML: text}
	if address != "" {
		if p.Address, err = url.Parse(address); err != nil || p.Address.Host == "" {
			return Page{}, nil, fmt.Errorf("-address « %s » n’est pas une adresse http(s)", address)
		}
	}
	if headers != "" {
		lines, err := os.ReadFile(headers)
		if err != nil {
			return Page{}, nil, fmt.Errorf("les en-têtes sont illisibles (%w)", err)
		}
		p.Header = parseHeaders(string(lines))
	}
	return p, nil, nil
}

// parseHeaders reads header lines; those of the last answer, where a redirect's are
// before them. The status line is passed over.
func parseHeaders(text string) http.Header {
	header := make(http.Header)
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "HTTP/") {
			header = make(http.Header)
		}
		if name, value, found := strings.Cut(line, ":"); found && !strings.HasPrefix(line, "HTTP/") {
			header.Add(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
	return header
}

// get fetches a page, and gives what fetches the rest.
func get(ctx context.Context, address *url.URL) (Page, Fetcher, error) {
	fetch := func(ctx context.Context, address *url.URL) (Response, error) {
		got, _, err := request(ctx, address)
		return got, err
	}
	got, final, err := request(ctx, address)
	if err != nil {
		return Page{}, nil, err
	}
	if got.Status != http.StatusOK {
		return Page{}, nil, fmt.Errorf("%s répond par le code %d au lieu de 200", final, got.Status)
	}
	if kind := got.Header.Get("Content-Type"); !strings.Contains(kind, "html") {
		return Page{}, nil, fmt.Errorf("%s n’est pas une page HTML : son type est « %s »", final, kind)
	}
	return Page{Address: final, Header: got.Header, HTML: got.Body}, fetch, nil
}

// request asks as a browser does, and gives where the answer came from in the end.
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
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		return Response{}, nil, fmt.Errorf("%s est injoignable (%w)", address, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxBody))
	if err != nil {
		return Response{}, nil, fmt.Errorf("%s s’interrompt (%w)", address, err)
	}
	return Response{answer.StatusCode, answer.Header, body}, answer.Request.URL, nil
}
