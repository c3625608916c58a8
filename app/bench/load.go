//go:build !js

package bench

import "errors"

// hurried is load A: the probe clicks refuse as soon as the notice is visible.
func hurried(t *tab, s subject, record recorder) error {
	return hurry(t, s, firstPage, func(seen, written float64) {
		record(visible, seen)
		record(refused, written)
	})
}

// hurriedOnPortal is load A on the demo portal's page.
func hurriedOnPortal(t *tab, s subject, record recorder) error {
	return hurry(t, s, portalPage, func(seen, written float64) {
		record(portalVisible, seen)
		record(portalRefused, written)
	})
}

func hurry(t *tab, s subject, page string, record func(seen, written float64)) error {
	if err := t.watch(s, true); err != nil {
		return err
	}
	if err := t.visit(s, page); err != nil {
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
	record(seen.At, wrote.At)
	return nil
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
	gone, err := t.await("closed")
	if err != nil {
		return err
	}
	if _, err := t.await("written"); err != nil {
		return err
	}
	o, err := t.quiet()
	if err != nil {
		return err
	}
	record(closed, gone.SinceClick)
	record(bytesChosen, o.Bytes)
	return nil
}
