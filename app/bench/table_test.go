//go:build !js

package bench

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// measured is a report of two loads of each subject, with the given figures of ours.
func measured(oursVisible, oursWork float64) *Report {
	r := &Report{Loads: 2, Subjects: []string{"bare", "floor", "ours", "orejime", "klaro"}}
	for _, offset := range []float64{-1, 1} {
		for subject, value := range map[string]float64{
			"floor": 500, "ours": oursVisible, "orejime": 700, "klaro": 900,
		} {
			r.add(throttled, subject, visible, value+offset)
		}
		r.add(throttled, "ours", work, oursWork+offset)
		r.add(onPortal, "ours", work, oursWork+offset)
	}
	return r
}

func TestMedianOfLoads(t *testing.T) {
	r := measured(600, 40)
	result := r.result(throttled.name, "ours", visible)
	if result.Min != 599 || result.Median != 600 || result.Max != 601 || result.Unit != "ms" {
		t.Errorf("%+v", result)
	}
	if !math.IsNaN(r.median(throttled.name, "bare", visible)) {
		t.Error("bare has a notice")
	}
}

func TestTable(t *testing.T) {
	text := measured(600, 9.25).table(throttled.name).String()
	for _, part := range []string{
		"ours/best peer | ours/floor |",
		"| visible                    |    – | 500 ms | 600 ms |  700 ms | 900 ms" +
			" |          0.86× |      1.20× |",
		"| script work before a click |    – |      – | 9.2 ms |       – |      –" +
			" |              – |          – |",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("there is no %q in\n%s", part, text)
		}
	}
}

func TestMarkdown(t *testing.T) {
	r := measured(640, 60)
	r.Problems = append(r.Problems, "klaro, throttled: no notice")
	text := r.Markdown()
	for _, part := range []string{"## throttled", "## portal", "no notice"} {
		if !strings.Contains(text, part) {
			t.Errorf("there is no %q in\n%s", part, text)
		}
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}

func TestAmount(t *testing.T) {
	for want, got := range map[string]string{
		"–":       amount(math.NaN(), "ms"),
		"0 ms":    amount(0, "ms"),
		"1.5 ms":  amount(1.5, "ms"),
		"150 ms":  amount(150.4, "ms"),
		"822 B":   amount(822, "B"),
		"60.5 kB": amount(60512, "B"),
		"0.86×":   amount(0.857, "×"),
		"2":       amount(2, ""),
		"0.125":   amount(0.125, ""),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
