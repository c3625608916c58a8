//go:build !js

package check

import (
	"fmt"
	"strings"
)

// Report prints the findings in French, a line each, then how many ask for something to be done.
func Report(findings []Finding) string {
	marks := map[Level]string{Good: "OK        ", Unsure: "À VÉRIFIER", Missing: "À CORRIGER"}
	var text strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&text, "%s  %s\u00a0: %s\n", marks[f.Level], f.Subject, f.Text)
	}
	missing, unsure := Count(findings, Missing), Count(findings, Unsure)
	if missing == 0 && unsure == 0 {
		return text.String() + "Tout est en place.\n"
	}
	fmt.Fprintf(&text, "À corriger\u00a0: %d. À vérifier\u00a0: %d.\n", missing, unsure)
	return text.String()
}
