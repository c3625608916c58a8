package page

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
)

// TestMovingPage: the tests' own mouse presses an element only once it stays in its place.
func TestMovingPage(t *testing.T) { flows.MovingPage(t) }
