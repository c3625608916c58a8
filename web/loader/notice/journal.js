import { maxAge, NAMES } from '../start/cookie.js';

const KEY = 'cookies_preferences:journal';

/**
 * What the visitor chose in the page and only Go can write, until Go has written
 * it. It is kept in localStorage, so that it outlives the tab, and that no other
 * tab asks meanwhile; or in the page alone where storage is refused.
 *
 * @typedef {{choice: 'accept'|'refuse'|'allow', name: string, at: number, about: string}} Entry
 *   name: what is allowed, besides what is already; at: ms since 1970; about: what was asked
 *
 * @param {() => number} newest when the newest choice was made that the cookie holds, in ms since 1970
 * @param {import('../start/config.js').Config} config
 */
export function createJournal(newest, { version, trackers, categories, asks }) {
  /** What a choice is about: one about something else is none here. */
  const about = `["${version}",${list(trackers)},${list(categories)}]`;

  /** @type {Entry[]} where storage is refused */
  let kept = [];

  const journal = {
    /** @returns {Entry[]} in order, those later than any choice that the cookie holds */
    get: () => [...read(about, asks), ...kept].filter(({ at }) => at > newest()),

    /** Whether what was added outlives the page. */
    lasts: () => !kept[0],

    /** Adds a choice. To accept or to refuse everything makes those before it void. @param {Omit<Entry, 'about'>} choice */
    add(choice) {
      const entry = { ...choice, about };
      kept = choice.choice === 'allow' ? [...journal.get(), entry] : [entry];
      write(list(kept));
      if (read(about, asks).at(-1)?.at === entry.at) kept = [];
    },

    /** Ends it: all is written, or forgotten. The other tabs hear of that. */
    clear() {
      kept = [];
      write('');
    },

    /** Calls back when another tab has written into it, or ended it. @param {() => void} callback */
    onChange(callback) {
      addEventListener('storage', ({ key }) => { if (key === KEY) callback(); });
    },
  };
  return journal;
}

/** A list as JSON. In a page with Prototype a list says itself what becomes of it, and it is no list then. */
const list = (items) => items && `[${items.map((item) => JSON.stringify(item))}]`;

/** @param {string} text what pages shall find; '' leaves nothing */
function write(text) {
  try {
    localStorage.setItem(KEY, text);
    if (!text) localStorage.removeItem(KEY);
  } catch {
    // Reading it back tells: nothing was kept.
  }
}

/**
 * @param {string} asked what the page asks about, as an entry has it
 * @param {number} asks the same, as the record's `asked`
 * @returns {Entry[]} what a page left, as far as it is a choice about the same, for as long as a choice counts
 */
function read(asked, asks) {
  try {
    return JSON.parse(localStorage.getItem(KEY)).filter(({ choice, name, at, about }) =>
      ['accept', 'refuse', 'allow'].includes(choice) && (choice !== 'allow' || asks >> NAMES.indexOf(name) - 1 & 1)
      && about === asked && typeof at === 'number' && maxAge(at, Date.now()));
  } catch {
    return [];
  }
}
