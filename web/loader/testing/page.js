/**
 * Fakes of what the loader's pure modules use of a browser, for Node's test runner. The
 * tests lie beside their modules (cookie.test.js beside cookie.js): make test-js runs
 * them. Modules that need a real page, or virtual:build, are tested in app/e2e.
 */

/** The time of every test, in ms since 1970: 1 January 2026. */
export const NOW = Date.UTC(2026, 0, 1);

/**
 * Gives the globals of a page to a test, until its end.
 *
 * @param {import('node:test').TestContext} t
 * @param {{address?: string, base?: string, refuseCookies?: boolean}} [options] base: what
 *   relative addresses are resolved against
 */
export function openPage(t, {
  address = 'https://donnees.ville.fr/a/b?c#d', base = address, ...options
} = {}) {
  const page = new EventTarget();
  const document = Object.assign(new EventTarget(), {
    baseURI: base, hidden: false, querySelector: () => null,
    querySelectorAll: () => [],
  });
  const jar = cookieJar(options);
  Object.defineProperty(document, 'cookie', { get: jar.get, set: (line) => jar.set(line) });
  /** @type {Record<string, unknown>} */
  const globals = {
    window: page,
    document,
    location: new URL(address),
    navigator: {},
    addEventListener: page.addEventListener.bind(page),
  };
  for (const [name, value] of Object.entries(globals)) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    t.after(() => {
      if (before) Object.defineProperty(globalThis, name, before);
      else delete globalThis[name];
    });
  }
  t.mock.method(Date, 'now', () => NOW);
  return { page, document, jar };
}

/** A cookie jar that knows a cookie by its name, Domain and Path, and deletes at Max-Age=0. */
function cookieJar({ refuseCookies }) {
  const cookies = new Map();
  const jar = {
    /** The lines written. @type {string[]} */
    written: [],
    /** The domains that the browser refuses. @type {string[]} */
    refusedDomains: [],
    get: () => [...cookies.values()].join('; '),
    set(line) {
      jar.written.push(line);
      const [pair, ...attributes] = line.split('; ');
      const domain = attributes.find((it) => it.startsWith('Domain='))?.slice(7) ?? '';
      const path = attributes.find((it) => it.startsWith('Path=')) ?? 'Path=/';
      if (refuseCookies || jar.refusedDomains.includes(domain)) return;
      const key = [pair.split('=')[0], domain, path].join(';');
      if (attributes.includes('Max-Age=0')) cookies.delete(key);
      else cookies.set(key, pair);
    },
    remove: () => cookies.clear(),
  };
  return jar;
}

/** The cookie's pair for a choice. @param {Record<string, boolean|number|string>} members */
export function record(members = {}) {
  const value = JSON.stringify({ functional_cookies: true, timestamp: NOW - 1000, ...members });
  return `cookies_preferences=${encodeURIComponent(value)}`;
}
