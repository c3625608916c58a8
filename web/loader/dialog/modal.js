import { afterPaint, ONCE } from '../start/events.js';

/**
 * The modal <dialog> in the page: shows and closes it and moves the focus in it, for the
 * loader and for the program alike. Nothing throws, since a page may have replaced the
 * browser's methods by some that do.
 *
 * @param {ReturnType<import('../notice/page.js').createPage>} page
 * @param {typeof import('../start/report.js').report} report
 */
export function createModal(page, report) {
  const dialog = () => page.shadow?.querySelector('dialog');
  const element = (id) => page.shadow?.getElementById(id);

  /** Whether the dialog is shown, but not modal yet. */
  let early = false;
  /** The notice's control that opened it. @type {HTMLElement|null|undefined} */
  let opener;
  /** The id of the element to focus. @type {string|undefined} */
  let target;

  // The page is inert: keys that nothing in the dialog has the focus for are not the page's. And
  // Esc closes only a modal dialog, so the first key makes it one.
  for (const type of ['keydown', 'keypress', 'keyup']) {
    addEventListener(type, (event) => {
      ensureModal();
      if (event.target === document.body && dialog()?.open) event.stopImmediatePropagation();
    }, true);
  }

  /** Whether nothing has the focus. */
  const lost = () => {
    const { activeElement } = document;
    const own = page.shadow?.activeElement;
    return own ? own.closest('dialog:not([open])') // until the page is drawn
      : !activeElement || activeElement === document.body;
  };

  /** Where nothing has the focus, gives it back, or else to where the banner was. */
  function returnFocus() {
    const { trigger } = page;
    page.trigger = undefined;
    for (const it of [opener, trigger, page.place]) {
      quietly(() => lost() && it?.focus({ __proto__: null, preventScroll: true }));
    }
    opener = undefined;
  }

  /** Makes the open dialog modal, and again when it has left the page for a moment. */
  function makeModal() {
    early = false;
    const it = dialog();
    if (!it?.open || !it.isConnected) return; // onMove comes later
    const current = page.shadow.activeElement;
    if (current) current.autofocus = true; // showModal() leaves the focus there
    it.removeAttribute('open');
    try {
      it.showModal();
    } catch {
      it.setAttribute('open', ''); // the page has replaced the method: usable, if not modal
    }
    if (current) current.autofocus = false;
    // The page had it, or kept it from us, or it is the dialog and the browser older than 2023.
    if (!current || page.shadow.activeElement !== current) modal.focus(target);
  }

  function ensureModal() {
    if (early) makeModal();
  }

  const modal = {
    /**
     * Shows the dialog; one that is open is scrolled to its top. From the notice, it becomes modal
     * once it is painted, since browsers restyle the whole page for that. From elsewhere, it is at
     * once: only the browser can return the focus into a frame or a component. If it cannot be
     * seen, because a blocker hides it, it must not stay open: the page would be inert.
     * @returns {boolean} whether it is shown
     */
    show() {
      const it = dialog();
      try {
        if (it.open) it.scrollTop = 0;
        else {
          opener ??= page.shadow.activeElement?.closest('.notice button');
          if (opener) {
            it.show();
            early = true;
            afterPaint(ensureModal);
            it.addEventListener('keydown', ensureModal, ONCE);
          } else it.showModal();
          ignoreSecondTap(it);
        }
        if (it.checkVisibility?.({ __proto__: null, opacityProperty: true,
          visibilityProperty: true }) !== false) return true;
      } catch {
        // It isn't in the page, or the page has replaced the browser's method.
      }
      modal.close();
      report('hidden', 'the preferences cannot be seen on this page');
      return false;
    },

    /** Closes the dialog, and gives the focus back. */
    close() {
      early = false;
      quietly(() => dialog()?.open && dialog().close());
      // A frame beside a modal dialog can only have the focus once the page is drawn without it.
      const apart = page.trigger && page.trigger.ownerDocument !== window.document;
      if (lost() && apart) afterPaint(returnFocus);
      else returnFocus();
    },

    /** @param {string} id of the element to focus */
    focus(id) {
      target = id;
      quietly(() => {
        const it = element(id);
        // Only now: screen readers call a heading that can have the focus clickable.
        if (it.tabIndex < 0) it.tabIndex = -1;
        it.focus({ __proto__: null, preventScroll: true });
      });
    },

    /** @param {string} id of the element to scroll to the dialog's top */
    scrollTo(id) {
      quietly(() => element(id)?.scrollIntoView());
    },
  };
  page.onMove = makeModal;
  return modal;
}

/** How long, in ms, a second tap may come after the first. */
const DOUBLE_TAP = 400;

/**
 * The second tap of a double tap isn't meant for the choice that came under the finger.
 * Phones don't count taps: each click has a detail of 1.
 * @param {HTMLDialogElement} dialog just shown
 */
function ignoreSecondTap(dialog) {
  const shown = performance.now();
  dialog.addEventListener('click', (event) => {
    const { detail, pointerType, timeStamp } = event.original ?? event;
    if (detail && pointerType !== 'mouse' && timeStamp - shown < DOUBLE_TAP
      && event.target.closest('.dialog-footer')) event.stopImmediatePropagation();
  }, true);
}

/** Does something that a visitor can do without. @param {() => void} act */
function quietly(act) {
  try {
    act();
  } catch {
    // The page has replaced the browser's method.
  }
}
