/**
 * Runs first in the workshop's preview. It simulates the browser that the address asks
 * for, writes the banner's script tag, and reports what happens to the workshop, whose page
 * has the preview in a frame (Event in app/preview/workshop/events.go).
 */
const query = new URLSearchParams(location.search);
const address = location.href.slice(new URL('.', location.href).href.length);

/** Reports an event to the workshop. @param {string} kind @param {string} [text] */
function report(kind, text = '') {
  parent.postMessage({
    kind, address, at: performance.now(), text, cookies: document.cookie,
  }, location.origin);
}

/** Simulates a browser that blocks cookies, and with them storage. */
function blockCookies() {
  Object.defineProperty(Document.prototype, 'cookie', {
    configurable: true,
    get: () => '',
    set() { report('denied'); },
  });
  if (window.CookieStore) CookieStore.prototype.getAll = async () => [];
  for (const storage of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, storage, {
      get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); },
    });
  }
}

/** Reports each cookie that is written, or erased if it was there. */
function watchCookies() {
  const own = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', {
    ...own,
    set(line) {
      const before = document.cookie;
      own.set.call(this, line);
      if (/; Max-Age=0\b/.test(line) && document.cookie === before) return; // there was none
      report('written', String(line));
    },
  });
}

if (query.has('blocked')) blockCookies();
else watchCookies();
if (query.has('gpc')) {
  Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {
    configurable: true,
    get: () => true,
  });
}

report('page');

// The browser would open a file that is dropped here.
for (const type of ['dragover', 'drop']) {
  addEventListener(type, (event) => parent.cookiesWorkshop?.drag(event));
}

document.addEventListener('cookies_preferences:error', ({ detail }) => report('error', detail.code));

// A charter that is not published is in the workshop only.
const draft = new URL('draft.txt', location).href;
const fetchFile = window.fetch;
window.fetch = (resource, options) => (resource === draft
  ? Promise.resolve(new Response(parent.cookiesWorkshop.draft())) : fetchFile(resource, options));

/** Whether the notice was displayed when it was last checked. */
let displayed = false;

/** Reports when the notice appears and disappears. */
function checkNotice() {
  const root = document.querySelector('cookies-preferences')?.shadowRoot;
  const notice = root?.querySelector('.notice');
  const now = Boolean(notice?.getClientRects().length);
  if (now !== displayed) report(now ? 'notice' : 'gone');
  displayed = now;
}

const inShadow = new MutationObserver(checkNotice);
new MutationObserver(() => {
  const root = document.querySelector('cookies-preferences')?.shadowRoot;
  if (root) inShadow.observe(root, { childList: true, subtree: true, attributeFilter: ['style'] });
  checkNotice();
}).observe(document, { childList: true, subtree: true });

if (query.has('dark')) document.documentElement.classList.add('dark');
const accent = query.get('accent');
if (/^#[0-9a-f]{6}$/.test(accent)) {
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :root { --accent: ${accent}; }
    cookies-preferences { --cookies-accent: ${accent}; }`);
  document.adoptedStyleSheets.push(style);
}

// The workshop's policy allows no other host in the frame: such links open in a new tab. The
// banner keeps its clicks from listeners below the window.
addEventListener('click', (event) => {
  const link = event.composedPath().find(({ localName }) => localName === 'a');
  if (link && link.origin !== location.origin) link.target = '_blank';
}, { capture: true });

document.addEventListener('DOMContentLoaded', () => {
  document.getElementById('name').textContent = query.get('data-portal');
  document.title = `${query.get('data-portal')} – essai`;
});

const tag = document.createElement('script');
tag.src = '../banner.js';
tag.defer = true;
for (const [name, value] of query) {
  if (name.startsWith('data-')) tag.setAttribute(name, value);
}
document.write(tag.outerHTML); // so that the parser meets it, as in a portal's page
