package url

import (
	"net/url"
	"testing"
)

// TestLikeTheStandardLibrary: both parse a page's own address alike.
func TestLikeTheStandardLibrary(t *testing.T) {
	for _, address := range []string{
		"https://banner.invalid/", "http://localhost:8000/charte/opendata.aude.fr",
		"https://portail.fr:8443/a/b?q=1#c", "/charte/opendata.aude.fr", "https://portail.fr",
		"", "/a?next=https://autre.fr/",
	} {
		got, err := Parse(address)
		want, wantErr := url.Parse(address)
		if err != nil || wantErr != nil {
			t.Fatal(err, wantErr)
		}
		if got.Scheme != want.Scheme || got.Host != want.Host || got.Path != want.Path ||
			got.RawQuery != want.RawQuery || got.Fragment != want.Fragment ||
			got.Hostname() != want.Hostname() || got.String() != want.String() {
			t.Errorf("%q is parsed as %+v, want %+v", address, got, want)
		}
	}
}
