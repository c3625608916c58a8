/**
 * Run by TestSandbox where the program runs: it acts as a hostile program, which has only what
 * syscall/js gives it. The rules for single elements, attributes and properties have their own
 * cases, in web/loader/program/membrane.test.js.
 */

/** The portal's objects, which must be out of reach. */
const portal = new Map([
  [window, 'window'], [document, 'document'], [document.body, 'body'], [Function, 'Function'],
  [location, 'location'], [history, 'history'], [localStorage, 'localStorage'],
  [sessionStorage, 'sessionStorage'], [indexedDB, 'indexedDB'], [navigator, 'navigator'],
  [fetch, 'fetch'], [XMLHttpRequest, 'XMLHttpRequest'], [WebSocket, 'WebSocket'],
]);
/** The names that are followed from an object of the portal's: all would lead everywhere. */
const leads = new Map([
  [window, [...new Set(portal.values())].filter((name) => name !== 'body')],
  [document, ['defaultView', 'body']],
]);

/** The calls made on every object that has them. None changes anything. */
const calls = {
  checkVisibility: [], choice: [], closest: ['*'], composedPath: [], createElement: ['p'],
  createTextNode: ['x'], getAnimations: [], getAttributeNode: ['class'],
  getElementById: ['cookies-dialog'], getgroups: [], getItem: ['a'], getRootNode: [], key: [0],
  now: [], querySelector: ['*'], time: [], valueOf: [],
};

/** How many objects with the same prototype are looked into: some make new ones without end. */
const OF_A_KIND = 40;

/**
 * Walks over everything that a Reflect gives: each name of the objects and of what they inherit
 * from, read or called, and what is thrown.
 *
 * @param {Record<string, object>} roots
 * @param {typeof Reflect} by
 * @returns {{reached: Map<string, string>, seen: number}} a path to each object of the portal's
 */
function walk(roots, by) {
  const reached = new Map();
  const seen = new Set();
  const kinds = new Map();
  const queue = [];
  const come = (value, path) => {
    if (Object(value) !== value || seen.has(value)) return;
    seen.add(value);
    if (portal.has(value)) reached.set(portal.get(value), path);
    const kind = typeof value === 'object' && Object.getPrototypeOf(value);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (!kind || kinds.get(kind) <= OF_A_KIND) queue.push([value, path]);
  };
  for (const root in roots) come(roots[root], root);
  for (const [object, path] of queue) { // which grows
    for (const name of leads.get(object) ?? (portal.has(object) ? [] : names(object))) {
      const value = attempt(() => by.get(object, name));
      come(value, `${path}.${name}`);
      if (typeof value !== 'function' || !Object.hasOwn(calls, name)) continue;
      come(attempt(() => by.apply(value, object, calls[name])), `${path}.${name}()`);
    }
  }
  return { reached, seen: seen.size };
}

/** All the names that an object has and inherits. */
function names(object) {
  const all = new Set(['constructor', '__proto__']);
  for (let o = object; o; o = Object.getPrototypeOf(o)) {
    if (ArrayBuffer.isView(o)) continue; // numbers
    for (const name of Object.getOwnPropertyNames(o)) all.add(name);
  }
  return all;
}

/** Returns what a function returns or throws: either may lead on. */
function attempt(f) {
  try {
    return f();
  } catch (error) {
    return error;
  }
}

/** Tries further misuse. @returns {string[]} what it achieved */
function misuse(sandbox) {
  const by = sandbox.Reflect;
  const at = (object, ...path) => path.reduce((o, name) => by.get(o, name), object);
  const invoke = (object, name, ...args) => by.apply(at(object, name), object, args);
  const { document: own, history: ownHistory, localStorage: ownStorage } = sandbox;
  const done = [];
  const check = (what, held) => { if (!held) done.push(what); };
  const refused = (f) => attempt(() => { f(); return null; }) instanceof Error;

  for (const name of ['script', 'iframe', 'img', 'style']) {
    check(`created a <${name}>`, refused(() => invoke(own, 'createElement', name)));
  }
  const element = invoke(own, 'createElement', 'p');
  for (const [name, value] of [
    ['onclick', 'alert(1)'], ['style', 'background: url(//x.test)'],
    ['href', 'javascript:alert(1)'],
  ]) {
    check(`set ${name}`, refused(() => invoke(element, 'setAttribute', name, value)));
  }
  for (const name of ['innerHTML', 'onclick', '__proto__']) {
    check(`set ${name}`, !by.set(element, name, '<img src=x>'));
  }
  invoke(sandbox, 'setTimeout', 'window.ran = true', 0); // TestSandbox waits for it
  check('changed all objects', !by.set(at(sandbox, 'Object'), 'prototype', {}));
  check('listened on the window',
    refused(() => by.apply(at(element, 'addEventListener'), undefined, ['click', () => {}])));
  check("had the page's elements", invoke(own, 'getElementById', 'first') === null);
  check('changed an address',
    !by.set(at(sandbox, 'cookiesPreferencesHost', 'config'), 'charter', 'https://x.test/'));

  check('has cookies', at(own, 'cookie') === undefined);
  by.set(own, 'cookie', 'csrftoken=stolen; Path=/');
  check('wrote a cookie', document.cookie.includes('csrftoken=secret'));

  const state = () => [location.href, history.length, JSON.stringify(localStorage)].join();
  const before = state();
  invoke(ownHistory, 'pushState', null, '', '/ailleurs');
  by.set(at(sandbox, 'location'), 'href', '/ailleurs');
  invoke(ownStorage, 'setItem', 'a', '1');
  check('has no storage of its own', invoke(ownStorage, 'getItem', 'a') === '1');
  check('changed the address, the history or a storage', state() === before);
  return done;
}

/**
 * @param {object} go see wasm_exec.js
 * @param {{self: Element, event: Event}} call what a listener of the program was called with
 */
function trySandbox(go, call) {
  const sandbox = go._values[5];
  const roots = { sandbox, go, event: call.event, this: call.self };
  const free = walk(roots, Reflect);
  const held = walk(roots, sandbox.Reflect);
  return {
    missed: [...portal.values()].filter((name) => !free.reached.has(name)),
    held: held.seen,
    faults: [...[...held.reached].map(([name, path]) => `reached ${name} by ${path}`),
      ...misuse(sandbox)],
  };
}
