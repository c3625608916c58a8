import { maxAge, readChoice, setCookie } from './cookie.js';
import { cookieLine, writeCookie } from './jar.js';

/**
 * The choice in force on this page: what the cookie says, and who is told when
 * it changes.
 *
 * @param {import('./config.js').Config} config
 */
export function createChoice({ version, asks, secure, domain }) {
  /** @type {Set<(preferences: object|null, previous: object|null) => void>} */
  const listeners = new Set();
  /** Set when the browser did not keep a choice: nothing is allowed, whatever the cookie says. */
  let denied = false;
  /** The cookies as they were read last. @type {string|undefined} */
  let line;
  /** @type {ReturnType<typeof readChoice>} */
  let current = null;
  /** What everyone was told last; undefined before the page has begun. @type {object|null|undefined} */
  let told;
  /** The cookies that this was read in. @type {string|undefined} */
  let toldIn;
  /** What the visitor chose before the page began to ask about something else. @type {object|null} */
  let outdated = null;

  /** The choice as the cookie has it now: another tab may have changed it. */
  function now(latest = cookieLine()) {
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
     * The choice that the page begins with: everyone hears of what is another from then on.
     * @param {string} [first] document.cookie, if nobody has read it since
     */
    begin(first) {
      if (told !== undefined) return told;
      told = get(toldIn = line ?? first);
      if (!told) outdated = readChoice(line, Date.now())?.record ?? null;
      return told;
    },

    /** Whether everyone was told what these cookies say. @param {string} latest */
    knows: (latest) => latest === toldIn,

    outdated: () => outdated,

    /** When the newest choice was made that the cookie holds, whatever it is about; 0 when it holds none. */
    newest: () => readChoice(cookieLine(), Date.now())?.record.timestamp ?? 0,

    /** The cookie's value that holds the choice; null when there is none, or a tie of several. */
    value: () => now()?.value ?? null,

    /**
     * When a choice is made, in ms since 1970: after any that the cookie holds,
     * even one dated ahead, which another host of the domain may have planted.
     */
    time() {
      return Math.max(Date.now(), this.newest() + 1);
    },

    /** Whether the browser kept the last choice. What cannot be read back is erased: the visitor is told that it was not recorded. */
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

    /** Reads the cookie again, and tells everyone if the choice is another. @returns {true|undefined} true then */
    refresh() {
      const previous = told;
      told = get();
      toldIn = line;
      if (JSON.stringify(previous) === JSON.stringify(told)) return;
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
      return true;
    },

    /** Writes the value that was read last again, with what remains of its time: some browsers cap it at 7 days. */
    renew() {
      const choice = now(line); // to read the cookie takes a while: it was a moment ago
      // A tie of several has no value; one dated ahead may be planted.
      if (!choice?.value || choice.record.timestamp > Date.now()) return;
      if (domain) writeCookie(setCookie('', 0, secure)); // no other from before data-domain
      const age = maxAge(choice.record.timestamp, Date.now());
      writeCookie(setCookie(choice.value, age, secure, domain));
      // Browsers refuse a public suffix: better kept for this host alone than lost.
      if (domain && !now()) writeCookie(setCookie(choice.value, age, secure));
    },

    /** Erases the cookie, host-only and with the Domain; with any, if a choice is left that another page made with it. */
    erase() {
      writeCookie(setCookie('', 0, secure));
      if (domain) writeCookie(setCookie('', 0, secure, domain));
      for (let host = location.hostname; now() && host.includes('.'); host = host.slice(host.indexOf('.') + 1)) {
        writeCookie(setCookie('', 0, secure, host));
      }
      this.refresh();
    },
  };
}
