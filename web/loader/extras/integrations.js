/**
 * Tells other scripts of the choice in their own words: what a page asks for by
 * data-integrations, in a file of its own. What waits for the choice is opened
 * only once this has begun, so that each tag finds its consent told.
 */
import { NAMES } from '../start/cookie.js';

/**
 * What each does when it begins, and with each choice after that: null where
 * there is none, or none any more.
 *
 * @type {Record<string, () => (preferences: Record<string, boolean>|null) => void>}
 */
const INTEGRATIONS = {
  // https://developers.google.com/tag-platform/security/guides/consent
  'consent-mode'() {
    const states = (preferences) => {
      const state = (name) => (preferences?.[name] ? 'granted' : 'denied');
      return {
        ad_storage: state('third_party'),
        ad_user_data: state('third_party'),
        ad_personalization: state('third_party'),
        analytics_storage: state('ga'),
      };
    };
    gtag('consent', 'default', states(null));
    return (preferences) => gtag('consent', 'update', states(preferences));
  },

  // https://developer.matomo.org/guides/tracking-consent
  matomo() {
    const tell = (...calls) => (window._paq ??= []).push(...calls);
    tell(['requireConsent']);
    let given = false;
    return (preferences) => {
      const allowed = preferences?.matomo === true;
      if (allowed && !given) tell(['setConsentGiven']);
      if (given && !allowed) tell(['forgetConsentGiven'], ['deleteCookies']);
      given = allowed;
    };
  },

  // https://developers.google.com/tag-platform/tag-manager/datalayer
  datalayer: () => (preferences) => {
    // Each name: what a tag manager is not told of keeps the value that it had.
    const allowed = Object.fromEntries(NAMES.map((name, i) => [name, i === 0 || preferences?.[name] === true]));
    dataLayer().push({ event: 'cookies_preferences', cookies_preferences: allowed });
  },
};

const dataLayer = () => window.dataLayer ??= [];

/** Google's own function takes its call for one only as `arguments`. */
function gtag() {
  dataLayer().push(arguments);
}

/**
 * Begins to tell.
 *
 * @param {string[]} names of integrations
 * @param {ReturnType<import('../start/choice.js').createChoice>} choice
 */
export function integrate(names, choice) {
  // In the order above, whatever the page's: what reacts to the event finds the consent told.
  for (const name of Object.keys(INTEGRATIONS)) {
    if (!names.includes(name)) continue;
    const tell = INTEGRATIONS[name]();
    const preferences = choice.get();
    if (preferences) tell(preferences);
    choice.onChange(tell);
  }
}
