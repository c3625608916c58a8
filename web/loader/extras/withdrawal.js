/**
 * Removes what trackers left under a consent that is now withdrawn. It is fetched where
 * a choice may change.
 */
import { documentCookie, writeCookie } from '../start/choice.js';

/**
 * The first-party cookies of each tracker, as its vendor documents them, except those
 * that record a visitor's refusal.
 */
const COOKIES = {
  ga: /^(_ga(_.+)?|_gid|_gat(_.+)?|_gac_.+|_gcl_\w+|__utm[a-z])$/,
  matomo: /^(_pk_(id|ses|ref|cvar|hsr|testcookie)\b.*|mtm_(consent|cookie_consent))$/,
  xiti: /^xt(vrn|an|ant|at|date|go|or|ref)$/,
  at: /^at(userid|idvisitor|authority|redir)$/,
  piano: /^(_pcid|_pctx|_pcus|pa_user|pa_vid)$/,
  eulerian: /^(etuix|ea_(uid|session))$/i,
};

/** The trackers withdrawn on this page and not granted again. @type {Set<string>} */
const withdrawn = new Set();
let sweeping = false;

/** Google Analytics' opt-out properties that were set. @type {Set<string>} */
const disabled = new Set();

/**
 * Applies a change of the choice to trackers. A withdrawal deletes their cookies, on
 * every path and domain that a page can reach, and calls their own opt-outs; a new grant
 * calls their opt-ins.
 *
 * @param {string[]} integrations of the page; a tracker among them is left to integrations.js
 * @param {Record<string, boolean>|null} preferences the new choice
 * @param {Record<string, boolean>} previous the choice before; empty where nothing was allowed
 */
export function withdraw(integrations, preferences, previous) {
  for (const tracker of Object.keys(COOKIES)) {
    const allowed = preferences?.[tracker] === true;
    if (allowed !== (previous[tracker] === true)) {
      if (allowed) withdrawn.delete(tracker);
      else withdrawn.add(tracker);
      const names = allowed ? [] : sweep(tracker);
      if (!integrations.includes(tracker)) notify(tracker, allowed, names);
    }
  }
  if (!withdrawn.size || sweeping) return;
  sweeping = true;
  // A tracker keeps running until the page is left, and may write them again.
  addEventListener('pagehide', () => withdrawn.forEach(sweep));
}

/** Deletes a tracker's cookies. @returns {string[]} their names */
function sweep(tracker) {
  const names = documentCookie().split(';').map((pair) => pair.split('=')[0].trim())
    .filter((name) => COOKIES[tracker].test(name));
  names.forEach(expire);
  return names;
}

/** Calls a tracker's own opt-out or opt-in, and ignores its errors. */
function notify(tracker, allowed, names) {
  try {
    // requireConsent holds Matomo's requests back; setConsentGiven sends those that wait.
    if (tracker === 'matomo') {
      window._paq?.push(
        ...(allowed ? [['setConsentGiven']] : [['requireConsent'], ['deleteCookies']]));
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

/** Deletes a cookie on each path and domain that the page is in. @param {string} name */
function expire(name) {
  const labels = location.hostname.split('.');
  const domains = ['', ...labels.slice(1).map((_, i) => `; Domain=${labels.slice(i).join('.')}`)];
  const segments = location.pathname.split('/');
  for (let i = 1; i <= segments.length; i++) {
    const path = segments.slice(0, i).join('/');
    for (const domain of domains) {
      // Browsers distinguish /a from /a/.
      for (const end of ['', '/']) {
        writeCookie(`${name}=; Path=${path + end || '/'}; Max-Age=0${domain}`);
      }
    }
  }
}
