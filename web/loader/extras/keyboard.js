import { afterPaint } from '../start/events.js';

/**
 * Keeps the keyboard's focus visible. It is fetched at the first key that is pressed
 * while the notice is shown.
 */
let listening = false;

/**
 * Scrolls the focused element out from under the notice, now and after each key (WCAG
 * 2.4.11), and again once Safari has scrolled to it, which may be after the key. Not for
 * the mouse: what the pointer presses is visible and must not move.
 *
 * @param {() => ShadowRoot|null} root the banner's shadow root while it is mounted
 */
export function keepInSight(root) {
  const update = () => {
    const shadow = root();
    const notice = shadow?.querySelector('.notice');
    if (notice) reveal(/** @type {HTMLElement} */ (shadow.host), notice.getBoundingClientRect());
  };
  const follow = () => {
    update();
    afterPaint(update);
  };
  if (!listening) addEventListener('keyup', follow);
  listening = true;
  follow();
}

/**
 * Scrolls the page, if the focused element fits above the notice. The banner's own
 * element, which is invisible, is moved below the page's end where the page is too short
 * to scroll as far.
 *
 * @param {HTMLElement} host the banner's element
 * @param {DOMRect} over the notice
 */
function reveal(host, over) {
  const target = focused();
  // The page's own dialogs are above it, and a page that doesn't scroll must not start to.
  if (!target || target === document.body || document.activeElement === host
    || target.closest('dialog') || !scrolls()) return;
  const box = target.getBoundingClientRect();
  const apart = box.bottom <= over.top || box.top >= over.bottom
    || box.right <= over.left || box.left >= over.right;
  const room = over.top - box.height;
  if (apart || room < 0) return;
  const top = box.bottom - over.top + Math.min(16, room);
  const end = (scrollY + innerHeight + top) / (host.currentCSSZoom ?? 1);
  host.style.top = `${end}px`;
  scrollBy({ top, behavior: 'instant' });
  if (target.getBoundingClientRect().top === box.top) { // it doesn't scroll with the page
    scrollBy({ top: -top, behavior: 'instant' });
    host.style.top = '';
  }
}

/** The focused element, in open shadow roots too. */
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
