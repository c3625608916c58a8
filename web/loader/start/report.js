/**
 * Reports an error to the page's integrator: an event on the document and a line on
 * the console. Visitors see neither.
 *
 * @param {string} code the kind of error, for programs
 * @param {unknown} what an error, or a sentence for people that says what and where
 * @param {string} [consequence] appended to it
 */
export function report(code, what, consequence = '') {
  const message = String(what?.message ?? what) + consequence;
  console.warn(`[cookies-preferences] ${code}: ${message}`);
  document.dispatchEvent(
    new CustomEvent('cookies_preferences:error', { detail: { code, message } }),
  );
}
