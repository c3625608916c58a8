//go:build !js

package bench

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Series is how something of ours grows with the size of what it is given.
type Series struct {
	Name, Condition string
	Size            string // what is counted
	Points          []Point
}

// Point is one size. Where only a part of what was asked for came, Note says so.
type Point struct {
	N      int
	Loads  []float64 // ms; empty where nothing came
	Median float64   // 0 where nothing came
	Note   string
}

func (s *Series) table() table {
	t := table{{s.Size, "ms", "× first", ""}}
	for _, p := range s.Points {
		t = append(t, []string{
			fmt.Sprint(p.N),
			amount(median(p.Loads), "ms"),
			amount(ratio(median(p.Loads), median(s.Points[0].Loads)), "×"),
			p.Note,
		})
	}
	return t
}

// point returns a series' point, which it adds if need be.
func (r *Report) point(name, size string, c condition, n int) *Point {
	var series *Series
	for _, s := range r.Growth {
		if s.Name == name && s.Condition == c.name {
			series = s
		}
	}
	if series == nil {
		series = &Series{Name: name, Condition: c.name, Size: size}
		r.Growth = append(r.Growth, series)
	}
	for i := range series.Points {
		if series.Points[i].N == n {
			return &series.Points[i]
		}
	}
	series.Points = append(series.Points, Point{N: n})
	return &series.Points[len(series.Points)-1]
}

func (p *Point) add(value float64) {
	p.Loads = append(p.Loads, value)
	p.Median = median(p.Loads)
}

var (
	cookieCounts = []int{25, 100, 500, 2000}
	gateCounts   = []int{0, 50, 200}
	nodeCounts   = []int{1000, 5000, 20000}
)

// withTrackers is the folder of our pages with trackers declared, whose choices
// only the program can record.
const withTrackers = "ours-trackers"

// gateTime is how long gated scripts are waited for.
const gateTime = 2 * time.Second

// addOurs serves pages of ours with more attributes, more in the body and more
// elements.
func (s *site) addOurs(folder, attributes, bodyEnd string, nodes int) {
	s.addPages(plainPages+folder, page(oursHead(attributes), "", bodyEnd, nodes))
}

// oursHead is what is put into a page for ours, with more attributes.
func oursHead(attributes string) string {
	return strings.ReplaceAll(oursTag(attributes), "FOLDER", "/"+ours.name)
}

// addGrowth serves the pages that grow.
func (s *site) addGrowth() {
	for _, n := range cookieCounts {
		charter := fmt.Sprintf("/charter-%d.txt", n)
		s.add(charter, revalidated, []byte(charterText(n)))
		s.addOurs(fmt.Sprintf("charter-%d", n), ` data-charter="`+charter+`"`, "", plainNodes)
	}
	for _, n := range gateCounts {
		gates := strings.Repeat(`<script type="text/plain" data-cookies="statistics">bench.gate()</script>`+"\n", n)
		s.addOurs(fmt.Sprintf("gates-%d", n), "", gates, plainNodes)
	}
	for _, n := range nodeCounts {
		s.addOurs(fmt.Sprintf("nodes-%d", n), "", "", n)
		s.addPages(plainPages+fmt.Sprintf("nodes-bare-%d", n), page("", "", "", n))
	}
}

// grow measures how ours grows. Five loads of each are enough for that.
func (b *bench) grow(ctx context.Context) error {
	for _, c := range []condition{unthrottled, slowCPU} {
		for round := range min(b.Loads, 5) {
			b.Log(fmt.Sprintf("growth, %s, round %d of %d", c.name, round+1, min(b.Loads, 5)))
			for _, n := range cookieCounts {
				b.try(fmt.Sprintf("a charter of %d cookies", n), c, func(t *tab) error { return b.growCharter(t, c, n) })
			}
			for _, n := range gateCounts {
				b.try(fmt.Sprintf("%d gated scripts", n), c, func(t *tab) error { return b.growGates(t, c, n) })
			}
			for _, n := range nodeCounts {
				b.try(fmt.Sprintf("a bare page of %d elements", n), c, func(t *tab) error { return b.growBare(t, c, n) })
				b.try(fmt.Sprintf("a page of %d elements", n), c, func(t *tab) error { return b.growPage(t, c, n) })
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// growCharter opens the preferences, and then the charter, with the program
// running: the first of them fetches and reads the charter.
func (b *bench) growCharter(t *tab, c condition, n int) error {
	if err := t.watch(ours, false); err != nil {
		return err
	}
	if err := t.open(t.page(fmt.Sprintf("charter-%d", n), firstPage)); err != nil {
		return err
	}
	if err := startProgram(t); err != nil {
		return err
	}
	for _, step := range []struct {
		name, control, rows string
		count               int
	}{
		{"click on « Personnaliser » to the dialog with the charter's definitions", customize, definitions, 4},
		{"click on the charter to the dialog with its rows", readCharter, charterRows, n},
	} {
		if _, err := eval[any](t, fmt.Sprintf("bench.seek(%s, %d), true", quote(step.rows), step.count)); err != nil {
			return err
		}
		if err := t.click(step.control); err != nil {
			return err
		}
		drawn, err := t.await("drawn")
		if err != nil {
			return err
		}
		b.report.point(step.name, "cookies", c, n).add(drawn.SinceClick)
		if _, err := t.quiet(); err != nil {
			return err
		}
		if err := t.click(closeDialog); err != nil {
			return err
		}
		if _, err := t.quiet(); err != nil {
			return err
		}
	}
	return nil
}

// gates is what the probe tells of gated scripts.
type gates struct {
	Ran            int
	At, SinceClick float64
}

// growGates accepts, and sees the gated scripts run, then and on the next page.
func (b *bench) growGates(t *tab, c condition, n int) error {
	if err := t.watch(ours, false); err != nil {
		return err
	}
	if err := t.open(t.page(fmt.Sprintf("gates-%d", n), firstPage)); err != nil {
		return err
	}
	seen, err := t.await("visible")
	if err != nil {
		return err
	}
	b.report.point("navigation to visible, with gated scripts", "scripts", c, n).add(seen.At)
	if _, err := t.quiet(); err != nil {
		return err
	}
	if err := t.click(accept); err != nil {
		return err
	}
	g, err := awaitGates(t, n)
	if err != nil {
		return err
	}
	b.report.point("click on accept to the last gated script run", "scripts", c, n).addGates(g.Ran, n, g.SinceClick)
	if err := t.open(t.page(fmt.Sprintf("gates-%d", n), secondPage)); err != nil {
		return err
	}
	if g, err = awaitGates(t, n); err != nil {
		return err
	}
	b.report.point("return visit: navigation to the last gated script run", "scripts", c, n).addGates(g.Ran, n, g.At)
	return nil
}

// addGates says how many of the scripts ran, and when the last did, if any.
func (p *Point) addGates(ran, n int, at float64) {
	p.Note = fmt.Sprintf("%d of %d ran", ran, n)
	if ran > 0 {
		p.add(at)
	}
}

// awaitGates waits until the gated scripts have run, for so long.
func awaitGates(t *tab, n int) (gates, error) {
	for deadline := time.Now().Add(gateTime); ; {
		g, err := eval[gates](t, "bench.gates()")
		if err != nil || g.Ran >= n || time.Now().After(deadline) {
			return g, err
		}
		if err := t.sleep(gateTime / 20); err != nil {
			return g, err
		}
	}
}

// growBare and growPage load a page of n elements, without the banner and with.
func (b *bench) growBare(t *tab, c condition, n int) error {
	if err := t.watch(bare, false); err != nil {
		return err
	}
	if err := t.open(t.page(fmt.Sprintf("nodes-bare-%d", n), firstPage)); err != nil {
		return err
	}
	o, err := t.quiet()
	if err != nil {
		return err
	}
	b.report.point("first contentful paint, bare", "elements", c, n).add(o.FCP)
	return nil
}

func (b *bench) growPage(t *tab, c condition, n int) error {
	if err := t.watch(ours, false); err != nil {
		return err
	}
	var seen moment
	o, err := t.traceVisit(t.page(fmt.Sprintf("nodes-%d", n), firstPage), func() (err error) {
		seen, err = t.await("visible")
		return err
	})
	if err != nil {
		return err
	}
	b.report.point("first contentful paint, ours", "elements", c, n).add(o.FCP)
	b.report.point("navigation to visible", "elements", c, n).add(seen.At)
	b.report.point("script work", "elements", c, n).add(o.work)
	return nil
}
