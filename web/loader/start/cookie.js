/**
 * Reads the cookie `cookies_preferences`, as Go's package
 * `banner/preferences` does; `banner/preferences/testdata/cookies.json` holds
 * both to the same cases. Go is the only author of records: all that is written
 * from here is a value that was read, or that Go made at build time, with what
 * remains of its life. Nothing here throws, reads a clock or touches the page.
 */

export const NAME = "cookies_preferences";

/**
 * A pair of that name in `document.cookie`, and its value without the spaces
 * and tabs around it (RFC 6265bis, sections 4.2.1 and 5.6). However long the
 * line, no character is looked at more than a few times.
 */
const PAIR = /(?:^|;)[ \t]*cookies_preferences[ \t]*=[ \t]*([^;]*[^; \t])?/g;

/** A charter's version. */
export const VERSION = /^[\w.-]{1,32}$/;

/** What may stand in the attribute `Domain`: labels joined by dots. */
const DOMAIN = /^\.?[A-Za-z\d-]+(\.[A-Za-z\d-]+)*$/;

/** Octets of name and value that browsers keep (RFC 6265bis, section 5.6). */
const MAX_SIZE = 4096;

/** How far in the future a choice may have been made, in ms: clocks disagree. */
const AHEAD = 864e5; // 24 hours

/** How long a choice is kept, in ms (CNIL recommendation 2020-092, ¶38-39). */
const LIFETIME = 15552e6; // 180 days

/** The booleans of a record: the categories and the trackers, in the cookie's order. */
export const NAMES = "functional_cookies statistics internal third_party ga matomo xiti at piano eulerian".split(" ");

/**
 * A choice: an object without prototype, whose keys are always `NAMES` (the
 * first is always true), `charter` (absent when the record names none), `asked`
 * (what the visitor was asked about, bit i for `NAMES[i + 1]`; absent when the
 * record doesn't say) and `timestamp` (when the visitor chose, in ms since
 * 1970), in this order.
 * @typedef {Record<string, boolean> & {charter?: string, asked?: number, timestamp: number}} Preferences
 */

/**
 * Returns the visitor's choice, or null when there is none that counts: the
 * newest valid record among the cookies of the name, whatever their order,
 * unless it was made about another version of the charter, or not about all
 * that the page asks. When the newest are
 * several and differ, everything optional is refused.
 * @param {string} line `document.cookie`
 * @param {number} now ms since 1970
 * @param {string} [version] of the page's charter; empty or malformed, it fits every record
 * @param {number} [asks] what the page asks about, bits as in `asked`; 0 is covered by every record
 * @returns {{record: Preferences, value: string | null} | null} with the raw
 *   value that holds the choice (the first, if several do), null after a tie
 */
export function readChoice(line, now, version, asks = 0) {
  let newest = null;
  for (const value of values(line)) {
    const record = decode(value, now);
    if (!record) continue;
    const later = newest ? record.timestamp - newest.record.timestamp : 1;
    if (later > 0) newest = { record, value };
    else if (later === 0 && JSON.stringify(record) !== JSON.stringify(newest.record)) refuse(newest, record);
  }
  return newest && fits(newest.record.charter, version) && !(asks & ~(newest.record.asked || asks)) ? newest : null;
}

/**
 * Returns the values of all cookies of the name, in their order on the line. A
 * malformed pair spoils no other.
 * @param {string} line `document.cookie`
 * @returns {string[]}
 */
export function values(line) {
  return Array.from(String(line).matchAll(PAIR), (pair) => pair[1] || "");
}

/**
 * Returns for how many whole seconds from now a choice may be kept: what
 * remains of 180 days, and never more; 0 when it is no choice now.
 * @param {number} timestamp when the visitor chose, ms since 1970
 * @param {number} now ms since 1970
 */
export function maxAge(timestamp, now) {
  return Math.floor(remaining(timestamp, now) / 1000);
}

/**
 * Returns the text for `document.cookie` that keeps a value as it is.
 * @param {string} value as `readChoice` gave it, or as Go made it at build time
 * @param {number} age `maxAge` of its timestamp; 0 makes the browser forget the cookie, whatever the value
 * @param {boolean} secure true on https pages, and only there
 * @param {string} [domain] empty or malformed, the cookie is host-only
 */
export function setCookie(value, age, secure, domain) {
  return `${NAME}=${age ? value : ""}; Path=/; Max-Age=${age}; SameSite=Lax` +
    (domain && DOMAIN.test(domain) ? `; Domain=${domain}` : "") +
    (secure ? "; Secure" : "");
}

/**
 * Reads one value as the portal does, `decodeURIComponent` then `JSON.parse`:
 * a record, or nothing when it is no choice. Only an object's own keys count:
 * what is no object ends up without a timestamp.
 * @returns {Preferences | undefined}
 */
function decode(value, now) {
  try {
    if (octets(NAME + value) > MAX_SIZE) return;
    const read = { __proto__: null, ...JSON.parse(decodeURIComponent(value)) };
    const record = { __proto__: null };
    for (const name of NAMES) {
      const { [name]: allowed = false } = read;
      if (typeof allowed !== "boolean") return;
      record[name] = name === NAMES[0] || allowed;
    }
    if ("charter" in read) {
      if (typeof read.charter !== "string" || !VERSION.test(read.charter)) return;
      record.charter = read.charter;
    }
    if (Number.isInteger(read.asked) && read.asked > 0 && read.asked < 512) record.asked = read.asked;
    if (typeof read.timestamp !== "number") return;
    record.timestamp = Math.trunc(read.timestamp);
    if (remaining(record.timestamp, now)) return record;
  } catch {
    // No choice: malformed escapes, malformed JSON, half a character.
  }
}

/** Refuses everything optional, after a tie with a record that differs. */
function refuse(newest, { charter, asked }) {
  newest.value = null;
  for (const name of NAMES.slice(1)) newest.record[name] = false;
  if (newest.record.charter !== charter) delete newest.record.charter;
  if (newest.record.asked !== asked) delete newest.record.asked;
}

/** Whether a record about one version of the charter stands on a page that shows another. */
function fits(recorded, shown) {
  return !recorded || !VERSION.test(shown || "") || recorded === shown;
}

/** For how many ms a choice still holds; 0 when it is no choice now. */
function remaining(timestamp, now) {
  const age = now - timestamp;
  return timestamp > 0 && age >= -AHEAD && age < LIFETIME ? LIFETIME - Math.max(age, 0) : 0;
}

/** Length in UTF-8. Throws on half a character, which is no UTF-8. */
function octets(text) {
  return encodeURIComponent(text).replace(/%../g, "-").length;
}
