/**
 * Tells the page's integrator what went wrong: one event on the document and
 * one line on the console. Visitors see neither.
 *
 * @param {string} code names the kind of error to programs
 * @param {string} message a sentence for people: what, and where
 */
export function report(code, message) {
  console.warn(`[cookies-preferences] ${code}: ${message}`);
  document.dispatchEvent(
    new CustomEvent('cookies_preferences:error', { detail: { code, message } }),
  );
}
