import { builtIn, everyPortal } from 'virtual:build';

/** How long, in ms, the dialog waits for the charter that it is to show. */
const PATIENCE = 3000;

/**
 * A charter as the build rendered it, in trees: see ../notice/render.js.
 *
 * @typedef {object} Charter
 * @property {string} [page] address of its own page
 * @property {Record<string, any[]>} details what it says of each category
 * @property {any[]} content of the dialog
 */

/**
 * The charter of the page's portal as the build rendered it; the standard one where the
 * page names none. One that data-charter names can only be read by the program.
 *
 * @param {import('../start/config.js').Config} config
 * @param {typeof import('../start/report.js').report} report
 */
export function createCharter(config, report) {
  const { base, portal } = config;
  const isBuiltIn = config.charter === `${base}charters/${portal}.txt`
    && (everyPortal || builtIn.includes(portal));
  const page = isBuiltIn ? `${base}charters/${portal}.html` : '';
  if (!config.charter) {
    report('portal_unknown', `${portal}: no charter is built in for this portal and `
      + 'data-charter is absent; the standard charter is shown');
  }

  /** Settles when it has come, or is known not to come: then the program shows it. */
  const fetched = isBuiltIn ? read(portal)
    : config.charter || !config.origin ? Promise.resolve() : read('standard');

  const charter = {
    /** The address of its own page; '' when it has none. */
    page,

    /** @type {Charter|null} null until it has come */
    rendered: null,

    fetched,

    /** Settles with it, or when it is late. @type {Promise<void>} */
    ready: Promise.race([fetched, new Promise((late) => { setTimeout(late, PATIENCE); })]),
  };

  async function read(name) {
    const options = { __proto__: null, credentials: 'omit' };
    const response = await fetch(`${base}charters/${name}.json`, options).catch(() => null);
    const json = response?.ok && await response.json().catch(() => null);
    if (json) charter.rendered = { page, ...json };
  }

  return charter;
}
