/**
 * The page of trial, before all else in it: it makes the browser what is simulated,
 * writes the script tag that the address asks for, and tells the workshop, which has
 * the page in a frame, what happens (app/preview/workshop/timeline.go).
 */
const NAME = 'cookies_preferences';

const query = new URLSearchParams(location.search);
const address = location.href.slice(new URL('.', location.href).href.length);

/** Tells the workshop. @param {string} kind @param {object} [fact] */
function tell(kind, fact) {
  parent.postMessage({ kind, address, at: performance.now(), took: 0, name: '', text: '', size: 0, ...fact }, location.origin);
}

/** The page's cookies of our name. */
const cookies = () => document.cookie.split('; ').filter((pair) => pair.startsWith(`${NAME}=`)).join('; ');

/** A browser that keeps no cookies keeps no storage either. */
function block() {
  const nothing = { configurable: true, get: () => '', set() { tell('denied'); } };
  Object.defineProperty(Document.prototype, 'cookie', nothing);
  if (window.CookieStore) CookieStore.prototype.getAll = async () => [];
  const refused = { get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); } };
  for (const storage of ['localStorage', 'sessionStorage']) Object.defineProperty(window, storage, refused);
}

/** Tells of each cookie that is written, or erased where there was one. */
function watchCookies() {
  const own = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', {
    ...own,
    set(line) {
      const before = document.cookie;
      own.set.call(this, line);
      if (/; Max-Age=0\b/.test(line) && document.cookie === before) return; // nothing was there
      tell('written', { text: String(line) });
      tell('cookie', { text: cookies() });
    },
  });
}

if (query.has('bloques')) block();
else watchCookies();
if (query.has('gpc')) Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { configurable: true, get: () => true });

tell('page', { at: 0, text: cookies() });

for (const kind of ['change', 'error']) {
  document.addEventListener(`${NAME}:${kind}`, ({ detail }) => {
    tell(kind, { name: String(detail.code ?? ''), text: String(detail.message ?? '') });
    tell('cookie', { text: cookies() });
  });
}
document.addEventListener('essai:porte', ({ detail }) => tell('gate', { name: detail }));

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const { pathname } = new URL(entry.name);
    const name = pathname.slice(pathname.lastIndexOf('/') + 1);
    // What is the page's own, the banner's users have not.
    if (/^(essai|porte|icon)\./.test(name)) continue;
    tell(entry.responseStatus >= 400 ? 'failed' : 'file', {
      name,
      at: entry.responseEnd,
      took: entry.duration,
      size: entry.decodedBodySize,
    });
  }
}).observe({ type: 'resource', buffered: true });

/** Whether the notice was up when it was looked for last. */
let up = false;

/** Tells when the notice comes and goes. */
function look() {
  const notice = document.querySelector('cookies-preferences')?.shadowRoot?.querySelector('.notice');
  const now = Boolean(notice?.getClientRects().length);
  if (now !== up) tell(now ? 'notice' : 'gone');
  up = now;
}

const inShadow = new MutationObserver(look);
new MutationObserver(() => {
  const root = document.querySelector('cookies-preferences')?.shadowRoot;
  if (root) inShadow.observe(root, { childList: true, subtree: true, attributeFilter: ['style'] });
  look();
}).observe(document, { childList: true, subtree: true });

const root = document.documentElement;
if (query.has('sombre')) root.classList.add('sombre');
const accent = query.get('couleur');
if (/^#[0-9a-f]{6}$/.test(accent)) {
  const style = new CSSStyleSheet();
  style.replaceSync(`:root { --accent: ${accent}; } cookies-preferences { --cookies-accent: ${accent}; }`);
  document.adoptedStyleSheets.push(style);
}

// The workshop's policy has no other host in the frame: what the charter links to opens beside.
document.addEventListener('click', (event) => {
  const link = event.composedPath().find(({ localName }) => localName === 'a');
  if (link && link.origin !== location.origin) link.target = '_blank';
}, { capture: true });

document.addEventListener('DOMContentLoaded', () => {
  document.getElementById('nom').textContent = query.get('data-portal');
  document.title = `${query.get('data-portal')} – essai`;
});

const tag = document.createElement('script');
tag.src = '../banner.js';
tag.defer = true;
for (const [name, value] of query) if (name.startsWith('data-')) tag.setAttribute(name, value);
document.write(tag.outerHTML); // as the parser meets it in a portal's page
