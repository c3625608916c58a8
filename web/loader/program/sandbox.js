import { allowedElement, guardedReflect } from './membrane.js';

/**
 * The global object that the Go program sees instead of the portal's window. go-app
 * takes a whole page: it sets window.onclick, onpopstate and onresize, writes to the
 * history and clears the storages. Here it finds a document whose body is our container,
 * and replacements for the rest.
 *
 * It cannot get from its elements to the portal either: membrane.js replaces the Reflect
 * of wasm_exec.js. TestSandbox tries to get there.
 *
 * @param {(text: string) => void} print called with each line that the program prints
 * @returns {Record<string, unknown>} without the document and the host: see go.js
 */
export function createSandbox(print) {
  return Object.assign(Object.create(null), {
    Object, Array, Uint8Array, Promise, Date, Error, TextEncoder, TextDecoder,
    Reflect: guardedReflect,
    console: { log: print, warn: print, error: print },
    crypto: { getRandomValues: (bytes) => crypto.getRandomValues(bytes) },
    ...createClock(),
    fs: createFS(print),
    process: createProcess(),
    path: { resolve: (...segments) => segments.join('/') },
    location: { href: 'https://banner.invalid/' },
    history: { pushState() {}, replaceState() {} },
    localStorage: createStorage(),
    sessionStorage: createStorage(),
  });
}

/**
 * The clock and its timers. When a timer fires, wasm_exec.js resumes Go in a loop until
 * the clock says that it is due: so the clock must have advanced as far, even where the
 * page has stopped it or set it back.
 */
function createClock() {
  let latest = 0;
  const now = () => (latest = Math.max(latest, performance.now()));
  return {
    performance: { now },
    setTimeout(callback, delay) {
      const due = now() + delay;
      return setTimeout(() => {
        latest = Math.max(latest, due);
        callback();
      }, delay); // a function, never the program's: a string would run as a script
    },
    clearTimeout: (id) => clearTimeout(id),
  };
}

/**
 * The document, with the elements of our own tree alone. It has no cookie.
 *
 * @param {ShadowRoot} shadow
 * @param {ReturnType<import('./hydrate.js').hydrate>} hydration
 */
export function createDocument(shadow, hydration) {
  return {
    body: hydration.body,
    createElement: (name) => hydration.createElement(allowedElement(name)),
    createTextNode: (text) => hydration.createTextNode(text),
    getElementById: (id) => shadow.getElementById(id),
  };
}

/** A storage that lasts as long as the page. */
function createStorage() {
  const items = new Map();
  return {
    get length() { return items.size; },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(String(key)) ?? null,
    setItem: (key, value) => void items.set(String(key), String(value)),
    removeItem: (key) => void items.delete(String(key)),
    clear: () => items.clear(),
  };
}

const notImplemented = () => Object.assign(new Error('not implemented'), { code: 'ENOSYS' });

/** An empty file system. What is written to it is printed, line by line. */
function createFS(print) {
  const decoder = new TextDecoder();
  let rest = '';
  const fs = {
    constants: {
      O_WRONLY: -1, O_RDWR: -1, O_CREAT: -1, O_TRUNC: -1, O_APPEND: -1, O_EXCL: -1, O_DIRECTORY: -1,
    },
    writeSync(_descriptor, bytes) {
      const lines = (rest + decoder.decode(bytes)).split('\n');
      rest = lines.pop();
      for (const line of lines) print(line);
      return bytes.length;
    },
    write(descriptor, bytes, _offset, _length, _position, callback) {
      callback(null, fs.writeSync(descriptor, bytes));
    },
    fsync: (_descriptor, callback) => callback(null),
  };
  const absent = [
    'chmod', 'chown', 'close', 'fchmod', 'fchown', 'fstat', 'ftruncate', 'lchown', 'link',
    'lstat', 'mkdir', 'open', 'read', 'readdir', 'readlink', 'rename', 'rmdir', 'stat',
    'symlink', 'truncate', 'unlink', 'utimes',
  ];
  for (const name of absent) fs[name] = (...args) => args.pop()(notImplemented());
  return fs;
}

function createProcess() {
  const refuse = () => { throw notImplemented(); };
  const nobody = () => -1;
  return {
    getuid: nobody, getgid: nobody, geteuid: nobody, getegid: nobody,
    getgroups: refuse, umask: refuse, cwd: refuse, chdir: refuse,
    pid: -1, ppid: -1,
  };
}
