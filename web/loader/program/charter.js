import { retry, WrongAnswer } from './retry.js';

/** How long a charter may take, in ms, before the standard one is shown instead. */
const CHARTER_TIMEOUT = 8000;

/** The largest charter, in bytes. One more byte is passed on, so that Go reports the size. */
const MAX_CHARTER = 256 * 1024;

/**
 * Fetches a charter's text, and no more of it than Go reads.
 *
 * @param {string} url
 * @returns {Promise<Uint8Array>}
 */
export async function fetchCharter(url) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), CHARTER_TIMEOUT);
  try {
    return await retry(() => fetchOnce(url, abort.signal));
  } finally {
    clearTimeout(timer);
    abort.abort(); // ends the download of what is not wanted
  }
}

/** @param {string} url @param {AbortSignal} signal */
async function fetchOnce(url, signal) {
  try {
    const options = { __proto__: null, credentials: 'omit', cache: 'no-cache', signal };
    const response = await fetch(url, options).catch((error) => {
      throw new Error(`it cannot be fetched (${error.message}): no connection, a policy, or `
        + 'another host without Access-Control-Allow-Origin');
    });
    if (!response.ok) throw new WrongAnswer(`HTTP status ${response.status}, expected 200`);
    if (/html/.test(response.headers.get('content-type') ?? '')) {
      throw new WrongAnswer('it is an HTML page, expected plain text');
    }
    return await start(response, MAX_CHARTER + 1);
  } catch (error) {
    if (signal.aborted) throw new WrongAnswer(`no answer within ${CHARTER_TIMEOUT / 1000} s`);
    throw error;
  }
}

/** Returns the first bytes of a response's body. @param {Response} response @param {number} max */
async function start(response, max) {
  const bytes = new Uint8Array(max);
  let length = 0;
  const reader = response.body?.getReader(); // an empty body may be null
  while (reader && length < max) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes.set(value.subarray(0, max - length), length);
    length = Math.min(length + value.length, max);
  }
  return bytes.subarray(0, length);
}
