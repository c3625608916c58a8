//go:build !js || workshop

package preferences

import _ "embed"

// ServicesJSON is the catalogue of services, for package services: the visitor's program has none
// of it.
//
//go:embed services.json
var ServicesJSON []byte
