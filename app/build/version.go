//go:build !js

package build

// Version is the version of the banner: window.cookiesPreferences.version in a page, and the
// comment at the head of each script.
const Version = "1.0.0"
