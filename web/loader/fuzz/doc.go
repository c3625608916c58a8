// Package fuzz runs the loader's readers (cookie, journal, attributes) in a JavaScript engine
// written in Go, so that Go's fuzzer can feed them, and compares their results with Go's own.
// It has only tests. Examples belong in the *.test.js files beside the modules.
package fuzz
