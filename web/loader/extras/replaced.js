/**
 * Replaces members of the page's objects for a while.
 *
 * @param {[object, string, (native: PropertyDescriptor) => PropertyDescriptor][]} list objects,
 *   names, and what makes the replacement of what the object has
 */
export function createReplacement(list) {
  /** @type {(() => void)[]} */
  let undo = [];
  return {
    replace() {
      if (undo.length) return;
      for (const [target, name, make] of list) {
        try {
          undo.push(replaceOne(target, name, make));
        } catch {
          // An element of that name stands in the way, or the page has fixed what it has.
        }
      }
    },
    restore() {
      for (const it of undo) it();
      undo = [];
    },
  };
}

/** @returns {() => void} what undoes it */
function replaceOne(target, name, make) {
  const own = Object.getOwnPropertyDescriptor(target, name);
  const now = { configurable: true, ...make(own ?? inherited(target, name)) };
  Object.defineProperty(target, name, now);
  return () => {
    // A script may have wrapped ours meanwhile, which serves the page as before.
    const last = Object.getOwnPropertyDescriptor(target, name);
    if (last?.value !== now.value || last?.set !== now.set) return;
    delete target[name];
    if (own) Object.defineProperty(target, name, own);
  };
}

/** The descriptor of a member that an object inherits. */
function inherited(target, name) {
  const parent = Object.getPrototypeOf(target);
  return Object.getOwnPropertyDescriptor(parent, name) ?? inherited(parent, name);
}
