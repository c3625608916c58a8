package firefox

import (
	"net/url"
	"testing"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/drivertest"
)

func TestDriver(t *testing.T) {
	b, err := Launch(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Stop()
	drivertest.Run(t, b, true)
}

func TestIsSent(t *testing.T) {
	address := &url.URL{Scheme: "https", Host: "www.ville.test:8443", Path: "/portail/page"}
	for cookie, want := range map[browser.Cookie]bool{
		{Domain: "www.ville.test", Path: "/"}:             true,
		{Domain: ".ville.test", Path: "/portail"}:         true,
		{Domain: "www.ville.test", Path: "/portail/page"}: true,
		{Domain: "ville.test", Path: "/"}:                 false,
		{Domain: ".lle.test", Path: "/"}:                  false,
		{Domain: "www.ville.test", Path: "/port"}:         false,
	} {
		if got := isSent(cookie, address); got != want {
			t.Errorf("%+v is sent: %v, want %v", cookie, got, want)
		}
	}
}
