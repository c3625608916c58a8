import { cookieLine, writeCookie } from '../start/jar.js';
import { known, reach } from './reach.js';

const COOKIE = 'cookies_preferences';

/**
 * The global object that the Go program sees instead of the portal's window.
 * go-app takes a whole page: it sets window.onclick, onpopstate and onresize,
 * writes to the history and cleans the storages. Here it finds a document whose
 * body is our mount point, and stand-ins for the rest.
 *
 * What leads from its elements to the portal is out of its reach too: wasm_exec.js
 * has reach.js for its Reflect. web/docs/robustness.md says what was tried.
 *
 * @param {object} parts
 * @param {ReturnType<import('../notice/page.js').createPage>} parts.page
 * @param {ReturnType<import('./adopt.js').adopt>} parts.adoption
 * @param {object} parts.host see host.js
 * @param {(text: string) => void} parts.print what the program writes
 * @returns {Record<string, unknown>}
 */
export function createSandbox({ page, adoption, host, print }) {
  const sandbox = Object.assign(Object.create(null), {
    Object, Array, Uint8Array, Promise, Date, Error, TextEncoder, TextDecoder,
    Reflect: reach,
    console: { log: print, warn: print, error: print },
    crypto: { getRandomValues: (octets) => crypto.getRandomValues(octets) },
    ...createClock(),
    fs: createFS(print),
    process: createProcess(),
    path: { resolve: (...segments) => segments.join('/') },
    document: createDocument(page.shadow, adoption),
    location: { href: 'https://banner.invalid/' },
    history: { pushState() {}, replaceState() {} },
    localStorage: createStorage(),
    sessionStorage: createStorage(),
    cookiesPreferencesHost: host,
  });
  return sandbox;
}

/**
 * The clock, and timers by it. Go waits for a timer that is due by having the page
 * wait for nothing else: the clock must have come as far, even where the page has
 * made it stand still, or go back.
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
      }, delay); // a function: a text would be run as a script
    },
    clearTimeout: (id) => clearTimeout(id),
  };
}

/** The document: elements of our own tree, and the one cookie. */
function createDocument(shadow, adoption) {
  return {
    body: adoption.body,
    createElement: (name) => adoption.createElement(known(name)),
    createTextNode: (text) => adoption.createTextNode(text),
    getElementById: (id) => shadow.getElementById(id),
    get cookie() {
      return cookieLine().split(';').filter((pair) => pair.split('=')[0].trim() === COOKIE).join(';');
    },
    set cookie(line) {
      const text = String(line); // once: what is no text may be another the next time
      if (text.startsWith(`${COOKIE}=`)) writeCookie(text);
    },
  };
}

/** A storage that ends with the page. */
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

/** A file system that holds nothing and prints what is written, line by line. */
function createFS(print) {
  const decoder = new TextDecoder();
  let rest = '';
  const fs = {
    constants: {
      O_WRONLY: -1, O_RDWR: -1, O_CREAT: -1, O_TRUNC: -1, O_APPEND: -1, O_EXCL: -1, O_DIRECTORY: -1,
    },
    writeSync(_descriptor, octets) {
      const lines = (rest + decoder.decode(octets)).split('\n');
      rest = lines.pop();
      for (const line of lines) print(line);
      return octets.length;
    },
    write(descriptor, octets, _offset, _length, _position, callback) {
      callback(null, fs.writeSync(descriptor, octets));
    },
    fsync: (_descriptor, callback) => callback(null),
  };
  const absent = [
    'chmod', 'chown', 'close', 'fchmod', 'fchown', 'fstat', 'ftruncate', 'lchown', 'link', 'lstat',
    'mkdir', 'open', 'read', 'readdir', 'readlink', 'rename', 'rmdir', 'stat', 'symlink', 'truncate',
    'unlink', 'utimes',
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
