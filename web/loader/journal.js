const KEY = 'cookies_preferences:journal';

/** For how long an entry counts, and how far ahead it may be dated, in ms: as a choice. */
const LIFETIME = 15552e6;
const AHEAD = 864e5;

/**
 * What the visitor chose and only Go can write, until Go has written it. It is
 * kept in localStorage, so that it outlives the tab, and that no other tab asks
 * meanwhile; or in the page alone where storage is refused.
 *
 * @typedef {{choice: 'accept'|'refuse', at: number}} Entry at: ms since 1970
 *
 * @param {() => ({timestamp: number}|null)} recorded the choice that the cookie holds
 */
export function createJournal(recorded) {
  /** @type {Entry|null} where storage is refused */
  let kept = null;

  return {
    /** @returns {Entry|null} the last choice, if it is later than the one that the cookie holds */
    get() {
      const entry = read() ?? kept;
      return entry && !(entry.at <= recorded()?.timestamp) ? entry : null;
    },

    /** @param {Entry} entry */
    add(entry) {
      try {
        localStorage.setItem(KEY, JSON.stringify(entry));
        kept = null;
      } catch {
        kept = entry;
      }
    },

    /** Ends it: the choice is written, or none. The other tabs hear of that. */
    clear() {
      kept = null;
      try {
        localStorage.setItem(KEY, '');
        localStorage.removeItem(KEY);
      } catch {
        // There is nothing to remove.
      }
    },

    /** Calls back when another tab has written into it, or ended it. @param {() => void} callback */
    onChange(callback) {
      addEventListener('storage', ({ key }) => { if (key === KEY) callback(); });
    },
  };
}

/** @returns {Entry|null} the entry that a page left, if it is one */
function read() {
  try {
    const { choice, at } = JSON.parse(localStorage.getItem(KEY));
    const age = Date.now() - at;
    return (choice === 'accept' || choice === 'refuse') && age >= -AHEAD && age < LIFETIME ? { choice, at } : null;
  } catch {
    return null;
  }
}
