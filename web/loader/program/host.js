import { onNextAct } from '../start/act.js';

/** How long a charter may take, in milliseconds, before the standard one stands in. */
const CHARTER_TIMEOUT = 8000;

/** The largest charter, in octets; one more is handed on, so that Go can say so. */
const MAX_CHARTER = 256 * 1024;

/**
 * The one object through which the Go program (banner/host_js.go) reaches the
 * page, besides the elements of its own tree.
 *
 * @param {object} page
 * @param {import('../start/config.js').Config} page.config
 * @param {() => object[]} page.journal see journal.js
 * @param {(kept: boolean) => boolean} page.changed the cookie was written, and whether the browser
 *   kept it; gives whether only a reload ends what is no longer allowed
 * @param {typeof import('../start/report.js').report} page.report
 * @param {() => boolean} page.focusLost whether nothing on the page has the focus, after giving it
 *   back to what opened the preferences
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

    /** Calls back with the charter's octets, or null and a message, or null and ''. */
    readCharter(callback) {
      if (!config.charter) callback(null, '');
      else {
        fetchCharter(config.charter).then(
          (octets) => callback(octets, ''),
          (error) => callback(null, String(error?.message ?? error)),
        );
      }
    },

    onNextAct,
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
    const response = await fetch(url, { __proto__: null, credentials: 'omit', signal: abort.signal }).catch((error) => {
      throw new Error(`it cannot be fetched (${error.message}): no line, a policy, or another host `
        + 'without Access-Control-Allow-Origin');
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
