//go:build !js

package bench

import (
	"errors"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/chromium"
)

// kind is a kind of load.
type kind func(*tab, subject, recorder) error

// hurriedOn is load A: the probe clicks refuse as soon as the notice is visible.
func hurriedOn(page string, visible, refused figure) kind {
	return func(t *tab, s subject, record recorder) error {
		if err := t.watch(s, true); err != nil {
			return err
		}
		if err := t.visit(s, page); err != nil {
			return err
		}
		m, err := t.await("visible", "written")
		if err == nil {
			record(visible, m["visible"])
			record(refused, m["written"])
		}
		return err
	}
}

// leftAlone is load B.
func leftAlone(t *tab, s subject, record recorder) error {
	if err := t.watch(s, false); err != nil {
		return err
	}
	o, spent, err := t.traceVisit(s, firstPage)
	if err != nil {
		return err
	}
	record(paint, o.FCP)
	if s.notice == "" {
		return nil
	}
	record(work, spent)
	if o.OwnTasks >= 0 {
		record(ownTasks, o.OwnTasks)
	}
	if err := refuse(t, s, record); err != nil {
		return err
	}
	for _, page := range []struct {
		name string
		work figure
	}{{secondPage, secondWork}, {thirdPage, laterWork}} {
		o, spent, err := t.traceVisit(s, page.name)
		switch {
		case err != nil:
			return err
		case o.Asks:
			return errors.New("it asks again on the return visit")
		}
		record(page.work, spent)
	}
	return nil
}

// refuse clicks refuse with the mouse, and waits until the notice has closed, the record is
// written, and the page is quiet.
func refuse(t *tab, s subject, record recorder) error {
	if err := t.click(s.refuse); err != nil {
		return err
	}
	m, err := t.await("clicked", "closed", "written")
	if err != nil {
		return err
	}
	o, err := t.quiet()
	if err != nil {
		return err
	}
	record(closed, m["closed"]-m["clicked"])
	record(bytesChosen, o.Bytes)
	return nil
}

// openedIn is load C: the preferences are opened on a first page, then on others with what it has
// left in the HTTP cache. On the second, V8 writes its code cache.
func openedIn(c conditions) kind {
	return func(t *tab, s subject, record recorder) error {
		if err := t.throttle(c); err != nil {
			return err
		}
		if err := t.watch(s, false); err != nil {
			return err
		}
		for _, page := range []struct{ name, cache string }{
			{firstPage, cold}, {secondPage, ""}, {thirdPage, warm},
		} {
			m, err := open(t, s, page.name)
			if err != nil {
				return err
			}
			if page.cache == "" {
				continue
			}
			in := func(f figure) figure { return f.in(c, page.cache) }
			record(in(onScreen), m["opened"]-m["clicked"])
			// The driver's time from seeing to clicking isn't the subject's.
			record(in(usable), m["opened"]-m["clicked"]+m["reacted"]-m["tried"])
			if s.program {
				record(in(takenOver), max(0, m["running"]-m["opened"]))
				record(in(started), m["started"]-m["instantiated"])
				record(in(hydrated), m["running"]-m["hydrating"])
			}
		}
		return nil
	}
}

// open goes to a page as a visitor who has not chosen, opens the preferences once the page is
// quiet, clicks on a control as soon as they are visible, and waits until all has come.
func open(t *tab, s subject, page string) (moments, error) {
	_, err := chromium.Call(t.ctx, t.Tab, network.ClearBrowserCookies, cdp.Empty{})
	if err != nil {
		return nil, err
	}
	if _, err := t.settle(s, page, true); err != nil {
		return nil, err
	}
	if err := t.click(s.customize); err != nil {
		return nil, err
	}
	if _, err := t.await("opened"); err != nil {
		return nil, err
	}
	for reacted := false; !reacted; { // it may still be moving, or not ready
		if err := t.click(s.control); err != nil {
			return nil, err
		}
		if reacted, err = browser.Evaluate[bool](t.ctx, t, "bench.reacts()"); err != nil {
			return nil, err
		}
	}
	names := []string{"reacted"}
	if s.program {
		names = append(names, "running")
	}
	m, err := t.await(names...)
	if err == nil {
		_, err = t.quiet()
	}
	return m, err
}
