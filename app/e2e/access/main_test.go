// Package access holds the banner to the accessibility rules (RGAA 4.1, WCAG 2.2) and to the
// CNIL's rules about its look.
//
//   - everystate: each state of states_test.go on each screen. Contrasts, targets, focus rings
//     and pictures; axe-core (axe), valid code and unique ids (markup), names, headings and
//     order (semantics), less motion and more space between letters (settings)
//   - equalweight: accepting and refusing look the same
//   - noticecoverage: how much of the page the notice leaves to be read
//   - smallwindows: zoom, phones held either way, 320 × 256 px
//   - keyboardflows: every flow by keys, and by names and roles; keys while the program takes
//     over; how long a message stays
//   - tabthrough: Tab through the page beside the notice, and its skip link
//   - walks: what each key leads to and what is announced, recorded in testdata/walks
//   - trees: what assistive technology is given, recorded in testdata/trees; closed panels
//   - language: French on an English page
//
// The charter's text, word for word, is tested in package install; withdrawals and messages
// after a choice in package choice.
package access

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
