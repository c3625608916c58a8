// Package loaderfuzz has only tests: they run modules of web/loader outside a
// browser, for Go's fuzzing, and hold what these make of hostile text to what Go
// makes of it.
package loaderfuzz
