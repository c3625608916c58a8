/** Has a listener hear one event. Without prototype: a page may have put other options into that of objects. */
export const ONCE = { __proto__: null, once: true };

/** Calls back once, at the visitor's next key or pointer press. @param {() => void} callback */
export function onNextAct(callback) {
  const events = ['keydown', 'pointerdown'];
  const since = performance.now();
  const act = (event) => {
    if (event.repeat || performance.now() - since < 500) return; // still the same act
    for (const type of events) document.removeEventListener(type, act, true);
    callback();
  };
  for (const type of events) document.addEventListener(type, act, true);
}

/** Calls back once, when the browser has drawn what has changed. @param {() => void} callback */
export function afterDrawing(callback) {
  let called = false;
  let timer;
  const once = () => {
    if (called) return;
    called = true;
    clearTimeout(timer);
    callback();
  };
  timer = setTimeout(once, 200); // nothing is drawn in a hidden tab
  requestAnimationFrame(() => setTimeout(once));
}
