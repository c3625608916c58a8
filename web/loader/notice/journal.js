import { maxAge, NAMES } from '../start/cookie.js';

const KEY = 'cookies_preferences:journal';

/**
 * Choices that only Go can record, until it has. They are kept in localStorage, so that
 * they outlive the tab and no other tab asks meanwhile; where storage is refused, in
 * memory.
 *
 * @typedef {{choice: 'accept'|'refuse'|'allow', name: string, at: number, about: string}} Entry
 *   name: what is allowed, besides what already is; at: ms since 1970; about: what was asked
 *
 * @param {() => number} newest when the cookie's newest choice was made, in ms since 1970
 * @param {import('../start/config.js').Config} config
 */
export function createJournal(newest, { version, trackers, categories, asks }) {
  /** What this page asks about; entries about anything else don't count here. */
  const about = `["${version}",${list(trackers)},${list(categories)}]`;

  /** @type {Entry[]} those that storage refused */
  let kept = [];

  const journal = {
    /** @returns {Entry[]} in order, those newer than any choice in the cookie */
    get: () => [...read(about, asks), ...kept].filter(({ at }) => at > newest()),

    /** Whether the entries outlive the page. */
    persists: () => !kept[0],

    /**
     * Adds a choice. Accepting or refusing everything discards the earlier ones.
     * @param {Omit<Entry, 'about'>} choice
     */
    add(choice) {
      const entry = { ...choice, about };
      kept = choice.choice === 'allow' ? [...journal.get(), entry] : [entry];
      write(list(kept));
      if (read(about, asks).at(-1)?.at === entry.at) kept = [];
    },

    /** Empties it, once everything is written or forgotten. The other tabs are notified. */
    clear() {
      kept = [];
      write('');
    },

    /** Calls back when another tab has written to it or emptied it. @param {() => void} callback */
    onChange(callback) {
      addEventListener('storage', ({ key }) => { if (key === KEY) callback(); });
    },
  };
  return journal;
}

/** A list as JSON. Prototype.js gives arrays a toJSON that returns a string. */
const list = (items) => items && `[${items.map((item) => JSON.stringify(item))}]`;

/** @param {string} text what pages will read; '' removes the item */
function write(text) {
  try {
    localStorage.setItem(KEY, text);
    if (!text) localStorage.removeItem(KEY);
  } catch {
    // add() reads it back to find out that nothing was kept.
  }
}

/**
 * @param {string} asked what the page asks about, as in an entry
 * @param {number} asks the same, as the record's `asked`
 * @returns {Entry[]} the stored choices about the same, unless they have expired
 */
function read(asked, asks) {
  try {
    return JSON.parse(localStorage.getItem(KEY)).filter(({ choice, name, at, about }) =>
      ['accept', 'refuse', 'allow'].includes(choice)
      && (choice !== 'allow' || asks >> NAMES.indexOf(name) - 1 & 1)
      && about === asked && typeof at === 'number' && maxAge(at, Date.now()));
  } catch {
    return [];
  }
}
