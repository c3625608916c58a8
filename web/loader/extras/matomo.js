/**
 * Matomo's consent, as its documentation has it:
 * https://developer.matomo.org/guides/tracking-consent
 *
 * A page may have Matomo measure without cookies until they are accepted, exempt from consent
 * (CNIL guidelines 2020-091, ¶50). There a choice is about its cookies alone: requireConsent
 * would stop the measurement.
 */

/** Whether it measures so: our own calls change what can be seen of it. */
let withoutCookies = false;

/** Whether the page's Matomo measures without cookies, and without waiting for a choice. */
export function measuresWithoutCookies() {
  if (document.querySelector('script:is([data-cookies=matomo], [data-cookies=statistics])')) {
    return false;
  }
  const { _paq: queue, Matomo: started } = window;
  withoutCookies ||= Array.isArray(queue)
    ? queue.some((call) => /^(requireCookieConsent|disableCookies)$/.test(call?.[0]))
    : started?.getAsyncTracker?.()?.areCookiesEnabled?.() === false;
  return withoutCookies;
}

/**
 * Calls a Matomo that is exempt from consent, by data-exempt, after a change. A consent to the
 * statistics is about its cookies, where the page has it wait for that; an objection stops it.
 *
 * @param {Record<string, boolean>} now what is allowed
 * @param {Record<string, boolean>} before
 */
export function callExemptMatomo(now, before) {
  const consents = ({ matomo = true, statistics }) => Boolean(matomo && statistics);
  if (consents(now) !== consents(before)) {
    callMatomo(consents(now) ? 'setCookieConsentGiven' : 'forgetCookieConsentGiven');
  }
  const { matomo = true } = before;
  if (now.matomo !== matomo) callMatomo(now.matomo ? 'forgetUserOptOut' : 'optUserOut');
}

/** Calls Matomo, once it is there. @param {...string} names of its methods */
export function callMatomo(...names) {
  (window._paq ??= []).push(...names.map((name) => [name]));
}
