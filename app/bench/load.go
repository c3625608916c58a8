//go:build !js

package bench

import (
	"errors"
	"fmt"
)

// hurried is load A: refuse is pressed as soon as the notice is seen.
func hurried(t *tab, s subject, record recorder) error {
	if err := t.watch(s, true); err != nil {
		return err
	}
	if err := t.open(t.page(s.name, firstPage)); err != nil {
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

// firstVisit opens a page and leaves it alone until it is quiet.
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

// refuse presses refuse with the mouse, and records what came of it.
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
			return fmt.Errorf("refuse was pressed; of closed and written, there came but %v", came)
		}
	}
	record(closed, came["closed"].SinceClick)
	record(written, came["written"].SinceClick)
	return nil
}

// returnVisit opens two more pages of the site after the choice. On the second,
// V8 writes its cache of the scripts' code; the third is what every other is like.
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
			asks = shown || asks && s.name != floor.name // whose notice may be there for a frame, until its script runs
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

// throughGo measures an acceptance that only the program can record, with the
// program in the cache from the page before.
func throughGo(t *tab, s subject, record recorder) error {
	if err := t.watch(s, false); err != nil {
		return err
	}
	if err := t.open(t.page(withTrackers, firstPage)); err != nil {
		return err
	}
	if err := startProgram(t); err != nil {
		return err
	}
	if err := t.hoverNothing(); err != nil { // or the next page would start it too
		return err
	}
	if err := t.open(t.page(withTrackers, secondPage)); err != nil {
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

// startProgram reaches for the preferences with the mouse, so that the program
// comes, and waits until it has settled.
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

// withGo measures a refusal on a notice that the program itself has put up: the
// preferences were opened and closed, and the choice forgotten.
func withGo(t *tab, s subject, record recorder) error {
	if err := t.watch(s, false); err != nil {
		return err
	}
	if err := t.open(t.page(s.name, firstPage)); err != nil {
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
	for len(t.moments) > 0 { // the notice that came and went meanwhile
		<-t.moments
	}
	return refuse(t, s, record, runningClosed, runningWritten)
}

// The banner's controls and what they bring up.
const (
	customize   = "cookies-preferences >>> #cookies-customize"
	readCharter = "cookies-preferences >>> #cookies-read-charter"
	accept      = "cookies-preferences >>> #cookies-accept"
	closeDialog = "cookies-preferences >>> #cookies-close"
	categories  = "cookies-preferences >>> dialog[open] .category"
	definitions = "cookies-preferences >>> dialog[open] .details"
	charterRows = "cookies-preferences >>> dialog[open] .charter tbody tr"
)

// openAndClose opens the preferences by script, and closes them with the mouse.
func openAndClose(t *tab) error {
	if _, err := eval[any](t, "bench.seek("+quote(categories)+", 1), cookiesPreferences.open(), true"); err != nil {
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
