//go:build !js || workshop

package preferences_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"cookies-preferences/banner/preferences"
)

// A portal's handler measures only where the visitor allows it.
func ExampleFromHeader() {
	const version = "0a1b2c3d" // the charter's, as in data-version; may be empty

	handler := func(w http.ResponseWriter, r *http.Request) {
		choice, ok := preferences.FromHeader(r.Header["Cookie"], time.Now())
		if ok && choice.Fits(version) && choice.Allows(preferences.Matomo) {
			fmt.Println("measured")
		}
	}

	for _, charter := range []string{version, "another"} {
		choice := preferences.Preferences{
			Allowed: preferences.SetOf(preferences.Matomo),
			Charter: charter, Timestamp: time.Now().UnixMilli(),
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Cookie", "sessionid=0123; cookies_preferences="+preferences.Encode(choice))
		handler(httptest.NewRecorder(), r)
	}
	// Output: measured
}
