/**
 * Passes the choice on to other scripts through their own interfaces, where a page asks
 * for it by data-integrations. The gates open only after this has begun, so that each
 * tag finds its consent set.
 */
import { NAMES } from '../start/cookie.js';
import { callExemptMatomo, callMatomo, measuresWithoutCookies } from './matomo.js';

/**
 * Each integration's start; it returns what handles what is allowed after every later choice, or
 * null when there is no choice any more.
 *
 * @type {Record<string, (config: import('../start/config.js').Config) =>
 *   (preferences: Record<string, boolean>|null) => void>}
 */
const INTEGRATIONS = {
  // https://developers.google.com/tag-platform/security/guides/consent
  'consent-mode'({ services }) {
    const ads = services.includes('google-ads') ? 'google-ads' : 'third_party';
    const states = (preferences) => {
      const state = (name) => (preferences?.[name] ? 'granted' : 'denied');
      return {
        ad_storage: state(ads),
        ad_user_data: state(ads),
        ad_personalization: state(ads),
        analytics_storage: state('ga'),
      };
    };
    gtag('consent', 'default', states(null));
    return (preferences) => gtag('consent', 'update', states(preferences));
  },

  matomo(config) {
    if (config.exempt.includes('matomo')) return exemptMatomo();
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
  datalayer: ({ services }) => (preferences) => {
    // Every name: a tag manager keeps the previous value of one that is left out.
    const allowed = Object.fromEntries(
      [...NAMES, ...services].map((name, i) => [name, i === 0 || preferences?.[name] === true]));
    dataLayer().push({ event: 'cookies_preferences', cookies_preferences: allowed });
  },
};

function exemptMatomo() {
  let before = {};
  return (preferences) => {
    callExemptMatomo(preferences, before);
    before = preferences;
  };
}

const dataLayer = () => window.dataLayer ??= [];

/** Google's tag recognises a command only as an `arguments` object. */
function gtag() {
  dataLayer().push(arguments);
}

/**
 * Starts the integrations.
 *
 * @param {import('../start/config.js').Config} config
 * @param {ReturnType<import('../start/choice.js').createChoice>} choice
 */
export function integrate(config, choice) {
  // In the order above, not the page's: whatever reacts to the event finds the consent set.
  for (const name of Object.keys(INTEGRATIONS)) {
    if (!config.integrations.includes(name)) continue;
    const update = INTEGRATIONS[name](config);
    const allowed = choice.granted();
    if (allowed) update(allowed);
    choice.onChange(() => update(choice.granted()));
  }
}
