import { NAMES } from './cookie.js';

const KEY = 'cookies_preferences:journal';

/** For how long an entry counts, and how far ahead it may be dated, in ms: as a choice. */
const LIFETIME = 15552e6;
const AHEAD = 864e5;

/**
 * What the visitor chose in the page and only Go can write, until Go has written
 * it. It is kept in localStorage, so that it outlives the tab, and that no other
 * tab asks meanwhile; or in the page alone where storage is refused.
 *
 * @typedef {{choice: 'accept'|'refuse'|'allow', name: string, at: number, about: string}} Entry
 *   name: what is allowed, besides what is already; at: ms since 1970; about: what was asked
 *
 * @param {() => number} newest when the newest choice was made that the cookie holds, in ms since 1970
 * @param {import('./config.js').Config} config
 */
export function createJournal(newest, { version, trackers, categories, asks }) {
  /** What a choice is about: one about something else is none here. */
  const about = JSON.stringify([version, trackers, categories]);

  /** @type {Entry[]} where storage is refused */
  let kept = [];

  const journal = {
    /** @returns {Entry[]} in order, those later than any choice that the cookie holds */
    get: () => [...read(about, asks), ...kept].filter(({ at }) => at > newest()),

    /** Adds a choice. To accept or to refuse everything makes those before it void. @param {Omit<Entry, 'about'>} choice */
    add(choice) {
      const entry = { ...choice, about };
      const entries = choice.choice === 'allow' ? [...journal.get(), entry] : [entry];
      kept = [];
      try {
        localStorage.setItem(KEY, JSON.stringify(entries));
      } catch {
        kept = entries;
      }
    },

    /** Ends it: all is written, or forgotten. The other tabs hear of that. */
    clear() {
      kept = [];
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
  return journal;
}

/**
 * @param {string} asked what the page asks about, as an entry has it
 * @param {number} asks the same, as the record's `asked`
 * @returns {Entry[]} what a page left, as far as it is a choice about the same
 */
function read(asked, asks) {
  try {
    const now = Date.now();
    return JSON.parse(localStorage.getItem(KEY)).filter(({ choice, name, at, about }) =>
      ['accept', 'refuse', 'allow'].includes(choice) && (choice !== 'allow' || asks >> NAMES.indexOf(name) - 1 & 1)
      && about === asked && typeof at === 'number' && now - at >= -AHEAD && now - at < LIFETIME);
  } catch {
    return [];
  }
}
