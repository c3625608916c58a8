/**
 * Removes what trackers have left that the choice refuses, and passes a withdrawal on to them. It
 * is fetched where a choice may change, and where there is something to remove.
 */
import { documentCookie, writeCookie } from '../start/choice.js';
import { refuses } from '../start/traces.js';
import { callExemptMatomo, callMatomo, measuresWithoutCookies } from './matomo.js';

/** A pattern of cookies' names, in which * stands for any text. @param {string[]} names */
export const patternOf = (names) => RegExp(`^(?=.)(${
  names.map((name) => name.replace(/\W/g, '\\$&').replaceAll('\\*', '.*')).join('|')})$`, 'i');

/**
 * The choice as trackers that run already know it: Matomo begins without a consent, and an exempt
 * one without an objection.
 */
function knownToTrackers({ exempt }, preferences) {
  if (exempt.some((name) => preferences?.statistics || !preferences?.[name])) return {};
  return window._paq && preferences?.matomo && !exempt[0]
    ? { ...preferences, matomo: false } : preferences;
}

/** The names refused on this page and not granted again. @type {Set<string>} */
const refused = new Set();
let sweeping = false;

/** What was last announced to the exempt trackers. @type {object|undefined} */
let announced;

/** Google Analytics' opt-out properties that were set. @type {Set<string>} */
const disabled = new Set();

/**
 * @param {Record<string, Record<string, string[]>>} cookies the cookies that services keep on the
 *   portal's host, by the name whose refusal deletes them and by the service. A service that the
 *   page declares answers for its own, and keeps them while it is allowed. Those of Google Ads have
 *   two: either refusal does.
 *   ../start/traces.js has how the most frequent ones begin
 */
export function createWithdrawal(cookies) {
  /** The patterns of what each refusal deletes. @type {Record<string, RegExp>} */
  const patterns = {};
  /** The pattern of what allowed services keep. */
  let kept = patternOf([]);
  const sweep = (name) => sweepMatching(patterns[name], kept);

  function sort({ services }, preferences) {
    const names = { __proto__: null };
    for (const by of Object.keys(cookies)) {
      for (const id of Object.keys(cookies[by])) {
        (names[services.includes(id) ? id : by] ??= []).push(...cookies[by][id]);
      }
    }
    for (const name of Object.keys(names)) patterns[name] = patternOf(names[name]);
    kept = patternOf(services.flatMap((id) => (preferences?.[id] && names[id] || [])));
  }

  /**
   * Deletes the cookies of what a choice refuses, on every path and domain that the page can
   * reach, and calls the opt-outs or opt-ins of the trackers that it changes.
   *
   * @param {import('../start/config.js').Config} config integrations.js calls the trackers among
   *   its integrations
   * @param {Record<string, boolean>|null} preferences what is allowed
   * @param {Record<string, boolean>|null} [previous] the choice before; empty where nothing was
   *   allowed but what is exempt from consent. Without one, it is as the trackers know it
   */
  return function withdraw(config, preferences, previous) {
    previous ??= knownToTrackers(config, preferences);
    sort(config, preferences);
    for (const name of Object.keys(patterns)) {
      const exempt = config.exempt.includes(name);
      const allowed = preferences?.[name] === true;
      const changed = allowed !== (previous[name] ?? exempt);
      if (allowed) refused.delete(name);
      else if (changed || config.services.includes(name) || refuses(config, preferences, name)) {
        refused.add(name);
      }
      const swept = refused.has(name) ? sweep(name) : [];
      if (config.integrations.includes(name)) continue;
      if (exempt) notifyExempt(name, preferences, announced ?? previous);
      else if (changed) notify(name, allowed, swept);
    }
    announced = preferences;
    if (refused.size && !sweeping) {
      sweeping = true;
      // A tracker keeps running until the page is left, and may write them again.
      addEventListener('pagehide', () => refused.forEach(sweep));
    }
    if (Object.keys(previous).some((name) => previous[name] && !preferences?.[name])) {
      dropPages(preferences);
    }
  };
}

/**
 * Makes routers fetch again the pages that they keep for the Back button: in those, content that is
 * refused now would run and load. The page that is shown may be kept later.
 */
function dropPages(preferences) {
  for (const script of document.querySelectorAll('script[data-cookies]')) {
    if (!preferences?.[script.dataset.cookies]) script.type = 'text/plain';
  }
  document.addEventListener('livewire:navigate', loadInstead);
  try {
    const { Turbo, Turbolinks } = window;
    if (Turbo?.cache) Turbo.cache.clear();
    else (Turbo ?? Turbolinks)?.clearCache();
    for (const storage of [sessionStorage, localStorage]) storage.removeItem('htmx-history-cache');
  } catch {
    // Storage is refused, or the page's router is not as documented.
  }
}

/** Loads the page that Livewire is about to show as it has kept it. */
function loadInstead(event) {
  if (!event.detail?.cached) return;
  event.preventDefault();
  location.reload(); // its address is there already
}

/** Deletes the cookies of a pattern but for some. @returns {string[]} what they were called */
function sweepMatching(pattern, kept) {
  const names = documentCookie().split(';').map((pair) => pair.split('=')[0].trim())
    .filter((cookie) => pattern.test(cookie) && !kept.test(cookie));
  names.forEach(expire);
  return names;
}

/**
 * Calls a tracker that needs no consent after an objection, and after a consent to the statistics.
 * @param {Record<string, boolean>} now what is allowed
 * @param {Record<string, boolean>} before
 */
function notifyExempt(tracker, now, before) {
  const mode = ({ piano = true, statistics }) => (
    piano ? statistics ? 'opt-in' : 'essential' : 'opt-out');
  try {
    if (tracker === 'matomo') callExemptMatomo(now, before); // it may come later
    if (tracker === 'piano' && mode(now) !== mode(before)) {
      window.pa?.consent?.setMode?.(mode(now));
    }
  } catch {
    // Its cookies are deleted all the same.
  }
}

/** Calls a tracker's own opt-out or opt-in, and ignores its errors. */
function notify(tracker, allowed, names) {
  try {
    if (tracker === 'matomo' && window._paq) {
      // requireConsent holds Matomo's requests back; setConsentGiven sends those that wait.
      const [given, withdrawn] = measuresWithoutCookies()
        ? ['setCookieConsentGiven', 'forgetCookieConsentGiven']
        : ['setConsentGiven', 'requireConsent'];
      callMatomo(...(allowed ? [given] : [withdrawn, 'deleteCookies']));
    }
    if (tracker === 'piano') window.pa?.consent?.setMode?.(allowed ? 'opt-in' : 'opt-out');
    if (tracker === 'ga') {
      // Each measurement ID has its own cookie: _ga_ID.
      for (const name of names) {
        if (name.startsWith('_ga_')) disabled.add(`ga-disable-G-${name.slice(4)}`);
      }
      for (const property of disabled) window[property] = !allowed;
    }
  } catch {
    // Its cookies are deleted all the same.
  }
}

/**
 * Deletes a cookie on each path and domain that the page is in, and in the page's partition.
 * @param {string} name
 */
function expire(name) {
  const labels = location.hostname.split('.');
  const domains = ['', ...labels.slice(1).map((_, i) => `; Domain=${labels.slice(i).join('.')}`)];
  // Partitioned cookies are kept apart. Pages over http cannot have them, and browsers warn.
  const kinds = window.isSecureContext ? ['', '; Secure; SameSite=None; Partitioned'] : [''];
  const attributes = domains.flatMap((domain) => kinds.map((kind) => domain + kind));
  const segments = location.pathname.split('/');
  for (let i = 1; i <= segments.length; i++) {
    const path = segments.slice(0, i).join('/');
    for (const more of attributes) {
      // Browsers distinguish /a from /a/.
      for (const end of ['', '/']) {
        writeCookie(`${name}=; Path=${path + end || '/'}; Max-Age=0${more}`);
      }
    }
  }
}
