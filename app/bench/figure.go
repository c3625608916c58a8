//go:build !js

package bench

import (
	"math"
	"slices"
)

// figure is a measurement of a subject: a row of the table.
type figure string

const (
	visible   figure = "visible"
	refused   figure = "refused"
	paint     figure = "first contentful paint"
	shift     figure = "layout shift"
	longTasks figure = "long tasks before a click"
	ownTasks  figure = "long tasks once its script is there"
	work      figure = "script work before a click"
	styled    figure = "elements styled before a click"

	requestsVisible figure = "requests until visible"
	bytesVisible    figure = "wire until visible"
	requestsQuiet   figure = "requests until quiet"
	bytesQuiet      figure = "wire until quiet"

	closed  figure = "click to closed"
	written figure = "click to written"

	requestsChosen figure = "requests until chosen"
	bytesChosen    figure = "wire until chosen"

	returnRequests  figure = "return: requests, cached too"
	returnWire      figure = "return: requests on the wire"
	returnBytes     figure = "return: wire"
	returnLongTasks figure = "return: long tasks"
	secondWork      figure = "return, second page: script work"
	returnWork      figure = "return: script work"

	goWritten      figure = "through Go: click to written"
	runningClosed  figure = "Go running: click to closed"
	runningWritten figure = "Go running: click to written"
)

// figures are the table's rows, with their units.
var figures = []struct {
	figure
	unit string
}{
	{visible, "ms"}, {refused, "ms"}, {paint, "ms"}, {shift, ""},
	{longTasks, "ms"}, {ownTasks, "ms"}, {work, "ms"}, {styled, ""},
	{requestsVisible, ""}, {bytesVisible, "B"}, {requestsQuiet, ""}, {bytesQuiet, "B"},
	{closed, "ms"}, {written, "ms"}, {requestsChosen, ""}, {bytesChosen, "B"},
	{returnRequests, ""}, {returnWire, ""}, {returnBytes, "B"}, {returnLongTasks, "ms"},
	{secondWork, "ms"}, {returnWork, "ms"},
	{goWritten, "ms"}, {runningClosed, "ms"}, {runningWritten, "ms"},
}

// quantile returns the value below which the given share of the values lies,
// interpolated between two of them; NaN without values.
func quantile(values []float64, share float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(values))
	at := share * float64(len(sorted)-1)
	below := int(at)
	above := min(below+1, len(sorted)-1)
	return sorted[below] + (at-float64(below))*(sorted[above]-sorted[below])
}

func median(values []float64) float64 { return quantile(values, 0.5) }

// ratio returns a / b; NaN where either is NaN or b is 0.
func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
