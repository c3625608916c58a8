/**
 * Passes the choice on to other scripts through their own interfaces, where a page asks
 * for it by data-integrations. The gates open only after this has begun, so that each
 * tag finds its consent set.
 */
import { NAMES } from '../start/cookie.js';
import { callMatomo, measuresWithoutCookies } from './matomo.js';

/**
 * Each integration's start; it returns what handles every later choice, or null when
 * there is no choice any more.
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

  matomo() {
    const exempt = measuresWithoutCookies();
    const consent = exempt ? 'CookieConsentGiven' : 'ConsentGiven';
    if (!exempt) callMatomo('requireConsent');
    let given = false;
    return (preferences) => {
      const allowed = preferences?.matomo === true;
      if (allowed && !given) callMatomo(`set${consent}`);
      if (given && !allowed) callMatomo(`forget${consent}`, 'deleteCookies');
      given = allowed;
    };
  },

  // https://developers.google.com/tag-platform/tag-manager/datalayer
  datalayer: () => (preferences) => {
    // Every name: a tag manager keeps the previous value of one that is left out.
    const allowed = Object.fromEntries(
      NAMES.map((name, i) => [name, i === 0 || preferences?.[name] === true]));
    dataLayer().push({ event: 'cookies_preferences', cookies_preferences: allowed });
  },
};

const dataLayer = () => window.dataLayer ??= [];

/** Google's tag recognises a command only as an `arguments` object. */
function gtag() {
  dataLayer().push(arguments);
}

/**
 * Starts the integrations.
 *
 * @param {string[]} names of integrations
 * @param {ReturnType<import('../start/choice.js').createChoice>} choice
 */
export function integrate(names, choice) {
  // In the order above, not the page's: whatever reacts to the event finds the consent set.
  for (const name of Object.keys(INTEGRATIONS)) {
    if (!names.includes(name)) continue;
    const update = INTEGRATIONS[name]();
    const preferences = choice.get();
    if (preferences) update(preferences);
    choice.onChange(update);
  }
}
