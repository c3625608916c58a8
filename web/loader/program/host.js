/**
 * The one object, besides its own elements, through which the Go program
 * (banner/host_js.go) reaches the page.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
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
 * @property {object|null} chosen the choice that is shown
 * @property {string[]} draft the names whose switches are on
 * @property {string[]} along the switches that moved along with the last one
 * @property {string[][]} [services] the declared ones: see ../dialog/services.js
 * @property {boolean} charterShown whether the dialog shows the charter already
 * @property {Uint8Array|null} charter the text of that one; null: the standard charter
 */
export function createHost({ config, start, choice, commit, text, modal, report, onRequest }) {
  return {
    ...modal,
    config: settings(config, start.services),
    start: { ...start, chosen: fields(start.chosen) },
    report,
    commit,
    onRequest,

    /** The choice in force. */
    choice: () => fields(choice.granted()),

    /** When a choice made now is dated, in ms since 1970. */
    time: () => choice.time(),

    /** Calls back with the charter's bytes, or null and an error message ('': no charter). */
    readCharter(callback) {
      text.then((bytes) => callback(bytes, ''),
        (error) => callback(null, String(error?.message ?? error)));
    },
  };
}

/** A choice with the names that it allows; its timestamp is 0 without one. */
function fields(chosen) {
  return {
    allowed: Object.keys(chosen ?? {}).filter((name) => chosen[name] === true),
    charter: chosen?.charter ?? '',
    asked: chosen?.asked ?? 0,
    timestamp: chosen?.timestamp ?? 0,
  };
}

/** The settings that the program needs, which it cannot change. */
function settings({
  controller, domain, origin, version, categories, trackers, exempt, charter, charterPage, gpc,
}, services = []) {
  return Object.freeze({
    controller, domain, origin, version, charter, charterPage, gpc,
    categories: categories && Object.freeze([...categories]),
    trackers: Object.freeze([...trackers]),
    exempt: Object.freeze([...exempt]),
    services: Object.freeze(services.map((texts) => Object.freeze([...texts]))),
  });
}
