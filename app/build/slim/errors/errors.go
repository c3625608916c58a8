// Package errors replaces go-app's own errors in the browser's program: a sentence, its details and
// its cause, as text rather than as JSON.
package errors

import "cookies-preferences/app/build/slim/fmt"

// Error is an error of go-app.
type Error struct {
	text  string
	cause error
}

// New returns an error with a message.
func New(message string) Error { return Error{text: message} }

// WithTag returns the error with one more detail.
func (e Error) WithTag(name string, value any) Error {
	e.text += ", " + name + ": " + fmt.Sprint(value)
	return e
}

// Wrap returns the error with its cause.
func (e Error) Wrap(cause error) Error {
	e.cause = cause
	return e
}

// Unwrap returns the cause; nil if there is none.
func (e Error) Unwrap() error { return e.cause }

// Error returns message, details and cause in one line.
func (e Error) Error() string {
	if e.cause == nil {
		return e.text
	}
	return e.text + ": " + e.cause.Error()
}
