import { adoptStyles } from '../notice/render.js';

/** What is printed while the charter is open: all its pages, and nothing else. */
const CHARTER_ONLY =
  '@media print { body > :not(cookies-preferences) { display: none !important } }';

let listening = false;

/**
 * Prints only the charter while it is open: it is a document, and it covers the page.
 * The page's own styles change only while it prints.
 *
 * @param {() => boolean} open whether the charter is open
 */
export function printCharter(open) {
  if (listening) return; // for an earlier dialog
  listening = true;
  /** Brings the page back. @type {(() => void)|undefined} */
  let restore;
  addEventListener('beforeprint', () => {
    if (open()) restore ??= adoptStyles(document, CHARTER_ONLY);
  });
  addEventListener('afterprint', () => {
    restore?.();
    restore = undefined;
  });
}
