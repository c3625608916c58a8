import { maxAge, readChoice, setCookie } from './cookie.js';

/**
 * The choice in force on this page: what the cookie says, and who is told when
 * it changes.
 *
 * @param {import('./config.js').Config} config
 */
export function createChoice({ version, secure, domain }) {
  /** @type {Set<(preferences: object|null, previous: object|null) => void>} */
  const listeners = new Set();
  let current = read();

  function read() {
    return readChoice(cookieLine(), Date.now(), version);
  }

  /** A copy of the record; null when there is no choice. */
  const get = () => current && { ...current.record };

  return {
    get,

    /** The cookie's value that holds the choice; null when there is none, or a tie of several. */
    value: () => current && current.value,

    /** Whether a category or a tracker is allowed. Without a choice nothing optional is. */
    allows: (name) => name === 'functional_cookies' || current?.record[name] === true,

    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** Reads the cookie again, and tells everyone if the choice is another. */
    refresh() {
      const previous = get();
      current = read();
      if (JSON.stringify(previous) === JSON.stringify(get())) return;
      for (const listener of [...listeners]) {
        try {
          listener(get(), previous);
        } catch (error) {
          setTimeout(() => { throw error; }); // the page's own fault, shown as such
        }
      }
      document.dispatchEvent(
        new CustomEvent('cookies_preferences:change', { detail: { preferences: get(), previous } }),
      );
    },

    /** Writes the same value again with what remains of its time: some browsers cap it at 7 days. */
    renew() {
      if (!current?.value) return; // none, or a tie of several
      writeCookie(setCookie(current.value, maxAge(current.record.timestamp, Date.now()), secure, domain));
    },

    /** Erases the cookie, host-only and with the Domain. */
    erase() {
      writeCookie(setCookie('', 0, secure));
      if (domain) writeCookie(setCookie('', 0, secure, domain));
      this.refresh();
    },
  };
}

/** document.cookie, or nothing where the browser forbids it (a sandboxed frame). */
export function cookieLine() {
  try {
    return document.cookie;
  } catch {
    return '';
  }
}

/** @param {string} line for document.cookie */
export function writeCookie(line) {
  try {
    document.cookie = line;
  } catch {
    // Reading it back tells: nothing was kept.
  }
}
