const KEY = 'cookies_preferences:journal';

/** For how long an entry counts, in milliseconds: as long as a choice. */
const LIFETIME = 15552e6;

/**
 * What the visitor chose and only Go can write, until Go has written it. It
 * outlives the page in sessionStorage, or not at all where that is refused.
 *
 * @typedef {{choice: 'accept'|'refuse', at: number}} Entry at: ms since 1970
 */
export function createJournal() {
  let entry = read();

  return {
    /** @returns {Entry|null} the last choice: it is the one that counts */
    get: () => entry,

    /** @param {Entry['choice']} choice */
    add(choice) {
      entry = { choice, at: Date.now() };
      try {
        sessionStorage.setItem(KEY, JSON.stringify(entry));
      } catch {
        // It lives as long as the page, then.
      }
    },

    clear() {
      entry = null;
      try {
        sessionStorage.removeItem(KEY);
      } catch {
        // There is nothing to remove.
      }
    },
  };
}

/** @returns {Entry|null} the entry that an earlier page left, if it is one */
function read() {
  try {
    const { choice, at } = JSON.parse(sessionStorage.getItem(KEY));
    const age = Date.now() - at;
    return (choice === 'accept' || choice === 'refuse') && age >= 0 && age < LIFETIME ? { choice, at } : null;
  } catch {
    return null;
  }
}
