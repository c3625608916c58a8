/** When to fetch again what a click on a link has stopped, in ms. */
const AGAIN = 3e3;

/**
 * Fetches a file. Browsers stop the requests of a page as soon as the visitor follows a link.
 * That is no failure: a page that is left fetches nothing more, and one that stays, as for a
 * download, or comes back, fetches again.
 *
 * @template T
 * @param {() => Promise<T>} get
 * @returns {Promise<T>}
 */
export async function fetchUnlessLeft(get) {
  let leaving = false;
  const leave = () => { leaving = true; };
  window.addEventListener('beforeunload', leave);
  try {
    return await get();
  } catch (error) {
    if (!leaving) throw error;
  } finally {
    window.removeEventListener('beforeunload', leave);
  }
  await new Promise((resolve) => { setTimeout(resolve, AGAIN); });
  return fetchUnlessLeft(get);
}
