import { maxAge, readChoice, setCookie } from './cookie.js';
import { documentCookie, writeCookie } from './document-cookie.js';

/**
 * The choice in force on this page: reads, renews and erases the cookie, and notifies
 * listeners of changes.
 *
 * @param {import('./config.js').Config} config
 */
export function createChoice({ version, asks, secure, domain }) {
  /** @type {Set<(preferences: object|null, previous: object|null) => void>} */
  const listeners = new Set();
  /** Whether the browser failed to keep a choice: then nothing is allowed. */
  let denied = false;
  /** The cookies as last read. @type {string|undefined} */
  let line;
  /** @type {ReturnType<typeof readChoice>} */
  let current = null;
  /** What listeners were last given; undefined before begin(). @type {object|null|undefined} */
  let announced;
  /** The cookies that it was read from. @type {string|undefined} */
  let announcedIn;
  /** A choice that was made about other questions than the page's. @type {object|null} */
  let outdated = null;

  /** The choice in the cookie, read again if that changed: another tab may have written it. */
  function now(latest = documentCookie()) {
    if (latest !== line) {
      line = latest;
      current = readChoice(line, Date.now(), version, asks);
    }
    return denied ? null : current;
  }

  /** A copy of the record; null when there is no choice. */
  function get(latest) {
    const choice = now(latest);
    return choice && { ...choice.record };
  }

  return {
    get: () => get(),

    /**
     * Returns the choice that the page starts with; later changes are announced.
     * @param {string} [first] document.cookie, if it was just read
     */
    begin(first) {
      if (announced !== undefined) return announced;
      announced = get(announcedIn = line ?? first);
      if (!announced) outdated = readChoice(line, Date.now())?.record ?? null;
      return announced;
    },

    /** Whether listeners already know what these cookies say. @param {string} latest */
    announcedIn: (latest) => latest === announcedIn,

    outdated: () => outdated,

    /** When the cookie's newest choice was made, about whatever questions; 0 without one. */
    newest: () => readChoice(documentCookie(), Date.now())?.record.timestamp ?? 0,

    /** The cookie's value that holds the choice; null without one, or after a tie of several. */
    value: () => now()?.value ?? null,

    /**
     * The time to record a new choice with, in ms since 1970: after any that the cookie
     * holds, even one dated ahead, which another host of the domain may have planted.
     */
    time() {
      return Math.max(Date.now(), this.newest() + 1);
    },

    /** Says whether the browser kept the last choice. What cannot be read back is erased. */
    kept(kept) {
      denied = !kept;
      if (denied) this.erase();
    },

    /** Whether a category or a tracker is allowed. Without a choice nothing optional is. */
    allows: (name) => name === 'functional_cookies' || now()?.record[name] === true,

    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** Reads the cookie and announces a change. @returns {true|undefined} whether it changed */
    refresh() {
      const previous = announced;
      announced = get();
      announcedIn = line;
      if (JSON.stringify(previous) === JSON.stringify(announced)) return;
      for (const listener of [...listeners]) {
        try {
          listener(get(), previous);
        } catch (error) {
          setTimeout(() => { throw error; }); // the page's own error, shown on its console
        }
      }
      document.dispatchEvent(
        new CustomEvent('cookies_preferences:change', { detail: { preferences: get(), previous } }),
      );
      return true;
    },

    /** Writes the value again for its remaining time: some browsers cap a cookie at 7 days. */
    renew() {
      const choice = now(line); // reading the cookie is slow, and it was read a moment ago
      // After a tie there is no value; one dated ahead may be planted.
      if (!choice?.value || choice.record.timestamp > Date.now()) return;
      if (domain) writeCookie(setCookie('', 0, secure)); // drops one from before data-domain
      const age = maxAge(choice.record.timestamp, Date.now());
      writeCookie(setCookie(choice.value, age, secure, domain));
      // Browsers refuse a public suffix: then it is kept for this host alone.
      if (domain && !now()) writeCookie(setCookie(choice.value, age, secure));
    },

    /** Erases the cookie: host-only, with our Domain, then with any Domain another page used. */
    erase() {
      writeCookie(setCookie('', 0, secure));
      if (domain) writeCookie(setCookie('', 0, secure, domain));
      for (let host = location.hostname; now() && host.includes('.');
        host = host.slice(host.indexOf('.') + 1)) {
        writeCookie(setCookie('', 0, secure, host));
      }
      this.refresh();
    },
  };
}
