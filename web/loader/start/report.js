/**
 * Tells the page's integrator what went wrong: one event on the document and
 * one line on the console. Visitors see neither.
 *
 * @param {string} code names the kind of error to programs
 * @param {unknown} what a sentence for people: what, and where; or an error, which has one
 * @param {string} [so] what follows from it
 */
export function report(code, what, so = '') {
  const message = String(what?.message ?? what) + so;
  console.warn(`[cookies-preferences] ${code}: ${message}`);
  document.dispatchEvent(
    new CustomEvent('cookies_preferences:error', { detail: { code, message } }),
  );
}
