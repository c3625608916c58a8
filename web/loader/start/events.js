/** Without a prototype: the page may have added options to Object.prototype. */
export const ONCE = { __proto__: null, once: true };

/** Calls back once, when the latest changes are painted. @param {() => void} callback */
export function afterPaint(callback) {
  new Promise((painted) => {
    setTimeout(painted, 200); // a hidden tab never paints
    requestAnimationFrame(() => setTimeout(painted));
  }).then(callback);
}

/** Calls back at once, or when the page is parsed. @param {unknown} early whether at once */
export function whenParsed(callback, early = document.readyState !== 'loading') {
  if (early) callback();
  else document.addEventListener('DOMContentLoaded', callback, ONCE);
}

/** Calls back when the browser is idle, within a second. @param {() => void} callback */
export function whenIdle(callback) {
  if (window.requestIdleCallback) requestIdleCallback(callback, { timeout: 1000 });
  else setTimeout(callback);
}

/** How long, in ms, without a press of the visitor's counts as quiet. */
const QUIET = 500;

/**
 * Calls back once, when the visitor has pressed nothing for a while.
 * @param {ShadowRoot|null} shadow the banner's, whose events don't reach other listeners
 * @param {() => void} callback
 */
export function whenQuiet(shadow, callback) {
  let timer;
  const each = (method) => {
    for (const type of ['keydown', 'pointerdown', 'pointerup']) {
      window[method](type, wait, true);
      shadow?.[method](type, wait, true);
    }
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      each('removeEventListener');
      callback();
    }, QUIET);
  };
  each('addEventListener');
  wait();
}

/**
 * Calls back when the visitor returns to the page: another one may have written a
 * cookie meanwhile.
 * @param {() => void} callback
 */
export function onReturn(callback) {
  let away = document.hidden; // a prerendered page is hidden until it is shown
  const update = ({ type }) => {
    const before = away;
    away = document.hidden || /blur|hide/.test(type);
    if (before && !away) callback(); // not at the focus that a page starts with
  };
  for (const type of ['blur', 'focus', 'pagehide', 'pageshow', 'visibilitychange']) {
    addEventListener(type, update);
  }
}
