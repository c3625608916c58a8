package harness_test

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }

// TestMovingPage: the tests' own mouse presses an element only once it stays in its place.
func TestMovingPage(t *testing.T) { flows.MovingPage(t) }
