/** How long after a failure a file is fetched again, in ms. */
const DELAYS = [500, 3000];

/** The host's answer is not what was asked for: another request would be answered alike. */
export class WrongAnswer extends Error {}

/**
 * Fetches a file, and again where the request fails. Firefox and Safari stop all requests of a page
 * when the visitor follows a link, even if the page stays, as for a download; Safari refuses others
 * until that one is answered.
 *
 * @template T
 * @param {() => Promise<T>} get
 * @returns {Promise<T>}
 */
export async function retry(get) {
  for (const delay of DELAYS) {
    try {
      return await get();
    } catch (error) {
      if (error instanceof WrongAnswer) throw error;
      await new Promise((resolve) => { setTimeout(resolve, delay); });
    }
  }
  return get();
}
