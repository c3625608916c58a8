//go:build !js

package bench

import (
	"math"
	"testing"
)

func TestQuantile(t *testing.T) {
	for _, test := range []struct {
		values []float64
		share  float64
		want   float64
	}{
		{[]float64{3}, 0.5, 3},
		{[]float64{3, 1, 2}, 0.5, 2},
		{[]float64{4, 1, 3, 2}, 0.5, 2.5},
		{[]float64{5, 1, 4, 2, 3}, 0, 1},
		{[]float64{5, 1, 4, 2, 3}, 0.25, 2},
		{[]float64{5, 1, 4, 2, 3}, 1, 5},
		{[]float64{1, 2}, 0.25, 1.25},
	} {
		if got := quantile(test.values, test.share); got != test.want {
			t.Errorf("quantile(%v, %v) = %v, want %v", test.values, test.share, got, test.want)
		}
	}
	if !math.IsNaN(median(nil)) {
		t.Error("the median of nothing is a number")
	}
}

func TestQuantileLeavesOrder(t *testing.T) {
	values := []float64{3, 1, 2}
	median(values)
	if values[0] != 3 || values[2] != 2 {
		t.Errorf("the values are now %v", values)
	}
}

func TestRatio(t *testing.T) {
	if got := ratio(3, 2); got != 1.5 {
		t.Errorf("ratio(3, 2) = %v", got)
	}
	if !math.IsNaN(ratio(3, 0)) || !math.IsNaN(ratio(math.NaN(), 2)) {
		t.Error("a ratio that is undefined is a number")
	}
}

func TestFigureRows(t *testing.T) {
	seen := make(map[figure]bool)
	for _, row := range figures {
		if seen[row.figure] {
			t.Errorf("%q has two rows", row.figure)
		}
		seen[row.figure] = true
	}
	for _, f := range []figure{
		visible, refused, paint, shift, longTasks, work, closed, written, returnWork, goWritten,
	} {
		if !seen[f] {
			t.Errorf("%q has no row", f)
		}
	}
}
