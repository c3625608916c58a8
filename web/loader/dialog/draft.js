import { CATEGORIES, NAMES } from '../start/cookie.js';

/**
 * What the switches show: it begins with the choice in force, and counts only once it is
 * saved. The program has the same rules: see toggle in banner/update.go;
 * banner/testdata/drafts.json tests both.
 *
 * @param {Pick<ReturnType<import('../start/choice.js').createChoice>, 'granted'>} choice
 * @param {string[]} trackers those with a switch
 * @param {import('./services.js').Service[]} services likewise; none where SERVICES is false
 */
export function createDraft(choice, trackers, services) {
  const names = SERVICES ? NAMES.concat(services.map(([id]) => id)) : NAMES;
  /**
   * The choice that it began with, and the exempt trackers that are not objected to. It has a
   * timestamp if the visitor has chosen.
   * @type {object|null}
   */
  let chosen = null;
  /** @type {Record<string, boolean>} */
  let allowed = {};
  /** The names that moved along with the last one. @type {string[]} */
  let along = [];

  const chosenAllows = (name) => chosen?.[name] === true;

  return {
    names: () => names,
    chosen: () => chosen,
    along: () => along,
    allows: (name) => allowed[name],

    /** Without a choice, every optional switch is off (CNIL guidelines 2020-091, ¶27). */
    start() {
      chosen = choice.granted();
      allowed = Object.fromEntries(names.map((name) => [name, chosenAllows(name)]));
      along = [];
    },

    /** Follows a change of the choice, unless the visitor has moved a switch. */
    follow() {
      const moved = names.slice(1).some((name) => allowed[name] !== chosenAllows(name));
      const kept = { allowed, along };
      this.start();
      if (moved) ({ allowed, along } = kept);
    },

    /** Takes over what switches show. @param {(name: string) => boolean|undefined} shows */
    read(shows) {
      chosen = choice.granted();
      along = [];
      for (const name of names.slice(1)) allowed[name] = shows(name) ?? chosenAllows(name);
    },

    /**
     * Moves a switch. A tracker is never allowed without its category: a category takes its
     * trackers along, and allowing a tracker allows its category. An exempt one moves alone, and
     * so does a service, which its category takes along, too.
     */
    move(name, on) {
      const before = { ...allowed };
      allowed[name] = on;
      if (name === CATEGORIES[0]) for (const tracker of trackers) allowed[tracker] = on;
      if (SERVICES) {
        for (const [id, category] of services) if (category === name) allowed[id] = on;
      }
      if (on && trackers.includes(name)) allowed[CATEGORIES[0]] = true;
      along = names.filter((other) => other !== name && allowed[other] !== before[other]);
    },
  };
}
