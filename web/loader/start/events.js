/** Without a prototype: the page may have added options to Object.prototype. */
export const ONCE = { __proto__: null, once: true };

/** Calls back once, at the visitor's next key or pointer press. @param {() => void} callback */
export function onNextInput(callback) {
  const events = ['keydown', 'pointerdown'];
  const since = performance.now();
  const listener = (event) => {
    if (event.repeat || performance.now() - since < 500) return; // still the same press
    for (const type of events) document.removeEventListener(type, listener, true);
    callback();
  };
  for (const type of events) document.addEventListener(type, listener, true);
}

/** Calls back once, when the latest changes are painted. @param {() => void} callback */
export function afterPaint(callback) {
  let called = false;
  let timer;
  const once = () => {
    if (called) return;
    called = true;
    clearTimeout(timer);
    callback();
  };
  timer = setTimeout(once, 200); // a hidden tab never paints
  requestAnimationFrame(() => setTimeout(once));
}

/** How long, in ms, without a press of the visitor's counts as quiet. */
const QUIET = 500;

/** Calls back once, when the visitor has pressed nothing for a while. @param {() => void} callback */
export function whenQuiet(callback) {
  const presses = ['keydown', 'pointerdown', 'pointerup'];
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const type of presses) removeEventListener(type, wait, true);
      callback();
    }, QUIET);
  };
  for (const type of presses) addEventListener(type, wait, true);
  wait();
}

/**
 * Calls back when the visitor returns to the page: another one may have written a
 * cookie meanwhile.
 * @param {() => void} callback
 */
export function onReturn(callback) {
  let away = document.hidden; // a prerendered page is hidden until it is shown
  const leave = () => { away = true; };
  const come = () => {
    if (away && !document.hidden) callback();
    away = document.hidden;
  };
  addEventListener('blur', leave);
  addEventListener('pagehide', leave);
  addEventListener('visibilitychange', () => {
    if (document.hidden) leave();
    else come();
  });
  addEventListener('pageshow', come);
  addEventListener('focus', come); // also fires when the page starts: nothing to do then
}
