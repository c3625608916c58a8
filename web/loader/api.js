/**
 * window.cookiesPreferences: a portal depends on it, so it is stable.
 *
 * @param {{choice: ReturnType<import('./choice.js').createChoice>,
 *          program: ReturnType<import('./program.js').createProgram>}} parts
 */
export function createAPI({ choice, program }) {
  return Object.freeze({
    /** The choice, decoded; null when there is none. */
    get: () => choice.get(),

    /** Whether a category or a tracker is allowed. */
    allows: (name) => choice.allows(String(name)),

    /** Shows the preferences. */
    open: () => program.request('open'),

    /** Refuses everything optional: for privacy tools and scripts. */
    refuse: () => program.request('refuse'),

    /** Erases the choice: the visitor is asked again. */
    forget() {
      choice.erase();
      program.request('forget');
    },

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
