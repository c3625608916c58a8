/**
 * What comes with the first key that is pressed while the notice is up: it keeps
 * what has the focus in sight.
 */

let listening = false;

/**
 * Scrolls what a key moves the focus to out from under the notice, from now on
 * and at once (WCAG 2.4.11). The mouse needs no such thing: one presses what one
 * sees, and it must not move then.
 *
 * @param {() => ShadowRoot|null} root the banner's shadow root while it is up
 */
export function keepInSight(root) {
  const look = () => {
    const shadow = root();
    const notice = shadow?.querySelector('.notice');
    if (notice) reveal(/** @type {HTMLElement} */ (shadow.host), notice.getBoundingClientRect());
  };
  if (!listening) addEventListener('keyup', look);
  listening = true;
  look();
}

/**
 * Scrolls the page, where there is room above the notice for what has the focus.
 * The banner's element, which is seen nowhere, goes below the page's end: it makes
 * the page as long as that takes.
 *
 * @param {HTMLElement} host the banner's element
 * @param {DOMRect} over the notice
 */
function reveal(host, over) {
  const target = focused();
  // A dialog of the page's own is above the page, and a page that does not scroll as a whole must not start to.
  if (!target || target === document.body || document.activeElement === host || target.closest('dialog') || !scrolls()) return;
  const box = target.getBoundingClientRect();
  const apart = box.bottom <= over.top || box.top >= over.bottom || box.right <= over.left || box.left >= over.right;
  const room = over.top - box.height;
  if (apart || room < 0) return;
  const top = box.bottom - over.top + Math.min(16, room);
  const end = (scrollY + innerHeight + top) / (host.currentCSSZoom ?? 1);
  host.style.top = `${end}px`;
  scrollBy({ top, behavior: 'instant' });
  if (target.getBoundingClientRect().top === box.top) { // it stands still, whatever scrolls
    scrollBy({ top: -top, behavior: 'instant' });
    host.style.top = '';
  }
}

/** What has the focus, in whatever open shadow root. */
function focused() {
  let target = document.activeElement;
  while (target?.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
  return target;
}

/** Whether the page scrolls as a whole. */
function scrolls() {
  return ![document.documentElement, document.body]
    .some((box) => /hidden|clip/.test(getComputedStyle(box).overflowY));
}
