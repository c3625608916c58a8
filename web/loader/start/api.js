import { NAMES } from './cookie.js';

/**
 * window.cookiesPreferences: a portal depends on it, so it is stable.
 *
 * @param {object} parts
 * @param {ReturnType<import('./choice.js').createChoice>} parts.choice
 * @param {() => ReturnType<import('../notice/asking.js').createAsking>} parts.asking
 */
export function createAPI({ choice, asking }) {
  return Object.freeze({
    /** The choice, decoded; null when there is none. */
    get: () => choice.get(),

    /** Whether a category or a tracker is allowed. */
    allows: (name) => NAMES.includes(name) && choice.allows(name),

    /** Shows the preferences. */
    open: () => asking().open(),

    /** Refuses everything optional: for privacy tools and scripts. */
    refuse: () => asking().refuse(),

    /** Erases the choice: the visitor is asked again. */
    forget: () => asking().forget(),

    /**
     * Calls a function at each change, with the choice and the one before it.
     * @returns {() => void} ends that
     */
    onChange(listener) {
      if (typeof listener !== 'function') throw new TypeError('onChange expects a function');
      return choice.onChange(listener);
    },
  });
}
