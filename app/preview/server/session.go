//go:build !js

package server

import (
	"crypto/rand"
	"net/http"
	"strings"
)

// setSession sets, where they are missing, the three cookies that an
// Opendatasoft portal sets by itself. All are exempt from consent, and none may
// be touched by the banner: the charters list them as « nécessaires ».
func setSession(w http.ResponseWriter, r *http.Request) {
	const week = 7 * 24 * 3600
	for _, cookie := range []http.Cookie{
		{Name: "sessionid", Value: token(), MaxAge: 2 * week, HttpOnly: true},
		{Name: "csrftoken", Value: token(), MaxAge: 52 * week},
		{Name: "django_language", Value: "fr"},
	} {
		if _, err := r.Cookie(cookie.Name); err == nil {
			continue
		}
		cookie.Path = "/"
		cookie.SameSite = http.SameSiteLaxMode
		cookie.Secure = r.TLS != nil
		http.SetCookie(w, &cookie)
	}
}

// token returns 26 random letters and digits.
func token() string { return strings.ToLower(rand.Text()) }
