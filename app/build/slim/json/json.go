// Package json stands in for encoding/json in the browser's program, which
// encodes nothing: go-app uses it for states and notifications that persist.
package json

import "errors"

// RawMessage is an encoded value.
type RawMessage []byte

var errLeftOut = errors.New("encoding/json is left out of the browser's program")

// Marshal fails.
func Marshal(any) ([]byte, error) { return nil, errLeftOut }

// MarshalIndent fails.
func MarshalIndent(any, string, string) ([]byte, error) { return nil, errLeftOut }

// Unmarshal fails, and leaves the value as it is.
func Unmarshal([]byte, any) error { return errLeftOut }
