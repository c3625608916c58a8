/**
 * Makes window.cookiesPreferences. Portals depend on it: it is stable.
 *
 * @param {object} parts
 * @param {string} parts.version of the banner
 * @param {ReturnType<import('./choice.js').createChoice>} parts.choice
 * @param {() => ReturnType<import('../notice/session.js').createSession>} parts.session
 * @param {(root: ShadowRoot) => void} parts.watch
 */
export function createAPI({ version, choice, session, watch }) {
  return Object.freeze({
    /** The banner's version, such as 1.0.0. */
    version,

    /** Returns the decoded choice, or null when there is none. */
    get: choice.get,

    /** Reports whether a category, a tracker or a declared service is allowed. */
    allows: choice.allows,

    /** Shows the preferences. */
    open: () => session().open(),

    /** Refuses everything optional, for privacy tools and scripts. */
    refuse: () => session().refuse(),

    /** Erases the choice; the visitor is asked again. */
    forget: () => session().forget(),

    /**
     * Calls a function at each change, with the new choice and the previous one.
     * @returns {() => void} a function that removes the listener
     */
    onChange(listener) {
      if (typeof listener !== 'function') throw new TypeError('onChange expects a function');
      return choice.onChange(listener);
    },

    /** Has content wait in a shadow root that the banner can't find by itself, as a closed one. */
    watch,
  });
}
