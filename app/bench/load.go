//go:build !js

package bench

import (
	"context"
	"errors"
	"fmt"
)

// hurried is load A: the probe clicks refuse as soon as the notice is visible.
func hurried(t *tab, s subject, record recorder) error {
	if err := t.watch(s, true); err != nil {
		return err
	}
	if err := t.visit(t.page(s.name, firstPage)); err != nil {
		return err
	}
	seen, err := t.await("visible")
	if err != nil {
		return err
	}
	wrote, err := t.await("written")
	if err != nil {
		return err
	}
	record(visible, seen.At)
	record(refused, wrote.At)
	return nil
}

// leftAlone is load B, and load C after it.
func leftAlone(t *tab, s subject, record recorder) error {
	if err := t.watch(s, false); err != nil {
		return err
	}
	if err := firstVisit(t, s, record); err != nil {
		return err
	}
	if s.notice != "" {
		if err := refuse(t, s, record, closed, written); err != nil {
			return err
		}
		if err := t.sleep(calm); err != nil {
			return err
		}
		all := t.trafficUntil(0)
		record(requestsChosen, float64(len(all.urls)))
		record(bytesChosen, all.bytes)
	}
	return returnVisit(t, s, record)
}

// firstVisit opens a page and waits until it is quiet.
func firstVisit(t *tab, s subject, record recorder) error {
	o, err := t.traceVisit(t.page(s.name, firstPage), func() error {
		if s.notice == "" {
			return nil
		}
		seen, err := t.await("visible")
		if err != nil {
			return err
		}
		soFar := t.trafficUntil(seen.At)
		record(requestsVisible, float64(len(soFar.urls)))
		record(bytesVisible, soFar.bytes)
		return nil
	})
	if err != nil {
		return err
	}
	all := t.trafficUntil(0)
	record(paint, o.FCP)
	record(shift, o.CLS)
	record(longTasks, o.LongTasks)
	if o.OwnTasks >= 0 {
		record(ownTasks, o.OwnTasks)
	}
	record(work, o.work)
	record(styled, o.styled)
	record(requestsQuiet, float64(len(all.urls)))
	record(bytesQuiet, all.bytes)
	return nil
}

// refuse clicks refuse with the mouse, and records when the notice closed and the
// cookie was written.
func refuse(t *tab, s subject, record recorder, closed, written figure) error {
	if err := t.click(s.refuse); err != nil {
		return err
	}
	came := make(map[string]moment)
	for came["closed"].At == 0 || came["written"].At == 0 {
		select {
		case m := <-t.moments:
			came[m.Name] = m
		case <-t.ctx.Done():
			return fmt.Errorf("after the click on refuse, the probe reported only %v: %w",
				came, context.Cause(t.ctx))
		}
	}
	record(closed, came["closed"].SinceClick)
	record(written, came["written"].SinceClick)
	return nil
}

// returnVisit opens two more pages of the site after the choice. On the second page V8
// writes its code cache; the third stands for every later one.
func returnVisit(t *tab, s subject, record recorder) error {
	for _, page := range []struct {
		name string
		work figure
	}{{secondPage, secondWork}, {thirdPage, returnWork}} {
		o, err := t.traceVisit(t.page(s.name, page.name), nil)
		if err != nil {
			return err
		}
		record(page.work, o.work)
		asks := false
		for len(t.moments) > 0 {
			shown := (<-t.moments).Name == "visible"
			asks = shown || asks && s.name != floor.name // its notice may show for a frame, until its script runs
		}
		if asks {
			return errors.New("it asks again on the return visit")
		}
		if page.work != returnWork {
			continue
		}
		all := t.trafficUntil(0)
		record(returnRequests, float64(len(all.urls)))
		record(returnWire, float64(all.wire))
		record(returnBytes, all.bytes)
		record(returnLongTasks, o.LongTasks)
	}
	return nil
}

// throughGo measures an acceptance on a page that declares trackers, with the program
// in the cache from the page before.
func throughGo(t *tab, s subject, record recorder) error {
	if err := t.watch(s, false); err != nil {
		return err
	}
	if err := t.visit(t.page(withTrackers, firstPage)); err != nil {
		return err
	}
	if err := startProgram(t); err != nil {
		return err
	}
	if err := t.hoverNothing(); err != nil { // or the next page would start it too
		return err
	}
	if err := t.visit(t.page(withTrackers, secondPage)); err != nil {
		return err
	}
	if _, err := t.await("visible"); err != nil {
		return err
	}
	if _, err := t.quiet(); err != nil {
		return err
	}
	if err := t.click(accept); err != nil {
		return err
	}
	wrote, err := t.await("written")
	if err != nil {
		return err
	}
	record(goWritten, wrote.SinceClick)
	return nil
}

// startProgram moves the mouse over « Personnaliser », which starts the program, and
// waits until the page is quiet.
func startProgram(t *tab) error {
	if _, err := t.await("visible"); err != nil {
		return err
	}
	if err := t.hover(customize); err != nil {
		return err
	}
	_, err := t.quiet()
	return err
}

// withGo measures a refusal on a notice that the program itself shows: after the
// preferences were opened and closed, and the choice forgotten.
func withGo(t *tab, s subject, record recorder) error {
	if err := t.watch(s, false); err != nil {
		return err
	}
	if err := t.visit(t.page(s.name, firstPage)); err != nil {
		return err
	}
	if err := startProgram(t); err != nil {
		return err
	}
	if err := openAndClose(t); err != nil {
		return err
	}
	if _, err := eval[any](t, "cookiesPreferences.forget(), true"); err != nil {
		return err
	}
	if _, err := t.quiet(); err != nil {
		return err
	}
	for len(t.moments) > 0 { // of the notice that closed and came back
		<-t.moments
	}
	return refuse(t, s, record, runningClosed, runningWritten)
}

// The banner's controls, and the categories that the preferences show.
const (
	customize   = "cookies-preferences >>> #cookies-customize"
	accept      = "cookies-preferences >>> #cookies-accept"
	closeDialog = "cookies-preferences >>> #cookies-close"
	categories  = "cookies-preferences >>> dialog[open] .category"
)

// openAndClose opens the preferences by script, and closes them with the mouse.
func openAndClose(t *tab) error {
	if _, err := eval[any](t, "bench.seek("+quote(categories)+"), cookiesPreferences.open(), true"); err != nil {
		return err
	}
	if _, err := t.await("drawn"); err != nil {
		return err
	}
	if err := t.click(closeDialog); err != nil {
		return err
	}
	_, err := t.quiet()
	return err
}
