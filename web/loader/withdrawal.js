import { cookieLine, writeCookie } from './jar.js';

/**
 * The first-party cookies that each tracker writes, by how their names begin, as
 * their makers document them.
 */
const COOKIES = {
  ga: /^(_ga|_gid|_gat|_gac_|_gcl_|__utm)/,
  matomo: /^(_pk_|mtm_|matomo_)/i,
  xiti: /^xt(vrn|an|ant|at|date|go|or|ref)/,
  at: /^at(userid|idvisitor|authority|tvtreject|redir|session)/,
  piano: /^(_pc(id|tx|us)|_pprv|pa_(user|vid|privacy))/,
  eulerian: /^(etuix|ea_)/i,
};

/**
 * Has a consent that is withdrawn take effect on what its trackers have left: their
 * own opt-outs are called, and their cookies expire, on every path and domain that a
 * page can reach.
 *
 * @param {Record<string, boolean>|null} preferences the choice now
 * @param {Record<string, boolean>|null} previous the choice before
 */
export function withdraw(preferences, previous) {
  for (const tracker of Object.keys(COOKIES)) {
    if (!previous?.[tracker] || preferences?.[tracker]) continue;
    const names = cookieLine().split(';').map((pair) => pair.split('=')[0].trim())
      .filter((name) => COOKIES[tracker].test(name));
    optOut(tracker, names);
    for (const name of names) expire(name);
  }
}

/** Tells a tracker by its own means. What fails there is the tracker's own. */
function optOut(tracker, names) {
  try {
    if (tracker === 'matomo') window._paq?.push(['forgetConsentGiven'], ['deleteCookies']);
    if (tracker === 'piano') window.pa?.consent?.setMode?.('opt-out');
    // Each measurement has a cookie of its own, which names it: _ga_ID.
    if (tracker === 'ga') for (const name of names) if (/^_ga_./.test(name)) window[`ga-disable-G-${name.slice(4)}`] = true;
  } catch {
    // Its cookies go all the same.
  }
}

/** Has a cookie expire on every path above the page and every domain that it is in. */
function expire(name) {
  const labels = location.hostname.split('.');
  const domains = ['', ...labels.map((_, i) => `; Domain=${labels.slice(i).join('.')}`)];
  const segments = location.pathname.split('/');
  const paths = segments.flatMap((_, i) => {
    const path = segments.slice(0, i + 1).join('/');
    return [path, `${path}/`]; // browsers tell /a from /a/
  });
  for (const path of paths) {
    for (const domain of domains) writeCookie(`${name}=; Path=${path || '/'}; Max-Age=0${domain}`);
  }
}
