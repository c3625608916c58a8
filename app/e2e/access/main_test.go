// Package access tests the banner against the accessibility rules (RGAA 4.1, WCAG 2.2) and the
// CNIL's rules about its look.
//
//   - everystate: each state of states_test.go on each screen. Contrasts, targets, focus rings,
//     how much of the page the notice covers, pictures; axe-core's rules, names and headings
//     among them, and valid code, unique ids (axe); language, order of the controls, less motion,
//     more space and larger text (reading); names that voice control can tell apart (names)
//   - equalweight: accepting and refusing look the same
//   - tabbing: zoom, phones held either way, 320 × 256 px; the page beside the notice, and its
//     skip link
//   - keyboardflows: every flow by keys, and by names and roles; where the focus goes; how long
//     a message stays
//   - walks: what each key leads to and what is announced, recorded in testdata/walks
//   - tasks: what people who use a screen reader are asked to try
//   - orca: what the screen reader Orca says in each flow, in testdata/orca (orcadesktop runs it)
//   - narrow: the names of switches on phones, and what a tap reaches
//   - engines: what runs in WebKit
//   - atspi: in what each browser's trees differ from those of DevTools on a desktop (xsession),
//     and what it tells in a flow (atspiflow), in testdata/atspi
//   - virtual: what a reading cursor says, in testdata/virtual
//   - trees: what assistive technology is given, panels closed and open, in testdata/trees
//
// Package choice has the charter's text word for word, and the focus while the program takes
// over.
package access

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
