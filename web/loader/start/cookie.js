/**
 * Reads the cookie `cookies_preferences`, as Go's package `banner/preferences` does;
 * `banner/preferences/testdata/cookies.json` holds the cases that test both. Nothing
 * here throws, reads a clock or touches the page. A cookie line is what a page reads:
 * name=value pairs joined by semicolons.
 */

export const NAME = 'cookies_preferences';

/**
 * A pair of that name in a cookie line, and its value without the spaces and tabs
 * around it (RFC 6265bis, sections 4.2.1 and 5.6). It runs in linear time.
 */
const PAIR = /(?:^|;)[ \t]*cookies_preferences[ \t]*=[ \t]*([^;]*[^; \t])?/g;

/** A charter's version. */
export const VERSION = /^[\w.-]{1,32}$/;

/** Between the versions of several charters: see `joinVersions`. */
const JOINT = '--';

/** A valid attribute `Domain`: labels joined by dots. */
const DOMAIN = /^\.?[A-Za-z\d-]+(\.[A-Za-z\d-]+)*$/;

/** Bytes of name and value that browsers keep (RFC 6265bis, section 5.6). */
const MAX_SIZE = 4096;

/** How far ahead a choice may be dated, in ms: clocks disagree. */
const AHEAD = 864e5; // 24 hours

/** How long a choice is kept, in ms (CNIL recommendation 2020-092, ¶38-39). */
export const LIFETIME = 15552e6; // 180 days

/** The booleans of a record: the categories and the trackers, in the cookie's order. */
export const NAMES =
  'functional_cookies statistics internal third_party ga matomo xiti at piano eulerian'.split(' ');

/** The categories that a visitor can allow. The trackers after them belong to the first. */
export const CATEGORIES = NAMES.slice(1, 4);

/** The categories as bits. */
export const CATEGORY_BITS = 7;

/** The trackers that portals know: they belong to the first category. */
export const TRACKERS = NAMES.slice(4);

/** How many services a page may declare, and a record have. */
export const MAX_SERVICES = 20;

/** Whether a name can be that of a service that a portal declares. @param {string} name */
export const isService = (name) => !NAMES.includes(name)
  && /^(?!asked$|charter$|timestamp$)[a-z][a-z\d-]{1,31}$/.test(name);

/** @param {string} name a tracker or a category @returns {string} its category */
export const categoryOf = (name) => (NAMES.indexOf(name) > 3 ? CATEGORIES[0] : name);

/** Optional names as bits: bit i is `NAMES[i + 1]`. @param {(name: string) => boolean} has */
export const setOf = (has) => NAMES.slice(1).reduce(
  (set, name, i) => (has(name) ? set | 1 << i : set), 0);

/** Whether such bits have a name. @param {number} set @param {string} name */
export const isIn = (set, name) => Boolean(set >> NAMES.indexOf(name) - 1 & 1);

/**
 * A choice: an object without prototype. Its keys are, in this order, `NAMES` (the first
 * is always true), the services that the visitor was asked about, `charter` (absent when the
 * record names none), `asked` (what the visitor was asked about, bit i for `NAMES[i + 1]`;
 * absent when the record doesn't say) and `timestamp` (when the visitor chose, in ms since 1970).
 * @typedef {Record<string, boolean> & {charter?: string, asked?: number, timestamp: number}}
 *   Preferences
 */

/**
 * Returns the visitor's choice, or null when none counts. The newest valid record among
 * the cookies of the name counts, whatever their order, unless it was made about another
 * version of the charter or doesn't cover what the page asks. When several are newest
 * and differ, everything optional is refused.
 * @param {string} line
 * @param {number} now ms since 1970
 * @param {string} [version] of the page's charter; empty or malformed, it fits every record
 * @param {number} [asks] what the page asks about, bits as in `asked`; 0: every record covers it
 * @param {string[]} [services] those that it declares
 * @returns {{record: Preferences, value: string | null} | null} with the raw value that
 *   holds the choice (the first, if several do); null after a tie
 */
export function readChoice(line, now, version, asks = 0, services) {
  let newest = null;
  for (const value of values(line)) {
    const record = decode(value, now);
    if (!record) continue;
    const later = newest ? record.timestamp - newest.record.timestamp : 1;
    if (later > 0) newest = { record, value };
    else if (later === 0 && JSON.stringify(record) !== JSON.stringify(newest.record)) {
      refuse(newest, record);
    }
  }
  return newest && fits(newest.record.charter, version) && covers(newest.record.asked, asks)
    && !services?.some((name) => !(name in newest.record)) ? newest : null;
}

/**
 * Returns the values of all cookies of the name, in their order on the line. A malformed
 * pair doesn't affect the others.
 * @param {string} line
 * @returns {string[]}
 */
export function values(line) {
  // Not Array.from: Prototype.js and MooTools replace it by one that knows no iterators.
  return [...String(line).matchAll(PAIR)].map((pair) => pair[1] || '');
}

/**
 * Returns for how many whole seconds from now a choice may be kept: the rest of its
 * 180 days, never more; 0 when it no longer counts, or not yet.
 * @param {number} timestamp when the visitor chose, ms since 1970
 * @param {number} now ms since 1970
 */
export function maxAge(timestamp, now) {
  return Math.floor(remaining(timestamp, now) / 1000);
}

/**
 * Returns the text to assign that stores a value unchanged.
 * @param {string} value as `readChoice` returned it, or a new record
 * @param {number} age `maxAge` of its timestamp; 0 makes the browser delete the cookie
 * @param {boolean} secure true on https pages, and only there
 * @param {string} [domain] empty or malformed, the cookie is host-only
 */
export function setCookie(value, age, secure, domain) {
  return `${NAME}=${age ? value : ''}; Path=/; Max-Age=${age}; SameSite=Lax` +
    (domain && DOMAIN.test(domain) ? `; Domain=${domain}` : '') +
    (secure ? '; Secure' : '');
}

/**
 * Decodes a value as the portal does: `decodeURIComponent`, then `JSON.parse`. Only an
 * object's own keys count; anything but an object ends up without a timestamp.
 * @returns {Preferences | undefined} undefined when the value is no valid record
 */
function decode(value, now) {
  try {
    if (byteLength(NAME + value) > MAX_SIZE) return;
    const read = { __proto__: null, ...JSON.parse(decodeURIComponent(value)) };
    const record = { __proto__: null };
    const services = Object.keys(read)
      .filter((name) => typeof read[name] === 'boolean' && isService(name));
    for (const name of [...NAMES, ...services.sort()]) {
      const { [name]: allowed = false } = read;
      if (typeof allowed !== 'boolean') return;
      record[name] = name === NAMES[0] || allowed;
    }
    if ('charter' in read) {
      if (typeof read.charter !== 'string' || !VERSION.test(read.charter)) return;
      record.charter = read.charter;
    }
    if (Number.isInteger(read.asked) && read.asked > 0 && read.asked < 512) {
      record.asked = read.asked;
    }
    if (typeof read.timestamp !== 'number') return;
    record.timestamp = Math.trunc(read.timestamp);
    if (remaining(record.timestamp, now)) return record;
  } catch {
    // Malformed escapes, malformed JSON or a lone surrogate: no choice.
  }
}

/** Refuses everything optional, after a tie with a different record. */
function refuse(newest, other) {
  newest.value = null;
  const { record } = newest;
  for (const name of Object.keys(record).slice(1)) {
    if (name in other && typeof record[name] === 'boolean') record[name] = false;
    else if (record[name] !== other[name]) delete record[name];
  }
}

/** Whether a record about one version of the charter counts on a page that shows another. */
function fits(recorded, shown) {
  return !recorded || !VERSION.test(shown || '')
    || [recorded, ...recorded.split(JOINT)].includes(shown);
}

/**
 * The version of a record that counts on portals with different charters, the newest first; as
 * many as there is room for.
 * @param {string} [own] @param {string} [others] as in a record
 * @returns {string} '' if there is none
 */
export function joinVersions(own = '', others = '') {
  return [...new Set([own, ...others.split(JOINT)])].reduce((all, version) => {
    const more = all + (all && version && JOINT) + version;
    return VERSION.test(more) ? more : all;
  });
}

/** Whether the visitor was asked about all that the page asks; a record that doesn't say was. */
function covers(asked, asks) {
  return !(asks & ~(asked || asks));
}

/** For how many ms a choice still counts; 0 when it doesn't. */
function remaining(timestamp, now) {
  const age = now - timestamp;
  return timestamp > 0 && age >= -AHEAD && age < LIFETIME ? LIFETIME - Math.max(age, 0) : 0;
}

/** Length in UTF-8. Throws on a lone surrogate, which UTF-8 cannot encode. */
function byteLength(text) {
  return encodeURIComponent(text).replace(/%../g, '-').length;
}
