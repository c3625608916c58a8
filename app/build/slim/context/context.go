// Package context replaces context in the browser's program, which ends with its page. Deadlines
// would bring the formats of times with them: 7 kB of brotli that nothing calls.
package context

// Context is what go-app's engine runs in.
type Context interface {
	// Done returns a channel that is closed once the engine should stop.
	Done() <-chan struct{}
}

type background struct{}

// Done returns nil: the engine never stops.
func (background) Done() <-chan struct{} { return nil }

// Background returns the context of the page.
func Background() Context { return background{} }
