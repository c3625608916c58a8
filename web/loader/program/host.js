import { onNextInput } from '../start/events.js';

/** How long a charter may take, in ms, before the standard one is shown instead. */
const CHARTER_TIMEOUT = 8000;

/** The largest charter, in bytes. One more byte is passed on, so that Go reports the size. */
const MAX_CHARTER = 256 * 1024;

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

/**
 * @param {string} url
 * @returns {Promise<Uint8Array>}
 */
async function fetchCharter(url) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), CHARTER_TIMEOUT);
  try {
    const options = { __proto__: null, credentials: 'omit', signal: abort.signal };
    const response = await fetch(url, options).catch((error) => {
      throw new Error(`it cannot be fetched (${error.message}): no connection, a policy, or `
        + 'another host without Access-Control-Allow-Origin');
    });
    if (!response.ok) throw new Error(`HTTP status ${response.status}, expected 200`);
    if (/html/.test(response.headers.get('content-type') ?? '')) {
      throw new Error('it is an HTML page, expected plain text');
    }
    return new Uint8Array(await response.arrayBuffer()).subarray(0, MAX_CHARTER + 1);
  } catch (error) {
    if (abort.signal.aborted) throw new Error(`no answer within ${CHARTER_TIMEOUT / 1000} s`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
