//go:build !js

package bench

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// measured is a report of two loads of each, in which ours takes as long as it
// is told.
func measured(oursVisible, oursWork float64) *Report {
	r := &Report{Loads: 2, Subjects: []string{"bare", "floor", "ours", "orejime", "klaro"}}
	for _, offset := range []float64{-1, 1} {
		for subject, value := range map[string]float64{"floor": 500, "ours": oursVisible, "orejime": 700, "klaro": 900} {
			r.add(throttled, subject, visible, value+offset)
		}
		r.add(throttled, "ours", work, oursWork+offset)
		r.add(onPortal, "ours", work, oursWork+offset)
	}
	r.add(throttled, "ours", ownTasks, oursWork)
	r.add(throttled, "floor", styled, 1216)
	r.add(throttled, "ours", styled, 1267+math.Trunc(oursWork))
	r.add(throttled, "ours", returnRequests, 2)
	r.add(onPortal, "ours", returnRequests, 5)
	r.add(onPortal, "bare", returnRequests, 4)
	r.Targets = r.judge()
	return r
}

func TestMedianOfTheLoads(t *testing.T) {
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
		"| visible                             |    – | 500 ms | 600 ms |  700 ms | 900 ms |          0.86× |      1.20× |",
		"| script work before a click          |    – |      – | 9.2 ms |       – |      – |              – |          – |",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("there is no %q in\n%s", part, text)
		}
	}
}

func TestTargets(t *testing.T) {
	verdict := func(r *Report, start string) (held, found bool) {
		for _, target := range r.Targets {
			if strings.HasPrefix(target.Text, start) {
				return target.Held, true
			}
		}
		return false, false
	}
	for _, test := range []struct {
		visible, work float64
		target        string
		held          bool
	}{
		{630, 0, "throttled: visible ≤ 0.90", true},
		{640, 0, "throttled: visible ≤ 0.90", false},
		{600, 0, "throttled: visible ≤ 1.2", true},
		{601, 0, "throttled: visible ≤ 1.2", false},
		{600, 49, "throttled: script work before", true},
		{600, 50, "throttled: script work before", false},
		{600, 49, "portal: script work before", true},
		{600, 50, "portal: script work before", false},
		{600, 49, "throttled: the page is not styled anew", true},
		{600, 50, "throttled: the page is not styled anew", false},
		{600, 0, "throttled: no long task", true},
		{600, 1, "throttled: no long task", false},
		{600, 0, "throttled: return visit: no request", true},
		{600, 0, "portal: return visit: no request", true},
	} {
		r := measured(test.visible, test.work)
		if held, found := verdict(r, test.target); held != test.held || !found {
			t.Errorf("%v ms, %v ms: %q held is %v, found is %v", test.visible, test.work, test.target, held, found)
		}
	}
	if _, found := verdict(measured(600, 0), "throttled: click to closed"); found {
		t.Error("what was not measured is judged")
	}
	if missed := measured(640, 60).Missed(); missed != 6 {
		t.Errorf("%d are missed, want 6", missed)
	}
	for condition, n := range map[condition]float64{throttled: 2, onPortal: 5} {
		r := measured(600, 0)
		for range 3 {
			r.add(condition, "ours", returnRequests, n+1)
		}
		r.Targets = r.judge()
		if held, _ := verdict(r, condition.name+": return visit: no request"); held {
			t.Errorf("%s: a request more is no miss", condition.name)
		}
	}
}

func TestMarkdownTellsAll(t *testing.T) {
	r := measured(640, 60)
	p := r.point("growth of something", "cookies", slowCPU, 25)
	p.add(10)
	r.point("growth of something", "cookies", slowCPU, 100).add(30)
	r.point("growth of something", "cookies", slowCPU, 500).addGates(0, 500, 0)
	r.problem("klaro, throttled: it broke")
	text := r.Markdown()
	for _, part := range []string{"NOT held", "## throttled", "growth of something", "3.00×", "0 of 500 ran", "it broke"} {
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
