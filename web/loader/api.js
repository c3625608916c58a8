/**
 * window.cookiesPreferences: a portal depends on it, so it is stable.
 *
 * @param {object} parts
 * @param {ReturnType<import('./choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('./journal.js').createJournal>} parts.journal
 * @param {ReturnType<import('./program.js').createProgram>} parts.program
 * @param {ReturnType<import('./notice.js').createNotice>} parts.notice
 */
export function createAPI({ choice, journal, program, notice }) {
  return Object.freeze({
    /** The choice, decoded; null when there is none. */
    get: () => choice.get(),

    /** Whether a category or a tracker is allowed. */
    allows: (name) => choice.allows(String(name)),

    /** Shows the preferences. */
    open: () => program.request('open'),

    /** Refuses everything optional: for privacy tools and scripts. */
    refuse: () => (program.runs() ? program.request('refuse') : notice.refuse()),

    /** Erases the choice: the visitor is asked again. */
    forget() {
      program.forget();
      journal.clear();
      choice.erase();
      if (program.runs()) program.request('forget');
      else notice.putUp();
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
