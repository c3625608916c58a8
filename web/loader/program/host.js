import { NAMES } from '../start/cookie.js';

/**
 * The one object, besides its own elements, through which the Go program
 * (banner/host_js.go) reaches the page.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config & {charterPage: string}} parts.config
 * @param {Start} parts.start what is shown as the program takes over
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {(record: string) => void} parts.commit also closes the dialog and tells the visitor
 * @param {Promise<Uint8Array|null>} parts.text the charter's; null when there is none
 * @param {ReturnType<import('../dialog/modal.js').createModal>} parts.modal
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {(answer: (request: string) => void) => void} parts.onRequest
 *
 * @typedef {object} Start
 * @property {'preferences'|'charter'|''} dialog
 * @property {boolean} fromPreferences whether closing the charter leads back to them
 * @property {number} draft what the switches show, bits as in a record's `asked`
 * @property {number} along the switches that moved along with the last one, likewise
 * @property {boolean} charterShown whether the dialog shows the charter already
 * @property {Uint8Array|null} charter the text of that one; null: the standard charter
 */
export function createHost({ config, start, choice, commit, text, modal, report, onRequest }) {
  return {
    ...modal,
    config: frozen(config),
    start,
    report,
    commit,
    onRequest,

    /** The choice in force, with what it allows as bits; its timestamp is 0 without one. */
    choice() {
      const chosen = choice.get();
      return {
        allowed: NAMES.slice(1).reduce((set, name, i) => (chosen?.[name] ? set | 1 << i : set), 0),
        charter: chosen?.charter ?? '',
        asked: chosen?.asked ?? 0,
        timestamp: chosen?.timestamp ?? 0,
      };
    },

    /** When a choice made now is dated, in ms since 1970. */
    time: () => choice.time(),

    /** Calls back with the charter's bytes, or null and an error message ('': no charter). */
    readCharter(callback) {
      text.then((bytes) => callback(bytes, ''),
        (error) => callback(null, String(error?.message ?? error)));
    },
  };
}

/** A copy of the configuration that the program cannot change: addresses to fetch are in it. */
function frozen(config) {
  const copy = Object.entries(config).map(
    ([name, value]) => [name, Array.isArray(value) ? Object.freeze([...value]) : value]);
  return Object.freeze(Object.fromEntries(copy));
}
