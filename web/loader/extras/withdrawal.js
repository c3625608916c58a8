/**
 * What comes where a choice may be changed: it ends what a consent has left that is
 * withdrawn.
 */
import { cookieLine, writeCookie } from '../start/jar.js';

/**
 * The first-party cookies that each tracker writes, as their makers document
 * them, but for those that keep a visitor's refusal.
 */
const COOKIES = {
  ga: /^(_ga(_.+)?|_gid|_gat(_.+)?|_gac_.+|_gcl_\w+|__utm[a-z])$/,
  matomo: /^(_pk_(id|ses|ref|cvar|hsr|testcookie)\b.*|mtm_(consent|cookie_consent))$/,
  xiti: /^xt(vrn|an|ant|at|date|go|or|ref)$/,
  at: /^at(userid|idvisitor|authority|redir)$/,
  piano: /^(_pcid|_pctx|_pcus|pa_user|pa_vid)$/,
  eulerian: /^(etuix|ea_(uid|session))$/i,
};

/** What has been withdrawn on this page, and no longer granted. @type {Set<string>} */
const withdrawn = new Set();
let sweeping = false;

/** What Google Analytics was told not to measure. @type {Set<string>} */
const disabled = new Set();

/**
 * Has a consent that is withdrawn take effect on what its trackers have left: their
 * cookies expire, on every path and domain that a page can reach, and their own
 * opt-outs are called; and the other way round when it is granted again.
 *
 * @param {string[]} integrations of the page: Matomo, both a tracker and an integration, is told by integrations.js then
 * @param {Record<string, boolean>|null} preferences the choice now
 * @param {Record<string, boolean>} previous the choice before; without names, where all was ended
 */
export function withdraw(integrations, preferences, previous) {
  for (const tracker of Object.keys(COOKIES)) {
    const allowed = preferences?.[tracker] === true;
    if (allowed !== (previous[tracker] === true)) {
      if (allowed) withdrawn.delete(tracker);
      else withdrawn.add(tracker);
      const names = allowed ? [] : sweep(tracker);
      if (!integrations.includes(tracker)) tell(tracker, allowed, names);
    }
  }
  if (!withdrawn.size || sweeping) return;
  sweeping = true;
  // A tracker that runs until the page is left may write them again.
  addEventListener('pagehide', () => withdrawn.forEach(sweep));
}

/** Has a tracker's cookies expire. @returns {string[]} their names */
function sweep(tracker) {
  const names = cookieLine().split(';').map((pair) => pair.split('=')[0].trim())
    .filter((name) => COOKIES[tracker].test(name));
  names.forEach(expire);
  return names;
}

/** Tells a tracker by its own means. What fails there is the tracker's own. */
function tell(tracker, allowed, names) {
  try {
    // No more requests without consent; those of Matomo's own that wait are sent with it.
    if (tracker === 'matomo') window._paq?.push(...(allowed ? [['setConsentGiven']] : [['requireConsent'], ['deleteCookies']]));
    if (tracker === 'piano') window.pa?.consent?.setMode?.(allowed ? 'opt-in' : 'opt-out');
    if (tracker === 'ga') {
      // Each measurement has a cookie of its own, which names it: _ga_ID.
      for (const name of names) if (name.startsWith('_ga_')) disabled.add(`ga-disable-G-${name.slice(4)}`);
      for (const property of disabled) window[property] = !allowed;
    }
  } catch {
    // Its cookies go all the same.
  }
}

/** Has a cookie expire on every path above the page and every domain that it is in. @param {string} name */
function expire(name) {
  const labels = location.hostname.split('.');
  const domains = ['', ...labels.slice(1).map((_, i) => `; Domain=${labels.slice(i).join('.')}`)];
  const segments = location.pathname.split('/');
  for (let i = 1; i <= segments.length; i++) {
    const path = segments.slice(0, i).join('/');
    for (const domain of domains) {
      // Browsers tell /a from /a/.
      for (const end of ['', '/']) writeCookie(`${name}=; Path=${path + end || '/'}; Max-Age=0${domain}`);
    }
  }
}
