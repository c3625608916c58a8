import { onNextInput } from '../start/events.js';
import { fetchCharter } from './charter.js';

/**
 * The one object, besides its own elements, through which the Go program
 * (banner/host_js.go) reaches the page.
 *
 * @param {object} page
 * @param {import('../start/config.js').Config} page.config
 * @param {() => object[]} page.journal see journal.js
 * @param {(kept: boolean) => boolean} page.changed called after the cookie was written, with
 *   whether the browser kept it; returns whether only a reload ends what is no longer allowed
 * @param {typeof import('../start/report.js').report} page.report
 * @param {() => boolean} page.focusLost gives the focus back to the element that opened the
 *   preferences; returns whether nothing on the page has it even so
 * @param {(answer: (request: string) => void) => void} page.onRequest
 */
export function createHost({ config, journal, changed, report, focusLost, onRequest }) {
  return {
    config,
    journal,
    changed,
    report,
    focusLost,
    onRequest,

    /** Calls back with the charter's bytes, or null and an error message ('': no charter). */
    readCharter(callback) {
      if (!config.charter) callback(null, '');
      else {
        fetchCharter(config.charter).then(
          (bytes) => callback(bytes, ''),
          (error) => callback(null, String(error?.message ?? error)),
        );
      }
    },

    onNextInput,
  };
}
