//go:build !js

package check

import (
	"fmt"
	"strings"
)

// Report is the findings in French, a paragraph each, and what there is to do.
func Report(findings []Finding) string {
	var text strings.Builder
	for _, f := range findings {
		mark := map[Level]string{Good: "OK        ", Unsure: "À VÉRIFIER", Missing: "À CORRIGER"}[f.Level]
		fmt.Fprintf(&text, "%s  %s\u00a0: %s\n", mark, f.Subject, f.Text)
	}
	missing, unsure := Count(findings, Missing), Count(findings, Unsure)
	switch {
	case missing == 0 && unsure == 0:
		text.WriteString("Tout est en place.\n")
	default:
		fmt.Fprintf(&text, "À corriger\u00a0: %d. À vérifier\u00a0: %d.\n", missing, unsure)
	}
	return text.String()
}
