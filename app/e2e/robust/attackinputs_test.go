package robust

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// inputs are hostile inputs of one kind for one place, from a file of
// testdata/attacks.
type inputs struct {
	Place  string   // what tells places of one file apart
	Kind   string   // in the words of the table: what follows their number
	Values []string // see expand
}

// readInputs reads testdata/attacks/NAME.json.
func readInputs(t *testing.T, name string) (list []inputs) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "attacks", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, group := range list {
		for i, value := range group.Values {
			group.Values[i] = expand(value)
		}
	}
	return list
}

// repeated is {{3×ab}}, which stands for ababab.
var repeated = regexp.MustCompile(`(?s)\{\{(\d+)×(.*?)\}\}`)

// expand writes out what a file of inputs abbreviates: {{3×ab}}, and {{now}},
// the time in milliseconds.
func expand(value string) string {
	value = strings.ReplaceAll(value, "{{now}}", strconv.FormatInt(time.Now().UnixMilli(), 10))
	return repeated.ReplaceAllStringFunc(value, func(match string) string {
		part := repeated.FindStringSubmatch(match)
		times, err := strconv.Atoi(part[1])
		if err != nil {
			return match
		}
		return strings.Repeat(part[2], times)
	})
}
