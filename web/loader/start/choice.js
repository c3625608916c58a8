import {
  CATEGORIES, CATEGORY_BITS, categoryOf, isIn, isService, joinVersions, LIFETIME, MAX_SERVICES,
  maxAge, NAME, NAMES, readChoice, setCookie, setOf, TRACKERS,
} from './cookie.js';
import { fillRecord } from './record.js';

/** All names that a visitor can be asked about. */
const ALL = setOf(() => true);

/**
 * The choice in force on this page. It alone reads and writes the cookie: it commits,
 * renews and erases the choice, and notifies listeners of changes.
 *
 * @param {import('./config.js').Config} config
 * @param {() => string} template the record that the build rendered: see record.js
 */
export function createChoice(config, template) {
  const { version, asks, exempt, services, secure, domain } = config;
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

  /**
   * Reads the choice as readChoice does. A tracker that the visitor was not asked about, as another
   * portal's exempt one, follows its category, and is refused where this page asks about it.
   * @type {(...page: any[]) => ReturnType<typeof readChoice>}
   */
  function read(...page) {
    const choice = readChoice(line, Date.now(), ...page);
    const record = choice?.record;
    for (const name of TRACKERS) {
      if (record?.asked && !isIn(record.asked, name) && !exempt.includes(name)) {
        record[name] &&= record.statistics && !isIn(asks, name);
      }
    }
    return choice;
  }

  /** The choice in the cookie, read again if that changed: another tab may have written it. */
  function now(latest = documentCookie()) {
    if (latest !== line) {
      line = latest;
      current = read(version, asks, services);
    }
    return denied ? null : current;
  }

  /** A copy of the record; null when there is no choice. */
  function get(latest) {
    const choice = now(latest);
    return choice && { ...choice.record };
  }

  /**
   * Returns the choice, with the exempt trackers that the visitor has not objected to.
   * An outdated choice still objects; without any, Global Privacy Control does. An
   * answer given on another portal of the domain counts until the visitor answers here.
   * @param {object|null} [record] the choice, if it is known: reading the cookie is slow
   */
  function granted(record = get()) {
    if (!record && domain && !denied) {
      const common = read(version);
      if (common) record = { ...common.record, timestamp: undefined };
    }
    if (!exempt[0]) return record;
    const last = record ?? read()?.record;
    const allowed = { ...record };
    for (const name of exempt) allowed[name] = !denied && (last ? last[name] : !config.gpc);
    return allowed;
  }

  const allows = (name) => name === NAMES[0] || granted()?.[name] === true;

  /** Writes a record for a number of seconds. */
  function write(record, age) {
    if (domain) writeCookie(setCookie('', 0, secure)); // drops one from before data-domain
    writeCookie(setCookie(record, age, secure, domain));
    // Browsers refuse a public suffix: then it is kept for this host alone.
    if (domain && now()?.value !== record) writeCookie(setCookie(record, age, secure));
  }

  /**
   * A new record with the answers to what other portals of the domain have asked and this one
   * doesn't, and with the versions of their charters, so that they needn't ask again. A choice that
   * allows nothing here refuses that too. A tracker is allowed with its category only. Where it is
   * exempt here, others have to ask, unless the visitor objects.
   * @param {string} record
   */
  function withOthers(record) {
    const other = domain && readChoice(documentCookie(), Date.now())?.record;
    if (!other) return record;
    const made = readChoice(`${NAME}=${record}`, Date.now()).record;
    // A tracker that was refused beside allowed ones was refused by itself.
    const alone = (name) => TRACKERS.some((it) => other[it]) && other.statistics && !other[name];
    const others = (other.asked ?? (made.asked ? ALL : setOf(alone)))
      & setOf((name) => !isIn(asks, name) && !exempt.includes(name));
    const refused = !CATEGORIES.concat(services).some((name) => made[name]);
    const allowed = (name) => (isIn(others, name) || !(name in made)
      ? !refused && other[name] && (categoryOf(name) === name || allowed(categoryOf(name)))
      : made[name]);
    return fillRecord(template(), {
      ...config,
      declared: made.asked && (other.asked || exempt[0]),
      services: [...new Set(services.concat(Object.keys(other).filter(isService)))]
        .slice(0, MAX_SERVICES),
      exempt: NAMES, // each is as said
      version: joinVersions(made.charter, other.charter),
    }, allowed, made.timestamp, made.asked | others & (other.asked ?? CATEGORY_BITS));
  }

  return {
    get: () => get(),

    /**
     * Returns the choice that the page starts with; later changes are announced.
     * @param {string} [first] the cookies, if they were just read
     */
    begin(first) {
      if (announced !== undefined) return announced;
      announced = get(announcedIn = line ?? first);
      if (!announced) outdated = read()?.record ?? null;
      return announced;
    },

    /** Whether listeners already know what these cookies say. @param {string} latest */
    announcedIn: (latest) => latest === announcedIn,

    outdated: () => outdated,

    granted,

    /** Whether a name is allowed. Without a choice nothing optional is. */
    allows,

    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /**
     * The time to record a new choice with, in ms since 1970: after any that the cookie
     * holds, even one dated ahead, which another host of the domain may have planted.
     */
    time() {
      const newest = readChoice(documentCookie(), Date.now());
      return Math.max(Date.now(), (newest?.record.timestamp ?? 0) + 1);
    },

    /**
     * The record of a choice made now.
     * @param {(name: string) => boolean} chosen
     * @param {(name: string) => boolean} [kept] whether an exempt tracker goes on measuring
     */
    record(chosen, kept = allows) {
      return fillRecord(template(), config,
        (name) => (exempt.includes(name) ? kept : chosen)(name), this.time());
    },

    /**
     * Commits a new choice and announces it. One that the browser doesn't keep is erased.
     * @param {string} record the cookie's value, as Go writes it
     * @returns {boolean} whether the browser kept it
     */
    commit(record) {
      record = withOthers(record);
      denied = false;
      write(record, LIFETIME / 1000);
      denied = now()?.value !== record;
      if (denied) this.erase();
      else this.refresh();
      return !denied;
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
      write(choice.value, maxAge(choice.record.timestamp, Date.now()));
    },

    /** Erases the cookie: host-only, with our Domain, then with any Domain another page used. */
    erase() {
      write('', 0);
      for (let host = location.hostname; now() && host.includes('.');
        host = host.slice(host.indexOf('.') + 1)) {
        writeCookie(setCookie('', 0, secure, host));
      }
      this.refresh();
    },
  };
}

/** Returns document.cookie; '' where the browser forbids it, as in a sandboxed frame. */
export function documentCookie() {
  try {
    return String(document.cookie ?? '');
  } catch {
    return '';
  }
}

/** @param {string} cookie as document.cookie takes it */
export function writeCookie(cookie) {
  try {
    document.cookie = cookie;
  } catch {
    // Callers read it back to find out that nothing was kept.
  }
}

/**
 * Returns the cookies of our name, as document.cookie would. Reading document.cookie
 * blocks the page, so the asynchronous Cookie Store API is used where there is one.
 *
 * @param {string|{}} filter as cookieStore.getAll takes it: {} for all cookies
 */
export async function latestCookies(filter = NAME) {
  const late = new Promise((resolve) => setTimeout(resolve, 300));
  try {
    const cookies = await Promise.race([window.cookieStore?.getAll(filter), late]);
    if (cookies) return cookies.map(({ name = filter, value }) => `${name}=${value}`).join('; ');
  } catch {
    // A sandboxed frame, or a page that has replaced cookieStore.
  }
  return documentCookie();
}

/** Calls back when a cookie was written, by this or another tab. @param {() => void} callback */
export function onCookieChange(callback) {
  try {
    window.cookieStore?.addEventListener('change', callback);
  } catch {
    // A page that has replaced cookieStore: changes are seen at the next return to the tab.
  }
}
