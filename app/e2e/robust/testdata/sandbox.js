/**
 * What TestSandbox runs in a page where the program runs: it does as a hostile
 * program would, that has nothing but what syscall/js gives it, and looks how far
 * that leads.
 *
 * @typedef {{name: string, args?: unknown[], thrown?: boolean}} Step a property, or a call if it has arguments;
 *   thrown: what that threw
 */

/** What is the portal's, and must be out of reach, with what leads on from it. */
const portal = new Map([
  [window, 'the portal’s window'],
  [document, 'its document, and its cookies'],
  [document.body, 'its elements'],
  [Function, 'Function, which runs a text as a script'],
  [location, 'its address'],
  [history, 'its history'],
  [localStorage, 'localStorage'],
  [sessionStorage, 'sessionStorage'],
  [indexedDB, 'its databases'],
  [navigator, 'navigator, which can send'],
  [fetch, 'fetch'],
  [XMLHttpRequest, 'XMLHttpRequest'],
  [WebSocket, 'WebSocket'],
]);
const leads = new Map([
  [window, ['location', 'history', 'localStorage', 'sessionStorage', 'indexedDB', 'navigator', 'fetch', 'XMLHttpRequest', 'WebSocket', 'document']],
  [document, ['defaultView', 'body']],
]);

/** What is called on whatever has it. Calls that would change something are not among it. */
const calls = {
  checkVisibility: [], closest: ['*'], composedPath: [], createElement: ['p'], createTextNode: ['x'],
  focusLost: [], getAnimations: [], getAttributeNode: ['class'], getElementById: ['cookies-accept'], getgroups: [], getItem: ['a'],
  getRootNode: [], journal: [], key: [0], now: [], querySelector: ['*'], valueOf: [],
};

/** How many objects of a kind are looked into: what is made anew whenever it is asked for has no end. */
const OF_A_KIND = 40;

/**
 * Walks breadth first over all that a Reflect gives: every name that the objects
 * and what they inherit from have, called or read, and what is thrown.
 *
 * @param {Record<string, object>} roots
 * @param {typeof Reflect} by
 * @returns {{paths: Map<object, {root: string, steps: Step[]}>, seen: number}} the shortest path to each thing of the portal's
 */
function walk(roots, by) {
  const paths = new Map();
  const seen = new Set();
  const kinds = new Map();
  let queue = [];
  const come = (value, root, steps) => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    if (portal.has(value)) paths.set(value, { root, steps });
    const kind = typeof value === 'object' && Object.getPrototypeOf(value);
    const count = (kinds.get(kind) ?? 0) + 1;
    kinds.set(kind, count);
    if (kind && count > OF_A_KIND) return;
    queue.push([value, root, steps]);
  };
  for (const root in roots) come(roots[root], root, []);
  while (queue.length) {
    const level = queue;
    queue = [];
    for (const [object, root, steps] of level) {
      for (const name of leads.get(object) ?? (portal.has(object) ? [] : names(object))) {
        const { value, thrown } = get(by, object, name);
        come(value, root, [...steps, { name, thrown }]);
        if (typeof value === 'function' && Object.hasOwn(calls, name)) {
          const args = calls[name];
          const result = call(by, value, object, args);
          come(result.value, root, [...steps, { name, args, thrown: result.thrown }]);
        }
      }
    }
  }
  return { paths, seen: seen.size };
}

/** All the names that an object has and inherits, sorted: so that of paths as short the same is taken. */
function names(object) {
  const all = new Set(['constructor', '__proto__']);
  for (let o = object; o; o = Object.getPrototypeOf(o)) {
    if (ArrayBuffer.isView(o)) continue; // numbers
    for (const name of Object.getOwnPropertyNames(o)) all.add(name);
  }
  return [...all].sort();
}

function get(by, object, name) {
  try {
    return { value: by.get(object, name) };
  } catch (error) {
    return { value: error, thrown: true };
  }
}

function call(by, callee, object, args) {
  try {
    return { value: by.apply(callee, object, args) };
  } catch (error) {
    return { value: error, thrown: true };
  }
}

/** A path as text. */
const told = ({ root, steps }) => root + steps.map(({ name, args, thrown }) => '.' + name
  + (args ? `(${args.map((a) => JSON.stringify(a)).join(', ')})` : '') + (thrown ? ' thrown' : '')).join('');

/** Where a path ends that is followed by another Reflect. */
function follow(by, roots, { root, steps }) {
  let value = roots[root];
  for (const { name, args, thrown } of steps) {
    let next = get(by, value, name);
    if (next.value === undefined) return `${name} is not there`;
    if (args) next = call(by, next.value, value, args);
    if (Boolean(next.thrown) !== Boolean(thrown)) return `${name} ${next.thrown ? 'throws' : 'does not throw'}`;
    value = next.value;
  }
  return portal.has(value) ? 'it is reached' : 'it leads elsewhere';
}

/** What a hostile program would try besides. Each says what comes of it, and whether that is as it should be. */
function attempts(sandbox, event) {
  const by = sandbox.Reflect;
  const at = (object, ...path) => path.reduce((o, name) => by.get(o, name), object);
  const invoke = (object, name, ...args) => by.apply(at(object, name), object, args);
  const own = sandbox.document;
  const refused = (f) => {
    try {
      f();
      return 'it is done';
    } catch (error) {
      return `refused: ${error.message}`;
    }
  };
  const element = () => invoke(own, 'createElement', 'p');
  const attribute = (name, value) => refused(() => invoke(element(), 'setAttribute', name, value));
  const tag = (name) => refused(() => invoke(own, 'createElement', name));
  const isRefused = (said) => said.startsWith('refused: ');
  const rows = [];
  const row = (what, how, happens, held = isRefused(happens)) => rows.push({ what, how, happens, held });

  for (const name of ['script', 'iframe', 'img', 'link', 'style', 'object', 'svg']) {
    row(`an element that fetches or runs: ${name}`, `createElement("${name}")`, tag(name));
  }
  for (const [name, value] of [['onclick', 'alert(1)'], ['style', 'background: url(//x.test)'], ['src', '//x.test'],
    ['background', '//x.test'], ['ping', '//x.test'], ['href', 'javascript:alert(1)']]) {
    row(`an attribute that fetches or runs: ${name}`, `setAttribute("${name}", "${value}")`, attribute(name, value));
  }
  let reads = 0;
  const link = invoke(own, 'createElement', 'a');
  invoke(link, 'setAttribute', 'href', { toString: () => (reads++ ? 'javascript:alert(1)' : 'https://x.test/') });
  row('an address that is another when it is read again', 'setAttribute("href", {toString})', link.href === 'https://x.test/' ? 'it is read once' : link.href,
    link.href === 'https://x.test/');
  for (const name of ['innerHTML', 'outerHTML', 'onclick', 'srcdoc', '__proto__']) {
    const p = element();
    const before = p[name];
    const done = by.set(p, name, name === '__proto__' ? {} : '<img src=x>');
    row(`markup, or a handler, by a property: ${name}`, `element.${name} = …`, done || p[name] !== before ? 'it is set' : 'nothing is set', !done && p[name] === before);
  }
  invoke(sandbox, 'setTimeout', 'window.ran = true', 0);
  row('a text as a script, by a timer', 'setTimeout("…")', 'nothing is run', true); // TestSandbox sees to that
  const polluted = by.set(at(sandbox, 'Object'), 'prototype', {}) || at(sandbox, 'Object', 'prototype') !== undefined;
  row('what all objects inherit', 'Object.prototype', polluted ? 'it is reached' : 'prototype is not there', !polluted);
  for (const name of ['view', 'composedPath', 'currentTarget', 'relatedTarget', 'srcElement', 'path']) {
    const value = at(event.arguments[0], name);
    row(`what an event leads to: ${name}`, `event.${name}`, value === undefined ? `${name} is not there` : 'it is reached', value === undefined);
  }
  row('this, in a function of the program’s', 'this', event.bare === undefined ? 'undefined' : 'it is something', event.bare === undefined);
  row('the window, by what is called on nothing', 'addEventListener.call(undefined, …)',
    refused(() => by.apply(at(element(), 'addEventListener'), undefined, ['click', () => {}])));
  const config = at(sandbox, 'cookiesPreferencesHost', 'config');
  const address = config.charter;
  const changed = by.set(config, 'charter', 'https://x.test/') || by.set(config.trackers, 0, 'x') || config.charter !== address;
  row('a request to another address', 'host.config.charter = …', changed ? 'it is set' : 'nothing is set', !changed);
  row('another element of the page', 'getElementById("first")', invoke(own, 'getElementById', 'first') === null ? 'null' : 'it is reached',
    invoke(own, 'getElementById', 'first') === null);

  const seen = at(own, 'cookie');
  row('another cookie, to read it', 'document.cookie', seen.includes('csrftoken') ? 'it is read' : 'it is not in it', !seen.includes('csrftoken'));
  by.set(own, 'cookie', 'csrftoken=stolen; Path=/');
  by.set(own, 'cookie', ' cookies_preferences_=1; Path=/');
  let texts = 0;
  by.set(own, 'cookie', { toString: () => (texts++ ? 'csrftoken=stolen; Path=/' : 'cookies_preferences=; Max-Age=0') });
  row('another cookie, to write it', 'document.cookie = "csrftoken=stolen", or what is that when it is read again', document.cookie === 'csrftoken=secret' ? 'nothing is written' : document.cookie,
    document.cookie === 'csrftoken=secret');
  const before = [location.href, history.length, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join();
  invoke(at(sandbox, 'history'), 'pushState', null, '', '/ailleurs');
  invoke(at(sandbox, 'history'), 'replaceState', null, '', '/ailleurs');
  by.set(at(sandbox, 'location'), 'href', '/ailleurs');
  invoke(at(sandbox, 'localStorage'), 'setItem', 'a', '1');
  invoke(at(sandbox, 'sessionStorage'), 'setItem', 'a', '1');
  const untouched = before === [location.href, history.length, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join();
  const kept = invoke(at(sandbox, 'localStorage'), 'getItem', 'a') + invoke(at(sandbox, 'sessionStorage'), 'key', 0);
  row('the address, the history, the storages', 'history.pushState(…), location.href = …, localStorage.setItem(…)',
    untouched && kept === '1a' ? 'stand-ins take it; the portal’s are as they were' : 'they are changed', untouched && kept === '1a');

  return [...rows, ...leftOpen(sandbox, { at, invoke, own })];
}

/** What the program must be able to do, and a hostile one could misuse. */
function leftOpen(sandbox, { at, invoke, own }) {
  const rows = [];
  const row = (what, how, happens, held) => rows.push({ what, how, happens, held });
  const host = at(sandbox, 'cookiesPreferencesHost');
  const focused = () => (document.activeElement === document.querySelector('cookies-preferences') ? 'left open: it goes to the banner' : 'nothing');
  invoke(invoke(own, 'getElementById', 'cookies-accept'), 'focus');
  row('the focus', 'element.focus()', focused(), focused() !== 'nothing');

  const dialog = invoke(own, 'createElement', 'dialog');
  const link = invoke(own, 'createElement', 'a');
  invoke(link, 'setAttribute', 'href', 'https://ailleurs.test/');
  invoke(dialog, 'appendChild', link);
  invoke(at(own, 'body'), 'appendChild', dialog);
  invoke(dialog, 'showModal');
  row('a dialog over the page, with links of its own', 'dialog.showModal()', dialog.open ? 'left open: the page does not answer until it is closed' : 'nothing', dialog.open);
  invoke(dialog, 'close');
  invoke(at(own, 'body'), 'removeChild', dialog);

  let told = 0;
  document.addEventListener('cookies_preferences:error', () => { told++; }, { once: true });
  invoke(host, 'report', 'program', 'what a test says');
  row('an event on the portal’s document, a line on its console', 'host.report(…)', told ? 'left open: the portal hears of it' : 'nothing', told === 1);
  return rows;
}

/**
 * @param {object} go see wasm_exec.js
 * @param {{self: Element, arguments: [Event], bare: unknown}} event what a listener heard, and what this is in a function of Go's
 */
function trySandbox(go, event) {
  const sandbox = go._values[5];
  const roots = { sandbox, go, event: event.arguments[0], this: event.self };
  const free = walk(roots, Reflect);
  const held = walk(roots, sandbox.Reflect);
  return {
    free: free.seen,
    held: held.seen,
    reached: [...held.paths].map(([thing, path]) => `${portal.get(thing)}: ${told(path)}`),
    rows: [
      ...[...portal].map(([thing, what]) => {
        const path = free.paths.get(thing);
        if (!path) return { what, how: '', happens: 'the walk does not find it' };
        const happens = follow(sandbox.Reflect, roots, path);
        return { what, how: told(path), happens, held: happens.endsWith('is not there') };
      }),
      ...attempts(sandbox, event),
    ],
  };
}
