import { afterPaint } from '../start/events.js';

/** How long, in ms, the dialog waits for the charter that it is to show. */
const PATIENCE = 3000;

/**
 * A charter as the build rendered it, in trees: see ../notice/render.js.
 *
 * @typedef {object} Charter
 * @property {Record<string, any[]>} details what it says of each category
 * @property {Record<string, [label: string, sentence: string]>} [names] the switches' texts that
 *   it has itself
 * @property {any[]} content of the dialog
 */

/**
 * The charter of the page's portal as the build rendered it; the standard one where the
 * page names none. One that data-charter names can only be read by the program.
 *
 * @param {import('../start/config.js').Config} config
 */
export function createCharter({ base, charter: address, charterPage, origin, portal }) {
  /** What comes later is left to the program. */
  let settled = false;
  const charter = {
    /** @type {Charter|null} null until it has come */
    rendered: null,

    /** Returns what is shown of it: from now on that doesn't change. */
    settle() {
      settled = true;
      return charter.rendered;
    },

    /** Settles when it has come, or cannot come. @type {Promise<void>} */
    fetched: charterPage ? read(portal)
      : address || !origin ? Promise.resolve() : read('standard'),
  };

  async function read(name) {
    await new Promise(afterPaint); // the preferences come first
    // Its name stays when it changes, unlike the version that the choice is recorded with.
    const options = { __proto__: null, credentials: 'omit', cache: 'no-cache' };
    try {
      const response = await fetch(`${base}charters/${name}.json`, options);
      const json = response.ok && await response.json();
      if (!settled && json?.details && json.content) charter.rendered = json;
    } catch {
      // It cannot be fetched, or a page's own fetch throws: the program shows it.
    }
  }

  /** Settles with it, or when it is late. @type {Promise<void>} */
  charter.ready = Promise.race([
    charter.fetched, new Promise((late) => { setTimeout(late, PATIENCE); })]);
  return charter;
}
