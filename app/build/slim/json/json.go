// Package json replaces encoding/json in the browser's program: go-app uses it for encryption and
// notifications, which the program has none of.
package json

import "errors"

var errLeftOut = errors.New("encoding/json is left out of the browser's program")

// Marshal fails.
func Marshal(any) ([]byte, error) { return nil, errLeftOut }

// Unmarshal fails and leaves the value unchanged.
func Unmarshal([]byte, any) error { return errLeftOut }
